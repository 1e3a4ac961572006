/// What is due in a programme, by time: a heap. What is due at the same time comes in the order in
/// which it was put down.
struct Agenda {
  typealias Action = (SyntheticProgramme) -> Void

  private struct Entry {
    var time: Instant
    var number: Int
    var action: Action

    func precedes(_ other: Entry) -> Bool { (time, number) < (other.time, other.number) }
  }

  private var heap: [Entry] = []
  private var count = 0

  /// When the next thing is due; nil where nothing is left.
  var nextTime: Instant? { heap.first?.time }

  /// Puts down an action. O(log n).
  mutating func add(at time: Instant, _ action: @escaping Action) {
    count += 1
    heap.append(Entry(time: time, number: count, action: action))
    var child = heap.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      guard heap[child].precedes(heap[parent]) else { return }
      heap.swapAt(child, parent)
      child = parent
    }
  }

  /// Takes what is due first, or nil. O(log n).
  mutating func removeFirst() -> (time: Instant, action: Action)? {
    guard let first = heap.first else { return nil }
    heap.swapAt(0, heap.count - 1)
    heap.removeLast()
    var parent = 0
    while true {
      var least = parent
      for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count {
        if heap[child].precedes(heap[least]) { least = child }
      }
      if least == parent { return (first.time, first.action) }
      heap.swapAt(parent, least)
      parent = least
    }
  }
}
