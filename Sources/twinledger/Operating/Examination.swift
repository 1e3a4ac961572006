import CanonicalJSON
import EventStore
import Foundation
import LMDB
import Ledger
import TransparencyLog
import Twinning

/// What `doctor` looks at, one after the other; a fault of one doesn't hide the next.
struct Examination {
  /// How it stands with one thing.
  enum Health: String {
    case fine, wrong
    case worthALook = "worth_a_look"
  }

  private struct Check {
    var name: String
    var health: Health
    var finding: String

    /// What to do; empty where nothing is to be done.
    var advice: String
  }

  private let directory: String
  private let keyDirectory: String
  private let verifiesAll: Bool
  private var checks: [Check] = []
  private var isSynthetic = false

  /// What the program ends with; nil where nothing is wrong.
  private(set) var worst: ExitStatus?

  /// Whether everything that was verified is what it was.
  private(set) var isLogWhole = false

  /// How many of the last events are verified where not all are.
  private static let lastCount: UInt64 = 10_000

  /// How full a disk may be before it is worth a look, in bytes that are left.
  private static let freeBytesMin = 1 << 30

  init(directory: String, keyDirectory: String, verifiesAll: Bool) {
    self.directory = directory
    self.keyDirectory = keyDirectory
    self.verifiesAll = verifiesAll
  }

  mutating func run() throws {
    examineDirectory()
    examineFailedSync()
    let ledger: OpenLedger
    do { ledger = try OpenLedger(LedgerReader(directory: directory)) } catch {
      let failure = Failure(error)
      note("opening", .wrong, failure.text, "", failure.status)
      return
    }
    isSynthetic = ledger.isSynthetic
    let head = try ledger.store.head()
    examineVersions(head)
    try examineSpace(ledger.store)
    try examineReaders(ledger.store)
    try examineClock(ledger.reader, head)
    examineLog(ledger.store, head)
    examineKey(ledger.store, head)
  }

  private mutating func note(
    _ name: String, _ health: Health, _ finding: String, _ advice: String = "",
    _ status: ExitStatus = .storeFailed
  ) {
    checks.append(Check(name: name, health: health, finding: finding, advice: advice))
    guard health == .wrong else { return }
    if worst == nil || status == .integrity { worst = status }
  }

  // MARK: The machine

  private mutating func examineDirectory() {
    do throws(LMDBError) {
      let kind = try FileSystem.kind(of: directory)
      if kind.isSupported {
        note("file system", .fine, "\(kind)")
      } else {
        note(
          "file system", .wrong, "\(kind): locks and maps can't be relied on there",
          "Move the ledger to a local disk.")
      }
      let free = try FileSystem.freeBytes(at: directory)
      note(
        "free space", free < Self.freeBytesMin ? .worthALook : .fine, "\(free) bytes",
        free < Self.freeBytesMin ? "Make room before the disk is full." : "")
    } catch {
      note("file system", .wrong, "\(error)", "Check that the directory is there.", .storeFailed)
    }
    let isWritable = FileManager.default.isWritableFile(atPath: directory + "/data.mdb")
    note(
      "permissions", isWritable ? .fine : .worthALook,
      isWritable ? "the ledger can be written" : "the ledger can be read only",
      isWritable ? "" : "To record, run as a user who may write the directory.")
  }

  private mutating func examineFailedSync() {
    let path = directory + "/failed-sync"
    guard let mark = FileManager.default.contents(atPath: path) else {
      return note("failed sync", .fine, "no mark")
    }
    let reason = String(decoding: mark, as: UTF8.self).trimmingCharacters(
      in: .whitespacesAndNewlines)
    note(
      "failed sync", .wrong, "a commit could not be made durable: \(reason)",
      "Check the disk, then run doctor --clear-failed-sync.")
  }

  /// The mark is gone: what it said no longer counts.
  mutating func noteCleared() {
    checks.removeAll { $0.name == "failed sync" }
    if checks.allSatisfy({ $0.health != .wrong }) { worst = nil }
    note("failed sync", .fine, "the mark was removed")
  }

  private mutating func examineClock(_ reader: LedgerReader, _ head: Head) throws {
    guard let last = head.recordedTimeMilliseconds.map({ Instant(milliseconds: $0) }) else {
      return
    }
    let now = Clock.system.now()
    // Folded from the ledger's own stream: the kept states may be another program's.
    let world = try reader.pastWorld(at: Int64(head.size.value))
    let (isHeld, accepted) = (world.isHeld(now), world.acceptedClock)
    try world.checkSource()
    if isHeld, last > now, !isSynthetic, let accepted {
      return note(
        "clock", .fine,
        "\(now); event \(accepted.fact.index) accepted it as it is: events are recorded at "
          + "\(last) until it has passed that time")
    }
    if isHeld { return note("clock", .fine, "\(now)") }
    note(
      "clock", .wrong, "the clock says \(now), but the last event was recorded at \(last)",
      "Set the clock; until it has passed that time nothing can be recorded. If the clock is right "
        + "and that time is not, run doctor --accept-clock.")
  }

  // MARK: The store

  private mutating func examineVersions(_ head: Head) {
    let own = RecorderOptions().store.programVersion
    let isNewer = head.neededProgramVersion > own
    note(
      "versions", isNewer ? .worthALook : .fine,
      "format \(head.formatVersion), written by programs from version "
        + "\(head.neededProgramVersion)" + (isNewer ? "; this one is \(own)" : ""),
      isNewer ? "It may read. To record, use the newer program." : "")
    let projection = Rebuild.projection
    if head.projection == projection {
      note("states", .fine, "kept by \(projection.name) \(projection.version)")
    } else {
      note(
        "states", .wrong,
        "kept by \(head.projection.name) \(head.projection.version); this program's fold is "
          + "\(projection.name) \(projection.version)",
        "Run rebuild; until then nothing can be recorded.")
    }
  }

  private mutating func examineSpace(_ store: EventLog) throws {
    let statistics = try store.statistics()
    note(
      "file", .fine,
      "\(statistics.fileBytes) bytes in use, \(statistics.freeBytes) of them free for reuse, map "
        + "of \(statistics.mapBytes)")
  }

  private mutating func examineReaders(_ store: EventLog) throws {
    do throws(StoreError) {
      let released = try store.releaseDeadReaders()
      note(
        "readers", .fine,
        released == 0
          ? "none were left behind"
          : "\(released) slots of processes that are gone were given back")
    } catch {
      note("readers", .worthALook, "\(error)", "Run doctor as a user who may write.")
    }
    note("PID namespace", .fine, "the same for all that have the ledger open")
  }

  private mutating func examineKey(_ store: EventLog, _ head: Head) {
    do {
      let keys = try KeyDirectory(opening: keyDirectory, origin: head.origin)
      note(
        "key", .fine, "\(keys.verifierKey.text)",
        "Keep this vkey somewhere else than here: it is what the ledger is checked with.")
      let signed = try keys.head().checkpoint
      try keys.check(store)
      note("signed", .fine, "size \(signed.size), root \(signed.root.hex)")
    } catch let error as SigningError {
      if case .keyMissing = error {
        return note(
          "key", .worthALook, "none in \(keyDirectory)",
          "For reading none is needed. To record, name its directory with --key-dir.")
      }
      note("signed", .wrong, "\(error)", advice(for: error), Failure(error).status)
    } catch {
      note("signed", .wrong, "\(error)", "", Failure(error).status)
    }
  }

  private func advice(for error: SigningError) -> String {
    switch error {
    case .behind:
      "1. Bring the events back: recover EXPORT --vkey KEY, from tiles or a file of events that "
        + "was made after the backup. 2. Where there is no such export: keep this ledger and the "
        + "key as they are, and make a new one with another origin: init --predecessor "
        + "CHECKPOINT, with the last checkpoint that was signed."
    case .forked:
      "Keep everything. Audit this ledger and the copy that was signed against each other's "
        + "checkpoints; one of the two is not the ledger."
    default: ""
    }
  }

  private mutating func examineLog(_ store: EventLog, _ head: Head) {
    let first =
      verifiesAll || head.size.value < Self.lastCount ? 0 : head.size.value - Self.lastCount
    let progress = Progress("verifying")
    defer { progress.end() }
    do {
      var next = first
      while next < head.size.value {
        let end = min(head.size.value, next + 16_384)
        try store.verify(from: Index(next), to: Size(end))
        next = end
        progress.show(Double(next - first) / Double(max(1, head.size.value - first)))
      }
      isLogWhole = true
      let what = first == 0 ? "every event" : "events \(first) to \(head.size.value - 1)"
      note(
        "log", .fine,
        "size \(head.size), root \(head.root.hex); verified \(what) against the tree")
    } catch {
      note(
        "log", .wrong, "\(error)", "Keep the files, and compare with a copy.", .integrity)
    }
  }

  // MARK: Printing

  var text: String {
    var text = isSynthetic ? "SYNTHETIC LEDGER\n" : ""
    let width = checks.map(\.name.count).max() ?? 0
    for check in checks {
      let name = check.name + String(repeating: " ", count: width - check.name.count)
      let mark =
        switch check.health {
        case .fine: "fine "
        case .worthALook: "look "
        case .wrong: "WRONG"
        }
      text += "\(mark)  \(name)  \(check.finding)\n"
      if !check.advice.isEmpty {
        text += String(repeating: " ", count: width + 9) + check.advice + "\n"
      }
    }
    return text
  }

  var json: JSONValue {
    let items = checks.map { check in
      JSONValue.object([
        ("advice", .string(check.advice)), ("check", .string(check.name)),
        ("finding", .string(check.finding)), ("health", .string(check.health.rawValue)),
      ])
    }
    var members: [(String, JSONValue)] = [
      ("checks", .array(items)), ("fine", .bool(worst == nil)),
    ]
    if isSynthetic { members.append(("synthetic", .bool(true))) }
    return .object(members)
  }
}
