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

  /// Every state and figure as known then, from what is kept of earlier folds. O(n) in the states.
  func known(at size: Int64) throws -> World {
    let progress = Progress("folding")
    defer { progress.end() }
    return try reader.known(at: size) { progress.show(Double($0) / Double(max(1, size))) }
  }

  /// The world as known then, for a few subjects: it reads current states, or folds past ones from
  /// their own streams, as it is asked for them.
  func world(at asOf: LedgerReader.AsOf) throws -> World {
    try isKept(asOf) ? reader.currentWorld() : reader.pastWorld(at: asOf.size)
  }

  /// The world as known then in which the subjects whose names begin with `prefixes` can be listed.
  /// Of a past one, many are folded from event 0, few each from its own stream.
  func world(at asOf: LedgerReader.AsOf, listing prefixes: [String]) throws -> World {
    let names = try prefixes.flatMap { try store.subjects(prefix: $0) }
    if try !isKept(asOf), names.count > Self.fewSubjects { return try known(at: asOf.size) }
    let world = try world(at: asOf)
    for name in names { _ = world.interner.intern(subject: name) }
    return world
  }

  /// Up to how many streams are looked up faster, each on its own, than a log is read through.
  static let fewSubjects = 1_000

  /// Whether the states at that point are those that the ledger keeps, by this program's fold.
  private func isKept(_ asOf: LedgerReader.AsOf) throws -> Bool {
    let head = try store.head()
    return Int64(head.size.value) == asOf.size && head.projection == Rebuild.projection
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
