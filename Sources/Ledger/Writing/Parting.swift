internal import CanonicalJSON
internal import EventStore
internal import TransparencyLog
internal import Twinning

/// The search for the event at which kept states and rebuilt ones part; what that is stands with
/// ``Rebuild/Difference``.
struct Parting {
  private let store: EventLog
  private let unpacker: Unpacker
  private let size: Int64

  init(_ store: EventLog, _ unpacker: Unpacker, upTo size: Int64) {
    self.store = store
    self.unpacker = unpacker
    self.size = size
  }

  /// A subject whose two states differ.
  private struct Pair {
    var subject: String
    var events: [Int64]
    var live: [UInt8]?
    var rebuilt: [UInt8]?
  }

  /// - Complexity: O(n) in the states, and for each subject that differs and begins before the
  ///   event that is found, O(n²) in the events of its stream.
  func difference() throws -> Rebuild.Difference? {
    var found: Rebuild.Difference?
    let subjects = try differing()
    // No stream parts before it begins.
    for (subject, first) in subjects.sorted(by: { $0.first < $1.first }) {
      if let found, first > found.event { break }
      let parting = try parting(of: pair(subject))
      if parting.event < found?.event ?? .max { found = parting }
    }
    found?.subjects = subjects.count
    return found
  }

  /// The subjects whose two states differ, each with its first event. Goes through both sets in the
  /// order of the names, in memory for one of them only as digests: the states themselves may be
  /// larger than the memory.
  private func differing() throws -> [(subject: String, first: Int64)] {
    var rebuilt: [[UInt8]: Hash] = [:]
    try store.rebuiltStates { subject, _, stored in
      rebuilt[Array(copying: subject)] = leafHash(of: stored)
    }
    var names: [[UInt8]] = []
    try store.states { subject, _, stored in
      let name = Array(copying: subject)
      if rebuilt.removeValue(forKey: name) != leafHash(of: stored) { names.append(name) }
    }
    return try (names + rebuilt.keys).map {
      let subject = String(decoding: $0, as: UTF8.self)
      return (subject, try events(of: subject).first ?? 0)
    }
  }

  private func events(of subject: String) throws -> [Int64] {
    try store.streamIndexes(of: subject).map { Int64($0.value) }.filter { $0 < size }
  }

  private func pair(_ subject: String) throws -> Pair {
    let live = try store.state(of: subject).flatMap {
      try? unpacker.state(of: subject.utf8.span, stored: $0.bytes.span)
    }
    let events = try events(of: subject)
    return Pair(
      subject: subject, events: events, live: live, rebuilt: try fold(subject, events[...]))
  }

  /// What this program makes of the first events of a stream.
  private func fold(_ subject: String, _ events: ArraySlice<Int64>) throws -> [UInt8]? {
    guard let last = events.last else { return nil }
    return try LedgerReader(store).pastState(of: subject, at: last + 1)
  }

  // MARK: One subject

  private func parting(of pair: Pair) throws -> Rebuild.Difference {
    var difference = Rebuild.Difference(
      event: pair.events.first ?? 0, type: "", subject: pair.subject, isBehind: true, members: [],
      subjects: 1, live: pair.live, rebuilt: pair.rebuilt)
    if let live = pair.live {
      // A stream's versions count its events, so the kept one says up to which it would be right.
      let count = Int(try store.state(of: pair.subject)?.version.value ?? 0)
      if count < pair.events.count, try fold(pair.subject, pair.events.prefix(count)) == live {
        difference.event = pair.events[count]
      } else {
        difference.isBehind = false
        (difference.event, difference.members) = try members(of: pair, live)
      }
    }
    difference.type = try type(of: difference.event)
    return difference
  }

  /// The lowest event that gave a differing member the value it ends with, and those members.
  private func members(of pair: Pair, _ live: [UInt8]) throws -> (Int64, [String]) {
    let (kept, rebuilt) = (try leaves(live), try leaves(pair.rebuilt))
    var open = Set(kept.keys).union(rebuilt.keys).filter { kept[$0] != rebuilt[$0] }
    var found: (event: Int64, members: [String])?
    for count in pair.events.indices.reversed() where !open.isEmpty {
      let before = try leaves(fold(pair.subject, pair.events.prefix(count)))
      let given = open.filter { before[$0] != rebuilt[$0] }
      if !given.isEmpty { found = (pair.events[count], given.sorted()) }
      open.subtract(given)
    }
    return found ?? (pair.events.first ?? 0, open.sorted())
  }

  /// The plain values of a state by their JSON Pointers.
  private func leaves(_ state: [UInt8]?) throws -> [String: [UInt8]] {
    guard let state else { return [:] }
    var leaves: [String: [UInt8]] = [:]
    func add(_ value: JSONValue, _ pointer: String) throws {
      switch value {
      case .object(let members) where !members.isEmpty:
        for (name, value) in members { try add(value, "\(pointer)/\(name)") }
      case .array(let items) where !items.isEmpty:
        for (place, value) in items.enumerated() { try add(value, "\(pointer)/\(place)") }
      default: leaves[pointer] = try value.canonicalBytes()
      }
    }
    try add(JSONValue(parsing: state.span), "")
    return leaves
  }

  private func type(of event: Int64) throws -> String {
    let interner = Interner()
    return try store.event(at: Index(UInt64(event))) { bytes in
      let head = try EventHead.read(bytes, interner: interner)
      return head.type?.name ?? head.typeText.string(in: bytes)
    } ?? ""
  }
}

/// The canonical states of what is stored packed.
struct Unpacker {
  private let world: World

  init(_ world: World) { self.world = world }

  /// - Throws: `SchemaError` where the bytes are in no form that this program reads.
  func state(of subject: Span<UInt8>, stored: Span<UInt8>) throws -> [UInt8] {
    guard let ref = world.interner.intern(subject: subject),
      let state = try world.canonicalState(of: ref, packed: Array(copying: stored))
    else {
      throw SchemaError(.unknownType, pointer: "", offset: 0, "no such subject has a state")
    }
    return state
  }
}
