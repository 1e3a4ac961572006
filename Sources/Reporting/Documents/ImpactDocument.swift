public import Twinning

/// Everything that a document about impact says: the figures, what they lead to, and what stands
/// around them. The text, the page, the sheets and the workbook are made from it and from nothing
/// else, so that the same document has the same bytes anywhere.
public struct ImpactDocument {
  /// An exchange that was held.
  struct Exchange: Sendable {
    var subject: String
    var kind: HeldKind
    var mode: Mode?
    var time: Instant
    var hostName: String?

    /// The pairings that it names; none where it was held for a whole cohort.
    var pairings: [Ref]
    var persons: Int64?

    /// The event that says it was held.
    var event: Int64
  }

  /// A place on the map.
  struct Place: Sendable {
    /// What a city is in the pairings; of several the first.
    enum Role: Int, CaseIterable {
      case host, twin, peer
    }

    var name: String
    var role: Role

    /// Whether the ledger names the place's entry at GeoNames, whose coordinates ask for credit.
    var isFromGeoNames = false

    /// In millionths of a degree; nil where the ledger doesn't know.
    var latitude: Int64?
    var longitude: Int64?
  }

  /// A figure somebody published, beside the ledger's own.
  struct Announced: Sendable {
    var about: String
    var figure: String
    var published: [String]
    var believed: Int64?
    var own: String
    var indicator: String?
    var events: [Int64]

    /// What was said, what the ledger knows, and by which events.
    var because: String
  }

  let summary: ImpactSummary
  let source: EvidenceSource
  let origin: String

  /// The programme's name, or the ledger's origin where there are several.
  let title: String

  /// The milestones of the pairings that the figures are about.
  let progress: ProgressModel
  let places: [Ref: Place]

  /// By when they were held.
  let exchanges: [Exchange]
  /// At most ``announcedMax`` of them.
  let announced: [Announced]
  static let announcedMax = 60
  let corrections: [CorrectionLine]

  /// What the corrections come after; nil where nothing was published yet.
  let published: PublishedVersion?

  /// That versions of summaries about the scope are due for a restatement, and why.
  let restatements: [String]

  /// What is said of `summary`, which `world` made.
  ///
  /// - Parameters:
  ///   - columns: every event, finished.
  ///   - proof: how far the newest signed checkpoint reaches.
  ///   - audience: everybody, unless the caller knows better: small cells are merged.
  /// - Complexity: O(n log n) in the states of the world and the events behind the figures.
  public init(
    _ summary: ImpactSummary, world: World, columns: EventColumns, proof: ProofState,
    audience: ImpactReport.Audience = .everybody
  ) {
    self.summary = audience == .everybody ? summary.forPublic() : summary
    source = EvidenceSource(columns: columns, interner: world.interner, proof: proof)
    origin = world.origin
    title = Self.title(summary.scope, world)
    let formed = source.subjects(of: .pairing, behind: summary.value("I06", "formed"))
    let pairings = Set(formed)
    progress = ProgressModel(world, now: summary.moment) { pairings.contains($0) }
    places = Self.places(of: progress.pairings, world)
    exchanges = source.subjects(of: .activity, behind: summary.value("I08", "all"))
      .compactMap { Exchange($0, world) }
      .sorted { ($0.time.milliseconds, $0.event) < ($1.time.milliseconds, $1.event) }
    announced = Self.announced(summary, world, columns)
    published = world.lastPublished(of: summary.scope)
    restatements = Self.restatements(of: summary.scope, world, columns)
    corrections = world.corrections(
      from: published?.version.asOfSize ?? 0, of: summary.scope, columns: columns)
  }

  /// What is due for a restatement of what was published about `scope`, a sentence each.
  ///
  /// - Complexity: O(n) in the subjects for each summary with something recorded since.
  public static func restatements(
    of scope: ReportScope, _ world: World, _ columns: EventColumns
  ) -> [String] {
    world.dueRestatements(of: scope, columns: columns).map { $0.words(world.interner) }
  }

  private static func title(_ scope: ReportScope, _ world: World) -> String {
    let frame = scope.pairing ?? scope.cohort
    let programmes = world.subjects(of: .programme)
    let own = scope.programme ?? frame.flatMap { world.programme(above: $0) }
    guard let programme = own ?? (programmes.count == 1 ? programmes.first : nil),
      case .programme(let state)? = world.state(of: programme)
    else { return world.origin }
    return state.title ?? world.interner.slug(of: programme)
  }

  private static func places(of pairings: [PairingProgress], _ world: World) -> [Ref: Place] {
    var places: [Ref: Place] = [:]
    for pairing in pairings {
      for (cities, role) in [(pairing.hosts, Place.Role.host), (pairing.twins, .twin)] {
        let role = pairing.isOfPeers ? .peer : role
        for city in cities {
          if let known = places[city]?.role, known.rawValue <= role.rawValue { continue }
          places[city] = Place(city, role, world)
        }
      }
    }
    return places
  }

  /// What was announced about the scope's own frame; about anything where it has none.
  private static func announced(
    _ summary: ImpactSummary, _ world: World, _ columns: EventColumns
  ) -> [Announced] {
    let scope = summary.scope
    if scope.city != nil || scope.country != nil || scope.theme != nil || scope.period != nil {
      return []
    }
    let frame = scope.pairing ?? scope.cohort
    return world.announcements(
      believedOn: summary.now, of: scope.programme, about: frame, now: summary.now,
      columns: columns, limit: announcedMax
    ).map { Announced($0, world.interner) }
  }
}

extension ImpactDocument.Exchange {
  fileprivate init?(_ ref: Ref, _ world: World) {
    guard case .activity(let state)? = world.state(of: ref), let held = state.held else {
      return nil
    }
    subject = world.interner.subject(of: ref)
    kind = held.kind
    mode = held.mode
    time = held.fact.time
    hostName = state.hostCity.map(world.name(ofCity:))
    pairings = state.pairings
    persons = held.participants?.total
    event = held.fact.index
  }
}

extension ImpactDocument.Place {
  fileprivate init(_ city: Ref, _ role: Role, _ world: World) {
    name = world.name(ofCity: city)
    self.role = role
    guard case .city(let state)? = world.state(of: city) else { return }
    latitude = state.latitude?.millionths
    longitude = state.longitude?.millionths
    isFromGeoNames = state.geonamesID != nil
  }
}

extension ImpactDocument.Announced {
  fileprivate init(_ one: AnnouncedComparison, _ interner: Interner) {
    about = interner.subject(of: one.about)
    figure = FigureWords.phrase(one.figure.word)
    published = one.announcements.map { "\($0.value) \($0.basis.word) \($0.announcedOn)" }
    believed = one.believed?.value
    own = one.own?.amountWords ?? Spelling.notReported
    indicator = one.indicator
    events = one.announcements.map(\.fact.index).sorted()
    because = one.because(interner)
  }
}

extension EvidenceSource {
  /// The streams of `kind` whose events are behind `value`, in the order of those events.
  fileprivate func subjects(of kind: Kind, behind value: FigureValue?) -> [Ref] {
    var found: [Ref] = []
    var seen: Set<Ref> = []
    for index in value?.events ?? [] {
      guard let subject = columns.line(at: index)?.subject, subject != .none,
        interner.kind(of: subject) == kind, seen.insert(subject).inserted
      else { continue }
      found.append(subject)
    }
    return found
  }
}

extension ImpactSummary {
  /// The value of a figure's key, if there is one.
  func value(_ id: String, _ key: String) -> FigureValue? {
    figures.first { $0.id == id }?.value(key)
  }

  /// The last moment that counts.
  var moment: Instant {
    scope.period.map { min(now, $0.to.adding(milliseconds: -1)) } ?? now
  }
}

extension World {
  /// The programme that a cohort or a pairing belongs to.
  fileprivate func programme(above ref: Ref) -> Ref? {
    if case .cohort(let cohort)? = state(of: ref) { return cohort.programme }
    return programme(holding: ref)
  }
}
