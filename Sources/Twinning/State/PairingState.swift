/// A pairing: one host party and one twin city, or two peers, in a cohort.
public struct PairingState: StreamState {
  /// Where a pairing stands (DOMAIN 4, state machines).
  public enum Status: UInt8, StateVocabulary {
    case none, proposed, acceptedOne, acceptedBoth, active, paused, completed, dissolved, declined

    /// The states' words.
    public static let words = [
      "none", "proposed", "accepted_one", "accepted_both", "active", "paused", "completed",
      "dissolved", "declined",
    ]
  }

  /// A pause: its days move the due dates of open milestones.
  public struct Pause: Hashable, Sendable {
    /// The event that says so.
    public var fact: Fact
    /// Its first day.
    public var from: PointInTime
    /// The first day after it, once it is over.
    public var to: PointInTime?
    /// The event that ended it.
    public var resumed: Fact?
  }

  /// A milestone that the programme office waived.
  public struct Waiver: Hashable, Sendable {
    /// The event that says so.
    public var fact: Fact
    /// The milestone's id in the template.
    public var milestone: String
  }

  /// A milestone whose due date the programme office moved.
  public struct Extension: Hashable, Sendable {
    /// The event that says so.
    public var fact: Fact
    /// The milestone's id in the template.
    public var milestone: String
    /// When it is due instead.
    public var newDue: PointInTime
  }

  /// A city that came to the host party, or left it.
  public struct MemberChange: Hashable, Sendable {
    /// The city.
    public var city: Ref
    /// The event that says so.
    public var fact: Fact
    /// Whether it came; it left otherwise.
    public var joined: Bool
  }

  public var record = StreamRecord()
  /// Where it stands.
  public private(set) var status = Status.none
  /// Its cohort.
  public private(set) var cohort: Ref?
  /// The cities of the host party now; none where they are not reported.
  public private(set) var hostCities: [Ref] = []
  /// The host party's name, if it has one.
  public private(set) var hostPartyName: String?
  /// The twin city; nil between peers.
  public private(set) var twinCity: Ref?
  /// The two peers of a programme without roles.
  public private(set) var peers: [Ref] = []
  /// What it works on.
  public private(set) var themes: ThemeSet = []
  /// What it is called.
  public private(set) var title: String?
  /// When it begins; nil where that is not reported.
  public private(set) var startDate: PointInTime?
  /// Whether it was taken over from a record older than the ledger.
  public private(set) var isFromRecord = false
  /// The host side's acceptance.
  public private(set) var hostAccepted: Fact?
  /// The twin side's acceptance.
  public private(set) var twinAccepted: Fact?
  /// The proposal of the match.
  public private(set) var proposed: Fact?
  /// Its forming.
  public private(set) var formed: Fact?
  /// Its completion.
  public private(set) var completed: Fact?
  /// When it was completed.
  public private(set) var completedOn: PointInTime?
  /// Its dissolution.
  public private(set) var dissolved: Fact?
  /// Why it was dissolved.
  public private(set) var dissolutionCause: DissolutionCause?
  /// From when the dissolution counts.
  public private(set) var effectiveOn: PointInTime?
  /// The event that names its replacement.
  public private(set) var replaced: Fact?
  /// The pairing that replaced it.
  public private(set) var replacedBy: Ref?
  /// Its pauses, in order.
  public private(set) var pauses: [Pause] = []
  /// The milestones that were waived.
  public private(set) var waivers: [Waiver] = []
  /// The milestones whose due dates were moved.
  public private(set) var extensions: [Extension] = []
  /// Who came to the host party and who left it.
  public private(set) var memberChanges: [MemberChange] = []

  public init() {}

  public var exists: Bool { status != .none }

  /// Whether activities may be held for it now.
  public var isLive: Bool { status == .active || status == .paused }

  /// Whether it is neither ended nor declined.
  public var isOpen: Bool {
    switch status {
    case .proposed, .acceptedOne, .acceptedBoth, .active, .paused: true
    case .none, .completed, .dissolved, .declined: false
    }
  }

  /// The cities on either side.
  public var cities: [Ref] { hostCities + peers + (twinCity.map { [$0] } ?? []) }

  func check(_ event: borrowing Event) throws(Refusal) {
    switch event.data {
    case .matchProposed: try require([.none], for: event)
    case .matchAccepted(let answer): try checkAnswer(answer.bySide, event)
    case .matchDeclined(let answer): try checkAnswer(answer.bySide, event)
    case .pairingFormed(let formation):
      if formation.common.basis == .importedRecord {
        try require([.none], for: event)
      } else {
        try require([.acceptedBoth], for: event)
      }
    case .pairingFocusChanged, .pairingPaused: try require([.active], for: event)
    case .pairingResumed: try require([.paused], for: event)
    case .consortiumMemberJoined(let change):
      try require([.proposed, .acceptedOne, .acceptedBoth, .active, .paused], for: event)
      if hostCities.contains(change.cityID) {
        throw Refusal(.alreadyInHostParty, "the city is in the host party already.")
      }
    case .consortiumMemberLeft(let change): try checkLeaving(change.cityID, event)
    case .pairingDissolved:
      if event.role == .sys {
        try require([.proposed, .acceptedOne, .acceptedBoth, .active, .paused], for: event)
      } else {
        try require([.active, .paused], for: event)
      }
    case .pairingReplaced:
      try require([.dissolved], for: event)
      if replaced != nil {
        throw Refusal(.stateForbids, "the pairing has been replaced already.")
      }
    case .pairingCompleted: try require([.active, .paused], for: event)
    case .milestoneWaived, .milestoneExtended: try require([.active, .paused], for: event)
    default: throw Refusal.foreign(event)
    }
  }

  private func require(_ allowed: [Status], for event: borrowing Event) throws(Refusal) {
    if allowed.contains(status) { return }
    throw Refusal.state(status, of: "pairing", for: event, allowed: allowed)
  }

  private func checkAnswer(_ side: PairingSide, _ event: borrowing Event) throws(Refusal) {
    try require([.proposed, .acceptedOne], for: event)
    if (side == .host ? hostAccepted : twinAccepted) != nil {
      throw Refusal(
        .sideAnsweredTwice, "the \(side.word) side has answered already.",
        admitted: "The other side may answer.")
    }
  }

  private func checkLeaving(_ city: Ref, _ event: borrowing Event) throws(Refusal) {
    try require([.proposed, .acceptedOne, .acceptedBoth, .active, .paused], for: event)
    if !hostCities.contains(city) {
      throw Refusal(.notInHostParty, "the city is not in the host party.")
    }
    if hostCities.count == 1 {
      throw Refusal(
        .partyWouldBeEmpty, "it is the last city of the host party.",
        admitted: "Record ParticipationWithdrawn or PairingDissolved.")
    }
  }

  mutating func evolve(_ event: borrowing Event, in bytes: Span<UInt8>) {
    switch event.data {
    case .matchProposed(let match):
      status = .proposed
      proposed = Fact(event)
      setParties(match.cohortID, match.hostParty, match.twinCityID, in: bytes)
      themes = match.themes ?? []
    case .matchAccepted(let answer): accept(answer.bySide, Fact(event))
    case .matchDeclined: status = .declined
    case .pairingFormed(let formation): form(formation, event, in: bytes)
    case .pairingFocusChanged(let focus): themes = focus.themes
    case .pairingPaused(let pause):
      status = .paused
      pauses.append(Pause(fact: Fact(event), from: pause.from))
    case .pairingResumed(let resumption):
      status = .active
      guard !pauses.isEmpty else { return }
      pauses[pauses.count - 1].to = resumption.to
      pauses[pauses.count - 1].resumed = Fact(event)
    case .consortiumMemberJoined(let change):
      hostCities.append(change.cityID)
      memberChanges.append(MemberChange(city: change.cityID, fact: Fact(event), joined: true))
    case .consortiumMemberLeft(let change):
      hostCities.removeAll { $0 == change.cityID }
      memberChanges.append(MemberChange(city: change.cityID, fact: Fact(event), joined: false))
    default: evolveEnd(event, in: bytes)
    }
  }

  private mutating func evolveEnd(_ event: borrowing Event, in bytes: Span<UInt8>) {
    switch event.data {
    case .pairingDissolved(let end):
      status = .dissolved
      dissolved = Fact(event)
      dissolutionCause = end.cause
      effectiveOn = end.effectiveOn
    case .pairingReplaced(let replacement):
      replaced = Fact(event)
      replacedBy = replacement.newPairingID
    case .pairingCompleted(let end):
      status = .completed
      completed = Fact(event)
      completedOn = end.completedOn
    case .milestoneWaived(let waiver):
      waivers.append(
        Waiver(fact: Fact(event), milestone: waiver.milestone.string(in: bytes)))
    case .milestoneExtended(let ext):
      extensions.append(
        Extension(
          fact: Fact(event), milestone: ext.milestone.string(in: bytes), newDue: ext.newDue))
    default: break
    }
  }

  private mutating func accept(_ side: PairingSide, _ fact: Fact) {
    if side == .host { hostAccepted = fact } else { twinAccepted = fact }
    status = hostAccepted != nil && twinAccepted != nil ? .acceptedBoth : .acceptedOne
  }

  private mutating func form(
    _ formation: PairingFormedV1, _ event: borrowing Event, in bytes: Span<UInt8>
  ) {
    status = .active
    formed = Fact(event)
    startDate = formation.startDate
    isFromRecord = event.isFromRecord
    title = formation.title?.string(in: bytes)
    if let focus = formation.focus { themes = focus.themes }
    if !formation.peers.isEmpty {
      cohort = formation.cohortID
      peers = formation.peers
    } else if let party = formation.hostParty, let twin = formation.twinCityID {
      setParties(formation.cohortID, party, twin, in: bytes)
    }
  }

  private mutating func setParties(
    _ cohort: Ref, _ party: HostParty, _ twin: Ref, in bytes: Span<UInt8>
  ) {
    self.cohort = cohort
    hostCities = party.cities
    hostPartyName = party.name?.string(in: bytes)
    twinCity = twin
  }
}

extension PairingState {
  /// When activities may be held for it: from its forming or its start date, whichever is
  /// earlier, to its end, both in `zone`; nil before it is formed.
  func lifetime(in zone: Zone) -> (start: Instant, end: Instant)? {
    guard let formed else { return nil }
    let start = min(formed.time, startDate?.interval(in: zone).start ?? formed.time)
    if let dissolved, let effectiveOn {
      return (start, max(dissolved.time, effectiveOn.interval(in: zone).end))
    }
    if let completedOn { return (start, completedOn.interval(in: zone).end) }
    return (start, .distantFuture)
  }
}

extension PairingState: SchemaObject {
  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.optional("cohort", &cohort, RefForm(.cohort))
    try c.optional("completed", &completed)
    try c.optional("completed_on", &completedOn)
    try c.optional("dissolution_cause", &dissolutionCause, WordForm())
    try c.optional("dissolved", &dissolved)
    try c.optional("effective_on", &effectiveOn)
    try c.unlessEmpty("extensions", &extensions, ArrayForm(ValueForm<Extension>(), 0...100_000))
    try c.optional("formed", &formed)
    try c.required("from_record", &isFromRecord, BoolForm())
    try c.optional("host_accepted", &hostAccepted)
    try c.required("host_cities", &hostCities, ArrayForm(RefForm(.city), 0...1_000))
    try c.optional("host_party_name", &hostPartyName, StringForm())
    try c.unlessEmpty(
      "member_changes", &memberChanges, ArrayForm(ValueForm<MemberChange>(), 0...100_000))
    try c.unlessEmpty("pauses", &pauses, ArrayForm(ValueForm<Pause>(), 0...100_000))
    try c.unlessEmpty("peers", &peers, ArrayForm(RefForm(.city), 0...2))
    try c.optional("proposed", &proposed)
    try c.optional("replaced", &replaced)
    try c.optional("replaced_by", &replacedBy, RefForm(.pairing))
    try c.optional("start_date", &startDate)
    try c.required("state", &status, WordForm())
    try c.required("stream", &record)
    try c.required("themes", &themes, WordSetForm(0...16))
    try c.optional("title", &title, StringForm())
    try c.optional("twin_accepted", &twinAccepted)
    try c.optional("twin_city", &twinCity, RefForm(.city))
    try c.unlessEmpty("waivers", &waivers, ArrayForm(ValueForm<Waiver>(), 0...100_000))
  }
}

extension PairingState.Pause: SchemaObject {
  public init() { self.init(fact: Fact(), from: PointInTime()) }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required("fact", &fact)
    try c.required("from", &from)
    try c.optional("resumed", &resumed)
    try c.optional("to", &to)
  }
}

extension PairingState.Waiver: SchemaObject {
  public init() { self.init(fact: Fact(), milestone: "") }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required("fact", &fact)
    try c.required("milestone", &milestone, StringForm())
  }
}

extension PairingState.Extension: SchemaObject {
  public init() { self.init(fact: Fact(), milestone: "", newDue: PointInTime()) }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required("fact", &fact)
    try c.required("milestone", &milestone, StringForm())
    try c.required("new_due", &newDue)
  }
}

extension PairingState.MemberChange: SchemaObject {
  public init() { self.init(city: .none, fact: Fact(), joined: false) }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required("city", &city, RefForm(.city))
    try c.required("fact", &fact)
    try c.required("joined", &joined, BoolForm())
  }
}
