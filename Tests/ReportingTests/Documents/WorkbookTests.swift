import Foundation
import Testing
import Twinning

@testable import Reporting

@Suite struct WorkbookTests {
  private func workbook(_ document: ImpactDocument) throws -> Data {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).xlsx")
    defer { try? FileManager.default.removeItem(at: file) }
    try ImpactWorkbook(document).write(to: file.path)
    return try Data(contentsOf: file)
  }

  /// What a reader of the format itself finds: nothing but the standard library.
  private static let dump = """
    import io, sys, zipfile, xml.etree.ElementTree as tree
    book = zipfile.ZipFile(io.BytesIO(sys.stdin.buffer.read()))
    n = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    out = io.TextIOWrapper(sys.stdout.buffer, "utf-8", newline="\\n")
    core = tree.fromstring(book.read("docProps/core.xml"))
    for part in core:
        print(part.tag.split("}")[1], part.text, file=out)
    names = [s.get("name") for s in tree.fromstring(book.read("xl/workbook.xml")).iter(n + "sheet")]
    for place, name in enumerate(names, 1):
        sheet = tree.fromstring(book.read("xl/worksheets/sheet%d.xml" % place))
        pane = sheet.find(".//" + n + "pane")
        frozen = pane is not None and pane.get("state") + " " + pane.get("topLeftCell")
        print("\\n== " + name + (", " + frozen if frozen else ""), file=out)
        for row in sheet.iter(n + "row"):
            cells = []
            for cell in row:
                kind = cell.get("t", "n")
                assert cell.find(n + "f") is None, "a formula"
                text = "".join(t.text or "" for t in cell.iter(n + "t"))
                value = text if kind == "inlineStr" else (cell.findtext(n + "v") or "")
                style = "/" + cell.get("s") if cell.get("s") else ""
                cells.append(cell.get("r") + ":" + kind + style + "=" + value)
            print(" | ".join(cells), file=out)
    out.flush()
    """

  @Test func `an impact summary as a workbook`() throws {
    let data = try workbook(try SmallLedger.documented().document())
    try Golden.expect(try Python.run(Self.dump, input: data), is: "impact.xlsx.txt")
  }

  @Test func `the same workbook is made again byte for byte`() throws {
    let document = try SmallLedger.documented().document()
    #expect(try workbook(document) == workbook(document))
  }

  @Test func `a workbook that can't be written is an error`() throws {
    let document = try SmallLedger.documented().document()
    #expect(throws: WorkbookError.self) {
      try ImpactWorkbook(document).write(to: "/proc/no-such-folder/file.xlsx")
    }
  }

  @Test(.enabled(if: Python.has("openpyxl")))
  func `openpyxl reads numbers as numbers and days as days`() throws {
    let data = try workbook(try SmallLedger.documented().document())
    let found = try Python.run(
      """
      import datetime, io, sys, warnings, openpyxl
      warnings.simplefilter("error")
      book = openpyxl.load_workbook(io.BytesIO(sys.stdin.buffer.read()))
      print(all(sheet.freeze_panes == "A2" for sheet in list(book)[1:]))
      cells = {r[9].value: r[3].value for r in book["Exchange"].iter_rows() if r[0].value == "I08"}
      print(cells["all"] == 1, type(cells["all"]).__name__)
      print({type(r[8].value).__name__ for r in book["Milestones"].iter_rows(min_row=2)})
      print({type(r[3].value).__name__ for r in book["Evidence"].iter_rows(min_row=2)})
      """, input: data)
    #expect(found == "True\nTrue int\n{'datetime'}\n{'datetime'}\n")
  }
}
