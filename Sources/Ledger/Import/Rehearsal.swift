internal import EventStore
internal import Twinning

/// Admits requests against an overlay of the ledger, to learn what would be refused.
struct Rehearsal {
  private var admitter: Admitter
  private let overlay: Overlay
  private var answers: [EventID: CommandDigest] = [:]
  private let store: EventLog

  init(_ store: EventLog, clock: Clock) throws {
    self.store = store
    (admitter, overlay) = try Admitter.rehearsing(store: store, clock: clock)
  }

  /// What the overlay couldn't read or keep.
  var failure: (any Error)? { overlay.failure }

  /// Why `request` would not be recorded after those before it; nil where it would, or was already.
  mutating func admit(_ request: Request) throws -> RecordError? {
    do throws(RecordError) {
      guard let (id, admitted) = try admitter.rehearse(request) else { return nil }
      overlay.absorb(admitted, of: id, world: admitter.world)
      return nil
    } catch {
      if case .store(let failure) = error { throw failure }
      return error
    }
  }

  /// Lets go of what lies in memory; called now and then.
  mutating func rest() {
    overlay.absorbStates(of: admitter.world)
    if admitter.world.heldStateCount > Session.heldStatesMax { admitter.world.forgetUntouched() }
  }
}
