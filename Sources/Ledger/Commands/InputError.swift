/// Input that can't be used: what is wrong, where, and what would be accepted. Nothing was
/// appended.
public struct InputError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file, or nil where the input has no name.
  public var file: String?

  /// The line, from 1, or nil where there are no lines.
  public var line: Int?

  /// The column, from 1, in Unicode scalars.
  public var column: Int?

  /// The member: a JSON Pointer (RFC 6901) or a sheet's column name.
  public var member: String?

  /// What is wrong and what would be accepted, as sentences.
  public var message: String

  /// Puts the parts together.
  public init(
    _ message: String, file: String? = nil, line: Int? = nil, column: Int? = nil,
    member: String? = nil
  ) {
    self.message = message
    self.file = file
    self.line = line
    self.column = column
    self.member = member
  }

  public var description: String {
    var place = file ?? ""
    if let line { place += place.isEmpty ? "line \(line)" : ":\(line)" }
    if let column { place += line == nil ? "column \(column)" : ":\(column)" }
    if let member, !member.isEmpty { place += place.isEmpty ? member : " \(member)" }
    return place.isEmpty ? message : "\(place): \(message)"
  }

  /// The same problem in `file`, `line` lines further down.
  public func placed(in file: String?, line: Int? = nil) -> InputError {
    var placed = self
    placed.file = file ?? self.file
    placed.line = line ?? self.line
    return placed
  }
}
