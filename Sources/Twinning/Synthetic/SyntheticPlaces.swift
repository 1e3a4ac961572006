/// A made-up place that may take part.
struct Place {
  var ref: Ref
  var name: String
  var country: Ref
  var population: Int64
  var status: MissionStatus?
}

/// The reference data that all programmes share: countries and places, clearly made up.
///
/// It is recorded first, and again in the world of every programme, where the same dice give the
/// same events.
struct SyntheticPlaces {
  /// Mission and pilot cities, which apply as hosts.
  private(set) var hosts: [Place] = []

  /// Other places, which apply as twins.
  private(set) var twins: [Place] = []

  private let scribe: Scribe
  private var dice: Dice
  private let day: CivilDate
  private let editor: Actor
  private var names: [String] = []
  private var countries: [Ref] = []

  /// Records the places for programmes of `pairings` pairings from `day` on.
  init(recordedBy scribe: Scribe, seed: UInt64, on day: CivilDate, pairings: Int) {
    self.scribe = scribe
    self.day = day
    dice = Dice(seed: seed, part: 0)
    editor = Actor(
      ref: scribe.world.interner.intern(.actor, "ce-" + dice.hexadecimal(6)), role: .ce)
    let headcount = Headcount(pairings: pairings)
    recordCountries()
    nameAll(headcount.hostPlaces + headcount.twinPlaces + 3)
    for number in 0..<headcount.hostPlaces { registerHost(number) }
    for number in 0..<headcount.twinPlaces { registerTwin(number) }
    recordLateAssociation()
  }

  private func passMinutes(_ minutes: Int) {
    scribe.now = scribe.now.adding(milliseconds: Int64(minutes) * 60_000)
  }

  // MARK: Countries

  private static let countryCodes = [
    "xa", "xb", "xc", "xd", "xe", "xf", "xg", "xh", "xi", "xj", "xk", "xl",
  ]

  private mutating func recordCountries() {
    for (number, code) in Self.countryCodes.enumerated() {
      let ref = scribe.world.interner.intern(.country, code)
      countries.append(ref)
      var association = CountryAssociationRecordedV1()
      association.status = number < 8 ? .memberState : number == 8 ? .transitional : .associated
      association.scope = number == 9 ? .fullExceptEICFund : .full
      association.validFrom = PointInTime(day: day.adding(months: -30))
      if number == 8 { association.validTo = PointInTime(day: day.adding(months: -1)) }
      scribe.record(.countryAssociationRecorded(association), on: ref, by: editor)
      passMinutes(dice.number(1...5))
    }
  }

  /// An association that was signed days ago and reaches back by most of a year.
  private func recordLateAssociation() {
    var association = CountryAssociationRecordedV1()
    association.status = .associated
    association.scope = .full
    association.validFrom = PointInTime(day: day.adding(months: -11))
    scribe.now = scribe.now.adding(days: 2)
    scribe.record(
      .countryAssociationRecorded(association), on: countries[8], by: editor,
      occurred: scribe.now.adding(days: -3))
  }

  // MARK: Places

  private static let beginnings = [
    "Sample", "Test", "Mock", "Fable", "Demo", "Trial", "Draft", "Model", "Paper", "Made",
    "Invent", "Seem",
  ]
  private static let endings = [
    "ford", "haven", "bridge", "wick", "stead", "mouth", "field", "by", "holm", "dale",
  ]

  private mutating func nameAll(_ count: Int) {
    for ending in Self.endings {
      for beginning in Self.beginnings { names.append(beginning + ending) }
    }
    dice.shuffle(&names)
    // More places than names: the names come again, with a point of the compass.
    var round = 0
    while names.count < count {
      let prefix = ["North", "East", "South", "West", "New", "Old", "Upper", "Lower"][round % 8]
      names += names.prefix(Self.endings.count * Self.beginnings.count).map {
        "\(prefix) \($0.lowercased())"
      }
      round += 1
    }
  }

  private mutating func registerHost(_ number: Int) {
    let kind: CityKind = number == 1 ? .joint : number == 4 ? .metropole : .city
    var members: [Ref] = []
    if kind == .joint {
      members = (0..<2).map { _ in register(.city, members: [], partOf: nil).ref }
    }
    var place = register(kind, members: members, partOf: nil)
    let status: MissionStatus = number % 4 == 3 ? .pilot : .mission
    place.status = status
    grant(status, to: place)
    if status == .mission && number % 3 == 0 && number < 24 { awardLabel(to: place) }
    hosts.append(place)
  }

  private mutating func registerTwin(_ number: Int) {
    let kind: CityKind =
      switch number {
      case 2: .district
      case 5: .island
      case 8: .region
      default: .city
      }
    let whole = kind == .district ? register(.city, members: [], partOf: nil).ref : nil
    var place = register(kind, members: [], partOf: whole)
    if number % 2 == 0 {
      place.status = .missionMinded
      grant(.missionMinded, to: place)
    }
    twins.append(place)
  }

  private mutating func register(_ kind: CityKind, members: [Ref], partOf: Ref?) -> Place {
    let name = names.removeFirst()
    let number = dice.below(countries.count)
    let slug = name.lowercased().split(separator: " ").joined(separator: "-")
    let place = Place(
      ref: scribe.world.interner.intern(.city, "\(Self.countryCodes[number])-\(slug)"), name: name,
      country: countries[number], population: Int64(dice.number(18...1_900)) * 1_000)
    var city = CityRegisteredV1()
    city.name = Text(name)
    city.isoCountry = place.country
    city.kind = kind
    city.members = members
    city.partOf = partOf
    city.latitude = FixedDecimal(unscaled: Int64(dice.number(370_000...640_000)), scale: 4)
    city.longitude = FixedDecimal(unscaled: Int64(dice.number(-90_000...290_000)), scale: 4)
    var population = Population()
    population.value = place.population
    population.year = Int64(day.year - 2)
    population.source = "Synthetic register of places"
    population.covers = kind == .region ? .proxy : .entity
    city.population = population
    scribe.record(.cityRegistered(city), on: place.ref, by: editor)
    passMinutes(dice.number(1...15))
    return place
  }

  private mutating func grant(_ status: MissionStatus, to place: Place) {
    var grant = MissionStatusGrantedV1()
    grant.status = status
    grant.validFrom = PointInTime(day: day.adding(months: -20))
    scribe.record(.missionStatusGranted(grant), on: place.ref, by: editor)
    passMinutes(1)
  }

  private mutating func awardLabel(to place: Place) {
    var award = MissionLabelAwardedV1()
    // Days are read in a zone; two days on, the day begins after the place was registered.
    scribe.now = scribe.now.adding(days: 2)
    award.awardedOn = PointInTime(day: Zone.utc.date(of: scribe.now))
    award.labelRound = Text("round-\(1 + hosts.count / 9)")
    award.common.evidence = [.page("labels/\(hosts.count)", seen: Zone.utc.date(of: scribe.now))]
    scribe.record(.missionLabelAwarded(award), on: place.ref, by: editor)
  }
}

/// How many places of each sort a programme of so many pairings needs.
struct Headcount {
  let pairings: Int

  /// Host parties, each good for up to three pairings.
  var parties: Int { max(1, pairings * 3 / 5) }

  /// Cities that apply as hosts: the parties, two more of a consortium, one that joins it later,
  /// one for a twin that lost its host, and five that are not selected.
  var hosts: Int { parties + 9 }

  /// Cities that apply as twins: one a pairing, and those that are not selected.
  var twins: Int { pairings + pairings / 5 + 7 }

  /// Whether the last pairing is one of peers.
  var hasPeers: Bool { pairings >= 7 }

  /// A twin a pairing, and one more where two peers make up one.
  var selectedTwins: Int { pairings + (hasPeers ? 1 : 0) }

  var hostPlaces: Int { hosts + 1 }
  var twinPlaces: Int { twins + 2 }
}

extension EvidenceItem {
  /// A page of the made-up programme.
  static func page(_ path: String, seen day: CivilDate) -> EvidenceItem {
    var web = WebEvidence()
    web.url = Text("https://synthetic.example/\(path)")
    web.seenOn = PointInTime(day: day)
    return .web(web)
  }
}
