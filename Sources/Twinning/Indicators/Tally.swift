/// A count and the events that it is made of.
struct Tally: Sendable {
  var count: Int64 = 0

  /// In any order, perhaps more than once.
  var events: [Int64] = []

  /// How many could not be counted because their record doesn't say.
  var notReported: Int64 = 0

  /// Counts `amount`, and notes the event that says so.
  @inline(__always)
  mutating func add(_ fact: Fact, _ record: StreamRecord, amount: Int64 = 1) {
    count += amount
    cite(fact, record)
  }

  /// Notes an event with what corrected it.
  @inline(__always)
  mutating func cite(_ fact: Fact, _ record: StreamRecord) {
    events.append(fact.index)
    if !record.amendments.isEmpty { citeCorrections(of: fact.index, record) }
  }

  @inline(never)
  private mutating func citeCorrections(of index: Int64, _ record: StreamRecord) {
    for amendment in record.amendments where amendment.target == index && !amendment.voids {
      events.append(amendment.fact.index)
    }
  }
}

/// Puts indexes of events in order.
struct EventSorter {
  /// A bit an event of the log.
  private var bits: ContiguousArray<UInt64>

  init(size: Int64) {
    bits = ContiguousArray(repeating: 0, count: Int(size) / 64 + 1)
  }

  /// `events` ascending, each once. O(n + range / 64).
  mutating func sorted(_ events: [Int64]) -> [Int64] {
    guard var lowest = events.first else { return [] }
    var isSorted = true
    var highest = lowest
    for event in events.dropFirst() {
      if event <= highest { isSorted = false }
      lowest = min(lowest, event)
      highest = max(highest, event)
    }
    if isSorted { return events }
    if events.count < 64 || Int(highest) / 64 >= bits.count {
      return events.sorted().reduce(into: []) { if $0.last != $1 { $0.append($1) } }
    }
    for event in events { bits[Int(event) >> 6] |= 1 << UInt64(event & 63) }
    var result: [Int64] = []
    result.reserveCapacity(events.count)
    for word in Int(lowest) >> 6...Int(highest) >> 6 {
      var rest = bits[word]
      if rest == 0 { continue }
      bits[word] = 0
      while rest != 0 {
        result.append(Int64(word) << 6 + Int64(rest.trailingZeroBitCount))
        rest &= rest - 1
      }
    }
    return result
  }
}
