internal import Twinning

/// The committed ledger with what an import would add: a file is admitted whole against it before
/// anything is appended. What is added lies in a spill file, so memory stays bounded.
final class Overlay: StreamSource {
  private let base: StoreSource
  private let baseSize: Int64
  private let spill: SpillFile
  private let writer: EventWriter

  private var states: [Ref: SpillFile.Place] = [:]

  /// By index from `baseSize` on.
  private var events: [SpillFile.Place] = []

  /// For each added event the one before it in its stream, or -1; and the last of each stream.
  private var previous: [Int32] = []
  private var lastOfStream: [Ref: Int32] = [:]
  private var mentions: [Ref: [Ref]] = [:]
  private var ownFailure: (any Error)?

  init(_ base: StoreSource, size: Int64, origin: String, interner: Interner) throws {
    self.base = base
    baseSize = size
    spill = try SpillFile()
    writer = EventWriter(origin: origin, interner: interner)
  }

  var failure: (any Error)? { ownFailure ?? base.failure }

  /// Takes over what `world` has admitted since the last time, so that it needs to hold it no more.
  func absorb(_ admitted: [Admitted], of commandID: EventID, world: World) {
    attempt {
      for item in admitted {
        var bytes: [UInt8] = []
        writer.append(
          EventWriter.Attributes(item, commandID: commandID, among: admitted, importBatch: nil),
          data: item.bytes.span, to: &bytes)
        let subject = item.event.subject
        previous.append(lastOfStream[subject] ?? -1)
        lastOfStream[subject] = Int32(events.count)
        events.append(try spill.append(bytes))
        item.event.data.forEachMention(in: world.interner) { ref in
          if world.interner.kind(of: ref) == .city || mentions[ref]?.last == subject { return }
          mentions[ref, default: []].append(subject)
        }
      }
    }
    // They would be met twice in their streams otherwise.
    world.clearPending()
  }

  /// Takes over the states that changed.
  func absorbStates(of world: World) {
    attempt {
      for ref in world.touched {
        if let state = world.packedState(of: ref) { states[ref] = try spill.append(state) }
      }
    }
    world.clearTouched()
  }

  // MARK: StreamSource

  func state(of subject: Ref, in interner: Interner) -> [UInt8]? {
    guard let place = states[subject] else { return base.state(of: subject, in: interner) }
    return attempt { try spill.read(place) }
  }

  func events(of subject: Ref, in interner: Interner) -> [[UInt8]] {
    var added: [[UInt8]] = []
    var next = lastOfStream[subject] ?? -1
    while next >= 0 {
      let place = events[Int(next)]
      if let bytes = attempt({ try spill.read(place) }) { added.append(bytes) }
      next = previous[Int(next)]
    }
    return base.events(of: subject, in: interner) + added.reversed()
  }

  func event(at index: Int64) -> [UInt8]? {
    guard index >= baseSize else { return base.event(at: index) }
    let place = Int(index - baseSize)
    guard place < events.count else { return nil }
    return attempt { try spill.read(events[place]) }
  }

  func subjects(mentioning subject: Ref, in interner: Interner) -> [Ref] {
    var found = base.subjects(mentioning: subject, in: interner)
    var seen = Set(found)
    if interner.kind(of: subject) == .city {
      found += lastOfStream.keys.sorted().filter { seen.insert($0).inserted }
      return found
    }
    for ref in mentions[subject] ?? [] where seen.insert(ref).inserted { found.append(ref) }
    return found
  }

  @discardableResult
  private func attempt<T>(_ body: () throws -> T) -> T? {
    do { return try body() } catch {
      ownFailure = ownFailure ?? error
      return nil
    }
  }
}
