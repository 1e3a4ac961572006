/// Names and the number of each, found by name without an allocation.
struct NameTable: Sendable {
  struct Entry: Sendable {
    let number: UInt64
    fileprivate let hash: UInt64
    fileprivate let start: Int
    fileprivate let length: Int
  }

  private(set) var entries: [Entry] = []
  private var names = Arena()
  /// Places in `entries`, plus one, by hash; 0 where none is.
  private var slots = [UInt32](repeating: 0, count: 64)

  var count: Int { entries.count }

  @_lifetime(borrow self)
  func name(of entry: Entry) -> Span<UInt8> { names.part(entry.start, entry.length) }

  /// The number of `name`, whose hash is `hash`.
  func number(of name: Span<UInt8>, hash: UInt64) -> UInt64? {
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] != 0 {
      let entry = entries[Int(slots[slot]) - 1]
      if entry.hash == hash && names.part(entry.start, entry.length).isEqual(to: name) {
        return entry.number
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  /// Adds a name that isn't there.
  mutating func add(_ name: Span<UInt8>, hash: UInt64, number: UInt64) {
    if (entries.count + 1) * 2 > slots.count { grow() }
    entries.append(
      Entry(number: number, hash: hash, start: names.count, length: name.count))
    names.append(name)
    place(UInt32(entries.count), hash)
  }

  mutating func removeAll() {
    if entries.isEmpty { return }
    if slots.count > 256, entries.count * 8 < slots.count {
      self = NameTable()
      return
    }
    entries.removeAll(keepingCapacity: true)
    names.removeAll()
    for slot in slots.indices { slots[slot] = 0 }
  }

  private mutating func place(_ entry: UInt32, _ hash: UInt64) {
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = entry
  }

  private mutating func grow() {
    slots = [UInt32](repeating: 0, count: slots.count * 2)
    for (place, entry) in entries.enumerated() { self.place(UInt32(place + 1), entry.hash) }
  }
}

extension Span<UInt8> {
  /// Whether both hold the same bytes.
  func isEqual(to other: Span<UInt8>) -> Bool {
    guard count == other.count else { return false }
    // Without an early end the compiler compares many bytes at once.
    var difference: UInt8 = 0
    for position in 0..<count { difference |= self[position] ^ other[position] }
    return difference == 0
  }

  /// Whether the first bytes are those of `prefix`.
  func starts(with prefix: Span<UInt8>) -> Bool {
    count >= prefix.count && extracting(0..<prefix.count).isEqual(to: prefix)
  }

  /// Whether these bytes come before those of `other` in the order of bytes.
  func isBefore(_ other: Span<UInt8>) -> Bool {
    for position in 0..<Swift.min(count, other.count) where self[position] != other[position] {
      return self[position] < other[position]
    }
    return count < other.count
  }

  /// A copy of the bytes.
  func copied() -> [UInt8] {
    var copy = [UInt8](repeating: 0, count: count)
    var target = copy.mutableSpan
    for position in indices { target[position] = self[position] }
    return copy
  }
}

/// The hash that subjects are found by.
func subjectHash(_ name: Span<UInt8>) -> UInt64 {
  var hash = SipHash()
  hash.add(name)
  return hash.finish()
}
