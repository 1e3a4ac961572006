/// For each key, the indexes it was given for, without an array for each key.
struct Chains: Sendable {
  private var last: [UInt64: Int32] = [:]
  private var indexes: [UInt64] = []
  private var previous: [Int32] = []

  var keys: [UInt64] { Array(last.keys) }

  /// Adds an index not smaller than those before; the same one again adds nothing.
  mutating func add(_ index: UInt64, to key: UInt64) {
    let place = Int32(indexes.count)
    let before = last.updateValue(place, forKey: key) ?? -1
    if before >= 0 && indexes[Int(before)] == index {
      last[key] = before
      return
    }
    indexes.append(index)
    previous.append(before)
  }

  /// The indexes of `key` in `range`, ascending.
  func ascending(_ key: UInt64, in range: Range<UInt64>) -> [UInt64] {
    guard var place = last[key] else { return [] }
    var found: [UInt64] = []
    while place >= 0 {
      let index = indexes[Int(place)]
      if index < range.lowerBound { break }
      if index < range.upperBound { found.append(index) }
      place = previous[Int(place)]
    }
    found.reverse()
    return found
  }

  mutating func removeAll() {
    last.removeAll(keepingCapacity: true)
    indexes.removeAll(keepingCapacity: true)
    previous.removeAll(keepingCapacity: true)
  }
}
