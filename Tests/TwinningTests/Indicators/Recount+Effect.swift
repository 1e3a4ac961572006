@testable import Twinning

/// Replications, and how the ledger was kept.
extension Recount {
  private var replications: [(proposal: ReplicationProposedV1, events: [Event])] {
    let parties = parties
    return streams(.replication).values.compactMap { events in
      guard case .replicationProposed(let proposal)? = events.first?.data else { return nil }
      if let cohort, parties[proposal.pairingID]?.cohort != cohort { return nil }
      if let city, proposal.twinCityID != city { return nil }
      return (proposal, events)
    }
  }

  var replicationCounts: [String: Int] {
    var counts = ["proposed": 0, "started": 0, "completed": 0, "abandoned": 0]
    for (_, events) in replications {
      counts["proposed", default: 0] += 1
      for (key, type) in [
        ("started", EventType.replicationStarted), ("completed", .replicationCompleted),
        ("abandoned", .replicationAbandoned),
      ] where events.contains(where: { $0.data.type == type }) {
        counts[key, default: 0] += 1
      }
    }
    return counts
  }

  var yield: String {
    var fruitful: Set<Ref> = []
    for (_, events) in streams(.replication) {
      guard case .replicationProposed(let proposal)? = events.first?.data,
        events.contains(where: { $0.data.type == .replicationStarted })
      else { continue }
      fruitful.insert(proposal.pairingID)
    }
    return percentText(pairings.count { fruitful.contains($0.formed.subject) }, pairings.count)
  }

  /// By year, in tenths of a tonne; and how many have no estimate.
  func effect(_ basis: EffectBasis) -> (years: [Int64: Int64], without: Int) {
    var sums: [Int64: Int128] = [:]
    var without = 0
    for (_, events) in replications {
      guard events.contains(where: { $0.data.type == .replicationStarted }) else { continue }
      let isAbandoned = events.contains { $0.data.type == .replicationAbandoned }
      if basis == .exAnte, isAbandoned { continue }
      var latest: [Int64: EmissionEffectEstimatedV1] = [:]
      for event in events {
        if case .emissionEffectEstimated(let estimate) = event.data, estimate.basis == basis {
          latest[estimate.year] = estimate
        }
      }
      if latest.isEmpty { without += 1 }
      for (year, estimate) in latest {
        sums[year, default: 0] +=
          Int128(estimate.tco2ePerYear.millionths) * Int128(estimate.share.millionths)
      }
    }
    // Half up: half a tenth is added, then what is left over is cut off downwards.
    let tenth: Int128 = 100_000_000_000
    let years = sums.mapValues { sum -> Int64 in
      let shifted = sum + tenth / 2
      return Int64(shifted >= 0 ? shifted / tenth : -((-shifted + tenth - 1) / tenth))
    }
    return (years, without)
  }

  var timeliness: (rate: String, median: String) {
    var lags: [Int] = []
    for event in history.effective {
      if event.role == .sys || event.isFromRecord { continue }
      if let period, event.recordedTime < period.from || event.recordedTime >= period.to {
        continue
      }
      lags.append(Int(event.recordedTime.milliseconds - event.time.milliseconds))
    }
    let day = 86_400_000
    let timely = lags.count { $0 <= 14 * day }
    if lags.isEmpty { return ("NR", "NR") }
    let sorted = lags.sorted()
    let middle = sorted.count / 2
    let median =
      sorted.count % 2 == 1
      ? ratioText(sorted[middle], day) : ratioText(sorted[middle - 1] + sorted[middle], 2 * day)
    return (percentText(timely, lags.count), median)
  }

  var correctionRate: (rate: String, count: Int) {
    var (domain, changes) = (0, 0)
    for event in history.recorded {
      if let period, event.recordedTime < period.from || event.recordedTime >= period.to {
        continue
      }
      switch history.world.interner.kind(of: event.subject) {
      case .ledger, .period, .summary:
        if !event.data.isAmendment { continue }
      default: break
      }
      switch event.data {
      case .eventCorrected, .eventVoided: changes += 1
      case .correctionProposed: break
      default: domain += 1
      }
    }
    return (percentText(changes, domain), changes)
  }

  /// Places and countries that took part; no place of the made-up programmes lies in another one.
  var geography: (cities: Int, countries: Int) {
    let cities = Set(participations.map(\.confirmed.cityID))
    var countries: Set<Ref> = []
    for event in history.effective {
      if case .cityRegistered(let city) = event.data, cities.contains(event.subject) {
        countries.insert(city.isoCountry)
      }
    }
    return (cities.count, countries.count)
  }
}
