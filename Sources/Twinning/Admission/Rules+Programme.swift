/// Rules of programmes that look at other streams, or at texts (DOMAIN 4).
extension World {
  /// Refuses what other streams don't allow for a programme's `event`.
  func checkProgrammeAcross(
    _ event: Event, recordedTime: Instant, isRecheck: Bool
  ) throws(Refusal) {
    switch event.data {
    case .announcementRecorded(let announcement):
      if announcement.about != event.subject {
        try requireStream(announcement.about, interner.kind(of: announcement.about).word)
      }
    case .milestoneTemplateAdopted(let template):
      if !isRecheck { try checkTemplate(template, event) }
    default: break
    }
  }

  private func checkTemplate(
    _ template: MilestoneTemplateAdoptedV1, _ event: Event
  ) throws(Refusal) {
    let id = said(template.templateID)
    let known = programme(event.subject)?.templates.first {
      $0.version == template.version && $0.id == id && $0.fact.index != event.index
    }
    if let known {
      throw Refusal(
        .templateVersionExists,
        "version \(template.version) of template \(id) was adopted (event \(known.fact.index)).",
        admitted: "A version never changes: adopt version \(template.version + 1) or later.")
    }
    var ids: Set<String> = []
    for milestone in template.milestones {
      let name = said(milestone.id)
      if !ids.insert(name).inserted {
        throw Refusal(
          .templateInvalid, "template \(id) has two milestones \(name).",
          admitted: "Give each milestone an id of its own.")
      }
      if let problem = milestone.criterion.problem {
        throw Refusal(
          .templateInvalid, "the criterion of milestone \(name) \(problem.text)",
          admitted: problem.remedy)
      }
    }
  }
}

extension Criterion {
  /// Why nothing could achieve it, or it could not be read in one way; nil where it is sound.
  var problem: (text: String, remedy: String)? {
    switch self {
    case .all(let parts), .any(let parts):
      for part in parts {
        if let problem = part.problem { return problem }
      }
      return nil
    case .held(let held):
      let namesDirection = held.direction != nil && held.direction != .any
      if namesDirection, held.kinds != HeldKindSet(.siteVisit) {
        return (
          "asks for a direction of activities that have none.",
          "Only held with the one kind site_visit has a direction."
        )
      }
      if held.direction == .first, held.minimum > 1 {
        return ("asks for \(held.minimum) first visits.", "There is one first visit: give min 1.")
      }
      return nil
    case .accepted(let accepted):
      if accepted.everyVisit == true, accepted.type != .visitReport {
        return (
          "asks for a \(accepted.type.word) of every visit.",
          "Only a visit_report is written for every visit."
        )
      }
      return nil
    case .representatives, .replication, .pairingCompleted: return nil
    }
  }
}
