import Foundation
import Testing
import Twinning

@testable import Reporting

/// Names that try to be something else, put where people put names.
@Suite struct HostileNameTests {
  static let names = [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "</style></title><b>&amp;",
    "=HYPERLINK(\"http://evil.example\")", "+1+1", "-2+3", "@SUM(A1:A9)", "\t=1+1",
    "\u{202E}nettap\u{2066}", String(repeating: "Donaudampfschifffahrt", count: 20), "👩‍👩‍👧🏳️‍🌈",
    "| a | b |\n# c",
    "[x](javascript:alert(1)) ![y](http://evil.example/z) `d` **e** www.evil.example",
    "_x0041_", "a,\"b\"\r\nc", "\u{0}\u{7}\u{1B}[31m",
  ]

  private func document(_ name: String) throws -> (ImpactDocument, ProgressReport) {
    let ledger = try SmallLedger.documented()
    var amended = CityDetailsAmendedV1()
    amended.name = Text(name)
    amended.common.reason = SmallLedger.decision
    for city in ["hu-pecs", "hu-host"] {
      try ledger.record("city/\(city)", .cityDetailsAmended(amended), by: .ce)
    }
    return (try ledger.document(), ledger.progress)
  }

  @Test(arguments: names) func `a page shows a name and nothing else`(name: String) throws {
    let (document, progress) = try document(name)
    for page in [ImpactPage(document).html, progress.html] {
      #expect(try PageRules(page).problems() == [])
      #expect(!page.unicodeScalars.contains { $0.properties.isBidiControl })
      #expect(!page.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
    }
    #expect(ImpactPage(document).html.contains("<bdi>\(Markup.escaped(name))"))
  }

  @Test(arguments: names) func `a sheet has a text where a formula was meant`(name: String) throws {
    let (document, progress) = try document(name)
    for sheet in [ImpactSheet(document).text, progress.sheet] {
      let rows = try CSVText(sheet).rows
      #expect(Set(rows.map(\.count)).count == 1)
      for cell in rows.joined() {
        #expect(!["=", "+", "@", "\t", "\r", "\n"].contains(cell.prefix(1)), "\(cell)")
        #expect(!cell.hasPrefix("-") || Double(cell) != nil, "\(cell)")
      }
    }
  }

  @Test(arguments: names) func `Markdown has no markup of a name's own`(name: String) throws {
    let (document, progress) = try document(name)
    for text in [ImpactMarkdown(document).text, progress.markdown] {
      for mark in ["<script", "<img", "](", "![", "**e**", "http://", "javascript:"] {
        let isOurs = mark == "http://" && !name.contains(mark)
        // An escaped bracket ends no link.
        #expect(!text.replacing("\\]", with: "").contains(mark) || isOurs, "\(mark)")
      }
      let tables = text.split(separator: "\n").filter { $0.hasPrefix("|") }
      #expect(tables.allSatisfy { $0.hasSuffix("|") })
    }
  }

  @Test(arguments: names) func `a workbook has a text where a formula was meant`(name: String)
    throws
  {
    let (document, _) = try document(name)
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).xlsx")
    defer { try? FileManager.default.removeItem(at: file) }
    try ImpactWorkbook(document).write(to: file.path)
    let found = try Python.run(
      """
      import sys, zipfile, xml.etree.ElementTree as tree
      book = zipfile.ZipFile(sys.argv[1])
      texts = []
      for part in book.namelist():
          root = tree.fromstring(book.read(part)) if part.endswith((".xml", ".rels")) else None
          if root is None: continue
          for one in root.iter():
              assert not one.tag.endswith(("}f", "}hyperlink")), one.tag
              if one.tag.endswith("}t"): texts.append(one.text or "")
      sys.stdout.buffer.write("\\0".join(texts).encode("utf-8"))
      """, [file.path])
    let shown = DisplayText.harmless(name).replacing("_x0041_", with: "_x005F_x0041_")
    #expect(found.split(separator: "\0").contains { $0.contains(shown) })
  }

  @Test(arguments: names) func `a page for a terminal keeps its lines`(name: String) throws {
    let (_, progress) = try document(name)
    let text = progress.text(width: 100)
    #expect(!text.unicodeScalars.contains { $0.properties.isBidiControl || $0 == "\u{1B}" })
    #expect(
      text.split(separator: "\n").count
        == (try document("Plain").1).text(width: 100).split(separator: "\n").count)
  }
}
