/// The streams that a pairing's milestones are derived from, beside its own.
struct PairingRelations {
  var activities: [Ref]
  var deliverables: [Ref]
  var replications: [Ref]
  var participations: [Ref]
}

/// The relations of all pairings as slots of their states, gathered in one pass over the tables.
struct PairingBuckets {
  /// Of each pairing, and of each cohort those for all of it.
  private let activitiesOfPairings: Buckets
  private let activitiesOfCohorts: Buckets

  /// Of each pairing, by first mention.
  let deliverables: Buckets

  /// Of each pairing.
  let replications: Buckets

  /// Of each cohort.
  let participations: Buckets

  init(of world: World, _ tables: WorldTables) {
    var scopes = ScopeEntries(world, tables)
    for slot in tables.activities.indices {
      for pairing in tables.activities[slot].pairings { scopes.add(slot, to: pairing) }
      if let cohort = tables.activities[slot].cohort { scopes.add(slot, to: cohort) }
      // A visit for a whole cohort may have been one for a pairing of another.
      if tables.activities[slot].cohort == nil, tables.activities[slot].record.amendments.isEmpty {
        continue
      }
      for visit in tables.activities[slot].held?.visits ?? [] {
        scopes.add(slot, to: visit.pairingID)
      }
      scopes.addFormer(slot, tables.activityRefs[slot], tables.activities[slot].record)
    }
    activitiesOfPairings = Buckets(tables.pairings.count, scopes.takePairings())
    activitiesOfCohorts = Buckets(tables.cohorts.count, scopes.takeCohorts())
    for slot in tables.deliverableRefs.places {
      if let pairing = tables.deliverables[slot].pairing { scopes.add(slot, to: pairing) }
      if tables.deliverables[slot].record.amendments.isEmpty { continue }
      scopes.addFormer(slot, tables.deliverableRefs[slot], tables.deliverables[slot].record)
    }
    deliverables = Buckets(tables.pairings.count, scopes.takePairings())
    for slot in tables.replications.indices {
      if let pairing = tables.replications[slot].pairing { scopes.add(slot, to: pairing) }
      if tables.replications[slot].record.amendments.isEmpty { continue }
      scopes.addFormer(slot, tables.replicationRefs[slot], tables.replications[slot].record)
    }
    replications = Buckets(tables.pairings.count, scopes.takePairings())
    for slot in tables.participations.indices {
      if let cohort = tables.participations[slot].cohort { scopes.add(slot, to: cohort) }
      if tables.participations[slot].record.amendments.isEmpty { continue }
      scopes.addFormer(slot, tables.participationRefs[slot], tables.participations[slot].record)
    }
    participations = Buckets(tables.cohorts.count, scopes.takeCohorts())
  }

  /// The activities of a pairing, and those for its whole cohort; one may be among both.
  func activities(
    ofPairing pairing: Int, inCohort cohort: Int
  ) -> (own: ArraySlice<Int32>, wide: ArraySlice<Int32>) {
    (activitiesOfPairings[pairing], activitiesOfCohorts[cohort])
  }

  /// The relations of one pairing by name.
  func relations(
    ofPairing pairing: Int, inCohort cohort: Int, _ tables: WorldTables
  ) -> PairingRelations {
    let (own, wide) = activities(ofPairing: pairing, inCohort: cohort)
    return PairingRelations(
      activities: (own + wide.filter { !own.contains($0) }).map {
        tables.activityRefs[Int($0)]
      },
      deliverables: deliverables[pairing].map { tables.deliverableRefs[Int($0)] },
      replications: replications[pairing].map { tables.replicationRefs[Int($0)] },
      participations: participations[cohort].map { tables.participationRefs[Int($0)] })
  }
}

/// Numbers in buckets, end to end in one array.
struct Buckets {
  struct Entry: BitwiseCopyable {
    var bucket: Int32
    var item: Int32
  }

  private var ranges: ContiguousArray<Range<Int32>>
  private var items: ContiguousArray<Int32>

  /// Sorts `entries` by bucket and leaves them otherwise in their order; an item that follows
  /// itself in a bucket stands there once. O(buckets + entries).
  init(_ count: Int, _ entries: ContiguousArray<Entry>) {
    var counts = ContiguousArray<Int32>(repeating: 0, count: count)
    for entry in entries { counts[Int(entry.bucket)] += 1 }
    ranges = []
    ranges.reserveCapacity(count)
    var start: Int32 = 0
    for count in counts {
      ranges.append(start..<start)
      start += count
    }
    items = ContiguousArray(repeating: 0, count: entries.count)
    for entry in entries {
      let range = ranges[Int(entry.bucket)]
      let end = range.upperBound
      if !range.isEmpty, items[Int(end) - 1] == entry.item { continue }
      items[Int(end)] = entry.item
      ranges[Int(entry.bucket)] = range.lowerBound..<end + 1
    }
  }

  subscript(bucket: Int) -> ArraySlice<Int32> {
    let range = ranges[bucket]
    return items[Int(range.lowerBound)..<Int(range.upperBound)]
  }
}

/// What belongs to which pairing or cohort.
private struct ScopeEntries {
  private let world: World
  private let tables: WorldTables
  private let columns: EventColumns
  private var ofPairings: ContiguousArray<Buckets.Entry> = []
  private var ofCohorts: ContiguousArray<Buckets.Entry> = []

  init(_ world: World, _ tables: WorldTables) {
    self.world = world
    self.tables = tables
    columns = world.columns
  }

  mutating func takePairings() -> ContiguousArray<Buckets.Entry> {
    defer { ofPairings = [] }
    return ofPairings
  }

  mutating func takeCohorts() -> ContiguousArray<Buckets.Entry> {
    defer { ofCohorts = [] }
    return ofCohorts
  }

  mutating func add(_ slot: Int, to scope: Ref) {
    guard let place = tables.slot(scope) else { return }
    let entry = Buckets.Entry(bucket: Int32(place), item: Int32(slot))
    switch world.interner.kind(of: scope) {
    case .pairing: ofPairings.append(entry)
    case .cohort: ofCohorts.append(entry)
    default: break
    }
  }

  /// Puts what was corrected also under all that it named before, so that it is seen what the
  /// correction took away.
  mutating func addFormer(_ slot: Int, _ ref: Ref, _ record: StreamRecord) {
    for amendment in record.amendments where columns.isSeenByMilestones(amendment) {
      let isKnown = columns.type(at: amendment.target) != nil
      if isKnown, !amendment.voids,
        !columns.marks(at: amendment.fact.index).contains(.renames)
      {
        continue
      }
      if isKnown, amendment.voids, let data = world.recorded(at: amendment.target, of: ref) {
        data.forEachRef { add(slot, to: $0) }
        continue
      }
      for entry in world.stream(of: ref).recorded {
        entry.event.data.forEachRef { add(slot, to: $0) }
      }
      return
    }
  }
}

extension ContiguousArray<Ref> {
  /// The places of the references, by first sight of what they name.
  fileprivate var places: [Int] {
    var isOrdered = true
    for place in indices.dropFirst() where self[place] < self[place - 1] {
      isOrdered = false
      break
    }
    return isOrdered ? Array(indices) : indices.sorted { self[$0] < self[$1] }
  }
}

extension World {
  /// What the event at `index`, which is of the stream of `ref`, was recorded to say; nil where it
  /// can't be read alone.
  fileprivate func recorded(at index: Int64, of ref: Ref) -> EventData? {
    if let held = pending[ref]?.first(where: { $0.event.index == index }) {
      return held.event.data
    }
    guard let bytes = source?.event(at: index) else { return nil }
    return Stream.Entry.read(bytes, zone: .utc, interner: interner)?.entry.event.data
  }
}
