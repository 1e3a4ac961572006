import Testing

@testable import Reporting

@Suite struct DisplayTextTests {
  @Test func `what could harm a terminal is spelled out`() {
    #expect(DisplayText.harmless("Evil\u{1B}[31m") == "Evil<U+001B>[31m")
    #expect(DisplayText.harmless("a\u{202E}b\u{2066}c\u{200F}") == "a<U+202E>b<U+2066>c<U+200F>")
    #expect(
      DisplayText.harmless("a\nb\r\u{7}\u{0}\u{7F}\u{9B}") == "a<U+000A>b<U+000D><U+0007>"
        + "<U+0000><U+007F><U+009B>")
    #expect(DisplayText.harmless("\u{2028}\u{E0041}\u{FEFF}") == "<U+2028><U+E0041><U+FEFF>")
  }

  @Test func `names of people's own languages stay as they are`() {
    let names = [
      "Pécs", "Győr", "東京都", "Αθήνα", "Ístanbul", "القاهرة", "می\u{200C}خواهم", "Brăila", "👍",
    ]
    for name in names {
      #expect(DisplayText.harmless(name) == name)
    }
  }

  @Test func `every scalar is either shown or spelled, and nothing controls anything`() {
    for value in UInt32(0)...0x10FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let shown = DisplayText.harmless(String(Character(scalar)))
      let isSpelled = shown.hasPrefix("<U+") && shown != String(Character(scalar))
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator: #expect(isSpelled, "\(value)")
      default: break
      }
      if scalar.properties.isBidiControl { #expect(isSpelled, "\(value)") }
    }
  }

  @Test func `wide characters take two columns, combining ones none`() {
    #expect(DisplayText.width(of: "abc") == 3)
    #expect(DisplayText.width(of: "東京") == 4)
    #expect(DisplayText.width(of: "e\u{301}") == 1)
    #expect(DisplayText.width(of: "Győr") == 4)
    #expect(DisplayText.width(of: "👩‍👩‍👧") == 2)
    #expect(DisplayText.width(of: "") == 0)
  }

  @Test func `a text is cut to its columns, and says so`() {
    #expect(DisplayText.cut("Budapest", to: 8) == "Budapest")
    #expect(DisplayText.cut("Budapest", to: 5) == "Buda…")
    #expect(DisplayText.cut("東京都", to: 5) == "東京…")
    #expect(DisplayText.cut("東京都", to: 4) == "東…")
  }

  @Test func `columns line up whatever is in them`() {
    var table = TextTable([
      TextTable.Column("city"), TextTable.Column("number", isRight: true), TextTable.Column("end"),
    ])
    table.add(["東京都", "7", "|"])
    table.add(["Győr", "1234", "|"])
    table.add(["e\u{301}\u{1B}[0m", "12", "|"])
    let lines = table.lines(width: 80)
    #expect(Set(lines.dropFirst(2).map { DisplayText.width(of: $0) }).count == 1)
    #expect(!lines.joined().contains("\u{1B}"))
  }

  @Test func `a table gives way to the width it has`() {
    var table = TextTable([
      TextTable.Column("fixed"), TextTable.Column("elastic", isElastic: true),
    ])
    table.add(["123456789", String(repeating: "long ", count: 40)])
    for width in [40, 60, 100] {
      #expect(table.lines(width: width).allSatisfy { DisplayText.width(of: $0) <= width })
    }
  }
}
