import Testing

@testable import Twinning

/// What comes of pairings in a random history: deliverables, practices, replications, travel.
extension RandomHistory {
  func handIn() throws {
    let time = chance(60) ? nil : moment()
    if let name = recent(deliverables), chance(60) {
      let subject = "deliverable/\(name)"
      switch number(0...9) {
      case 0...6: try tell("DeliverableAccepted", subject, at: time, by: "office-02")
      case 7: try tell("DeliverableReturned", subject, at: time, by: "office-02")
      default: try tell("AcceptanceRevoked", subject, at: time)
      }
      return
    }
    guard let couple = recent(pairings) else { return }
    if let meeting = recent(held.filter(\.isVisit)), chance(30) {
      let pairing = recent(meeting.pairings) ?? couple.name
      let about = #""activity_id":"\#(meeting.name)","pairing_id":"\#(pairing)""#
      let name = newName("d")
      if chance(25) {
        let known = chance(40) ? recent(deliverables) ?? name : name
        try tell("DeliverableWaived", "deliverable/\(known)", about, at: time)
      } else {
        try submit("visit_report", name, about, at: time)
      }
    } else {
      let type = one(of: ["roadmap", "midterm_report", "replication_plan", "final_report"])
      try submit(type, newName("d"), #""pairing_id":"\#(couple.name)""#, at: time)
    }
  }

  private func submit(
    _ type: String, _ name: String, _ about: String, at time: Instant?
  ) throws {
    let again = recent(deliverables)
    let isAgain = chance(15) && again != nil
    let admitted = try tell(
      "DeliverableSubmitted", "deliverable/\(isAgain ? again ?? name : name)",
      #"\#(about),"type":"\#(type)","version":\#(isAgain ? 2 : 1),"sha256":"\#(Spec.digest)""#,
      at: time)
    if admitted != nil, !isAgain { deliverables.append(name) }
  }

  func learn() throws {
    let time = chance(60) ? nil : moment()
    guard let name = recent(practices), chance(75) else {
      let name = newName("pr")
      let admitted = try tell(
        "PracticeDescribed", "practice/\(name)",
        #""owner_city_id":"\#(one(of: Self.cities))","title":"T","levers":[],"#
          + #""themes":[\#(themes())],"source_ref":"doc/1""#, at: time)
      if admitted != nil { practices.append(name) }
      return
    }
    if chance(15) {
      try tell("PracticeRevised", "practice/\(name)", #""themes":[\#(themes())]"#, at: time)
      return
    }
    guard let couple = recent(pairings) else { return }
    let stage = one(of: AdoptionStage.allCases).word
    let city = chance(75) ? couple.twin : one(of: couple.hosts)
    try tell(
      "PracticeAdopted", "practice/\(name)",
      #""learner_city_id":"\#(city)","pairing_id":"\#(couple.name)","stage":"\#(stage)""#, at: time)
  }

  func replicate() throws {
    let time = chance(60) ? nil : moment()
    guard let name = recent(replications), chance(75) else {
      guard let couple = recent(pairings) else { return }
      let name = newName("r")
      let practice = recent(practices).map { #","practice_id":"\#($0)""# } ?? ""
      let basis = chance(15) ? "\(Self.record)," : ""
      let admitted = try tell(
        "ReplicationProposed", "replication/\(name)",
        #"\#(basis)"twin_city_id":"\#(couple.twin)","pairing_id":"\#(couple.name)","levers":[],"#
          + #""themes":[\#(themes(atLeast: 0))],"scope_note_ref":"doc/1"\#(practice)"#, at: time)
      if admitted != nil { replications.append(name) }
      return
    }
    let subject = "replication/\(name)"
    let on = #""on":\#(point(moment()))"#
    let isProposed = world.replication(try spec.ref(subject))?.status == .proposed
    switch isProposed && chance(60) ? 0 : number(5...20) {
    case 0...4:
      try tell(
        "ReplicationStarted", subject, #""started_on":\#(point(moment())),"first_action_ref":"d/1""#
      )
    case 5...8:
      try tell("ReplicationProgressReported", subject, #"\#(on),"percent":\#(number(0...100))"#)
    case 9...14: try tell("EmissionEffectEstimated", subject, estimate(), at: time)
    case 15...16: try tell("ReplicationPaused", subject, on)
    case 17: try tell("ReplicationResumed", subject, on)
    case 18...19: try tell("ReplicationAbandoned", subject, on)
    default:
      try tell(
        "ReplicationCompleted", subject, #""completed_on":\#(point(moment())),"result_code":"ok""#)
    }
  }

  func tonnes() -> String {
    "\(chance(15) ? "-" : "")\(number(1...400)).\(number(0...999))"
  }

  private func estimate() -> String {
    let basis = one(of: EffectBasis.allCases).word
    let share = one(of: ["1", "0.5", "0.25", "0.333333", "0.05"])
    return #""basis":"\#(basis)","year":\#(number(2025...2027)),"method_ref":"m/1","#
      + #""share":"\#(share)","tco2e_per_year":"\#(tonnes())""#
  }

  // MARK: Travel

  func travel() throws {
    let time = chance(60) ? nil : moment()
    guard let name = recent(claims), chance(72) else { return try claim(at: time) }
    let subject = "claim/\(name)"
    guard let claim = world.claim(try spec.ref(subject)) else { return }
    let currency = claim.currency?.code ?? "EUR"
    let approved = Int(claim.approved?.approvedMinor ?? 0)
    let left = approved - Int(claim.paidMinor)
    switch number(0...9) {
    case 0...3 where approved == 0:
      let amount = Int(claim.amountMinor ?? 1_000)
      try tell(
        "TravelClaimApproved", subject,
        #""approved_minor":\#(number(max(1, amount / 2)...amount))"#,
        at: time, by: "office-03")
    case 4 where approved == 0: try tell("TravelClaimRejected", subject, at: time, by: "office-03")
    case 4...7 where claim.paidMinor > claim.recoveredMinor:
      let amount = number(1...Int(claim.paidMinor - claim.recoveredMinor))
      let day = chance(60) ? #","recovered_on":\#(point(moment()))"# : ""
      try tell(
        "ReimbursementRecovered", subject, money(amount, currency) + day, by: "office-03")
    case _ where left > 0:
      let amount = chance(60) ? left : number(1...left)
      try tell(
        "TravelReimbursed", subject,
        money(amount, currency) + #","paid_on":\#(point(moment())),"payment_ref":"p/1""#,
        by: "office-03")
    default: break
    }
  }

  private func money(_ amount: Int, _ currency: String) -> String {
    let euro = currency == "EUR" ? amount : amount / 3
    return #""amount_minor":\#(amount),"currency":"\#(currency)","eur_minor":\#(euro)"#
  }

  private func claim(at time: Instant?) throws {
    guard let meeting = recent(held), let city = recent(meeting.cities) else { return }
    let own = pairings.first { meeting.pairings.contains($0.name) }?.cohort
    let cohort = own ?? one(of: cohorts)
    let role = (hosts[cohort] ?? []).contains(city) ? "host" : "twin"
    let name = newName("cl")
    let amount = chance(8) ? #""NR","currency":"NR","# + Self.record : "\(number(100...90_000))"
    let currency = chance(70) ? "EUR" : "HUF"
    let admitted = try tell(
      "TravelClaimSubmitted", "claim/\(name)",
      #""activity_id":"\#(meeting.name)","participation_id":"\#(cohort)--\#(city)--\#(role)","#
        + #""person_id":"per-00\#(number(1...4))","amount_minor":\#(amount)"#
        + (amount.contains("NR") ? "" : #","currency":"\#(currency)""#), at: time)
    if admitted != nil { claims.append(name) }
  }

  // MARK: The office

  func keepPeriods() throws {
    if let name = recent(periods), chance(70) {
      let subject = "period/\(name)"
      if chance(65) {
        let size = chance(80) ? Int(world.size) : number(0...Int(world.size))
        try tell("ReportingPeriodClosed", subject, #""cut_off_size":\#(size)"#)
      } else {
        try tell("ReportingPeriodReopened", subject)
      }
      return
    }
    let month = number(0...17)
    let first = try CivilDate("2024-01-01").adding(months: month)
    let last = first.adding(months: one(of: [1, 3, 6]))
    let name = newName("p--x")
    let admitted = try tell(
      "ReportingPeriodOpened", "period/\(name)",
      #""programme_id":"p","from":\#(Spec.day("\(first)")),"to":\#(Spec.day("\(last)"))"#)
    if admitted != nil { periods.append(name) }
  }

  func keepPlaces() throws {
    let city = one(of: Self.cities)
    let time = chance(60) ? nil : moment()
    switch number(0...9) {
    case 0...3:
      try tell("CityDetailsAmended", "city/\(city)", #""population":\#(population())"#, at: time)
    case 4:
      try tell(
        "CityDetailsAmended", "city/\(city)", #""part_of":"\#(one(of: Self.cities))""#, at: time)
    case 5...6:
      try tell("CitySuperseded", "city/\(city)", #""by":"\#(one(of: Self.cities))""#, at: time)
    default:
      let (country, status) = one(of: [
        ("ch", "associated"), ("tr", "ended"), ("rs", "transitional"), ("ch", "transitional"),
      ])
      try tell(
        "CountryAssociationRecorded", "country/\(country)",
        #""status":"\#(status)","scope":"full","valid_from":\#(point(around(-300...30)))"#, at: time
      )
    }
  }

  func keepCohort() throws {
    let subject = "cohort/\(one(of: cohorts))"
    let time = chance(60) ? nil : moment()
    switch number(0...6) {
    case 6:
      try tell(
        "CohortTemplateChanged", subject,
        #""template_id":"twelve-months","template_version":\#(number(1...2))"#, at: time)
    case 0...1:
      try tell(
        "CohortDurationChanged", subject, #""duration_months":\#(one(of: [12, 18, 20, 24]))"#,
        at: time)
    case 2:
      let closing = try deadline("2024-0\(number(3...6))-10 17:00")
      try tell("CallDeadlineExtended", "call/\(one(of: ["h", "t"]))", #""closes_at":\#(closing)"#)
    case 3: try tell("CohortStarted", subject, #""on":\#(point(moment()))"#)
    case 4:
      let version = world.call(try spec.ref("call/t"))?.rulesVersion ?? 1
      let patch = #"[{"path":"/data/travel_ceiling/minor","old":90000,"new":60000}]"#
      try tell(
        "CallRulesRevised", "call/t", #""rules_version":\#(version + 1),"patch":\#(patch)"#)
    default:
      try tell(
        "AnnouncementRecorded", "programme/p",
        #""about":"\#(subject)","announced_on":\#(point(moment())),"basis":"announced","#
          + #""figure":"twins","value":\#(number(1...40))"#)
    }
  }
}
