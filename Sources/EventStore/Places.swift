/// A key that can be looked up by ``Places``.
protocol Placeable: Equatable, Sendable {
  /// Bits that differ between keys, in the upper half above all.
  var spread: UInt64 { get }
}

extension UInt64: Placeable {
  var spread: UInt64 { self &* 0x9e37_79b9_7f4a_7c15 }
}

extension CommandID: Placeable {
  var spread: UInt64 { (high ^ low &* 0xff51_afd7_ed55_8ccd) &* 0x9e37_79b9_7f4a_7c15 }
}

/// Gives each distinct key a place, 0, 1, 2 … in the order they came, to keep values at in arrays.
///
/// Several lookups an event go through it, and `Dictionary` took twice the time: it hashes to
/// withstand chosen keys, and these are hashes, indexes and ids that a flood of equal ones would
/// only make slower for whoever sent it.
struct Places<Key: Placeable>: Sendable {
  private(set) var keys: [Key] = []
  /// Places plus one; 0 where none is.
  private var slots = [UInt32](repeating: 0, count: 16)
  private var shift: UInt64 = 60

  /// The place of `key`, if it has one.
  func place(of key: Key) -> Int? {
    var slot = Int(truncatingIfNeeded: key.spread >> shift)
    while slots[slot] != 0 {
      let place = Int(slots[slot]) - 1
      if keys[place] == key { return place }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  /// The place of `key`, which gets the next one if it has none.
  mutating func add(_ key: Key) -> (place: Int, isNew: Bool) {
    if let place = place(of: key) { return (place, false) }
    if (keys.count + 1) * 2 > slots.count { grow() }
    keys.append(key)
    fill(keys.count - 1)
    return (keys.count - 1, true)
  }

  mutating func removeAll() {
    if keys.isEmpty { return }
    if slots.count > 256, keys.count * 8 < slots.count {
      // Few of many: begin small, so that the next small group is emptied quickly too.
      self = Places()
      return
    }
    keys.removeAll(keepingCapacity: true)
    for slot in slots.indices { slots[slot] = 0 }
  }

  private mutating func fill(_ place: Int) {
    var slot = Int(truncatingIfNeeded: keys[place].spread >> shift)
    while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = UInt32(place + 1)
  }

  private mutating func grow() {
    slots = [UInt32](repeating: 0, count: slots.count * 2)
    shift -= 1
    for place in keys.indices { fill(place) }
  }
}
