@testable import Twinning

/// Where the places lie that take part: I30.
extension Recount {
  private struct Atlas {
    var replacement: [Ref: Ref] = [:]
    var around: [Ref: Ref] = [:]
    var members: [Ref: [Ref]] = [:]
    var population: [Ref: Population] = [:]

    /// The place, or what took its place.
    func now(_ city: Ref) -> Ref {
      var city = city
      for _ in 0..<16 { city = replacement[city] ?? city }
      return city
    }
  }

  private var atlas: Atlas {
    var atlas = Atlas()
    for event in history.effective {
      let city = event.subject
      switch event.data {
      case .cityRegistered(let one):
        atlas.around[city] = one.partOf
        atlas.members[city] = one.members
        atlas.population[city] = one.population
      case .cityDetailsAmended(let one):
        if let place = one.partOf { atlas.around[city] = place }
        if !one.members.isEmpty { atlas.members[city] = one.members }
        if let population = one.population { atlas.population[city] = population }
      case .citySuperseded(let one): atlas.replacement[city] = one.by
      default: break
      }
    }
    return atlas
  }

  var geography: [String: Value] {
    let atlas = atlas
    var births: [Ref: [Event]] = [:]
    var everywhere: [Ref: [Event]] = [:]
    for events in history.streams(.participation) {
      guard case .participationConfirmed(let one) = events[0].data else { continue }
      let city = atlas.now(one.cityID)
      everywhere[city, default: []].append(events[0])
      if isIn(one), events[0].time < end { births[city, default: []].append(events[0]) }
    }
    let taking = Set(births.keys)
    let cities = taking.filter { !isNested($0, in: taking, atlas) }
    let new = cities.count { city in
      let first = everywhere[city]?.min { ($0.time, $0.index) < ($1.time, $1.index) }
      guard let first, births[city]?.contains(where: { $0.index == first.index }) ?? false
      else { return false }
      return scope.period.map { first.time >= $0.from } ?? true
    }
    let known = cities.compactMap { city in
      atlas.population[city].flatMap { $0.covers == .entity ? Int($0.value) : nil }
    }
    var values: [String: Value] = [
      "cities": .count(cities.count), "newcomers": .count(new),
      "population": .sum(
        known.reduce(0, +), known: known.count, unknown: cities.count - known.count),
      "countries": .count(
        Set(cities.compactMap { countries[$0] }).count,
        notReported: cities.count { countries[$0] == nil }),
    ]
    var counts: [String: Int] = [:]
    for country in Set(cities.compactMap({ countries[$0] })) {
      let word = association(of: country)
      counts["countries/\(word)", default: 0] += 1
      counts["cities/\(word)", default: 0] += cities.count { countries[$0] == country }
    }
    for (key, count) in counts { values[key] = .count(count) }
    return values
  }

  /// Whether a place is a member of a joint entry that takes part, or lies in a place that does.
  private func isNested(_ city: Ref, in taking: Set<Ref>, _ atlas: Atlas) -> Bool {
    for other in taking where other != city {
      if (atlas.members[other] ?? []).contains(where: { atlas.now($0) == city }) { return true }
    }
    var place = city
    for _ in 0..<16 {
      guard let around = atlas.around[place].map(atlas.now), around != city else { return false }
      if taking.contains(around) { return true }
      place = around
    }
    return false
  }

  /// The standing that held at the end, as known now: the one that began last.
  private func association(of country: Ref) -> String {
    var best: (start: Instant, word: String)?
    for event in history.stream(country) {
      guard case .countryAssociationRecorded(let one) = event.data else { continue }
      let start = one.validFrom?.interval(in: zone).start ?? event.time
      if start > moment { continue }
      if let last = one.validTo?.interval(in: zone).end, last < moment { continue }
      if let best, start < best.start { continue }
      best = (start, one.status?.word ?? "NR")
    }
    return best?.word ?? "NR"
  }
}
