import Testing
import Twinning

@testable import Reporting

@Suite struct SheetTests {
  private func line(_ texts: String...) -> String { CSVRow(texts).line }

  @Test func `cells are quoted where RFC 4180 asks for it`() {
    #expect(line("a", "b c", "") == "a,b c,\r\n")
    #expect(
      line("a,b", "say \"x\"", "1\r\n2", " led")
        == "\"a,b\",\"say \"\"x\"\"\",\"1\r\n2\",\" led\"\r\n")
  }

  @Test func `a text that begins like a formula has an apostrophe before it`() {
    for text in ["=1", "+1", "-x", "-", "-1-1", "@a", "\tx", "\rx", "\nx", "＝1", "＋1", "－x", "＠a"] {
      #expect(line(text).contains("'" + text), "\(text)")
    }
    #expect(line("'=1", "a=1", "a-b") == "'=1,a=1,a-b\r\n")
  }

  @Test func `a negative number stays one`() {
    #expect(line("-3.7", "-12") == "-3.7,-12\r\n")
    var row = CSVRow()
    row.add(number: -5)
    row.add(number: nil)
    #expect(row.line == "-5,\r\n")
  }

  @Test func `what is written is read back`() throws {
    let texts = ["", "a", "a,b", "\"", "\"\"", "\r\n", "x\ny", "é👍", ",", " ", "'"]
    let sheet = CSVRow(texts).line + CSVRow(texts.reversed()).line
    let rows = try CSVText(sheet).rows
    #expect(rows[0].map { $0 == "'\r\n" ? "\r\n" : $0 } == texts)
    #expect(rows.count == 2)
  }

  @Test func `indexes stand as runs, and say where they are cut`() {
    #expect(EvidenceSource.runs([]) == "")
    #expect(EvidenceSource.runs([3, 7, 8, 9, 14]) == "3 7..9 14")
    #expect(EvidenceSource.runs(Array(0..<1_000_000)) == "0..999999")
    let odd = (0..<100).map { Int64($0 * 2) }
    let cut = EvidenceSource.runs(odd, bytesMax: 30)
    #expect(cut.hasSuffix(" …") && cut.utf8.count <= 32)
    #expect(odd.map(String.init).joined(separator: " ").hasPrefix(cut.dropLast(2)))
  }
}
