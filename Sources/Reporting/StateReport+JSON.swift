internal import CanonicalJSON
public import Twinning

/// States as JSON: what is stored, in the words of the events, with what follows from it.
extension StateReport {
  /// An array with an object for each subject of `kind`: `subject`, `state`, `version`, and every
  /// member. No person's id is in it. O(n).
  public func json(_ kind: Kind) -> [UInt8] {
    let members = world.subjects(of: kind).map { value(of: $0) }
    return bytes(.array(members))
  }

  /// One subject's object, or nil where it has no state.
  public func json(subject ref: Ref) -> [UInt8]? {
    if world.state(of: ref) == nil { return nil }
    guard case .object(var members) = value(of: ref) else { return nil }
    members += hindsight(ref)
    // The ledger's own state says it already.
    if world.isSynthetic, members.first(named: "synthetic") == nil {
      members.append(("synthetic", .bool(true)))
    }
    return bytes(.object(members))
  }

  /// One subject in full as text, or nil where it has no state.
  public func text(subject ref: Ref, width: Int) -> String? {
    guard world.state(of: ref) != nil, case .object(var members) = value(of: ref) else {
      return nil
    }
    members += hindsight(ref)
    var page = Page(width: width, isSynthetic: world.isSynthetic)
    page.add(world.interner.subject(of: ref))
    page.add()
    var table = TextTable([TextTable.Column(""), TextTable.Column("", isElastic: true)])
    let first = ["state", "version"]
    let ordered =
      members.filter { first.contains($0.0) }.sorted { $0.0 < $1.0 }
      + members.filter { !first.contains($0.0) && $0.0 != "subject" }.sorted { $0.0 < $1.0 }
    for (name, value) in ordered { FlatMember.add(value, named: name, to: &table) }
    page.add(table)
    return page.text
  }

  /// Whether an application that was judged would be judged otherwise by what is known today, and
  /// which checks come out otherwise. It costs reading what it was judged on, so lists are without.
  private func hindsight(_ ref: Ref) -> [(String, JSONValue)] {
    guard case .application(let application)? = world.state(of: ref), application.verdict != nil
    else { return [] }
    func value(_ check: EligibilityCheck) -> JSONValue {
      .object([
        ("reference_value", .string(check.referenceValue.string(in: [UInt8]()))),
        ("result", .string(check.result.word)),
      ])
    }
    let changed = world.checksChangedSinceVerdict(of: ref).map { check in
      JSONValue.object([
        ("rule_id", .string(check.today.ruleID.string(in: [UInt8]()))), ("then", value(check.then)),
        ("today", value(check.today)),
      ])
    }
    return [
      ("checks_changed_since_verdict", .array(changed)),
      (
        "would_be_decided_differently_today",
        .bool(world.wouldBeDecidedDifferentlyToday(ref))
      ),
    ]
  }

  private func bytes(_ value: JSONValue) -> [UInt8] {
    guard let bytes = try? value.canonicalBytes() else {
      preconditionFailure("a state that was read as JSON can be written as JSON")
    }
    return bytes
  }

  private func value(of ref: Ref) -> JSONValue {
    guard let bytes = world.stateBytes(of: ref),
      case .object(let stored)? = (try? JSONValue(parsing: bytes.span)).map(
        FlatMember.withoutPersons)
    else { return .object([]) }
    var members: [(String, JSONValue)] = [
      ("subject", .string(world.interner.subject(of: ref))),
      ("version", .integer(Int64(world.version(of: ref)))),
    ]
    for (name, value) in stored where name != "subject" && name != "version" {
      members.append((Self.words[name] ?? name, value))
    }
    if let state = world.state(of: ref) { members += derived(from: state, ref) }
    return .object(members)
  }

  /// What events call a member that a state keeps under a shorter name.
  static let words: [String: String] = [
    "activity": "activity_id", "call": "call_id", "calls": "call_ids", "city": "city_id",
    "cohort": "cohort_id", "country": "iso_country", "host_city": "host_city_id",
    "owner_city": "owner_city_id", "participation": "participation_id", "pairing": "pairing_id",
    "pairings": "pairing_ids",
    "period": "period_id", "practice": "practice_id", "programme": "programme_id",
    "replaced_by": "new_pairing_id", "twin_city": "twin_city_id",
  ]

  /// What follows from a state and is asked for most: what is in force now.
  private func derived(from state: SubjectState, _ ref: Ref) -> [(String, JSONValue)] {
    switch state {
    case .call(let call): derived(call)
    case .cohort(let cohort): derived(cohort, ref)
    case .application(let application):
      [
        ("lateness", lateness(ref).map { .string($0) } ?? .null),
        ("submitted_at", Self.time(application.submissions.first?.fact)),
      ]
    case .pairing(let pairing): [("host_party", party(pairing))]
    case .claim(let claim): derived(claim)
    case .activity(let activity): derived(activity)
    case .replication(let replication):
      [("percent", replication.progress.last.map { .integer($0.percent) } ?? .null)]
    case .participation(let participation):
      [
        ("confirmed_at", Self.time(participation.record.birth)),
        (
          "representatives_count",
          .integer(Int64(participation.representatives.count { $0.isActive }))
        ),
      ]
    case .summary:
      [
        (
          "restatement_due_by",
          .array((world.dueRestatement(of: ref)?.events ?? []).map { .integer($0) })
        )
      ]
    default: []
    }
  }

  private func derived(_ call: CallState) -> [(String, JSONValue)] {
    [
      ("closes_at", call.closesAt.map(Self.deadline) ?? .string(Spelling.notReported)),
      ("rules_version", call.rulesVersion.map { .integer($0) } ?? .string(Spelling.notReported)),
    ]
  }

  private func derived(_ cohort: CohortState, _ ref: Ref) -> [(String, JSONValue)] {
    var members: [(String, JSONValue)] = [
      (
        "duration_months",
        cohort.durationMonths.map { .integer($0) } ?? .string(Spelling.notReported)
      ),
      ("template_id", cohort.template.map { .string($0.id) } ?? .string(Spelling.notReported)),
      (
        "template_version",
        cohort.template.map { .integer($0.version) } ?? .string(Spelling.notReported)
      ),
    ]
    if let pairingCounts, let participationCounts {
      let counts = pairingCounts[ref] ?? [:]
      let words = PairingState.Status.allCases.filter { (counts[$0] ?? 0) > 0 }
      members.append(
        ("pairings_by_state", .object(words.map { ($0.word, .integer(Int64(counts[$0] ?? 0))) })))
      members.append(("participations_count", .integer(Int64(participationCounts[ref] ?? 0))))
    }
    return members
  }

  private func derived(_ activity: ActivityState) -> [(String, JSONValue)] {
    let kind = activity.held?.kind ?? activity.plan?.kind
    let mode = activity.held?.mode ?? activity.plan?.mode
    var members: [(String, JSONValue)] = [
      ("kind", kind.map { .string($0.word) } ?? .string(Spelling.notReported)),
      ("mode", mode.map { .string($0.word) } ?? .string(Spelling.notReported)),
      ("reported", .bool(activity.isReported)),
    ]
    if let plan = activity.plan { members.append(("planned_start", Self.point(plan.plannedStart))) }
    if let held = activity.held { members.append(("started_at", Self.point(held.startedAt))) }
    return members
  }

  private func derived(_ claim: ClaimState) -> [(String, JSONValue)] {
    var members: [(String, JSONValue)] = [
      ("paid_minor", .integer(claim.paidMinor)),
      ("recovered_minor", .integer(claim.recoveredMinor)),
      ("net_eur_minor", .integer(claim.netEurMinor)),
    ]
    if claim.amountMinor == nil { members.append(("amount_minor", .string(Spelling.notReported))) }
    if claim.currency == nil { members.append(("currency", .string(Spelling.notReported))) }
    return members
  }

  private func party(_ pairing: PairingState) -> JSONValue {
    var members: [(String, JSONValue)] = []
    let cities = pairing.hostCities.map { JSONValue.string(world.interner.slug(of: $0)) }
    members.append(("cities", cities.isEmpty ? .string(Spelling.notReported) : .array(cities)))
    if let name = pairing.hostPartyName { members.append(("name", .string(name))) }
    return .object(members)
  }

  private static func time(_ fact: Fact?) -> JSONValue {
    fact.map { .string($0.time.description) } ?? .null
  }

  private static func point(_ point: PointInTime?) -> JSONValue {
    guard let point else { return .string(Spelling.notReported) }
    var bytes: [UInt8] = []
    point.appendJSON(to: &bytes)
    return (try? JSONValue(parsing: bytes.span)) ?? .null
  }

  private static func deadline(_ deadline: Deadline) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("instant", .string(deadline.instant.description)), ("literal", .string(deadline.literal)),
      ("precision", .string(deadline.precision.word)), ("zone", .string(deadline.zone.name)),
    ]
    if let reading = deadline.reading {
      members.append(
        (
          "reading",
          .object([
            ("abbreviation", .string(reading.abbreviation)), ("zone", .string(reading.zone.name)),
          ])
        ))
    }
    return .object(members)
  }
}

/// A JSON value as lines of a name and a plain value.
enum FlatMember {
  /// Members, wherever they stand, that name a person.
  private static let persons: Set<String> = [
    "person", "approver", "evaluator", "reviewer", "submitter",
  ]

  static func withoutPersons(_ value: JSONValue) -> JSONValue {
    switch value {
    case .array(let items): .array(items.map(withoutPersons))
    case .object(let members):
      .object(
        members.compactMap { name, value in
          persons.contains(name) ? nil : (name, withoutPersons(value))
        })
    default: value
    }
  }

  static func add(_ value: JSONValue, named name: String, to table: inout TextTable) {
    for (path, text) in flat(value, name) { table.add([path, text]) }
  }

  /// Every plain value within `value`, by its path. O(values).
  static func flat(_ value: JSONValue, _ path: String) -> [(path: String, text: String)] {
    switch value {
    case .null: return [(path, "-")]
    case .bool(let flag): return [(path, flag ? "yes" : "no")]
    case .integer(let number): return [(path, String(number))]
    case .number(let number): return [(path, "\(number)")]
    case .string(let text): return [(path, text)]
    case .array(let items):
      if items.isEmpty { return [(path, "none")] }
      if let short = shortList(items) { return [(path, short)] }
      return items.enumerated().flatMap { flat($1, "\(path)[\($0 + 1)]") }
    case .object(let members):
      if let fact = fact(members) { return [(path, fact)] }
      if let date = date(members) { return [(path, date)] }
      return members.sorted { $0.0 < $1.0 }.flatMap { flat($1, "\(path).\($0)") }
    }
  }

  private static func shortList(_ items: [JSONValue]) -> String? {
    var words: [String] = []
    for item in items {
      switch item {
      case .string(let text): words.append(text)
      case .integer(let number): words.append(String(number))
      default: return nil
      }
    }
    return words.joined(separator: ", ")
  }

  /// A date of a precision: the date alone tells it.
  private static func date(_ members: [(String, JSONValue)]) -> String? {
    guard members.count == 2, members.first(named: "precision") != nil,
      case .string(let date)? = members.first(named: "at")
    else { return nil }
    return date
  }

  /// An event that says something: `event 12, happened … , recorded …`.
  private static func fact(_ members: [(String, JSONValue)]) -> String? {
    guard members.count == 3, case .integer(let index)? = members.first(named: "index"),
      case .string(let recorded)? = members.first(named: "recorded_time"),
      case .string(let time)? = members.first(named: "time")
    else { return nil }
    return "event \(index), \(time)" + (recorded == time ? "" : ", recorded \(recorded)")
  }
}

extension [(String, JSONValue)] {
  func first(named name: String) -> JSONValue? { first { $0.0 == name }?.1 }
}
