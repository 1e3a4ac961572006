/// A table of plain text with aligned columns.
public struct TextTable: Sendable {
  /// A column: its title, and to which side its cells lean.
  public struct Column: Sendable {
    /// What stands above it.
    public var title: String
    /// Whether its cells lean to the right, as numbers do.
    public var isRight: Bool

    /// Whether it gives way first where the table is too wide.
    public var isElastic: Bool

    /// Puts the parts together.
    public init(_ title: String, isRight: Bool = false, isElastic: Bool = false) {
      self.title = title
      self.isRight = isRight
      self.isElastic = isElastic
    }
  }

  /// The columns, left to right.
  public let columns: [Column]
  /// The rows, a cell a column.
  public private(set) var rows: [[String]] = []

  /// What stands before every line.
  public var indent = ""

  /// Puts the parts together.
  public init(_ columns: [Column]) { self.columns = columns }

  /// Adds a row with as many cells as there are columns. What could harm a terminal is spelled out.
  public mutating func add(_ cells: [String]) {
    precondition(cells.count == columns.count, "a row has a cell for each column")
    rows.append(cells.map(DisplayText.harmless))
  }

  private static let gap = "  "

  /// An elastic column keeps at least this many columns of the terminal.
  private static let widthMin = 12

  /// The table in lines of at most `width` columns where its elastic columns can give way so far;
  /// none at all where it has no rows. O(cells).
  public func lines(width: Int) -> [String] {
    if rows.isEmpty { return [] }
    let widths = fitted(to: width - DisplayText.width(of: indent))
    var lines: [String] = []
    if columns.contains(where: { !$0.title.isEmpty }) {
      lines.append(line(columns.map(\.title), widths))
      lines.append(line(widths.map { String(repeating: "-", count: $0) }, widths))
    }
    for row in rows { lines.append(line(row, widths)) }
    return lines
  }

  private func fitted(to width: Int) -> [Int] {
    var widths = columns.indices.map { column in
      rows.reduce(DisplayText.width(of: columns[column].title)) {
        max($0, DisplayText.width(of: $1[column]))
      }
    }
    let gaps = (columns.count - 1) * Self.gap.count
    var excess = widths.reduce(gaps, +) - width
    while excess > 0 {
      let elastic = columns.indices.filter { columns[$0].isElastic && widths[$0] > Self.widthMin }
      guard let widest = elastic.max(by: { widths[$0] < widths[$1] }) else { break }
      widths[widest] -= 1
      excess -= 1
    }
    return widths
  }

  private func line(_ cells: [String], _ widths: [Int]) -> String {
    var line = indent
    for (column, cell) in cells.enumerated() {
      let cell = DisplayText.cut(cell, to: widths[column])
      let padding = String(
        repeating: " ", count: max(0, widths[column] - DisplayText.width(of: cell)))
      if column > 0 { line += Self.gap }
      line += columns[column].isRight ? padding + cell : cell + padding
    }
    while line.last == " " { line.removeLast() }
    return line
  }
}
