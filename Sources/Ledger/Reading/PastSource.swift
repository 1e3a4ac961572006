internal import EventStore
internal import Twinning

/// What a world reads of the ledger as it was known at a size: each state is folded from its own
/// stream once it is asked for.
final class PastSource: StreamSource {
  private let log: StoreSource
  private let folds: World
  private var foldingFailure: (any Error)?

  init(_ store: EventLog, upTo size: Size, interner: Interner) {
    log = StoreSource(store, upTo: size, readsStates: false)
    folds = World(replaying: log, interner: interner)
  }

  var failure: (any Error)? { log.failure ?? foldingFailure }

  func state(of subject: Ref, in interner: Interner) -> [UInt8]? {
    do {
      try folds.replay(streamOf: subject)
      return folds.packedState(of: subject)
    } catch {
      foldingFailure = foldingFailure ?? error
      return nil
    }
  }

  func events(of subject: Ref, in interner: Interner) -> [[UInt8]] {
    log.events(of: subject, in: interner)
  }

  func event(at index: Int64) -> [UInt8]? { log.event(at: index) }

  func subjects(mentioning subject: Ref, in interner: Interner) -> [Ref] {
    log.subjects(mentioning: subject, in: interner)
  }
}
