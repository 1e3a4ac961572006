public import TransparencyLog
public import Twinning

extension Pack {
  /// Checks everything in a pack, without a ledger: the signature; that the events are those which
  /// the signed root covers; and, by folding them anew, that states and figures are what this
  /// program makes of them.
  ///
  /// - Parameters:
  ///   - path: the pack.
  ///   - keys: those that may have signed. They come from elsewhere than the file.
  ///   - figures: makes the figures, as it did for the pack.
  ///   - progress: called now and then with the share that is done.
  /// - Complexity: O(n) in the file. Of the events only places are held; of the states, all.
  /// - Throws: ``InputError`` where the file can't be read, and what `figures` throws. What
  ///   doesn't hold is no error: it is in the verdict.
  public static func verify(
    file path: String, keys: [VerifierKey], figures: FigureMaker,
    progress: (Double) -> Void = { _ in }
  ) throws -> PackVerdict {
    var reading = try PackReading(path)
    try reading.read(keys: keys) { progress(0.4 * $0) }
    guard reading.areEventsProved, let checkpoint = reading.verdict.checkpoint else {
      return reading.verdict
    }
    var folding = PackFolding(reading, checkpoint)
    try folding.fold { progress(0.4 + 0.6 * $0) }
    if folding.isFolded { try folding.compareFigures(figures) }
    return folding.verdict
  }
}

/// Folds the events of a pack anew and compares what the pack says came of them.
private struct PackFolding {
  private let reading: PackReading
  private let checkpoint: Checkpoint
  private let source: PackSource
  private let world: World
  private(set) var verdict: PackVerdict
  private(set) var isFolded = false

  init(_ reading: PackReading, _ checkpoint: Checkpoint) {
    self.reading = reading
    self.checkpoint = checkpoint
    verdict = reading.verdict
    source = PackSource(reading.file, reading.places)
    world = World(replaying: source, interner: source.interner)
  }

  mutating func fold(progress: (Double) -> Void) throws {
    var next: Int64 = 0
    for block in reading.places.changes {
      let said = try reading.file.bytes(at: block.offset, count: block.count)
        .split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).dropLast()
      let end = min(next + Int64(PackFormat.blockEvents), Int64(checkpoint.size))
      var line = said.startIndex
      while next < end {
        var made: [UInt8] = []
        do {
          let bytes = try source.take(next)
          PackChanges.append(try world.step(bytes.span), in: world.interner, to: &made)
        } catch let error where !(error is InputError) {
          return verdict.add(
            .change(next), "event \(next) is proved, but this program can't fold it: \(error)")
        }
        if let failure = world.failure { throw failure }
        let isSaid = line < said.endIndex && PackReading.restored(Array(said[line])) == made
        if !isSaid {
          verdict.add(
            .change(next), "what the pack says event \(next) changed isn't what it changes.")
        }
        line += 1
        next += 1
      }
      progress(Double(next) / Double(checkpoint.size))
    }
    try world.finishReplay()
    verdict.refoldedCount = next
    isFolded = true
  }

  mutating func compareFigures(_ figures: Pack.FigureMaker) throws {
    let made = try figures(world, checkpoint.root)
    if let failure = world.failure { throw failure }
    if made.impact != reading.impact {
      verdict.add(.impact, "the impact summary isn't the one that the events make.")
    }
    if made.milestones != reading.milestones {
      verdict.add(.milestones, "the milestones aren't those that the events make.")
    }
    let isDescribed =
      reading.description.map {
        $0.recordedTime == world.recordedTime?.description && $0.stateDigest == world.stateDigest
          && $0.subjects == world.subjectCount && $0.isSynthetic == world.isSynthetic
      } ?? true
    if !isDescribed {
      verdict.add(
        .description, "what the pack says of its last time and its states isn't what they are.")
    }
  }
}

/// What a world of the same interner reads of the events in a pack, as far as they were taken.
private final class PackSource: StreamSource {
  let interner = Interner()
  private let file: PackFile
  private let places: PackPlaces
  private var streams: [Ref: [Int64]] = [:]
  private var mentions: [Ref: (subjects: [Ref], seen: Set<Ref>)] = [:]
  private var size: Int64 = 0
  private(set) var failure: (any Error)?

  init(_ file: PackFile, _ places: PackPlaces) {
    self.file = file
    self.places = places
  }

  /// The bytes of the next event, which counts as known from now on.
  func take(_ index: Int64) throws -> [UInt8] {
    let bytes = try read(index)
    let event = try StoredEvent.read(bytes.span, strength: .replay, interner: interner)
    size = index + 1
    let subject = event.head.subject
    guard subject != .none else { return bytes }
    streams[subject, default: []].append(index)
    event.data?.forEachMention(in: interner) { ref in
      if mentions[ref, default: ([], [])].seen.insert(subject).inserted {
        mentions[ref, default: ([], [])].subjects.append(subject)
      }
    }
    return bytes
  }

  private func read(_ index: Int64) throws -> [UInt8] {
    PackReading.restored(
      try file.bytes(
        at: places.eventOffsets[Int(index)], count: Int(places.eventCounts[Int(index)])))
  }

  func state(of subject: Ref, in interner: Interner) -> [UInt8]? { nil }

  func events(of subject: Ref, in interner: Interner) -> [[UInt8]] {
    (streams[subject] ?? []).compactMap { event(at: $0) }
  }

  func event(at index: Int64) -> [UInt8]? {
    guard (0..<size).contains(index) else { return nil }
    do { return try read(index) } catch {
      failure = failure ?? error
      return nil
    }
  }

  func subjects(mentioning subject: Ref, in interner: Interner) -> [Ref] {
    mentions[subject]?.subjects ?? []
  }
}
