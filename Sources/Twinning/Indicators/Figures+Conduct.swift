/// I27, I28, I29: how the ledger itself was kept.
extension FigureMaker {
  mutating func conduct(_ columns: EventColumns, root: String?) -> [Figure] {
    let isIn = membership.subjectsIn(world)
    return [
      timeliness(columns, isIn), corrections(columns, isIn), integrity(root: root),
    ]
  }

  /// The indexes of the events that were recorded in the period, as far as order tells: recorded
  /// times never go back.
  private func recordedInPeriod(_ columns: EventColumns) -> Range<Int> {
    guard let period = scope.period else { return 0..<columns.count }
    let from = columns.recordedTimes.firstIndex(notBefore: period.from.milliseconds)
    return from..<max(from, columns.recordedTimes.firstIndex(notBefore: period.to.milliseconds))
  }

  private mutating func timeliness(
    _ columns: EventColumns, _ isIn: ContiguousArray<Bool>
  ) -> Figure {
    let days14 = 14 * Instant.millisecondsPerDay
    var all = Tally()
    var timely = Tally()
    var system = Tally()
    var fromRecord = Tally()
    var lags: [Int64] = []
    let range = recordedInPeriod(columns)
    all.events.reserveCapacity(range.count)
    lags.reserveCapacity(range.count)
    for index in range where isIn[Int(columns.subjects[index])] {
      let marks = columns.marks[index]
      if !marks.isDisjoint(with: [.voided, .correction, .unknown]) { continue }
      if marks.contains(.system) {
        system.count += 1
        system.events.append(Int64(index))
      } else if marks.contains(.fromRecord) {
        fromRecord.count += 1
        fromRecord.events.append(Int64(index))
      } else {
        let lag = columns.recordedTimes[index] - columns.times[index]
        all.events.append(Int64(index))
        lags.append(lag)
        if lag <= days14 { timely.count += 1 }
      }
    }
    all.count = Int64(all.events.count)
    return themeless(
      "I27",
      [
        share("rate", timely, of: all),
        median("median_lag", of: lags, over: Instant.millisecondsPerDay, .days, all),
        count("by_rule", system, .events), count("imported_record", fromRecord, .events),
      ])
  }

  private mutating func corrections(
    _ columns: EventColumns, _ isIn: ContiguousArray<Bool>
  ) -> Figure {
    let isDomain = EventType.allCases.map(\.isDomainEvent)
    let corrects = EventType.allCases.map { $0 == .eventCorrected || $0 == .eventVoided }
    var domain = Tally()
    var changes = Tally()
    var reasons = [Tally](repeating: Tally(), count: ReasonCode.allCases.count)
    let range = recordedInPeriod(columns)
    domain.events.reserveCapacity(range.count)
    for index in range where isIn[Int(columns.subjects[index])] {
      if columns.marks[index].contains(.unknown) { continue }
      let type = Int(columns.types[index])
      if isDomain[type] {
        domain.events.append(Int64(index))
      } else if corrects[type] {
        changes.count += 1
        changes.events.append(Int64(index))
        let reason = Int(columns.reasons[index])
        guard reason < reasons.count else { continue }
        reasons[reason].count += 1
        reasons[reason].events.append(Int64(index))
      }
    }
    domain.count = Int64(domain.events.count)
    var values = [share("rate", changes, of: domain), count("all", changes, .events)]
    for reason in ReasonCode.allCases where reasons[Int(reason.rawValue)].count > 0 {
      values.append(count("reason/\(reason.word)", reasons[Int(reason.rawValue)], .events))
    }
    return themeless("I28", values)
  }

  private mutating func integrity(root: String?) -> Figure {
    let events = Array(0..<world.size)
    let size = FigureValue(key: "size", amount: .integer(world.size), unit: .events, events: events)
    let hash = FigureValue(
      key: "root", amount: root.map { .text($0) } ?? .notReported, unit: .hash, events: events)
    return figure(
      "I29", [size, hash],
      notes: scope.hasFrame || scope.hasPlace || scope.theme != nil || scope.period != nil
        ? ["Of the whole log, whatever the filters."] : [])
  }
}

extension EventType {
  /// Whether it says something about the programme, rather than about the ledger, its periods, its
  /// summaries, or another event.
  var isDomainEvent: Bool {
    switch self {
    case .correctionProposed, .eventCorrected, .eventVoided: false
    default: kind != .ledger && kind != .period && kind != .summary
    }
  }
}

extension ContiguousArray<Int64> {
  /// The first place whose value isn't below `value`, in an array that ascends. O(log n).
  fileprivate func firstIndex(notBefore value: Int64) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
