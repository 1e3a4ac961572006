internal import TransparencyLog

/// One block of events as it stands in a file.
struct PackBlock {
  /// The index of its first event.
  var first: Int64

  /// How many events it must have.
  var count: Int

  /// The hashes of its lines.
  var computed: [Hash] = []

  /// The hashes that the file brings.
  var carried: [Hash] = []

  /// The root over this block that the file brings.
  var root: Hash

  var isAsCarried: Bool { computed == carried }

  static func root(of leaves: [Hash]) -> Hash {
    var frontier = Frontier()
    for leaf in leaves { frontier.append(leaf) }
    return frontier.root
  }

  /// The events that differ from the hashes that the file brings: runs of neighbours. Where a line
  /// is missing or too many, the lines are compared from both ends.
  var differing: [Range<Int64>] {
    if computed.count == carried.count {
      return computed.indices.filter { computed[$0] != carried[$0] }
        .map { first + Int64($0)..<first + Int64($0) + 1 }
    }
    let shorter = min(computed.count, carried.count)
    var head = 0
    while head < shorter, computed[head] == carried[head] { head += 1 }
    var tail = 0
    while tail < shorter - head,
      computed[computed.count - 1 - tail] == carried[carried.count - 1 - tail]
    {
      tail += 1
    }
    return [first + Int64(head)..<max(first + Int64(head) + 1, first + Int64(carried.count - tail))]
  }
}

/// The blocks of a file, put beside the root that was signed.
struct PackEvidence {
  private var computedTree = Frontier()
  private var carriedTree = Frontier()
  private var blockTree = Frontier()

  /// The blocks whose lines or hashes don't agree with each other.
  private var doubtful: [PackBlock] = []
  private var doubtfulCount = 0
  private static let doubtfulMax = 1_000

  mutating func add(_ block: PackBlock) {
    for leaf in block.computed { computedTree.append(leaf) }
    for leaf in block.carried { carriedTree.append(leaf) }
    blockTree.append(block.root)
    guard !block.isAsCarried || PackBlock.root(of: block.carried) != block.root else { return }
    doubtfulCount += 1
    if doubtful.count < Self.doubtfulMax { doubtful.append(block) }
  }

  /// Whether the events are those of the checkpoint; and if not, which aren't.
  func judge(by checkpoint: Checkpoint, _ verdict: inout PackVerdict) -> Bool {
    if computedTree.size == checkpoint.size, computedTree.root == checkpoint.root {
      for block in doubtful {
        verdict.add(
          .hashes,
          "the file's hashes of events \(block.first) to \(block.first + Int64(block.count) - 1) "
            + "were changed; the events themselves hold.")
      }
      return true
    }
    let areLeavesProved =
      carriedTree.size == checkpoint.size && carriedTree.root == checkpoint.root
    let areBlocksProved = blockTree.root == checkpoint.root
    guard areLeavesProved || areBlocksProved else {
      addUnproved(checkpoint, &verdict)
      return false
    }
    for block in doubtful {
      if areLeavesProved || PackBlock.root(of: block.carried) == block.root {
        for events in block.differing { addEvents(events, &verdict) }
      } else if PackBlock.root(of: block.computed) == block.root {
        verdict.add(
          .hashes,
          "the file's hashes of events from \(block.first) on were changed; these events hold.")
      } else {
        verdict.add(
          .event(block.first),
          "of events \(block.first) to \(block.first + Int64(block.count) - 1) at least one was "
            + "changed; which one can't be said, as their hashes in the file were changed too.")
      }
    }
    verdict.omittedCount += doubtfulCount - doubtful.count
    return false
  }

  private func addEvents(_ events: Range<Int64>, _ verdict: inout PackVerdict) {
    let words =
      events.count == 1
      ? "event \(events.lowerBound) isn't what the signed checkpoint covers: its bytes were "
        + "changed."
      : "events \(events.lowerBound) to \(events.upperBound - 1) aren't what the signed checkpoint "
        + "covers: a line is missing, or too many."
    verdict.add(.event(events.lowerBound), words)
  }

  private func addUnproved(_ checkpoint: Checkpoint, _ verdict: inout PackVerdict) {
    let found =
      "the events lead to the root \(computedTree.root.hex), the checkpoint has "
      + "\(checkpoint.root.hex)"
    if doubtful.isEmpty {
      return verdict.add(
        .events,
        "\(found), and the hashes that the file brings agree with the events: which event was "
          + "changed can't be said, or the checkpoint is another log's.")
    }
    verdict.add(
      .events,
      "\(found), and the hashes that the file brings don't lead there either; where events and "
        + "hashes part is named below, and neither is proved.")
    for block in doubtful {
      for events in block.differing {
        verdict.add(
          .event(events.lowerBound), "event \(events.lowerBound) and its hash in the file differ.")
      }
    }
  }
}
