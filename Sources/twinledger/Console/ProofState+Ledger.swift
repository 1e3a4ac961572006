import EventStore
import Reporting
import TransparencyLog

extension ProofState {
  /// How far the newest checkpoint of `store` reaches: the one that the ledger keeps, or the head
  /// beside the key where that is newer.
  init(_ store: EventLog, _ key: KeyOption, _ location: LedgerOption) throws {
    var size = try store.lastCheckpoint().map { Int64($0.size.value) }
    if let keys = try key.keysIfPresent(location, origin: store.head().origin) {
      size = max(size ?? 0, Int64(try keys.head().checkpoint.size))
    }
    self = size.map { .signed(size: $0) } ?? .unsigned
  }
}
