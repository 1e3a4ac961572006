/// The milestones of twelve months that the made-up programmes adopt.
enum SyntheticTemplate {
  static let id: Text = "synthetic-twelve-months"

  /// A version of it: the second one also asks for a follow-up a month earlier.
  static func adoption(version: Int64) -> MilestoneTemplateAdoptedV1 {
    var template = MilestoneTemplateAdoptedV1()
    template.templateID = id
    template.version = version
    template.forDurationMonths = 12
    template.milestones = milestones(followUpMonths: version == 1 ? 18 : 17)
    return template
  }

  private static func milestones(followUpMonths: Int64) -> [MilestoneDefinition] {
    let exchanges: HeldKindSet = [
      .workshop, .siteVisit, .onlineExchange, .seminar, .closingEvent,
    ]
    return [
      milestone("M01", "Kick-off", .start, 1, held(.kickoff, bothSides: true)),
      milestone("M02", "Representatives named", .start, 1, .representatives),
      milestone("M03", "Roadmap accepted", .start, 3, accepted(.roadmap)),
      milestone("M04", "First site visit", .together, 5, held(.siteVisit, direction: .first)),
      milestone(
        "M05", "Mid-term review", .together, 6,
        .all([held(exchanges, minimum: 3), accepted(.midtermReport)])),
      milestone("M06", "Return visit", .together, 9, held(.siteVisit, direction: .other)),
      milestone("M07", "Replication started", .together, 9, replication(.started)),
      milestone("M08", "Replication plan accepted", .harvest, 11, accepted(.replicationPlan)),
      milestone(
        "M09", "Visit reports complete", .harvest, 11, accepted(.visitReport, everyVisit: true)),
      milestone(
        "M10", "Closing event", .harvest, 12, .any([held(.closingEvent), .pairingCompleted])),
      milestone("M11", "Final report accepted", .harvest, 12, days: 60, accepted(.finalReport)),
      milestone(
        "M12", "Follow-up", .after, followUpMonths, isMandatory: false,
        replication(.progress, afterMonths: 15)),
    ]
  }

  private enum Module: String {
    case start = "Getting started"
    case together = "Co-creating"
    case harvest = "Capitalising"
    case after = "After the programme"
  }

  private static func milestone(
    _ id: Text, _ name: Text, _ module: Module, _ months: Int64, days: Int64? = nil,
    isMandatory: Bool = true, _ criterion: Criterion
  ) -> MilestoneDefinition {
    var milestone = MilestoneDefinition()
    milestone.id = id
    milestone.name = name
    milestone.module = Text(module.rawValue)
    milestone.dueMonths = months
    milestone.dueDays = days
    milestone.mandatory = isMandatory
    milestone.criterion = criterion
    return milestone
  }

  private static func held(
    _ kinds: HeldKindSet, minimum: Int64 = 1, direction: HeldDirection? = nil,
    bothSides: Bool? = nil
  ) -> Criterion {
    var held = HeldCriterion()
    held.kinds = kinds
    held.minimum = minimum
    held.direction = direction
    held.bothSides = bothSides
    return .held(held)
  }

  private static func accepted(_ type: DeliverableType, everyVisit: Bool? = nil) -> Criterion {
    var accepted = AcceptedCriterion()
    accepted.type = type
    accepted.everyVisit = everyVisit
    return .accepted(accepted)
  }

  private static func replication(
    _ sign: ReplicationSign, afterMonths: Int64? = nil
  ) -> Criterion {
    var replication = ReplicationCriterion()
    replication.event = sign
    replication.afterMonths = afterMonths
    return .replication(replication)
  }
}
