public import Twinning

/// What a recorded request is answered with.
public struct Answer: Hashable, Sendable {
  /// The index of its first event.
  public var first: Int64

  /// How many events it made, consequences included.
  public var count: Int

  /// The id it is known by.
  public var commandID: EventID

  /// Whether it had been recorded before and nothing was appended now.
  public var isRepeat: Bool

  /// Things worth a second look that don't stand in the way.
  public var warnings: [String]

  /// Puts the parts together.
  public init(
    first: Int64, count: Int, commandID: EventID, isRepeat: Bool, warnings: [String] = []
  ) {
    self.first = first
    self.count = count
    self.commandID = commandID
    self.isRepeat = isRepeat
    self.warnings = warnings
  }
}
