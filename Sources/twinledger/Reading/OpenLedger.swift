import EventStore
import Foundation
import Ledger
import Reporting
import TransparencyLog
import Twinning

/// A ledger that is read, and what every command that reads needs of it.
struct OpenLedger {
  let reader: LedgerReader

  /// Whether the ledger holds made-up events, which its first one says.
  let isSynthetic: Bool

  /// The zone in which dates are read where a programme names none.
  let zone: Zone

  init(_ location: LedgerOption) throws {
    try self.init(LedgerReader(directory: location.directory))
  }

  init(_ reader: LedgerReader) throws {
    self.reader = reader
    let interner = Interner()
    let opened = try reader.store.event(at: Index(0)) { bytes -> (Bool, Zone?)? in
      let event = try StoredEvent.read(bytes, strength: .replay, interner: interner)
      guard case .ledgerOpened(let opened)? = event.data else { return nil }
      return (opened.synthetic, opened.zone)
    }
    isSynthetic = opened??.0 ?? false
    zone = opened??.1 ?? .utc
  }

  var store: EventLog { reader.store }

  /// What a point stands for.
  func resolve(_ point: LedgerReader.Point?) throws -> LedgerReader.AsOf {
    try reader.resolve(point)
  }

  /// What a point stands for that an argument of another name than `--as-of` gives.
  func resolve(_ text: String, option: String) throws -> LedgerReader.AsOf {
    do { return try reader.resolve(LedgerReader.Point(text)) } catch var error as InputError {
      error.member = option
      throw error
    }
  }

  /// Says on standard error what a page says of itself: that the ledger is synthetic.
  func markSynthetic() {
    if isSynthetic { Terminal.say("SYNTHETIC LEDGER") }
  }

  /// Where an earlier point was asked for: how it was understood.
  static func words(_ asOf: LedgerReader.AsOf) -> String {
    let recorded = asOf.recordedTime.map { ", recorded until \($0)" } ?? ""
    return "as of size \(asOf.size)\(recorded)"
      + (asOf.isProvisional ? " (provisional: more may be recorded for that time)" : "")
  }

  // MARK: Worlds

  /// Every state and figure as known then, folded from event 0. O(n) in the log.
  func replay(until size: Int64) throws -> World {
    let progress = Progress("replaying")
    defer { progress.end() }
    return try reader.replay(until: size) { progress.show(Double($0) / Double(max(1, size))) }
  }

  /// The world as known then: the current one reads what it is asked for; an earlier one, or one
  /// whose states another version of the fold keeps, is folded from event 0.
  func world(at asOf: LedgerReader.AsOf) throws -> World {
    let head = try store.head()
    if Int64(head.size.value) == asOf.size, head.projection == Rebuild.projection {
      return try reader.currentWorld()
    }
    return try replay(until: asOf.size)
  }

  /// Whether `asOf` is all that is known.
  func isCurrent(_ asOf: LedgerReader.AsOf) throws -> Bool {
    Int64(try store.size().value) == asOf.size
  }

  /// Makes the names of streams known to a world, so that it can list them.
  func name(prefix: String, in world: World) throws {
    for subject in try store.subjects(prefix: prefix) {
      _ = world.interner.intern(subject: subject)
    }
  }
}

extension World {
  /// Fails where something that was asked for couldn't be read: nothing that was shown may be
  /// believed then.
  func checkSource() throws {
    if let failure { throw failure }
  }

  /// The subject that an option names, with or without its kind.
  ///
  /// - Throws: ``InputError`` where it is none, or doesn't exist as known.
  func subject(_ kind: Kind, _ text: String, option: String) throws(InputError) -> Ref {
    let name = text.hasPrefix(kind.word + "/") ? text : "\(kind.word)/\(text)"
    guard let ref = interner.intern(subject: name) else {
      throw InputError("\"\(text)\" is no \(kind.word)'s id.", member: option)
    }
    guard state(of: ref) != nil else {
      throw InputError(
        "there is no \(name) as of size \(size); show \(kind.plural) lists what there is.",
        member: option)
    }
    return ref
  }
}
