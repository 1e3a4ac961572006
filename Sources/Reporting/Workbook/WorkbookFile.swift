internal import CXLSXWriter
internal import Twinning

/// Why a workbook wasn't written.
public struct WorkbookError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What the library says.
  public let description: String
}

/// A spreadsheet being written, a row after the other and a sheet after the other (libxlsxwriter).
///
/// This is the one file that calls the library, whose C interface is made of pointers: hence
/// `unsafe`. Nothing of it leaves the file. Rows go to temporary files as they come, so that memory
/// doesn't grow with them; the library needs the path of a file that it makes.
@safe final class WorkbookFile {
  /// What a cell holds.
  enum Cell {
    case empty
    case text(String)
    case heading(String)
    case integer(Int64)

    /// A decimal number with one place, as figures have them.
    case decimal(String)

    /// A number with two places.
    case money(String)
    case day(CivilDate)

    /// A moment; spreadsheets know no zones, so it is in UTC.
    case instant(Instant)
  }

  /// A column: its title and how many characters wide it is.
  struct Column {
    var title: String
    var width: Double

    init(_ title: String, _ width: Double) {
      self.title = title
      self.width = width
    }
  }

  /// What the file says about itself.
  struct Properties {
    var title: String
    var subject: String
    var company: String
    var comments: String

    /// The date of the file: given, so that the same content makes the same bytes.
    var created: Instant
  }

  /// Excel holds so many characters in a cell.
  private static let textMax = 32_767

  /// Excel holds so many rows in a sheet.
  static let rowsMax = 1_048_576

  private let workbook: UnsafeMutablePointer<lxw_workbook>
  private var sheet: UnsafeMutablePointer<lxw_worksheet>?
  private let bold: UnsafeMutablePointer<lxw_format>?
  private let dayFormat: UnsafeMutablePointer<lxw_format>?
  private let instantFormat: UnsafeMutablePointer<lxw_format>?
  private let decimalFormat: UnsafeMutablePointer<lxw_format>?
  private let moneyFormat: UnsafeMutablePointer<lxw_format>?
  private var row: UInt32 = 0
  private var failure: lxw_error = LXW_NO_ERROR

  private init(path: String, _ properties: Properties) throws(WorkbookError) {
    var options = unsafe lxw_workbook_options()
    unsafe options.constant_memory = 1
    guard let made = unsafe workbook_new_opt(path, &options) else {
      throw WorkbookError(description: "no workbook could be begun")
    }
    unsafe workbook = made
    unsafe bold = workbook_add_format(made)
    unsafe format_set_bold(bold)
    unsafe format_set_text_wrap(bold)
    unsafe format_set_align(bold, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
    unsafe dayFormat = workbook_add_format(made)
    unsafe format_set_num_format(dayFormat, "yyyy-mm-dd")
    unsafe instantFormat = workbook_add_format(made)
    unsafe format_set_num_format(instantFormat, "yyyy-mm-dd hh:mm:ss")
    unsafe decimalFormat = workbook_add_format(made)
    unsafe format_set_num_format(decimalFormat, "0.0")
    unsafe moneyFormat = workbook_add_format(made)
    unsafe format_set_num_format(moneyFormat, "#,##0.00")
    unsafe keep(
      cxlsxwriter_set_properties(
        made, properties.title, properties.subject, properties.company, properties.comments,
        properties.created.milliseconds / 1_000))
  }

  /// Makes a workbook at `path` of what `body` writes.
  ///
  /// - Throws: what the library couldn't do; what then stands at `path` is no workbook.
  static func write(
    to path: String, _ properties: Properties, _ body: (WorkbookFile) -> Void
  ) throws(WorkbookError) {
    let file = try WorkbookFile(path: path, properties)
    body(file)
    // Closing frees the workbook whether or not it could be written.
    let closed = unsafe workbook_close(file.workbook)
    let failure = file.failure == LXW_NO_ERROR ? closed : file.failure
    if failure == LXW_NO_ERROR { return }
    let words = unsafe lxw_strerror(failure).map { unsafe String(cString: $0) }
    throw WorkbookError(description: words ?? "error \(failure.rawValue)")
  }

  private func keep(_ result: lxw_error) {
    if failure == LXW_NO_ERROR { failure = result }
  }

  /// Begins a sheet; the one before it is finished. Its titles stay in sight and on every page.
  ///
  /// - Parameter name: at most 31 characters, none of them `[]:*?/\`, and no other sheet's.
  func begin(_ name: String, _ columns: [Column]) {
    guard let made = unsafe workbook_add_worksheet(workbook, name) else {
      return keep(LXW_ERROR_SHEETNAME_ALREADY_USED)
    }
    unsafe sheet = made
    row = 0
    for (place, column) in columns.enumerated() {
      let place = UInt16(place)
      unsafe keep(worksheet_set_column(made, place, place, column.width, nil))
    }
    unsafe worksheet_set_landscape(made)
    unsafe worksheet_set_paper(made, 9)
    unsafe worksheet_fit_to_pages(made, 1, 0)
    if columns.allSatisfy(\.title.isEmpty) { return }
    unsafe worksheet_freeze_panes(made, 1, 0)
    unsafe keep(worksheet_repeat_rows(made, 0, 0))
    add(columns.map { .heading($0.title) })
  }

  /// Adds a row to the sheet begun last.
  func add(_ cells: [Cell]) {
    precondition(Int(row) < Self.rowsMax, "a sheet has at most 1,048,576 rows")
    guard let sheet = unsafe sheet else { return }
    for (place, cell) in cells.enumerated() {
      unsafe keep(write(cell, sheet, UInt16(place)))
    }
    row += 1
  }

  private func write(
    _ cell: Cell, _ sheet: UnsafeMutablePointer<lxw_worksheet>, _ column: UInt16
  ) -> lxw_error {
    switch cell {
    case .empty: LXW_NO_ERROR
    case .text(let text):
      unsafe worksheet_write_string(sheet, row, column, Self.text(text), nil)
    case .heading(let text):
      unsafe worksheet_write_string(sheet, row, column, Self.text(text), bold)
    case .integer(let number):
      unsafe worksheet_write_number(sheet, row, column, Double(number), nil)
    case .decimal(let text):
      unsafe worksheet_write_number(sheet, row, column, Double(text) ?? 0, decimalFormat)
    case .money(let text):
      unsafe worksheet_write_number(sheet, row, column, Double(text) ?? 0, moneyFormat)
    case .day(let day):
      unsafe worksheet_write_unixtime(sheet, row, column, Int64(day.dayNumber) * 86_400, dayFormat)
    case .instant(let instant):
      unsafe worksheet_write_unixtime(
        sheet, row, column, instant.milliseconds / 1_000, instantFormat)
    }
  }

  /// A text as a cell can hold it: never a formula, at most as long as Excel reads, and without
  /// what Excel would take for the code of a character.
  private static func text(_ text: String) -> String {
    var shown = DisplayText.harmless(text)
    if shown.utf16.count > textMax {
      shown = String(shown.unicodeScalars.prefix(textMax / 2 - 1).map(Character.init)) + "…"
    }
    return escapingCodes(shown)
  }

  /// `_x0041_` means A to Excel; its first underscore is spelled `_x005F_`, as Excel itself does.
  private static func escapingCodes(_ text: String) -> String {
    guard text.contains("_x") else { return text }
    var result = ""
    var rest = text[...]
    while let first = rest.first {
      let digits = rest.dropFirst(2).prefix(4)
      if rest.hasPrefix("_x"), digits.count == 4, digits.allSatisfy(\.isHexDigit),
        rest.dropFirst(6).first == "_"
      {
        result += "_x005F"
      }
      result.append(first)
      rest = rest.dropFirst()
    }
    return result
  }
}
