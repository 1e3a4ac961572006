/// The states of one kind, in slots that are reused when a state is let go.
struct StateTable<State: StreamState>: Sendable {
  private(set) var values: ContiguousArray<State> = []
  private var free: [Int32] = []

  /// Puts a state into a slot of its own and returns the slot. O(1) amortised.
  mutating func insert(_ state: State) -> Int32 {
    if let slot = free.popLast() {
      values[Int(slot)] = state
      return slot
    }
    values.append(state)
    return Int32(values.count - 1)
  }

  /// Empties a slot.
  mutating func remove(at slot: Int32) {
    values[Int(slot)] = State()
    free.append(slot)
  }

  /// What `body` finds in the state at `slot`, or nil where that state isn't in effect.
  @inline(__always)
  func look<T>(_ slot: Int32, _ body: (borrowing State) -> T) -> T? {
    values[Int(slot)].exists ? body(values[Int(slot)]) : nil
  }

  subscript(slot: Int32) -> State {
    _read { yield values[Int(slot)] }
    _modify { yield &values[Int(slot)] }
  }
}
