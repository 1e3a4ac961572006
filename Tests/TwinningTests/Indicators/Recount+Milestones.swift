@testable import Twinning

/// What was due: I24 and I25, by the criteria of the default template of twelve months.
extension Recount {
  /// A milestone of a pairing as of the report's moment.
  struct Standing {
    var id: String
    var status: String
    var due: CivilDate?

    /// Days after the due date: nil where the dates don't decide it.
    var daysLate: Int?
  }

  var milestoneCounts: [String: Value] {
    let standings = years.flatMap(\.standings)
    var counts = ["achieved/on_time": 0, "achieved/late": 0]
    for status in MilestoneStatus.allCases { counts[status.word] = 0 }
    for standing in standings {
      counts[standing.status, default: 0] += 1
      guard standing.status == "achieved" else { continue }
      let judged = standing.daysLate.map { $0 > 0 ? "late" : "on_time" } ?? "date_uncertain"
      counts["achieved/\(judged)", default: 0] += 1
    }
    let late = standings.filter { $0.status == "achieved" }.compactMap(\.daysLate)
    let overdue = standings.filter { $0.status == "overdue" }.compactMap(\.daysLate)
    var values = counts.mapValues { Value.count($0) }
    values["median_days_late"] = Value(shown: medianText(late.filter { $0 > 0 }))
    values["median_days_overdue"] = Value(shown: medianText(overdue))
    return values
  }

  var deliverablesInTime: [String: Value] {
    var (due, inTime, unknown) = (0, 0, 0)
    for (year, standings) in years {
      for (acceptance, milestone) in year.expected(standings.map { ($0.id, $0.status) }) {
        guard let day = standings.first(where: { $0.id == milestone })?.due else {
          unknown += 1
          continue
        }
        let deadline = zone.end(of: day)
        if deadline > moment { continue }
        due += 1
        if let acceptance, acceptance.submitted <= deadline { inTime += 1 }
      }
    }
    return ["rate": .share(inTime, due, notReported: unknown)]
  }

  /// Of each pairing that was formed and whose cohort follows the template: all that its milestones
  /// are derived from.
  func findYears() -> [(year: PairingYear, standings: [Standing])] {
    if scope.theme != nil { return [] }
    return streams(.pairing).compactMap { events in
      let pairing = events[0].subject
      guard events.contains(where: { $0.data.type == .pairingFormed }), isIn(pairing: pairing),
        let party = parties[pairing]
      else { return nil }
      return PairingYear(of: pairing, party, history, moment, zone).map { ($0, standings(of: $0)) }
    }
  }

  private func standings(of year: PairingYear) -> [Standing] {
    year.template.map { id, months, days in
      let achievement = year.achievement(of: id)
      let due = year.due(id, months: months, days: days, achieved: achievement?.time)
      var standing = Standing(id: id, status: "not_due", due: due)
      let deadline = due.map { zone.end(of: $0) }
      if let achievement {
        standing.status = "achieved"
        guard let due, let deadline else { return standing }
        if achievement.latest <= deadline {
          standing.daysLate = 0
        } else if achievement.earliest > deadline {
          standing.daysLate = zone.date(of: achievement.earliest).days(since: due)
        }
      } else if year.isDissolved {
        standing.status = "not_applicable"
      } else if year.waived.contains(id) {
        standing.status = "waived"
      } else if let due, let deadline {
        let left = due.days(since: zone.date(of: moment))
        standing.status = moment > deadline ? "overdue" : left <= 30 ? "due_soon" : "not_due"
        if moment > deadline { standing.daysLate = -left }
      }
      return standing
    }
  }
}
