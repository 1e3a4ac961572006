import Testing

@testable import Twinning

/// What may happen in a random history.
extension RandomHistory {
  /// Records something, by chance.
  func act() throws {
    switch number(0...99) {
    case 0...12: try hold()
    case 13...18: try plan()
    case 19...27: try report()
    case 28...31: try represent()
    case 32...35: try takePart()
    case 36...43: try leadPairing()
    case 44...46: try moveMilestone()
    case 47...57: try handIn()
    case 58...62: try learn()
    case 63...69: try replicate()
    case 70...76: try travel()
    case 77...79: try keepPeriods()
    case 80...82:
      if chance(60), let name = recent(applications) { try judge(name) } else { try apply() }
    case 83: try keepPlaces()
    case 84: try pair()
    case 85: try keepCohort()
    default: try amend()
    }
  }

  // MARK: Activities

  /// The pairings, or the cohort, of an activity, as members; and whose cities come to it.
  func scope() -> (members: String, pairings: [Couple], cities: [String])? {
    guard let first = recent(pairings) else { return nil }
    if chance(12) {
      let all = pairings.filter { $0.cohort == first.cohort }
      return (
        #""cohort_id":"\#(first.cohort)""#, all,
        Array(Set(all.flatMap { $0.hosts + [$0.twin] }))
          .sorted()
      )
    }
    var found = [first]
    if chance(25) {
      found += some(of: pairings, atLeast: 1, upTo: 2).filter { $0.name != first.name }
    }
    let names = found.map { "\"\($0.name)\"" }.joined(separator: ",")
    return (
      #""pairing_ids":[\#(names)]"#, found,
      Array(Set(found.flatMap { $0.hosts + [$0.twin] })).sorted()
    )
  }

  func hold() throws {
    guard let scope = scope() else { return }
    let (kind, mode) = one(of: [
      ("Kickoff", "online"), ("Workshop", "in_person"), ("Workshop", "hybrid"),
      ("SiteVisit", "in_person"), ("SiteVisit", "hybrid"), ("SiteVisit", "in_person"),
      ("OnlineExchange", "online"), ("Seminar", "in_person"), ("ClosingEvent", "hybrid"),
    ])
    let isFromRecord = chance(15)
    func known(_ value: @autoclosure () -> String) -> String {
      isFromRecord && chance(40) ? #""NR""# : value()
    }
    let start = moment()
    let end = start.adding(milliseconds: 5_400_000)
    let guests = some(of: Self.cities, upTo: chance(30) ? 2 : 0)
    let cities = Array(
      Set(scope.cities.filter { _ in chance(kind == "SiteVisit" ? 97 : 85) } + guests)
    ).sorted()
    let visited = some(of: scope.pairings, atLeast: 1, upTo: scope.pairings.count)
    let visits = visited.map { couple in
      #"{"pairing_id":"\#(couple.name)","direction":"\#(one(of: Direction.allCases).word)"}"#
    }
    let name =
      chance(40) ? planned.randomElement(using: &dice) ?? newName("a") : newName("a")
    var members =
      "\(scope.members),"
      + #""started_at":\#(known(point(start, isMostlyInstant: true))),"#
      + #""ended_at":\#(known(point(end, isMostlyInstant: true))),"#
      + #""mode":\#(known("\"\(mode)\"")),"minutes":\#(known("\(number(3...40) * 10)")),"#
      + #""participants":\#(known(participants(cities))),"#
      + #""practices_presented":\#(known(presented())),"#
      + #""themes":\#(known("[\(themes(atLeast: 0))]"))"#
    if chance(93) || kind == "SiteVisit" {
      members += #","host_city_id":"\#(one(of: scope.cities + guests))""#
    }
    if kind == "SiteVisit" {
      members += #","visits":"# + known("[\(visits.joined(separator: ","))]")
    }
    if isFromRecord { members = "\(Self.record),\(members)" }
    guard try tell("\(kind)Held", "activity/\(name)", members) != nil else { return }
    held.append(
      Meeting(
        name: name, isVisit: kind == "SiteVisit", pairings: scope.pairings.map(\.name),
        cities: cities))
    if scope.pairings.count > 1, !scope.members.contains("cohort_id") { count("shared activity") }
    if scope.members.contains("cohort_id") { count("cohort-wide activity") }
  }

  func presented() -> String {
    "[\(some(of: practices, upTo: 2).map { "\"\($0)\"" }.joined(separator: ","))]"
  }

  func participants(_ cities: [String]) -> String {
    let totals = cities.map { (city: $0, total: number(0...6)) }
    let external = chance(40) ? number(0...4) : 0
    let sum = totals.reduce(external) { $0 + $1.total }
    var gender = #""NR""#
    if sum >= 5, chance(75) {
      let x = sum > 9 && chance(20) ? 5 : 0
      let f = number(0...sum - x)
      let m = number(0...sum - x - f)
      gender = #"{"F":\#(f),"M":\#(m),"X":\#(x),"U":\#(sum - f - m - x)}"#
    }
    let rows = totals.map { #"{"city_id":"\#($0.city)","total":\#($0.total)}"# }
    return
      #"{"by_city":[\#(rows.joined(separator: ","))],"external":\#(external),"gender":\#(gender)}"#
  }

  func plan() throws {
    if let name = recent(planned), chance(65) {
      let subject = "activity/\(name)"
      switch number(0...9) {
      case 0...4:
        let start = chance(80) ? #""new_planned_start":\#(point(around(1...60)))"# : ""
        try tell("ActivityPostponed", subject, start, at: chance(60) ? nil : moment())
      case 5: try tell("ActivityConfirmed", subject)
      case 6: try tell("ActivityModeChanged", subject, #""mode":"\#(one(of: Mode.allCases).word)""#)
      default: try tell("ActivityCancelled", subject, at: chance(60) ? nil : moment())
      }
      return
    }
    guard let scope = scope() else { return }
    let name = newName("a")
    let kind = one(of: HeldKind.allCases).word
    let admitted = try tell(
      "ActivityPlanned", "activity/\(name)",
      #"\#(scope.members),"kind":"\#(kind)","mode":"online","#
        + #""host_city_id":"\#(one(of: scope.cities))","planned_start":\#(point(around(0...60))),"#
        + #""planned_end":\#(point(around(61...70)))"#, at: chance(60) ? nil : moment())
    if admitted != nil { planned.append(name) }
  }

  func report() throws {
    guard let meeting = recent(held) else { return }
    let subject = "activity/\(meeting.name)"
    let time = chance(60) ? nil : moment()
    switch number(0...9) {
    case 0...3:
      let count = number(0...8)
      try tell(
        "AttendanceListAttached", subject, #""sha256":"\#(Spec.digest)","signed_count":\#(count)"#,
        at: time)
    case 4...6:
      let responses = number(5...9)
      try tell(
        "FeedbackSummarised", subject,
        #""responses":\#(responses),"mean_usefulness":"\#(number(1...4)).\#(number(0...99))","#
          + #""new_understanding_yes":\#(number(0...responses)),"intends_to_use_yes":1"#, at: time)
    default:
      try tell(
        "InsightRecorded", subject,
        #""learner_city_id":"\#(recent(meeting.cities) ?? Self.cities[0])","text_ref":"doc/1""#,
        at: time)
    }
  }

  // MARK: Participations

  private func participation() -> (role: String, city: String, subject: String)? {
    let cohort = one(of: cohorts)
    let role = one(of: ["host", "twin"])
    guard let city = (role == "host" ? hosts : twins)[cohort]?.randomElement(using: &dice) else {
      return nil
    }
    let count = (role == "host" ? hosts : twins)[cohort]?.count { $0 == city } ?? 1
    let number = count > 1 ? "--\(count)" : ""
    return (role, city, "participation/\(cohort)--\(city)--\(role)\(number)")
  }

  func represent() throws {
    guard let (_, _, subject) = participation() else { return }
    let person = "per-00\(number(1...6))"
    let time = chance(50) ? nil : moment()
    let known = world.participation(try spec.ref(subject))?.representatives.last?.person
    guard let known, chance(35) else {
      try tell("RepresentativeAssigned", subject, #""person_id":"\#(person)""#, at: time)
      return
    }
    let other = world.interner.slug(of: known)
    try tell(
      "RepresentativeReplaced", subject,
      #""person_id":"\#(person)","replaced_person_id":"\#(other)""#, at: time)
  }

  func takePart() throws {
    guard let (role, city, subject) = participation() else { return }
    let time = chance(60) ? nil : moment()
    let isSuspended = world.participation(try spec.ref(subject))?.status == .suspended
    switch isSuspended && chance(60) ? 3 : number(0...9) {
    case 0...2:
      try tell("ParticipationSuspended", subject, #""from":\#(point(around(-40...40)))"#, at: time)
    case 3...4:
      try tell("ParticipationResumed", subject, #""to":\#(point(around(-20...40)))"#, at: time)
    case 5...6:
      let admitted = try tell(
        "ParticipationWithdrawn", subject, #""effective_on":\#(point(around(-30...60)))"#, at: time)
      for item in admitted ?? [] {
        guard item.event.role == .sys else { continue }
        count("after a withdrawal: \(item.event.data.type.name)")
      }
      if admitted != nil { count("withdrawal of a \(role)") }
    case 7: try tell("ParticipationCompleted", subject, #""completed_on":\#(point(moment()))"#)
    default:
      try confirm(city, role, in: String(subject.dropFirst(14).prefix(2)))
    }
  }

  // MARK: Pairings

  func leadPairing() throws {
    guard let couple = recent(pairings) else { return }
    let subject = "pairing/\(couple.name)"
    let time = chance(60) ? nil : moment()
    let isPaused = world.pairing(try spec.ref(subject))?.status == .paused
    switch isPaused && chance(40) ? 6 : number(0...19) {
    case 0...5: try tell("PairingPaused", subject, #""from":\#(point(around(-40...20)))"#, at: time)
    case 6...9: try tell("PairingResumed", subject, #""to":\#(point(around(-30...30)))"#, at: time)
    case 10...11:
      try tell(
        "PairingFocusChanged", subject,
        #""themes":[\#(themes())],"ccc_action_refs":["doc/1"]"#, at: time)
    case 12...13:
      let city = one(of: Self.cities)
      try tell("ConsortiumMemberJoined", subject, #""city_id":"\#(city)""#, at: time)
    case 14...15:
      let city = one(of: couple.hosts)
      try tell("ConsortiumMemberLeft", subject, #""city_id":"\#(city)""#, at: time)
    case 16...17:
      let admitted = try tell(
        "PairingDissolved", subject,
        #""cause":"mutual","effective_on":\#(point(around(-40...60)))"#, at: time)
      guard admitted != nil, chance(60) else { return }
      try pair()
      guard let other = pairings.last, other.name != couple.name else { return }
      try tell("PairingReplaced", subject, #""new_pairing_id":"\#(other.name)""#)
    default:
      // Waived as a whole first: by chance alone few would ever be completed.
      for milestone in 1...11 where chance(97) {
        try tell(
          "MilestoneWaived", subject, #""milestone":"M\#(milestone < 10 ? "0" : "")\#(milestone)""#)
      }
      try tell("PairingCompleted", subject, #""completed_on":\#(point(clock))"#)
    }
  }

  func moveMilestone() throws {
    guard let couple = recent(pairings) else { return }
    let milestone = number(1...12)
    let name = #""milestone":"M\#(milestone < 10 ? "0" : "")\#(milestone)""#
    let time = chance(60) ? nil : moment()
    if chance(35) {
      try tell("MilestoneWaived", "pairing/\(couple.name)", name, at: time)
    } else {
      try tell(
        "MilestoneExtended", "pairing/\(couple.name)",
        #"\#(name),"new_due":\#(point(around(-60...200)))"#, at: time)
    }
  }
}
