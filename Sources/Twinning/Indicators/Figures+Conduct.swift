/// I27, I28, I29: how the ledger itself was kept.
extension FigureMaker {
  mutating func conduct(_ columns: EventColumns, root: String?) -> [Figure] {
    var timeliness = TimelinessTallies()
    var corrections = CorrectionTallies()
    let rows = columns.rows
    let range = recordedInPeriod(rows)
    timeliness.reserve(range.count)
    corrections.reserve(range.count)
    let takesAll = !scope.hasFrame && !scope.hasPlace
    let isIn = takesAll ? [] : membership.subjectsIn(world)
    leaveRecorded(outside: range, of: rows)
    for index in range {
      if rows[index].marks.contains(.unknown) {
        trace?.leave(Int64(index), .circumstance(.unknownType), .conduct, under: nil)
        continue
      }
      guard takesAll || isIn[Int(rows[index].subject)] else {
        trace?.leave(Int64(index), .notInScope, .conduct, under: nil)
        continue
      }
      if !timeliness.take(Int64(index), rows[index]), rows[index].marks.contains(.correction) {
        trace?.leave(Int64(index), .circumstance(.amendment), .i27, under: nil)
      }
      if !corrections.take(Int64(index), rows[index]) {
        trace?.leave(Int64(index), .circumstance(.notOfProgramme), .i28, under: nil)
      }
    }
    return [timeliness.figure(&self), corrections.figure(&self), integrity(root: root)]
  }

  private func leaveRecorded(outside range: Range<Int>, of rows: ContiguousArray<EventColumns.Row>)
  {
    guard let trace else { return }
    for index in rows.indices where !range.contains(index) {
      trace.leave(Int64(index), .recordedOutsidePeriod, .conduct, under: nil)
    }
  }

  /// The indexes of the events that were recorded in the period, as far as order tells: recorded
  /// times never go back.
  private func recordedInPeriod(_ rows: ContiguousArray<EventColumns.Row>) -> Range<Int> {
    guard let period = scope.period else { return 0..<rows.count }
    let from = rows.firstIndex(recordedNotBefore: period.from.milliseconds)
    return from..<max(from, rows.firstIndex(recordedNotBefore: period.to.milliseconds))
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

/// I27: how soon events were recorded.
private struct TimelinessTallies {
  private var all = Tally()
  private var timely = Tally()
  private var system = Tally()
  private var fromRecord = Tally()
  private var lags: [Int64] = []

  init() {}

  mutating func reserve(_ count: Int) {
    all.events.reserveCapacity(count)
    lags.reserveCapacity(count)
  }

  /// Takes an event; false for one that isn't counted.
  @inline(__always)
  mutating func take(_ index: Int64, _ row: EventColumns.Row) -> Bool {
    if !row.marks.isDisjoint(with: [.voided, .correction]) { return false }
    if row.marks.contains(.system) {
      system.count += 1
      system.events.append(index)
    } else if row.marks.contains(.fromRecord) {
      fromRecord.count += 1
      fromRecord.events.append(index)
    } else {
      let lag = row.recordedTime - row.time
      all.events.append(index)
      lags.append(lag)
      if lag <= 14 * Instant.millisecondsPerDay { timely.count += 1 }
    }
    return true
  }

  mutating func figure(_ maker: inout FigureMaker) -> Figure {
    all.count = Int64(all.events.count)
    return maker.themeless(
      "I27",
      [
        maker.share("rate", timely, of: all),
        maker.median("median_lag", of: lags, over: Instant.millisecondsPerDay, .days, all),
        maker.count("by_rule", system, .events),
        maker.count("imported_record", fromRecord, .events),
      ])
  }
}

/// I28: what had to be corrected.
private struct CorrectionTallies {
  private let isDomain = EventType.allCases.map(\.isDomainEvent)
  private let corrects = EventType.allCases.map { $0 == .eventCorrected || $0 == .eventVoided }
  private var domain = Tally()
  private var changes = Tally()
  private var reasons = [Tally](repeating: Tally(), count: ReasonCode.allCases.count)

  init() {}

  mutating func reserve(_ count: Int) { domain.events.reserveCapacity(count) }

  /// Takes an event; false for one that isn't counted.
  @inline(__always)
  mutating func take(_ index: Int64, _ row: EventColumns.Row) -> Bool {
    if isDomain[Int(row.type)] {
      domain.events.append(index)
    } else if corrects[Int(row.type)] {
      changes.count += 1
      changes.events.append(index)
      let reason = Int(row.reason)
      guard reason < reasons.count else { return true }
      reasons[reason].count += 1
      reasons[reason].events.append(index)
    } else {
      return false
    }
    return true
  }

  mutating func figure(_ maker: inout FigureMaker) -> Figure {
    domain.count = Int64(domain.events.count)
    var values = [
      maker.share("rate", changes, of: domain), maker.count("all", changes, .events),
    ]
    for reason in ReasonCode.allCases where reasons[Int(reason.rawValue)].count > 0 {
      values.append(
        maker.count("reason/\(reason.word)", reasons[Int(reason.rawValue)], .events))
    }
    return maker.themeless("I28", values)
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

extension ContiguousArray<EventColumns.Row> {
  /// The first place not recorded before `milliseconds`. O(log n).
  fileprivate func firstIndex(recordedNotBefore milliseconds: Int64) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle].recordedTime < milliseconds { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
