/// Rules of deliverables that look at other streams (DOMAIN 4, Deliverable).
extension World {
  /// Refuses what other streams don't allow for a deliverable's `event`. As a recheck, only whether
  /// what it rests on exists and had begun.
  func checkDeliverableAcross(
    _ event: Event, recordedTime: Instant, isRecheck: Bool
  ) throws(Refusal) {
    switch event.data {
    case .deliverableSubmitted(let submission):
      try requireBegun(submission.pairingID, for: event)
      if let activity = submission.activityID {
        try requireStream(activity, "activity")
      }
      guard submission.type == .visitReport else { return }
      try requireVisit(submission.activityID, of: submission.pairingID, for: event)
    case .deliverableWaived(let waiver):
      try requireBegun(waiver.pairingID, for: event)
      try requireStream(waiver.activityID, "activity")
      try requireVisit(waiver.activityID, of: waiver.pairingID, for: event)
    default: break
    }
  }

  /// Refuses a visit report about anything but a held visit of the pairing.
  private func requireVisit(
    _ ref: Ref?, of pairing: Ref, for event: Event
  ) throws(Refusal) {
    guard let ref else {
      // Which visit it was may be unknown of what was taken over from a record.
      if event.isFromRecord { return }
      throw Refusal(
        .visitReportNeedsVisit, "a visit report names no visit.",
        admitted: "Give the visit as activity_id.")
    }
    let held = activity(ref)?.held
    guard let held, held.kind == .siteVisit else {
      throw Refusal(
        .visitReportNeedsVisit, "\(interner.subject(of: ref)) is no site visit that was held.",
        admitted: "Record SiteVisitHeld before its report.")
    }
    let isOwn =
      activity(ref)?.pairings.contains(pairing) ?? false
      || held.visits.contains { $0.pairingID == pairing }
    if !isOwn {
      throw Refusal(
        .visitReportNeedsVisit,
        "\(interner.subject(of: ref)) is no visit of \(interner.subject(of: pairing)).",
        admitted: "Name a visit of that pairing, or the pairing of that visit.")
    }
    if held.fact.time <= event.latest || event.isFromRecord { return }
    throw Refusal(
      .visitReportNeedsVisit,
      "\(interner.subject(of: ref)) was held at \(held.fact.time), after \(event.time).",
      admitted: "A report is handed in after the visit; correct one of the two dates.")
  }
}
