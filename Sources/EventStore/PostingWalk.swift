internal import LMDB

/// A walk through one list of indexes: its blocks in a table, then what the tail adds.
///
/// It holds no transaction, so that many can stand side by side; each step is given the one all
/// of them read in.
struct PostingWalk {
  private let list: UInt64
  private let table: Table
  private let tableName: String
  /// The list's indexes that aren't merged yet, ascending; they come after all merged ones.
  private let tail: [UInt64]
  private let mergedSize: UInt64
  private var block: [UInt64] = []
  /// Where the walk stands in the block and in the tail.
  private var place = 0
  private var tailPlace = 0
  private var key = Arena(capacity: PostingBlock.keyBytes)

  init(
    _ list: UInt64, _ table: Table, named tableName: String, tail: [UInt64], mergedSize: UInt64
  ) {
    self.list = list
    self.table = table
    self.tableName = tableName
    self.tail = tail
    self.mergedSize = mergedSize
  }

  /// The list's first index that is `least` or greater.
  mutating func first(
    atLeast least: UInt64, _ transaction: borrowing ReadTransaction
  ) throws -> UInt64? {
    if least < mergedSize {
      if block.first ?? .max > least || block.last ?? 0 < least {
        try load(forwardsFrom: least, transaction)
      }
      place = Self.place(of: least, in: block, near: place)
      if place < block.count { return block[place] }
    }
    tailPlace = Self.place(of: least, in: tail, near: tailPlace)
    return tailPlace < tail.count ? tail[tailPlace] : nil
  }

  /// The list's last index that is `most` or smaller.
  mutating func last(
    atMost most: UInt64, _ transaction: borrowing ReadTransaction
  ) throws -> UInt64? {
    if let first = tail.first, first <= most {
      tailPlace = Self.place(of: most + 1, in: tail, near: tailPlace)
      return tail[tailPlace - 1]
    }
    if block.first ?? .max > most || block.last ?? 0 < most {
      try load(backwardsFrom: most, transaction)
    }
    place = Self.place(of: most + 1, in: block, near: place)
    return place > 0 ? block[place - 1] : nil
  }

  /// How many of `indexes` are smaller than `index`, looked for from `start` on in ever greater
  /// steps: a walk moves on by little, mostly.
  private static func place(of index: UInt64, in indexes: [UInt64], near start: Int) -> Int {
    var low = 0
    var high = indexes.count
    var step = 1
    if start < high, indexes[start] < index {
      low = start + 1
      while low + step < high, indexes[low + step] < index {
        low += step + 1
        step *= 2
      }
      high = min(high, low + step + 1)
    } else {
      high = min(start, high)
      while high - step >= 0, indexes[high - step] >= index {
        high -= step
        step *= 2
      }
      low = max(0, high - step)
    }
    while low < high {
      let middle = (low + high) / 2
      if indexes[middle] < index { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Loads the first block that holds an index of `least` or greater; none if there is none.
  private mutating func load(
    forwardsFrom least: UInt64, _ transaction: borrowing ReadTransaction
  ) throws {
    key.removeAll()
    PostingBlock.appendKey(list, least + 1, to: &key)
    block.removeAll(keepingCapacity: true)
    var cursor = try transaction.cursor(in: table)
    guard let after = try cursor.seek(key.span), PostingBlock.key(after.key)?.list == list else {
      return
    }
    if let before = try cursor.previous(), PostingBlock.key(before.key)?.list == list,
      try PostingBlock.last(before.value, tableName) >= least
    {
      return try PostingBlock.read(before.value, tableName, into: &block)
    }
    try PostingBlock.read(after.value, tableName, into: &block)
  }

  /// Loads the last block that holds an index of `most` or smaller; none if there is none.
  private mutating func load(
    backwardsFrom most: UInt64, _ transaction: borrowing ReadTransaction
  ) throws {
    key.removeAll()
    PostingBlock.appendKey(list, most + 1, to: &key)
    block.removeAll(keepingCapacity: true)
    var cursor = try transaction.cursor(in: table)
    guard let after = try cursor.seek(key.span), PostingBlock.key(after.key)?.list == list else {
      return
    }
    if try PostingBlock.first(after.value, tableName) <= most {
      return try PostingBlock.read(after.value, tableName, into: &block)
    }
    if let before = try cursor.previous(), PostingBlock.key(before.key)?.list == list {
      try PostingBlock.read(before.value, tableName, into: &block)
    }
  }
}

/// Several walks taken as one list: the indexes that are in any of them.
struct PostingUnion {
  private var walks: [PostingWalk]
  private let direction: LogDirection
  /// For each walk its next index; a heap whose first is the nearest.
  private var heap: [(index: UInt64, walk: Int)] = []
  private var isBegun = false

  init(_ walks: [PostingWalk], _ direction: LogDirection) {
    self.walks = walks
    self.direction = direction
  }

  private func isNearer(_ a: UInt64, _ b: UInt64) -> Bool {
    direction == .forwards ? a < b : a > b
  }

  /// The nearest index that isn't before `index` in the walk's direction. Calls must ask for ever
  /// farther ones.
  mutating func nearest(
    _ index: UInt64, _ transaction: borrowing ReadTransaction
  ) throws -> UInt64? {
    if walks.count == 1 { return try step(0, index, transaction) }
    if !isBegun {
      isBegun = true
      for walk in walks.indices {
        if let next = try step(walk, index, transaction) {
          heap.append((next, walk))
          siftUp(heap.count - 1)
        }
      }
    }
    while let top = heap.first, isNearer(top.index, index) {
      if let next = try step(top.walk, index, transaction) {
        heap[0].index = next
      } else {
        heap[0] = heap[heap.count - 1]
        heap.removeLast()
      }
      siftDown()
    }
    return heap.first?.index
  }

  private mutating func step(
    _ walk: Int, _ index: UInt64, _ transaction: borrowing ReadTransaction
  ) throws -> UInt64? {
    direction == .forwards
      ? try walks[walk].first(atLeast: index, transaction)
      : try walks[walk].last(atMost: index, transaction)
  }

  private mutating func siftUp(_ place: Int) {
    var place = place
    while place > 0, isNearer(heap[place].index, heap[(place - 1) / 2].index) {
      heap.swapAt(place, (place - 1) / 2)
      place = (place - 1) / 2
    }
  }

  private mutating func siftDown() {
    var place = 0
    while true {
      var nearest = place
      for child in (2 * place + 1)...(2 * place + 2) where child < heap.count {
        if isNearer(heap[child].index, heap[nearest].index) { nearest = child }
      }
      if nearest == place { return }
      heap.swapAt(place, nearest)
      place = nearest
    }
  }
}
