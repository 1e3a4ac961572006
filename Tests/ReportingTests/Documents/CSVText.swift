/// A reader of RFC 4180, to the letter: what it takes is a sheet.
struct CSVText {
  struct Fault: Error {
    var words: String
  }

  private(set) var rows: [[String]] = []
  private var rest: Substring.UnicodeScalarView

  init(_ text: String) throws {
    rest = text[...].unicodeScalars
    var row: [String] = []
    while !rest.isEmpty {
      row.append(rest.first == "\"" ? try quoted() : try plain())
      let next = rest.popFirst()
      if next == "," { continue }
      guard next == "\r", rest.popFirst() == "\n" else { throw Fault(words: "a row without CR LF") }
      rows.append(row)
      row = []
    }
    if !row.isEmpty { throw Fault(words: "the last row has no end") }
  }

  private mutating func quoted() throws -> String {
    var cell = ""
    rest.removeFirst()
    while let next = rest.popFirst() {
      if next != "\"" {
        cell.unicodeScalars.append(next)
      } else if rest.first == "\"" {
        cell.unicodeScalars.append(next)
        rest.removeFirst()
      } else {
        return cell
      }
    }
    throw Fault(words: "a quote that doesn't end")
  }

  private mutating func plain() throws -> String {
    var cell = ""
    while let next = rest.first, next != ",", next != "\r" {
      if next == "\"" || next == "\n" { throw Fault(words: "a plain cell holds no quote, no line") }
      cell.unicodeScalars.append(next)
      rest.removeFirst()
    }
    return cell
  }
}
