internal import LMDB

/// The store can't do what it was asked; the operator can do something about it.
///
/// Two errors are equal if their ``code`` is. ``context`` says which file, size or number.
public struct StoreError: Error, Sendable {
  /// What kind of failure it is.
  public struct Code: Hashable, Sendable {
    enum Kind: Hashable {
      case notALedger, alreadyExists, newerFormat, newerProgramNeeded, syncFailed, outcomeUnknown
      case mapFull, diskFull, clockBehind, eventSize, subjectSize, unknownSubject, badCommand
      case rebuildState, foreignWriter, system
    }
    let kind: Kind

    /// The directory holds no ledger.
    public static let notALedger = Code(kind: .notALedger)
    /// The directory holds a ledger already.
    public static let alreadyExists = Code(kind: .alreadyExists)
    /// A newer program wrote the files in a format that this one can't read.
    public static let newerFormat = Code(kind: .newerFormat)
    /// The ledger holds something only a newer program knows; this one may read but not write.
    public static let newerProgramNeeded = Code(kind: .newerProgramNeeded)
    /// A commit's sync failed earlier, here or in another process; no one may write until the
    /// files are checked and ``LogWriter/clearFailedSync()`` was called.
    public static let syncFailed = Code(kind: .syncFailed)
    /// This commit's last step failed: its events are in the log all together or not at all, and
    /// nobody can tell which. Writing is refused from now on, as for ``syncFailed``.
    public static let outcomeUnknown = Code(kind: .outcomeUnknown)
    /// The map couldn't grow because reads of this process ran for too long.
    public static let mapFull = Code(kind: .mapFull)
    /// The disk is full.
    public static let diskFull = Code(kind: .diskFull)
    /// An event's recorded time lies before that of the event before it.
    public static let clockBehind = Code(kind: .clockBehind)
    /// An event has no bytes, or more than ``EventLog/eventBytesMax``.
    public static let eventSize = Code(kind: .eventSize)
    /// A subject's name has no bytes, more than ``EventLog/subjectBytesMax``, or a zero byte.
    public static let subjectSize = Code(kind: .subjectSize)
    /// A state was given for a subject that has no event.
    public static let unknownSubject = Code(kind: .unknownSubject)
    /// A command's events aren't among those of its group, or its id is used already.
    public static let badCommand = Code(kind: .badCommand)
    /// A rebuild was asked for that can't begin, go on or end as things are.
    public static let rebuildState = Code(kind: .rebuildState)
    /// Someone wrote without holding the turnstile.
    public static let foreignWriter = Code(kind: .foreignWriter)
    /// LMDB or the operating system failed otherwise; the context has their words.
    public static let system = Code(kind: .system)
  }

  /// What kind of failure it is.
  public let code: Code
  /// Which file, size or number it is about; may be empty.
  public let context: String

  /// An error of that kind.
  public init(_ code: Code, _ context: String = "") {
    self.code = code
    self.context = context
  }

  /// What LMDB reported, in this module's words.
  init(_ error: LMDBError) {
    let code: Code =
      switch error {
      case _ where error.isOutcomeUnknown: .outcomeUnknown
      case .mapFull, .transactionsLive: .mapFull
      case .writerPoisoned, .panic: .syncFailed
      case LMDBError(code: 28), LMDBError(code: 122): .diskFull
      default: .system
      }
    self.init(code, error.description)
  }
}

extension StoreError: Hashable {
  public static func == (a: Self, b: Self) -> Bool { a.code == b.code }
  public func hash(into hasher: inout Hasher) { hasher.combine(code) }
}

extension StoreError: CustomStringConvertible {
  /// What failed, where, and what to do about it.
  public var description: String {
    context.isEmpty ? what : "\(what): \(context)"
  }

  private var what: String {
    switch code.kind {
    case .notALedger: "there is no ledger here"
    case .alreadyExists: "there is a ledger here already"
    case .newerFormat: "the ledger has a format of a newer program; use that program"
    case .newerProgramNeeded:
      "the ledger needs a newer program to write to it; this one may only read it"
    case .syncFailed:
      "a commit could not be made durable earlier; check the disk and the log before writing again"
    case .outcomeUnknown:
      "the commit could not be made durable, and whether it was kept is unknown; "
        + "check the disk and the log before writing again"
    case .mapFull: "the store's map is full and could not grow; let reads end sooner and try again"
    case .diskFull: "the disk is full; free space and try again"
    case .clockBehind: "the clock is behind the last recorded time"
    case .eventSize: "an event has 1 to \(EventLog.eventBytesMax) bytes"
    case .subjectSize:
      "a subject has 1 to \(EventLog.subjectBytesMax) bytes, none of them zero"
    case .unknownSubject: "a state was given for a subject without events"
    case .badCommand: "a command was given with events that are not its own or an id that is used"
    case .rebuildState: "the rebuild can't do this now"
    case .foreignWriter: "someone wrote to the ledger without waiting for a turn"
    case .system: "the store failed"
    }
  }
}
