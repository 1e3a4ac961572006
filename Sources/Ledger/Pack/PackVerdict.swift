public import TransparencyLog

/// What became of verifying a pack.
public struct PackVerdict: Sendable {
  /// Something that doesn't hold.
  public struct Finding: Hashable, Sendable, CustomStringConvertible {
    /// What it is about.
    public enum Subject: Hashable, Sendable {
      /// The order of the file's parts.
      case form
      /// What the pack says of itself.
      case description
      /// The checkpoint or its signature.
      case checkpoint
      /// The bytes of an event, the first of those that are named together.
      case event(Int64)
      /// Events of which none can be named.
      case events
      /// Hashes that the file brings to name bad events by.
      case hashes
      /// What an event is said to have changed.
      case change(Int64)
      /// The impact summary.
      case impact
      /// The milestones.
      case milestones
    }

    /// What it is about.
    public var subject: Subject

    /// What doesn't hold, in words.
    public var text: String

    /// The words.
    public var description: String { text }
  }

  /// What doesn't hold, the worst first; at most ``findingsMax``.
  public internal(set) var findings: [Finding] = []

  /// How many more there were.
  public internal(set) var omittedCount = 0

  /// The checkpoint that the file brings, where it can be read.
  public internal(set) var checkpoint: Checkpoint?

  /// Whether the page's own program is the one that this version of Twinledger writes. If not, what
  /// the page says of itself was said by a program that nobody has looked at here.
  public internal(set) var hasKnownPage = false

  /// How many events were folded anew, to compare states and figures with; 0 where the events
  /// didn't hold.
  public internal(set) var refoldedCount: Int64 = 0

  /// The most findings that are kept.
  public static let findingsMax = 1_000

  /// Whether everything holds.
  public var isSound: Bool { findings.isEmpty }

  /// The indexes of the events that are named as bad.
  public var badEvents: [Int64] {
    findings.compactMap { if case .event(let index) = $0.subject { index } else { nil } }
  }

  mutating func add(_ subject: Finding.Subject, _ text: String) {
    if findings.count < Self.findingsMax {
      findings.append(Finding(subject: subject, text: text))
    } else {
      omittedCount += 1
    }
  }
}
