/// A place: what it is called, where it lies, and its standing towards the Mission over time.
public struct CityState: StreamState {
  /// Where it can stand.
  public enum Status: UInt8, StateVocabulary {
    case none, registered, superseded

    /// The words, in the order of the cases.
    public static let words = ["none", "registered", "superseded"]
  }

  /// How many people live there, by which source.
  public struct Inhabitants: Hashable, Sendable {
    /// How many people.
    public var value: Int64
    /// The year that the number is of.
    public var year: Int64?
    /// Where the number is from.
    public var source: String

    /// Whether the number is of the place itself, of a part of it, or of a stand-in.
    public var covers: PopulationCovers
  }

  /// A standing towards the Mission, from when to when.
  public struct Standing: Hashable, Sendable {
    /// The event that says so.
    public var fact: Fact
    /// The standing.
    public var status: MissionStatus
    /// From when it holds.
    public var validFrom: PointInTime
    /// The event that ended it; nil while it holds.
    public var ended: Fact?
    /// Until when it holds, included; nil while no end is known.
    public var validTo: PointInTime?

    /// Whether it holds at `moment`, dates read in `zone`.
    public func holds(at moment: Instant, in zone: Zone) -> Bool {
      if moment < validFrom.interval(in: zone).start { return false }
      guard let validTo else { return true }
      return moment <= validTo.interval(in: zone).end
    }
  }

  /// The Mission Label.
  public struct Label: Hashable, Sendable {
    /// The event that says so.
    public var fact: Fact
    /// The day of the award.
    public var awardedOn: PointInTime
    /// The round of awards, where it is named.
    public var round: String?
  }

  /// What every stream keeps beside its own state.
  public var record = StreamRecord()
  /// Where it stands.
  public private(set) var status = Status.none
  /// What it is called; nil where that is not reported.
  public private(set) var name: String?
  /// The country that it lies in.
  public private(set) var country: Ref?
  /// What sort of place it is; nil where that is not reported.
  public private(set) var kind: CityKind?

  /// The places that a joint entry stands for; it counts once.
  public private(set) var members: [Ref] = []
  /// The place that it is a part of, if any.
  public private(set) var partOf: Ref?
  /// Its number in GeoNames.
  public private(set) var geonamesID: Int64?
  /// Degrees north, WGS 84.
  public private(set) var latitude: FixedDecimal?
  /// Degrees east, WGS 84.
  public private(set) var longitude: FixedDecimal?
  /// Its own time zone, where it is known.
  public private(set) var zone: Zone?
  /// How many people live there, where it is known.
  public private(set) var population: Inhabitants?
  /// Its standings towards the Mission, in the order in which they were granted.
  public private(set) var standings: [Standing] = []
  /// The Mission Label; nil while it has none.
  public private(set) var label: Label?
  /// The place that took its place.
  public private(set) var supersededBy: Ref?
  /// When another place took its place; nil unless one did.
  public private(set) var superseded: Fact?

  /// Nothing yet.
  public init() {}

  /// Whether its birth is in effect.
  public var exists: Bool { status != .none }

  /// Whether it had a standing at `moment`, dates read in `zone`.
  public func has(_ status: MissionStatus, at moment: Instant, in zone: Zone) -> Bool {
    standings.contains { $0.status == status && $0.holds(at: moment, in: zone) }
  }

  func check(_ event: borrowing Event) throws(Refusal) {
    switch event.data {
    case .cityRegistered(let city):
      try require([.none], for: event)
      try checkMembers(kind: city.kind, members: city.members)
    case .cityDetailsAmended(let amended):
      try require([.registered], for: event)
      try checkMembers(
        kind: amended.kind ?? kind,
        members: amended.members.isEmpty ? members : amended.members)
      try checkChanges(amended)
    case .citySuperseded(let succession):
      try require([.registered], for: event)
      if succession.by == event.subject {
        throw Refusal(
          .stateForbids, "a place can't be superseded by itself.",
          admitted: "Name the place that takes its place.")
      }
    case .missionStatusGranted(let grant):
      try require([.registered], for: event)
      try checkGrant(grant.status, from: grant.validFrom)
    case .missionStatusEnded(let end):
      try require([.registered, .superseded], for: event)
      try checkEnd(end.status, to: end.validTo)
    case .missionLabelAwarded(let award):
      try require([.registered, .superseded], for: event)
      try checkLabel(on: award.awardedOn)
    default: throw Refusal.foreign(event)
    }
  }

  private func require(_ allowed: [Status], for event: borrowing Event) throws(Refusal) {
    if allowed.contains(status) { return }
    throw Refusal.state(status, of: "city", for: event, allowed: allowed)
  }

  private func checkMembers(kind: CityKind?, members: [Ref]) throws(Refusal) {
    guard kind == .joint, members.count < 2 else { return }
    throw Refusal(
      .jointNeedsMembers, "a joint entry has \(members.count) of at least 2 members.",
      admitted: "Name the places that it stands for as members.")
  }

  /// Refuses an amendment that leaves every detail as it is. A name or a population is taken as
  /// new: texts can't be compared here.
  private func checkChanges(_ amended: CityDetailsAmendedV1) throws(Refusal) {
    if amended.name != nil || amended.population != nil { return }
    if let new = amended.kind, new != kind { return }
    if !amended.members.isEmpty, amended.members != members { return }
    if let new = amended.partOf, new != partOf { return }
    if let new = amended.geonamesID, new != geonamesID { return }
    if let new = amended.latitude, new != latitude { return }
    if let new = amended.longitude, new != longitude { return }
    if let new = amended.zone, new != zone { return }
    throw Refusal(
      .changesNothing, "the place has these details already.",
      admitted: "Give at least one detail that differs.")
  }

  private func checkGrant(_ status: MissionStatus, from start: PointInTime) throws(Refusal) {
    for standing in standings where standing.status == status {
      if let end = standing.validTo, !start.provablyBefore(end, in: zone ?? .utc) { continue }
      throw Refusal(
        .statusOverlaps,
        "the status \(status.word) holds from \(standing.validFrom) "
          + (standing.validTo.map { "to \($0)" } ?? "on") + " (event \(standing.fact.index)).",
        admitted: standing.validTo == nil
          ? "Record MissionStatusEnded before, or in the same batch."
          : "Give a valid_from after that end.")
    }
  }

  private func checkEnd(_ status: MissionStatus, to end: PointInTime) throws(Refusal) {
    guard let open = standings.last(where: { $0.status == status && $0.validTo == nil }) else {
      throw Refusal(
        .statusNotHeld, "the place has no status \(status.word) that could end.",
        admitted: "Record MissionStatusGranted before.")
    }
    if end.provablyBefore(open.validFrom, in: zone ?? .utc) {
      throw Refusal(
        .intervalReversed, "valid_to, \(end), lies before its valid_from, \(open.validFrom).",
        admitted: "Give a valid_to not before valid_from.")
    }
  }

  private func checkLabel(on day: PointInTime) throws(Refusal) {
    if let label {
      throw Refusal(
        .labelTwice,
        "the label was awarded on \(label.awardedOn) (event \(label.fact.index)).",
        admitted: "Correct that event's awarded_on, if the date is wrong.")
    }
    let zone = zone ?? .utc
    let isMission = standings.contains { standing in
      standing.status == .mission && !day.provablyBefore(standing.validFrom, in: zone)
        && !(standing.validTo?.provablyBefore(day, in: zone) ?? false)
    }
    if isMission { return }
    throw Refusal(
      .labelNeedsMission, "the place had no status mission on \(day).",
      admitted: "Record MissionStatusGranted before, as having occurred by then.")
  }

  mutating func evolve(_ event: borrowing Event, in bytes: Span<UInt8>) {
    switch event.data {
    case .cityRegistered(let city): register(city, in: bytes)
    case .cityDetailsAmended(let amended): amend(amended, in: bytes)
    case .citySuperseded(let succession):
      status = .superseded
      supersededBy = succession.by
      superseded = Fact(event)
    case .missionStatusGranted(let grant):
      standings.append(
        Standing(fact: Fact(event), status: grant.status, validFrom: grant.validFrom))
    case .missionStatusEnded(let end):
      let open = standings.lastIndex { $0.status == end.status && $0.validTo == nil }
      guard let open else { return }
      standings[open].ended = Fact(event)
      standings[open].validTo = end.validTo
    case .missionLabelAwarded(let award):
      label = Label(
        fact: Fact(event), awardedOn: award.awardedOn, round: award.labelRound?.string(in: bytes))
    default: break
    }
  }

  private mutating func register(_ city: CityRegisteredV1, in bytes: Span<UInt8>) {
    status = .registered
    name = city.name?.string(in: bytes)
    country = city.isoCountry
    kind = city.kind
    members = city.members
    partOf = city.partOf
    geonamesID = city.geonamesID
    latitude = city.latitude
    longitude = city.longitude
    zone = city.zone
    population = city.population.map { Inhabitants($0, in: bytes) }
  }

  private mutating func amend(_ amended: CityDetailsAmendedV1, in bytes: Span<UInt8>) {
    name = amended.name?.string(in: bytes) ?? name
    kind = amended.kind ?? kind
    if !amended.members.isEmpty { members = amended.members }
    partOf = amended.partOf ?? partOf
    geonamesID = amended.geonamesID ?? geonamesID
    latitude = amended.latitude ?? latitude
    longitude = amended.longitude ?? longitude
    zone = amended.zone ?? zone
    population = amended.population.map { Inhabitants($0, in: bytes) } ?? population
  }
}

extension CityState.Inhabitants {
  init(_ population: Population, in bytes: Span<UInt8>) {
    self.init(
      value: population.value, year: population.year, source: population.source.string(in: bytes),
      covers: population.covers)
  }
}

extension CityState: SchemaObject {
  /// Reads or writes the members, in canonical order.
  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.optional("country", &country, RefForm(.country))
    try c.optional("geonames_id", &geonamesID, in: 0...1_000_000_000)
    try c.optional("kind", &kind, WordForm())
    try c.optional("label", &label)
    try c.optional("latitude", &latitude, DecimalForm(DecimalRule(-90...90, scaleMax: 6)))
    try c.optional("longitude", &longitude, DecimalForm(DecimalRule(-180...180, scaleMax: 6)))
    try c.unlessEmpty("members", &members, ArrayForm(RefForm(.city), 0...1_000))
    try c.optional("name", &name, StringForm())
    try c.optional("part_of", &partOf, RefForm(.city))
    try c.optional("population", &population)
    try c.unlessEmpty("standings", &standings, ArrayForm(ValueForm<Standing>(), 0...1_000_000))
    try c.required("state", &status, WordForm())
    try c.required("stream", &record)
    try c.optional("superseded", &superseded)
    try c.optional("superseded_by", &supersededBy, RefForm(.city))
    try c.optional("zone", &zone)
  }
}

extension CityState.Inhabitants: SchemaObject {
  /// What a reader begins with.
  public init() { self.init(value: 0, source: "", covers: PopulationCovers()) }

  /// Reads or writes the members, in canonical order.
  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required("covers", &covers, WordForm())
    try c.required("source", &source, StringForm())
    try c.required("value", &value, in: 0...20_000_000_000)
    try c.optional("year", &year, in: 0...9999)
  }
}

extension CityState.Standing: SchemaObject {
  /// What a reader begins with.
  public init() { self.init(fact: Fact(), status: MissionStatus(), validFrom: PointInTime()) }

  /// Reads or writes the members, in canonical order.
  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.optional("ended", &ended)
    try c.required("fact", &fact)
    try c.required("status", &status, WordForm())
    try c.required("valid_from", &validFrom)
    try c.optional("valid_to", &validTo)
  }
}

extension CityState.Label: SchemaObject {
  /// What a reader begins with.
  public init() { self.init(fact: Fact(), awardedOn: PointInTime()) }

  /// Reads or writes the members, in canonical order.
  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required("awarded_on", &awardedOn)
    try c.required("fact", &fact)
    try c.optional("round", &round, StringForm())
  }
}
