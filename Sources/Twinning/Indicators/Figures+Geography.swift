/// I30: where the places that take part lie.
extension FigureMaker {
  mutating func geography() -> Figure {
    var map = GeographyMap(tables)
    for slot in tables.participations.indices { take(slot, &map) }
    map.leaveOutNested(tables)
    leaveNested(map)
    var cities = Tally()
    var new = Tally()
    var reach = Tally()
    var known = 0
    var countries: [Ref: Tally] = [:]
    for city in map.taking {
      var own = Tally()
      for birth in map.births[city] {
        own.cite(birth.fact, tables.participations[birth.slot].record)
      }
      cities.count += 1
      cities.events += own.events
      countries[tables.cities[city].country ?? .none, default: Tally()].events += own.events
      countries[tables.cities[city].country ?? .none]?.count += 1
      if isNew(map.first[city], among: map.births[city]) {
        new.count += 1
        new.events += own.events
      } else {
        leave(
          all: map.births[city].map(\.fact), .circumstance(.notNew), .i30, under: "newcomers")
      }
      guard let population = tables.cities[city].population, population.covers == .entity else {
        reach.notReported += 1
        leave(
          all: map.births[city].map(\.fact), .notReported("inhabitants"), .i30,
          under: "population")
        leave(tables.cities[city].record.birth, .notReported("inhabitants"), .i30)
        continue
      }
      reach.count += population.value
      reach.events += own.events
      if let registered = tables.cities[city].record.birth {
        reach.cite(registered, tables.cities[city].record)
      }
      known += 1
    }
    var values = [count("cities", cities, .cities)]
    values += countryValues(countries)
    values.append(sum("population", reach, known: known, .inhabitants))
    values.append(count("newcomers", new, .cities))
    return themeless("I30", values)
  }

  private func take(_ slot: Int, _ map: inout GeographyMap) {
    let ref = tables.participationRefs[slot]
    guard tables.participations[slot].exists, let birth = tables.participations[slot].record.birth
    else { return leaveOutside(streamOf: ref, exists: false, .i30) }
    guard let city = map.place(tables.participations[slot].city, tables) else {
      return leave(birth, .circumstance(.placeUnknown), .i30)
    }
    let isIn = membership.participationIsIn[slot]
    if !isIn || !counts(birth) { leave(birth, isIn ? .afterEnd : .notInScope, .i30) }
    map.take(
      GeographyMap.Birth(fact: birth, slot: slot), at: city, isIn: isIn && counts(birth))
  }

  private func leaveNested(_ map: GeographyMap) {
    guard trace != nil else { return }
    let taking = Set(map.taking)
    for city in map.births.indices where !taking.contains(city) {
      leave(all: map.births[city].map(\.fact), .circumstance(.nested), .i30)
    }
  }

  private func isNew(_ first: Fact?, among births: [GeographyMap.Birth]) -> Bool {
    guard let first, births.contains(where: { $0.fact == first }) else { return false }
    return scope.period.map { first.time >= $0.from } ?? true
  }

  /// Countries, and countries and places by association at the report's moment.
  private mutating func countryValues(_ countries: [Ref: Tally]) -> [FigureValue] {
    var all = Tally()
    var ofCountries: [String: Tally] = [:]
    var ofCities: [String: Tally] = [:]
    for (ref, tally) in countries {
      if ref == .none {
        all.notReported += tally.count
        continue
      }
      all.count += 1
      all.events += tally.events
      let (word, cited) = association(of: ref)
      for (key, amount) in [("countries", Int64(1)), ("cities", tally.count)] {
        var part = Tally()
        part.count = amount
        part.events = tally.events + cited
        if key == "cities" {
          ofCities[word, default: Tally()].join(part)
        } else {
          ofCountries[word, default: Tally()].join(part)
        }
      }
    }
    var values = [count("countries", all, .countries)]
    for (word, tally) in ofCountries.sorted(by: { $0.key < $1.key }) {
      values.append(count("countries/\(word)", tally, .countries))
    }
    for (word, tally) in ofCities.sorted(by: { $0.key < $1.key }) {
      values.append(count("cities/\(word)", tally, .cities))
    }
    return values
  }

  /// The word for a country's standing, and the events that say so.
  private func association(of country: Ref) -> (word: String, events: [Int64]) {
    guard let slot = tables.slot(country),
      let found = tables.countries[slot].association(at: moment, in: zone),
      let status = found.status
    else { return ("NR", []) }
    var cited = Tally()
    cited.cite(found.fact, tables.countries[slot].record)
    return (status.word, cited.events)
  }
}

extension Tally {
  fileprivate mutating func join(_ other: Tally) {
    count += other.count
    events += other.events
  }
}

/// The places that take part, by their slots.
private struct GeographyMap {
  struct Birth {
    var fact: Fact

    /// The participation's slot.
    var slot: Int
  }

  /// By slot: the participations that count.
  private(set) var births: [[Birth]]

  /// By slot: the first participation in the whole ledger.
  private(set) var first: [Fact?]

  /// The slots of the places that took part, each once.
  private(set) var taking: [Int] = []

  init(_ tables: WorldTables) {
    births = Array(repeating: [], count: tables.cities.count)
    first = Array(repeating: nil, count: tables.cities.count)
  }

  /// The slot of a place, or of what took its place.
  func place(_ city: Ref?, _ tables: WorldTables) -> Int? {
    guard var slot = tables.slot(city) else { return nil }
    for _ in 0..<16 {
      guard let next = tables.slot(tables.cities[slot].supersededBy) else { break }
      slot = next
    }
    return slot
  }

  mutating func take(_ birth: Birth, at city: Int, isIn: Bool) {
    if let earliest = first[city] {
      if (birth.fact.time, birth.fact.index) < (earliest.time, earliest.index) {
        first[city] = birth.fact
      }
    } else {
      first[city] = birth.fact
    }
    guard isIn else { return }
    if births[city].isEmpty { taking.append(city) }
    births[city].append(birth)
  }

  /// Leaves out what lies in another place that takes part, or is a member of a joint entry that
  /// does.
  mutating func leaveOutNested(_ tables: WorldTables) {
    var isNested = [Bool](repeating: false, count: births.count)
    for city in taking {
      for member in tables.cities[city].members {
        if let slot = place(member, tables), slot != city { isNested[slot] = true }
      }
      var around = tables.cities[city].partOf
      for _ in 0..<16 {
        guard let slot = place(around, tables), slot != city else { break }
        if !births[slot].isEmpty { isNested[city] = true }
        around = tables.cities[slot].partOf
      }
    }
    taking.removeAll { isNested[$0] }
  }
}
