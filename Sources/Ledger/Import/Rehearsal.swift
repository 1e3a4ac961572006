internal import EventStore
internal import Twinning

/// Admits requests against an overlay of the ledger, to learn what would be refused.
struct Rehearsal {
  private var admitter: Admitter
  private let overlay: Overlay

  /// What was asked under each id so far, both folded to 64 bits: a million of them must fit.
  private var asked: [UInt64: UInt64] = [:]
  private let store: EventLog
  private var memory = StateMemory()

  init(_ store: EventLog, clock: Clock) throws {
    self.store = store
    (admitter, overlay) = try Admitter.rehearsing(store: store, clock: clock)
    if let error = admitter.unavailability() { throw error }
  }

  /// What couldn't be read or kept.
  var failure: (any Error)? { admitter.world.failure }

  /// Why `request` would not be recorded after those before it; nil where it would, or was already.
  mutating func admit(_ request: Request) throws -> RecordError? {
    do throws(RecordError) {
      if try isRepeat(request) { return nil }
      guard let (id, admitted) = try admitter.rehearse(request) else { return nil }
      note(request)
      overlay.absorb(admitted, of: id, world: admitter.world)
      return nil
    } catch {
      if case .store(let failure) = error { throw failure }
      return error
    }
  }

  /// Whether an earlier line asks for the same under the same id.
  private func isRepeat(_ request: Request) throws(RecordError) -> Bool {
    guard let id = request.commandID, let known = asked[Self.key(of: id)] else { return false }
    if known == Self.digest(of: request) { return true }
    throw .commandIDTaken(id)
  }

  private mutating func note(_ request: Request) {
    guard let id = request.commandID else { return }
    asked[Self.key(of: id)] = Self.digest(of: request)
  }

  private static func key(of id: EventID) -> UInt64 {
    (id.high &* 0x9E37_79B9_7F4A_7C15) ^ id.low
  }

  private static func digest(of request: Request) -> UInt64 {
    let digest = RequestDigest.digest(of: request)
    return digest.high ^ digest.low
  }

  /// Lets go of what lies in memory; called now and then.
  mutating func rest() {
    // The overlay has the events already; it takes the states over only when they must leave.
    admitter.world.clearPending()
    guard memory.isFull(admitter.world) else { return }
    overlay.absorbStates(of: admitter.world)
    memory.release(admitter.world)
  }
}
