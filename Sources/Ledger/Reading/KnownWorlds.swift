internal import EventStore
internal import TransparencyLog
public import Twinning

/// The whole programme as known at a size, from what is kept of earlier ones: figures need every
/// state and every event, and to fold a long log anew takes seconds.
extension LedgerReader {
  /// What is kept: a world's snapshot, by the fold that keeps states.
  static let knownProjection = Projection(
    name: "\(Admitter.projection.name)-\(Admitter.projection.version)-known", version: 2)

  /// When a world is kept; smaller in tests.
  struct Keeping {
    /// The sizes at which worlds are kept for good: multiples of this.
    var spacing = Int64(EventLog.keptProjectionSpacing)

    /// From how many new events on the newest world is kept anew.
    var newestAfter: Int64 = 4_096
  }

  /// The whole programme as known at `size`: what ``replay(until:progress:)`` folds, from the
  /// nearest earlier world that is kept beside the log. Keeps worlds as it goes, where this process
  /// may write there.
  ///
  /// - Parameter progress: called now and then with how many events are in.
  /// - Complexity: O(n) in the states, and in the events since the world that was kept: at most
  ///   262,144, unless nobody asked since more were recorded.
  public func known(
    at size: Int64, progress: (Int64) -> Void = { _ in }
  ) throws -> World {
    try known(at: size, Keeping(), progress: progress)
  }

  func known(
    at size: Int64, _ keeping: Keeping, progress: (Int64) -> Void = { _ in }
  ) throws -> World {
    let source = StoreSource(store, upTo: Size(UInt64(size)), readsStates: false)
    let kept = try keptWorld(atMost: size, source)
    let world = kept ?? World(replaying: source)
    try goOn(from: world, source, to: size, keeping, progress)
    return world
  }

  private func keep(_ world: World, _ keeping: Keeping) throws {
    let size = Size(UInt64(world.size))
    _ = try store.keepProjection(
      Self.knownProjection, world.snapshot(), at: size, sparing: UInt64(keeping.spacing))
  }

  /// The kept world of the greatest size up to `size` that can be read; nil where there is none.
  private func keptWorld(atMost size: Int64, _ source: StoreSource) throws -> World? {
    let size = Size(UInt64(size))
    guard let kept = try store.keptProjection(Self.knownProjection, atMost: size) else {
      return nil
    }
    let world = try? World(snapshot: kept.bytes, source: source)
    return world?.size == Int64(kept.size.value) ? world : nil
  }

  /// Replays `world` on to `size`, in pieces that end where worlds are kept.
  private func goOn(
    from world: World, _ source: StoreSource, to size: Int64, _ keeping: Keeping,
    _ progress: (Int64) -> Void
  ) throws {
    var keptSize = world.size
    let spacing = keeping.spacing
    while world.size < size {
      let end = min(size, (world.size / spacing + 1) * spacing)
      source.size = Size(UInt64(end))
      try replay(into: world, upTo: end, progress)
      try world.finishReplay()
      if let failure = source.failure { throw failure }
      let isWorth = end - keptSize >= keeping.newestAfter
      let isNewest = try isWorth && end == Int64(store.size().value)
      guard end % spacing == 0 || isNewest else { continue }
      try keep(world, keeping)
      keptSize = end
    }
  }

  /// How many worlds are kept, and which aren't what the log makes: their sizes, and what differs
  /// in words. Folds the log from event 0.
  ///
  /// - Complexity: O(n) in the events up to the last kept world.
  func wrongKeptWorlds(
    upTo size: Int64
  ) throws -> (count: Int, wrong: [(size: Int64, expected: String, found: String)]) {
    var count = 0
    var wrong: [(size: Int64, expected: String, found: String)] = []
    let source = StoreSource(store, readsStates: false)
    let world = World(replaying: source)
    for kept in store.keptProjectionSizes(Self.knownProjection) where kept.value <= size {
      let end = Int64(kept.value)
      // A file that isn't whole is passed over by every reader, and so here.
      guard let file = try store.keptProjection(Self.knownProjection, at: kept) else { continue }
      count += 1
      source.size = kept
      try replay(into: world, upTo: end) { _ in }
      try world.finishReplay()
      if let failure = source.failure { throw failure }
      let found = try? World(snapshot: file.bytes, source: source)
      guard let found, found.size == end else {
        wrong.append((end, "a world of \(end) events", "something else"))
        continue
      }
      if found.knows(sameAs: world) { continue }
      wrong.append(
        (end, "states with digest \(world.stateDigest.hex)", "digest \(found.stateDigest.hex)"))
    }
    return (count, wrong)
  }

  func replay(
    into world: World, upTo size: Int64, _ progress: (Int64) -> Void
  ) throws {
    var sinceProgress = 0
    let first = Index(UInt64(world.size))
    try store.events(from: first, limit: Int(size - world.size)) { _, bytes in
      try world.replay(bytes)
      sinceProgress += 1
      if sinceProgress == 16_384 {
        sinceProgress = 0
        progress(world.size)
      }
      return true
    }
  }
}
