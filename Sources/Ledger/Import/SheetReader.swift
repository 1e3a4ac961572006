/// Reads comma-separated values (RFC 4180) row by row, with the line each row begins on.
///
/// Written here because a sheet's faults must be named by line and column while a large sheet is
/// read in bounded memory; libraries at hand read the whole text and pad ragged rows.
struct SheetReader {
  /// A row: its cells and the line it begins on, from 1.
  struct Row: Hashable, Sendable {
    var line: Int
    var cells: [String]
  }

  private var lines: LineReader
  private var lineNumber = 0

  init(_ lines: LineReader) { self.lines = lines }

  /// How many bytes of the file the rows so far took.
  var bytesTaken: Int64 { lines.bytesTaken }

  /// The next row, or nil at the end. Empty lines are passed over.
  ///
  /// - Throws: a quote that stands inside an unquoted cell or isn't closed, invalid UTF-8, a NUL.
  mutating func next() throws(InputError) -> Row? {
    while let line = try lines.next() {
      lineNumber += 1
      if line.isEmpty { continue }
      return try row(beginningWith: line)
    }
    return nil
  }

  private mutating func row(beginningWith first: ArraySlice<UInt8>) throws(InputError) -> Row {
    let firstLine = lineNumber
    var cells: [String] = []
    var cell: [UInt8] = []
    var line = first
    var position = line.startIndex
    while true {
      if position < line.endIndex, line[position] == UInt8(ascii: "\"") {
        (line, position) = try quoted(line, position + 1, into: &cell, firstLine: firstLine)
        if position < line.endIndex, line[position] != UInt8(ascii: ",") {
          throw fault("something follows a closing quote; double the quotes inside a cell.", cells)
        }
      } else {
        while position < line.endIndex, line[position] != UInt8(ascii: ",") {
          if line[position] == UInt8(ascii: "\"") {
            throw fault("a quote stands inside a cell; put the cell in quotes.", cells)
          }
          cell.append(line[position])
          position += 1
        }
      }
      cells.append(try text(cell, cells))
      cell.removeAll(keepingCapacity: true)
      if position >= line.endIndex { return Row(line: firstLine, cells: cells) }
      position += 1
    }
  }

  /// The rest of a quoted cell, over as many lines as it takes; returns where it goes on.
  private mutating func quoted(
    _ first: ArraySlice<UInt8>, _ start: Int, into cell: inout [UInt8], firstLine: Int
  ) throws(InputError) -> (ArraySlice<UInt8>, Int) {
    var line = first
    var position = start
    while true {
      if position >= line.endIndex {
        guard let next = try lines.next() else {
          throw InputError(
            "a quote that opens here isn't closed; the file may be cut off.", line: firstLine)
        }
        lineNumber += 1
        cell.append(UInt8(ascii: "\n"))
        line = next
        position = line.startIndex
        continue
      }
      if line[position] == UInt8(ascii: "\"") {
        guard position + 1 < line.endIndex, line[position + 1] == UInt8(ascii: "\"") else {
          return (line, position + 1)
        }
        position += 1
      }
      cell.append(line[position])
      position += 1
    }
  }

  private func text(_ cell: [UInt8], _ before: [String]) throws(InputError) -> String {
    if cell.contains(0) { throw fault("a NUL stands in the cell.", before) }
    guard let text = String(validating: cell, as: UTF8.self) else {
      throw fault("the cell is no valid UTF-8.", before)
    }
    return text
  }

  private func fault(_ message: String, _ before: [String]) -> InputError {
    InputError(message, line: lineNumber, member: "column \(before.count + 1)")
  }
}
