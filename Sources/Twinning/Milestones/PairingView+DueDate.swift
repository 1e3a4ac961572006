extension PairingView {
  /// A due date with what moved it.
  struct Due {
    /// nil where base date or duration isn't reported and no extension sets one.
    var date: DueDate?

    /// Its last millisecond.
    var end: Instant?
    var isExtended = false

    /// The pauses and extensions that moved it.
    var events: [Int64] = []
  }

  /// When a milestone is due: so many months and days after the base date, moved by pauses,
  /// replaced by extensions. A milestone achieved before a pause isn't moved by it.
  func dueDate(
    of milestone: String, _ planned: PlannedDue, achieved: Instant?, now: Instant
  ) -> Due {
    // Most pairings never paused, and most milestones keep their date.
    if pauses.isEmpty, extensions.isEmpty { return Due(date: planned.date, end: planned.end) }
    var due = moved(milestone, planned.date, achieved: achieved, now: now)
    due.end = due.date?.instant(in: zone)
    return due
  }

  private func moved(
    _ milestone: String, _ planned: DueDate?, achieved: Instant?, now: Instant
  ) -> Due {
    var due = Due()
    var adjustments: [DueDate.Adjustment] = []
    for ext in extensions where ext.milestone == milestone && ext.fact.time <= now {
      guard let day = lastDay(of: ext.newDue) else { continue }
      adjustments.append(.extended(on: zone.date(of: ext.fact.time), to: day))
      due.isExtended = true
      due.events.append(ext.fact.index)
    }
    guard let start = planned ?? firstExtension(adjustments) else { return due }
    due.date = start.adjusted(by: adjustments, now: zone.date(of: now))
    let achievedOn = achieved.map { zone.date(of: $0) }
    for pause in pauses {
      guard let stretch = days(of: pause, now: now) else { continue }
      if let achievedOn, achievedOn < stretch.from { continue }
      adjustments.append(.paused(from: stretch.from, to: stretch.to))
      let moved = start.adjusted(by: adjustments, now: zone.date(of: now))
      if moved != due.date {
        due.events.append(pause.fact.index)
        if let resumed = pause.resumed, resumed.time <= now { due.events.append(resumed.index) }
      }
      due.date = moved
    }
    return due
  }

  /// The due date before anything moved it, and its last millisecond; nil where what it is counted
  /// from isn't reported.
  struct PlannedDue {
    var date: DueDate?
    var end: Instant?
  }

  func plannedDue(of terms: Terms) -> PlannedDue {
    guard let base, let months = scaled(Int(terms.dueMonths)) else { return PlannedDue() }
    let date = DueDate(base: base, months: months, days: Int(terms.dueDays))
    return PlannedDue(date: date, end: date.instant(in: zone))
  }

  /// That of each milestone.
  var plannedDues: [PlannedDue] { terms.map { plannedDue(of: $0) } }

  /// Months of the template as months of this pairing; nil where the duration isn't reported.
  func scaled(_ months: Int) -> Int? {
    guard let durationMonths, durationMonths > 0, templateMonths > 0 else { return nil }
    return DueDate.scaled(
      months: months, duration: durationMonths, templateDuration: templateMonths)
  }

  private func firstExtension(_ adjustments: [DueDate.Adjustment]) -> DueDate? {
    for case .extended(_, let day) in adjustments { return DueDate(day) }
    return nil
  }

  /// The days of a pause that was decided by then; one that nobody had ended lasts until the
  /// pairing ended, or until now.
  private func days(
    of pause: PairingState.Pause, now: Instant
  ) -> (from: CivilDate, to: CivilDate?)? {
    let start = pause.from.time(in: zone)
    if start > now || pause.fact.time > now { return nil }
    let to = pause.resumed.map { $0.time > now } ?? false ? nil : pause.to
    let ending = completed?.time ?? dissolved.flatMap { $0.time <= now ? $0.interval.start : nil }
    let end = to?.time(in: zone) ?? ending
    guard let end, to != nil || end <= now else { return (zone.date(of: start), nil) }
    return (zone.date(of: start), zone.date(of: end))
  }

  private func lastDay(of point: PointInTime) -> CivilDate? {
    let interval = point.interval(in: zone)
    let last = interval.end == .distantFuture ? interval.start : interval.end
    return last == .distantPast ? nil : zone.date(of: last)
  }
}
