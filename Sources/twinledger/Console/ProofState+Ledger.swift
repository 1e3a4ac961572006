import EventStore
import Reporting
import TransparencyLog

extension ProofState {
  /// How far the newest checkpoint of `store` reaches: the one that the ledger keeps, or the head
  /// beside the key where that is newer and of this history. Nobody needs a key to read a report:
  /// one that can't be opened is passed over.
  init(_ store: EventLog, _ key: KeyOption, _ location: LedgerOption) throws {
    var size = try store.lastCheckpoint().map { Int64($0.size.value) }
    if let keys = try? key.keysIfPresent(location, origin: store.head().origin),
      let head = try? keys.head().checkpoint, try head.size <= store.size().value,
      try store.root(at: Size(head.size)) == head.root
    {
      size = max(size ?? 0, Int64(head.size))
    }
    self = size.map { .signed(size: $0) } ?? .unsigned
  }
}
