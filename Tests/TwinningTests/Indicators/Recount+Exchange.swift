@testable import Twinning

/// Exchanges that were held: I08 to I12, I14.
extension Recount {
  struct Exchange {
    var event: Event
    var held: HeldV1
    var kind: HeldKind
    var place: Place

    /// All of the activity's events before the end.
    var known: [Event]
  }

  /// The exchanges that are asked for, wherever they lie to the period.
  func findExchanges() -> [Exchange] {
    activities.compactMap { all, known in
      guard let event = all.first(where: { $0.data.held != nil }), let held = event.data.held,
        let kind = event.data.type.heldKind, isOfTheme(held)
      else { return nil }
      return Exchange(
        event: event, held: held, kind: kind, place: place(event, held.startedAt), known: known)
    }
  }

  func isOfTheme(_ held: HeldV1?) -> Bool {
    scope.theme.map { held?.themes?.contains($0) ?? false } ?? true
  }

  /// Those in the period.
  private var exchangesIn: [Exchange] { exchanges.filter { $0.place == .within } }

  /// `values` with the number of exchanges whose date straddles an end of the period.
  func withUncertain(_ values: [String: Value]) -> [String: Value] {
    let uncertain = exchanges.count { $0.place == .uncertain }
    if uncertain == 0 { return values }
    return values.merging(["date_uncertain": .count(uncertain)]) { $1 }
  }

  var heldCounts: [String: Value] {
    let exchanges = exchangesIn
    var counts = ["all": exchanges.count]
    for kind in HeldKind.allCases { counts["kind/\(kind.word)"] = 0 }
    for mode in Mode.allCases { counts["mode/\(mode.word)"] = 0 }
    for theme in Theme.allCases { counts["theme/\(theme.word)"] = 0 }
    for one in exchanges {
      counts["kind/\(one.kind.word)", default: 0] += 1
      counts["mode/\(one.held.mode?.word ?? "NR")", default: 0] += 1
      let themes = (one.held.themes ?? []).words.map(\.word)
      for theme in themes.isEmpty ? ["none"] : themes {
        counts["theme/\(theme)", default: 0] += 1
      }
    }
    return withUncertain(counts.mapValues { .count($0) })
  }

  var visits: [String: Value] {
    var counts = ["all": 0]
    for direction in Direction.allCases { counts["direction/\(direction.word)"] = 0 }
    for one in exchangesIn where one.kind == .siteVisit {
      counts["all", default: 0] += 1
      let visits = (one.held.visits ?? []).filter { isIn(pairing: $0.pairingID) }
      for visit in visits { counts["direction/\(visit.direction.word)", default: 0] += 1 }
      if visits.isEmpty { counts["direction/NR", default: 0] += 1 }
    }
    return counts.mapValues { .count($0) }
  }

  var workshops: [String: Value] { ["all": .count(exchangesIn.count { $0.kind == .workshop })] }

  /// How many of an exchange's persons count.
  private func persons(_ participants: Participants) -> Int {
    var count = hasPlace ? 0 : Int(participants.external)
    for one in participants.byCity where !hasPlace || isOfPlace(one.cityID) {
      count += Int(one.total)
    }
    return count
  }

  var hours: [String: Value] {
    let exchanges = exchangesIn
    let known = exchanges.compactMap { one in one.held.minutes.map { (Int($0), one) } }
    let byPerson = known.compactMap { minutes, one in
      one.held.participants.map { minutes * persons($0) }
    }
    let count = exchanges.count
    return withUncertain([
      "hours": .sum(
        known.reduce(0) { $0 + $1.0 }, known: known.count, unknown: count - known.count, over: 60),
      "person_hours": .sum(
        byPerson.reduce(0, +), known: byPerson.count, unknown: count - byPerson.count, over: 60),
    ])
  }

  var genders: [String: Value] {
    var (f, m, x, u) = (0, 0, 0, 0)
    var (known, unknown, personsUnknown) = (0, 0, 0)
    for one in exchangesIn {
      guard let participants = one.held.participants else {
        unknown += 1
        continue
      }
      let everybody = participants.byCity.reduce(Int(participants.external)) { $0 + Int($1.total) }
      guard let gender = participants.gender, persons(participants) == everybody else {
        personsUnknown += persons(participants)
        continue
      }
      known += 1
      f += Int(gender.f)
      m += Int(gender.m)
      x += Int(gender.x)
      u += Int(gender.u)
    }
    var values: [String: Value] = [
      "NR": .count(personsUnknown, notReported: unknown),
      "share_of_women": .share(f, f + m + x),
    ]
    let isKnown = known > 0 || (personsUnknown == 0 && unknown == 0)
    for (key, sum) in [("F", f), ("M", m), ("X", x), ("U", u)] {
      values[key] = isKnown ? .count(sum) : Value(shown: "NR")
    }
    return withUncertain(values)
  }

  var evidenceCoverage: [String: Value] {
    let exchanges = exchangesIn
    let listed = exchanges.count { one in
      one.known.contains { $0.data.type == .attendanceListAttached }
    }
    return withUncertain(["rate": .share(listed, exchanges.count)])
  }
}
