import Testing

@testable import Twinning

/// The template of twelve months that DOMAIN 5 lists, as an office would adopt it.
let twelveMonths = #"""
  {"template_id":"twelve-months","version":1,"for_duration_months":12,"milestones":[
  {"id":"M01","name":"Kick-off","module":"Getting started","due_months":1,"mandatory":true,
   "criterion":{"held":{"kinds":["kickoff"],"min":1,"both_sides":true}}},
  {"id":"M02","name":"Representatives named","module":"Getting started","due_months":1,
   "mandatory":true,"criterion":{"representatives":{}}},
  {"id":"M03","name":"Roadmap accepted","module":"Getting started","due_months":3,
   "mandatory":true,"criterion":{"accepted":{"type":"roadmap"}}},
  {"id":"M04","name":"First site visit","module":"Co-creating","due_months":5,"mandatory":true,
   "criterion":{"held":{"kinds":["site_visit"],"min":1,"direction":"first"}}},
  {"id":"M05","name":"Mid-term review","module":"Co-creating","due_months":6,"mandatory":true,
   "criterion":{"all":[{"held":{"kinds":
     ["workshop","site_visit","online_exchange","seminar","closing_event"],"min":3}},
     {"accepted":{"type":"midterm_report"}}]}},
  {"id":"M06","name":"Return visit","module":"Co-creating","due_months":9,"mandatory":true,
   "criterion":{"held":{"kinds":["site_visit"],"min":1,"direction":"other"}}},
  {"id":"M07","name":"Replication started","module":"Co-creating","due_months":9,
   "mandatory":true,"criterion":{"replication":{"event":"started"}}},
  {"id":"M08","name":"Replication plan accepted","module":"Capitalising","due_months":11,
   "mandatory":true,"criterion":{"accepted":{"type":"replication_plan"}}},
  {"id":"M09","name":"Visit reports complete","module":"Capitalising","due_months":11,
   "mandatory":true,"criterion":{"accepted":{"type":"visit_report","every_visit":true}}},
  {"id":"M10","name":"Closing event","module":"Capitalising","due_months":12,"mandatory":true,
   "criterion":{"any":[{"held":{"kinds":["closing_event"],"min":1}},{"pairing_completed":{}}]}},
  {"id":"M11","name":"Final report accepted","module":"Capitalising","due_months":12,
   "due_days":60,"mandatory":true,"criterion":{"accepted":{"type":"final_report"}}},
  {"id":"M12","name":"Follow-up","module":"After","due_months":18,"mandatory":false,
   "criterion":{"replication":{"event":"progress","after_months":15}}}]}
  """#

/// A view of a pairing that tests fill by hand, in Brussels.
struct Story {
  var view: PairingView
  private var index: Int64 = 100

  init(base: String = "2024-01-31", months: Int = 12) throws {
    let spec = try Spec()
    try spec.given([
      told(
        "ProgrammeRegistered", "programme/p",
        #"{"title":"P","funder":"F","grant_refs":[],"zone":"Europe/Brussels"}"#),
      told("MilestoneTemplateAdopted", "programme/p", twelveMonths),
    ])
    let programme = try #require(spec.world.programme(try spec.ref("programme/p")))
    let template = try #require(programme.template("twelve-months", version: 1))
    view = PairingView(
      pairing: Ref(rawValue: 7), zone: try Zone("Europe/Brussels"), terms: template.milestones,
      templateMonths: 12)
    view.base = try CivilDate(base)
    view.durationMonths = months
  }

  /// A new fact, recorded when it happened unless said otherwise.
  mutating func fact(_ time: String, recorded: String? = nil) throws -> Fact {
    index += 1
    let time = try moment(time)
    return Fact(index: index, time: time, recordedTime: try recorded.map(moment) ?? time)
  }

  /// A day at noon UTC, or an instant.
  func moment(_ text: String) throws -> Instant {
    try Instant(canonical: text.utf8.count == 10 ? text + "T12:00:00.000Z" : text)
  }

  @discardableResult
  mutating func held(
    _ kind: HeldKind, _ time: String, activity: UInt32 = 50, names: Bool = true,
    directions: [Direction] = [], both: Bool = true, on: String? = nil, recorded: String? = nil
  ) throws -> Int64 {
    let fact = try fact(time, recorded: recorded)
    var dated = PairingView.Dated(fact)
    if let on {
      dated = PairingView.Dated(fact, on: try PointInTime(people: on), in: view.zone)
    }
    view.exchanges.append(
      PairingView.Exchange(
        activity: Ref(rawValue: activity), kind: kind, held: dated, namesPairing: names,
        directions: directions, hostSideCame: both, twinSideCame: both))
    return fact.index
  }

  mutating func report(
    _ type: DeliverableType, submitted: String, accepted: String?, activity: UInt32? = nil,
    waived: String? = nil
  ) throws {
    var report = PairingView.Report(type: type, activity: activity.map(Ref.init(rawValue:)))
    if let accepted {
      report.acceptance = DeliverableState.Acceptance(
        fact: try fact(accepted), reviewer: Ref(rawValue: 1), submitted: try fact(submitted))
    }
    if let waived { report.waived = try fact(waived) }
    view.reports.append(report)
  }

  mutating func pause(_ from: String, _ to: String?) throws {
    view.pauses.append(
      PairingState.Pause(
        fact: try fact(from), from: try PointInTime(people: from),
        to: try to.map { try PointInTime(people: $0) }))
  }

  mutating func extend(_ milestone: String, on: String, to: String) throws {
    view.extensions.append(
      PairingState.Extension(
        fact: try fact(on), milestone: milestone, newDue: try PointInTime(people: to)))
  }

  func milestone(_ id: String, now: String) throws -> MilestoneProgress {
    try #require(view.milestones(now: try moment(now)).first { $0.milestone == id })
  }

  func due(_ id: String, now: String = "2024-02-01") throws -> String? {
    try milestone(id, now: now).due.map { "\($0)" }
  }
}
