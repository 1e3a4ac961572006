import Testing

@testable import Twinning

/// How a random history begins: places, a programme, calls, one or two cohorts and their pairings.
extension RandomHistory {
  func begin() throws {
    try tell(
      "LedgerOpened", "ledger/self",
      #""origin":"example.org/p","rules_version":1,"synthetic":true,"zone":"Europe/Brussels""#,
      as: .sys)
    try beginPlaces()
    try tell(
      "ProgrammeRegistered", "programme/p",
      #""title":"P","funder":"F","grant_refs":[],"zone":"Europe/Brussels""#)
    let template = String(twelveMonths.dropFirst().dropLast())
    try tell("MilestoneTemplateAdopted", "programme/p", template)
    try tell(
      "MilestoneTemplateAdopted", "programme/p",
      template.replacing(#""version":1"#, with: #""version":2"#)
        .replacing(#""due_months":18"#, with: #""due_months":17"#))
    for (slug, kind) in [("h", "host_eoi"), ("t", "twin_application")] {
      let ceiling = chance(70) ? #","travel_ceiling":{"minor":90000,"currency":"EUR"}"# : ""
      let closing = chance(70) ? "2024-02-20" : "2024-02-20 17:00"
      try tell(
        "CallPublished", "call/\(slug)",
        #""programme_id":"p","kind":"\#(kind)","opens_at":\#(try deadline("2024-01-01")),"#
          + #""closes_at":\#(try deadline(closing)),"rules_version":1,"#
          + #""eligibility":\#(Spec.openToAll),"reference_date":\#(Spec.day("2024-01-01")),"#
          + #""evaluations_min":0,"max_pairings_per_host":9,"max_pairings_per_twin":9\#(ceiling)"#)
    }
    for name in chance(40) ? ["c1", "c2"] : ["c1"] { try beginCohort(name) }
    for _ in 0..<number(2...5) { try pair() }
    for _ in 0..<number(0...3) { try apply() }
  }

  private func beginPlaces() throws {
    for (country, status) in [
      ("hu", "member_state"), ("de", "member_state"), ("tr", "associated"),
    ] {
      let end = status == "associated" && chance(30) ? #","valid_to":\#(day(around(0...400)))"# : ""
      try tell(
        "CountryAssociationRecorded", "country/\(country)",
        #""status":"\#(status)","scope":"full","valid_from":\#(Spec.day("2021-01-01"))\#(end)"#)
    }
    for city in Self.cities {
      var more = ""
      if city == "hu-g" { more = #","part_of":"hu-a""# }
      if city == "de-j" { more = #","members":["de-c","de-d"]"# }
      let kind = city == "de-j" ? "joint" : city == "hu-g" ? "district" : "city"
      if chance(80) { more += #","population":\#(population())"# }
      try tell(
        "CityRegistered", "city/\(city)",
        #""name":"\#(city)","iso_country":"\#(city.prefix(2).uppercased())","kind":"\#(kind)""#
          + more
      )
    }
  }

  func population() -> String {
    let covers = one(of: ["entity", "entity", "entity", "part", "proxy"])
    return #"{"value":\#(number(1...900) * 1_000),"source":"census","covers":"\#(covers)"}"#
  }

  private func beginCohort(_ name: String) throws {
    let start = chance(80) ? point(around(-30...90)) : #""NR""#
    let months = chance(85) ? one(of: ["12", "12", "18", "20"]) : #""NR""#
    let template =
      chance(92) ? #""twelve-months","template_version":1"# : #""NR","template_version":"NR""#
    try tell(
      "CohortFormed", "cohort/\(name)",
      #"\#(Self.record),"programme_id":"p","call_ids":["h","t"],"name":"C","#
        + #""start_date":\#(start),"duration_months":\#(months),"template_id":\#(template)"#)
    cohorts.append(name)
    let places = Self.cities.shuffled(using: &dice)
    let count = number(2...4)
    for place in places.prefix(count) { try confirm(place, "host", in: name) }
    for place in places.dropFirst(count).prefix(number(2...4)) {
      try confirm(place, "twin", in: name)
    }
  }

  // MARK: Who takes part

  /// Confirms a city, again with the next number where it took part before.
  func confirm(_ city: String, _ role: String, in cohort: String) throws {
    let known = (role == "host" ? hosts : twins)[cohort, default: []]
    let count = known.count { $0 == city }
    let name = "\(cohort)--\(city)--\(role)" + (count == 0 ? "" : "--\(count + 1)")
    let call = role == "host" ? "h" : "t"
    let application = "\(call)--\(city)--\(role)"
    let isByApplication = applications.contains(application) && chance(80)
    let basis =
      isByApplication
      ? #""basis":"application","application":"\#(application)""# : Self.record
    let admitted = try tell(
      "ParticipationConfirmed", "participation/\(name)",
      #"\#(basis),"cohort_id":"\#(cohort)","city_id":"\#(city)","role":"\#(role)""#,
      at: chance(70) ? nil : moment())
    guard admitted != nil else { return }
    if role == "host" {
      hosts[cohort, default: []].append(city)
    } else {
      twins[cohort, default: []].append(city)
    }
  }

  /// Forms a pairing, taken over from a record or matched.
  func pair() throws {
    let cohort = one(of: cohorts)
    let party = some(of: hosts[cohort] ?? [], atLeast: 1, upTo: chance(35) ? 3 : 1)
    guard let twin = (twins[cohort] ?? []).randomElement(using: &dice), !party.isEmpty else {
      return
    }
    let couple = Couple(
      name: newName("\(cohort)-p"), cohort: cohort, hosts: Array(Set(party)).sorted(), twin: twin)
    let time = chance(50) ? clock : moment()
    let isMatched = chance(35)
    let start = isMatched || chance(80) ? point(around(-40...40)) : #""NR""#
    let names = couple.hosts.map { "\"\($0)\"" }.joined(separator: ",")
    var sides = #""host_party":{"cities":[\#(names)]},"twin_city_id":"\#(twin)""#
    if !isMatched {
      if chance(6) { sides = #""host_party":{"cities":"NR","name":"N"},"twin_city_id":"\#(twin)""# }
      if chance(8), couple.hosts[0] != twin {
        sides = #""peers":["\#(couple.hosts[0])","\#(twin)"]"#
      }
    } else {
      try match(couple, sides, at: time)
    }
    let focus = chance(60) ? #","focus":{"themes":[\#(themes())]}"# : ""
    let admitted = try tell(
      "PairingFormed", "pairing/\(couple.name)",
      (isMatched ? #""basis":"match""# : Self.record)
        + #","cohort_id":"\#(cohort)",\#(sides),"start_date":\#(start)\#(focus)"#, at: time)
    if admitted != nil { pairings.append(couple) }
  }

  private func match(_ couple: Couple, _ sides: String, at time: Instant) throws {
    try tell(
      "MatchProposed", "pairing/\(couple.name)",
      #""cohort_id":"\#(couple.cohort)",\#(sides),"themes":[\#(themes())],"rationale_code":"same""#,
      at: time)
    for side in ["host", "twin"] where chance(92) {
      try tell("MatchAccepted", "pairing/\(couple.name)", #""by_side":"\#(side)""#, at: time)
    }
  }

  func themes(atLeast least: Int = 1) -> String {
    some(of: Theme.allCases, atLeast: least, upTo: 2).map { "\"\($0.word)\"" }
      .joined(separator: ",")
  }

  // MARK: Applications

  /// Some city applies; what comes of it may come at once.
  func apply() throws {
    let (call, role) = one(of: [("h", "host"), ("t", "twin")])
    let city = one(of: Self.cities)
    let name = "\(call)--\(city)--\(role)"
    let basis = chance(15) ? "\(Self.record)," : ""
    let admitted = try tell(
      "ApplicationDrafted", "application/\(name)",
      #"\#(basis)"call_id":"\#(call)","city_id":"\#(city)","role":"\#(role)","levers":["data"],"#
        + #""themes":[\#(themes())]"#, at: chance(50) ? nil : moment())
    if admitted != nil { applications.append(name) }
    for _ in 0..<number(1...4) { try judge(name) }
    if chance(50) { try confirm(city, role, in: one(of: cohorts)) }
  }

  /// The next step of an application, by chance.
  func judge(_ name: String) throws {
    let subject = "application/\(name)"
    let cohort = one(of: cohorts)
    let check = #"[{"rule_id":"r","result":"met","reference_value":"v"}]"#
    let status = world.application(try spec.ref(subject))?.status
    switch (status, number(0...9)) {
    case (.draft, _):
      let receipt = chance(60) ? #","received_at":\#(point(moment(), isMostlyInstant: true))"# : ""
      try tell(
        "ApplicationSubmitted", subject,
        #""answers_digest":"\#(Spec.digest)","hours_per_month":10,"language_level":"B2","#
          + #""neutrality_target_year":2030,"preferred_partners":[],"representatives_count":2"#
          + receipt)
    case (.submitted, 0):
      try tell("ApplicationReopened", subject, #""until":\#(day(around(1...40)))"#)
    case (.submitted, 1):
      try tell(
        "ApplicationAmended", subject,
        #""answers_digest":"\#(Spec.digest)","themes":[\#(themes())]"#)
    case (.submitted, 2...7), (.ineligible, 0...4):
      try tell("EligibilityConfirmed", subject, #""checks":\#(check)"#)
    case (.submitted, _), (.eligible, 0):
      try tell("ApplicationDeclaredIneligible", subject, #""checks":\#(check)"#)
    case (.eligible, _), (.reserved, 0...4):
      try tell(
        one(of: ["ApplicationSelected", "ApplicationSelected", "ApplicationReserved"]), subject,
        #""cohort_id":"\#(cohort)""#)
    case (.selected, 0...3), (.reserved, _), (.rejected, _):
      let outcome = one(of: SelectionOutcome.allCases).word
      try tell(
        "SelectionOverturned", subject,
        #""reason":{"code":"typo"},"new_outcome":"\#(outcome)","cohort_id":"\#(cohort)""#)
    default: try tell("ApplicationWithdrawn", subject)
    }
  }
}
