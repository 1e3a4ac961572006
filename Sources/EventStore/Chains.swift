/// For each key, the indexes it was given for, without an array for each key.
struct Chains: Sendable {
  private var places = Places<UInt64>()
  /// For each key's place, where its last index stands.
  private var last: [Int32] = []
  private var indexes: [UInt64] = []
  /// For each index, where the one before it of the same key stands; -1 for none.
  private var previous: [Int32] = []

  /// The keys, in the order they came.
  var keys: [UInt64] { places.keys }

  /// Adds an index not smaller than those before; the same one again adds nothing.
  mutating func add(_ index: UInt64, to key: UInt64) {
    let (place, isNew) = places.add(key)
    if isNew {
      last.append(-1)
    } else if indexes[Int(last[place])] == index {
      return
    }
    previous.append(last[place])
    last[place] = Int32(indexes.count)
    indexes.append(index)
  }

  /// The indexes of `key` in `range`, ascending.
  func ascending(_ key: UInt64, in range: Range<UInt64>) -> [UInt64] {
    guard let place = places.place(of: key) else { return [] }
    var found: [UInt64] = []
    var at = last[place]
    while at >= 0 {
      let index = indexes[Int(at)]
      if index < range.lowerBound { break }
      if index < range.upperBound { found.append(index) }
      at = previous[Int(at)]
    }
    found.reverse()
    return found
  }

  mutating func removeAll() {
    places.removeAll()
    last.removeAll(keepingCapacity: true)
    indexes.removeAll(keepingCapacity: true)
    previous.removeAll(keepingCapacity: true)
  }
}
