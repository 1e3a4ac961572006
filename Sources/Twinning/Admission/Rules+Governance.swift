/// Rules of periods, summaries and changes that look at other streams (DOMAIN 4, Governance).
extension World {
  /// Refuses what other streams don't allow for a reporting period's `event`.
  func checkPeriodAcross(
    _ event: Event, recordedTime: Instant, isRecheck: Bool
  ) throws(Refusal) {
    guard case .reportingPeriodOpened(let opening) = event.data else { return }
    try requireStream(opening.programmeID, "programme")
    let zone = programme(opening.programmeID)?.zone ?? zone(of: event.subject)
    let (from, to) = (opening.from.time(in: zone), opening.to.time(in: zone))
    if to <= from {
      throw Refusal(
        .intervalReversed, "the period would end at \(to), not after it begins at \(from).",
        admitted: "`to` is the first day that is no part of the period any more.")
    }
    if isRecheck { return }
    try checkPeriodName(event.subject, opening.programmeID)
    for other in subjects(.period, mentioning: opening.programmeID) where other != event.subject {
      guard let state = period(other), state.programme == opening.programmeID,
        from < state.end(in: zone), state.start(in: zone) < to
      else { continue }
      throw Refusal(
        .periodsOverlap,
        "\(interner.subject(of: other)) covers \(state.start(in: zone)) up to "
          + "\(state.end(in: zone)).",
        admitted: "The periods of a programme don't overlap; a period may begin on the day that is "
          + "another's `to`.")
    }
  }

  /// A period is called by its programme, two hyphens and a name of its own.
  private func checkPeriodName(_ subject: Ref, _ programme: Ref) throws(Refusal) {
    let prefix = interner.slug(of: programme) + "--"
    let slug = interner.slug(of: subject)
    if slug.hasPrefix(prefix), slug.utf8.count > prefix.utf8.count { return }
    throw Refusal(
      .subjectNameMismatch, "period/\(slug) doesn't begin with its programme.",
      admitted: "Its name would be period/\(prefix) and a name of its own.")
  }

  /// Refuses what other streams don't allow for an impact summary's `event`.
  func checkSummaryAcross(
    _ event: Event, recordedTime: Instant, isRecheck: Bool
  ) throws(Refusal) {
    guard case .impactSummaryPublished(let summary) = event.data else { return }
    try requireStream(summary.scope, interner.kind(of: summary.scope).word)
    try requireStream(summary.period, "period")
    guard let own = programme(of: summary.scope), let other = period(summary.period)?.programme,
      own != other
    else { return }
    throw Refusal(
      .unknownReference,
      "\(interner.subject(of: summary.period)) is a period of \(interner.subject(of: other)), but "
        + "\(interner.subject(of: summary.scope)) belongs to \(interner.subject(of: own)).",
      admitted: "Name a period of the same programme.")
  }

  /// Refuses what other streams don't allow for a change's `event`.
  func checkChangeAcross(
    _ event: Event, recordedTime: Instant, isRecheck: Bool
  ) throws(Refusal) {
    switch event.data {
    case .deviationReported(let deviation):
      try requireStream(deviation.about, interner.kind(of: deviation.about).word)
    case .changeRequested(let request):
      try requireStream(request.about, interner.kind(of: request.about).word)
    default: break
    }
  }
}
