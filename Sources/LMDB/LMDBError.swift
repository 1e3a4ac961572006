internal import CLMDB
internal import Glibc

/// A failure of the store or of the operating system beneath it.
///
/// Two errors are equal if their ``code`` is, so that a test can state the one it expects;
/// what was attempted and where is told only by ``description``.
public struct LMDBError: Error, Sendable {
  /// LMDB's return code (negative), or `errno` (positive), or one of this module's own codes
  /// (-31,001 and below).
  public let code: Int32

  /// Whether nobody can say if the transaction is in the file: the commit's last write failed.
  ///
  /// False means that the file holds exactly what it held before. After true, the writer refuses
  /// to go on; open the environment anew and read what is there before writing again.
  public let isOutcomeUnknown: Bool

  let operation: StaticString
  let place: String

  /// An error to compare others with.
  public init(code: Int32) {
    self.init(code, "", "")
  }

  init(
    _ code: Int32, _ operation: StaticString, _ place: String, isOutcomeUnknown: Bool = false
  ) {
    self.code = code
    self.operation = operation
    self.place = place
    self.isOutcomeUnknown = isOutcomeUnknown
  }

  /// What was attempted and on which table, file or directory; empty if not known.
  public var context: String {
    let operation = operation.description
    if operation.isEmpty { return place }
    return place.isEmpty ? operation : "\(operation) \(place)"
  }
}

extension LMDBError: Hashable {
  public static func == (a: Self, b: Self) -> Bool { a.code == b.code }
  public func hash(into hasher: inout Hasher) { hasher.combine(code) }
}

extension LMDBError {
  /// The key is there already, or, when appending, isn't greater than the last one.
  public static let keyExists = LMDBError(code: MDB_KEYEXIST)
  /// A table that a read-only environment asked for isn't in the file.
  public static let notFound = LMDBError(code: MDB_NOTFOUND)
  /// A page the tree points to isn't in the file.
  public static let pageNotFound = LMDBError(code: MDB_PAGE_NOTFOUND)
  /// A page isn't of the kind its place in the tree demands.
  public static let corrupted = LMDBError(code: MDB_CORRUPTED)
  /// A commit failed earlier in a way that leaves the environment unusable.
  public static let panic = LMDBError(code: MDB_PANIC)
  /// The file was written by an LMDB of another format.
  public static let versionMismatch = LMDBError(code: MDB_VERSION_MISMATCH)
  /// The file isn't an LMDB file.
  public static let invalid = LMDBError(code: MDB_INVALID)
  /// The map's size is used up; ``Writer/growMap(to:waitingAtMostMilliseconds:)`` enlarges it.
  public static let mapFull = LMDBError(code: MDB_MAP_FULL)
  /// Every reader slot is taken.
  public static let readersFull = LMDBError(code: MDB_READERS_FULL)
  /// The transaction changed more pages than LMDB can keep track of.
  public static let transactionFull = LMDBError(code: MDB_TXN_FULL)
  /// Another process enlarged the map, and this one couldn't follow.
  public static let mapResized = LMDBError(code: MDB_MAP_RESIZED)
  /// The transaction met an error before and can only be aborted.
  public static let badTransaction = LMDBError(code: MDB_BAD_TXN)
  /// A key is empty or longer than 511 bytes.
  public static let badValueSize = LMDBError(code: MDB_BAD_VALSIZE)

  /// This process has the environment open already.
  public static let alreadyOpen = LMDBError(code: -31_001)
  /// A process of another PID namespace has the environment open.
  public static let foreignNamespace = LMDBError(code: -31_002)
  /// The directory lies on a file system whose locks or maps LMDB cannot rely on.
  public static let unsupportedFileSystem = LMDBError(code: -31_003)
  /// Transactions of this process didn't end in the time the map's growth could wait.
  public static let transactionsLive = LMDBError(code: -31_004)
  /// An earlier commit's outcome is unknown, and this writer refuses to build on it.
  public static let writerPoisoned = LMDBError(code: -31_005)
  /// Others have the environment open, and this process may not register beside them.
  public static let inUseByOthers = LMDBError(code: -31_006)
  /// Only an environment that doesn't exist yet may be written without syncing.
  public static let notFresh = LMDBError(code: -31_007)

  /// The failure the last system call left in `errno`.
  static func system(_ operation: StaticString, _ place: String) -> LMDBError {
    LMDBError(errno, operation, place)
  }

  /// Throws if `code` isn't success.
  static func check(
    _ code: Int32, _ operation: StaticString, _ place: @autoclosure () -> String
  ) throws(LMDBError) {
    if code != MDB_SUCCESS { throw LMDBError(code, operation, place()) }
  }
}

extension LMDBError: CustomStringConvertible {
  /// What failed, where, and what to do about it.
  public var description: String {
    var text = context.isEmpty ? "" : "\(context): "
    text += "\(what) (code \(code))"
    if isOutcomeUnknown {
      text += "; whether the transaction was kept is unknown: open anew and read before writing"
    } else if let remedy {
      text += "; \(remedy)"
    }
    return text
  }

  private var what: String {
    switch self {
    case .alreadyOpen: "this process has the environment open already"
    case .foreignNamespace: "a process of another PID namespace has the environment open"
    case .unsupportedFileSystem: "the file system can't be relied on for locks and shared maps"
    case .transactionsLive: "transactions of this process are still running"
    case .writerPoisoned: "an earlier commit has an unknown outcome, so this writer stopped"
    case .inUseByOthers: "the environment is in use, and this process may not write its lock file"
    case .notFresh: "an existing environment can't be opened without syncing"
    default: unsafe String(cString: mdb_strerror(code))
    }
  }

  private var remedy: String? {
    switch self {
    case .alreadyOpen: "share the one environment, or close it before opening it again"
    case .foreignNamespace:
      "run both in one PID namespace (docker --pid, systemd PrivatePIDs=no), or go through the"
        + " program that has it open"
    case .unsupportedFileSystem:
      "move it to a local file system, or allow this one if you know that one machine uses it"
    case .transactionsLive: "let reads end sooner and try again"
    case .writerPoisoned: "close it, check the file and the disk, then open it again"
    case .inUseByOthers: "join the group that owns it, or read a copy"
    case .notFresh: "choose a directory that holds no environment"
    case .mapFull: "grow the map and run the transaction again; nothing of it was kept"
    case .readersFull: "end readers that hang, or open with a higher maxReaders everywhere"
    case .mapResized: "let running reads end and try again"
    case .corrupted, .pageNotFound, .invalid: "stop writing, keep the file, restore from a copy"
    case .badTransaction: "abort the transaction and run it again"
    case .badValueSize: "a key has 1 to 511 bytes"
    case .panic: "close the environment, check the disk, then open it again"
    case LMDBError(code: ENOSPC), LMDBError(code: EDQUOT): "free space on the disk and try again"
    case LMDBError(code: ENOMEM): "raise the address space limit, or open with a smaller map"
    case LMDBError(code: EACCES), LMDBError(code: EPERM):
      "give this user's group access to the directory and its files"
    default: nil
    }
  }
}
