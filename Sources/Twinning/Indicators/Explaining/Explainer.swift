/// Finds the events that come into question for a figure, and what its making noted of each.
struct Explainer {
  private let world: World
  private let explanation: Explanation
  private let trace: FigureTrace
  private let columns: EventColumns
  private let evidence: FigureEvidence

  /// By event: the keys of the figure's values that it counts in, in their order.
  private var keys: [Int64: [String]] = [:]

  /// By correction or void: what it is about.
  private var targets: [Int64: Int64] = [:]

  /// By event.
  private var correctedBy: [Int64: [Int64]] = [:]
  private var voidedBy: [Int64: Int64] = [:]

  /// What happened from here on doesn't count.
  private let end: Instant

  /// The last moment that counts.
  private let moment: Instant

  init(
    _ world: World, _ explanation: Explanation, _ trace: FigureTrace, _ columns: EventColumns
  ) {
    self.world = world
    self.explanation = explanation
    self.trace = trace
    self.columns = columns
    evidence = FigureEvidence.of(trace.id)
    let period = explanation.summary.scope.period
    let now = explanation.summary.now
    end = period?.to ?? .distantFuture
    moment = period.map { min(now, $0.to.adding(milliseconds: -1)) } ?? now
    for value in explanation.figure.values {
      for event in value.events { keys[event, default: []].append(value.key) }
    }
    readAmendments()
  }

  private mutating func readAmendments() {
    var subjects: Set<UInt32> = []
    for row in columns.rows where row.marks.contains(.correction) {
      guard subjects.insert(row.subject).inserted else { continue }
      for amendment in world.record(of: Ref(rawValue: row.subject)).amendments {
        targets[amendment.fact.index] = amendment.target
        if amendment.voids {
          voidedBy[amendment.target] = amendment.fact.index
        } else {
          correctedBy[amendment.target, default: []].append(amendment.fact.index)
        }
      }
    }
  }

  /// The events that come into question, by index.
  mutating func events() -> [ExplainedEvent] {
    (0..<Int64(columns.count)).filter(isInQuestion).map(explained)
  }

  /// Whether the figure looks at events of this type, or at what this one corrects or voids.
  private func isInQuestion(_ index: Int64) -> Bool {
    if evidence.looks(at: columns.type(at: index)) { return true }
    return targets[index].map { evidence.looks(at: columns.type(at: $0)) } ?? false
  }

  private func explained(_ index: Int64) -> ExplainedEvent {
    let row = columns.rows[Int(index)]
    let asked = keys[index, default: []].filter { explanation.key == nil || $0 == explanation.key }
    let recorded = columns.timesAsRecorded[index].map { Instant(milliseconds: $0) }
    var event = ExplainedEvent(
      index: index, time: Instant(milliseconds: row.time), timeAsRecorded: recorded,
      type: columns.type(at: index), subject: Ref(rawValue: row.subject), keys: asked,
      correctedBy: correctedBy[index] ?? [])
    if event.timeAsRecorded == event.time { event.timeAsRecorded = nil }
    guard !asked.isEmpty else {
      event.leftOut = whyLeftOut(index, row)
      return event
    }
    event.side = explanation.key.flatMap { side(of: index, under: $0) }
    event.role = evidence.role(of: event.type)
    if event.role == nil { event.corrects = targets[index] }
    return event
  }

  private func side(of index: Int64, under key: String) -> ExplainedEvent.Side? {
    guard let sides = trace.sides[key] else { return nil }
    let isBelow = sides.denominator.contains(index)
    let isNoted = sides.numerator.contains(index)
    if sides.isSubtracted { return isBelow ? (isNoted ? .denominator : .both) : .subtracted }
    return isNoted ? (isBelow ? .both : .numerator) : .denominator
  }

  // MARK: What doesn't count

  private func whyLeftOut(_ index: Int64, _ row: EventColumns.Row) -> LeftOut {
    if trace.isThemeless { return .themeless }
    let note = trace.notes[index]?.last {
      explanation.key == nil || $0.key == nil || $0.key == explanation.key
    }
    if let note { return note.why }
    if let others = keys[index] { return .elsewhere(others) }
    if let target = targets[index] {
      return columns.rows[Int(index)].type == EventType.eventVoided.rawValue
        ? .voids(target) : .corrects(target)
    }
    if let void = voidedBy[index] { return .voided(by: void) }
    return streamNote(of: row) ?? ofFigure(index, row)
  }

  /// What was noted of the whole stream, or of its events of this type.
  private func streamNote(of row: EventColumns.Row) -> LeftOut? {
    let note = trace.streamNotes[Ref(rawValue: row.subject)]?.last {
      $0.types.isEmpty || EventType(rawValue: row.type).map($0.types.contains) ?? false
    }
    // An event that the stream no longer keeps may have come after the end as well.
    if case .superseded? = note?.why, row.time >= end.milliseconds { return .afterEnd }
    return note?.why
  }

  /// Where nothing was noted of an event, its figure never came to it: what the figure asks for
  /// leads elsewhere.
  private func ofFigure(_ index: Int64, _ row: EventColumns.Row) -> LeftOut {
    switch trace.id {
    case "I07": .circumstance(.noPairingRestsOnIt)
    case "I16": .circumstance(.noFeedback)
    case "I25": row.time > moment.milliseconds ? .afterMoment : .circumstance(.noMilestone)
    case "I26":
      columns.type(at: index) == .siteVisitHeld
        ? .circumstance(.noPayment) : .circumstance(.withinCeiling)
    case "I30":
      columns.type(at: index) == .cityRegistered
        ? .circumstance(.tookNoPart) : .circumstance(.notInForce)
    default: .circumstance(.unexplained)
    }
  }
}
