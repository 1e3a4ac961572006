@testable import Twinning

/// Replications: I20, I22, I23.
extension Recount {
  /// The replications that are asked for: what was proposed, and their events before the end.
  private var replications: [[Event]] {
    history.streams(.replication).compactMap { events in
      guard case .replicationProposed(let proposal) = events[0].data, isIn(proposal),
        scope.theme.map({ proposal.themes?.contains($0) ?? false }) ?? true
      else { return nil }
      return events.filter { $0.time < end }
    }
  }

  var replicationCounts: [String: Value] {
    let replications = replications
    var values: [String: Value] = [:]
    for (key, type) in [
      ("proposed", EventType.replicationProposed), ("started", .replicationStarted),
      ("completed", .replicationCompleted), ("abandoned", .replicationAbandoned),
    ] {
      values[key] = .count(replications.count { $0.contains { $0.data.type == type } })
    }
    return values
  }

  func effect(_ basis: EffectBasis) -> [String: Value] {
    var sums: [Int64: Int128] = [:]
    var without = 0
    for events in replications {
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
    var values: [String: Value] = ["without_estimate": .count(without)]
    // Half up: half a tenth is added, then what is left over is cut off downwards.
    let tenth: Int128 = 100_000_000_000
    for (year, sum) in sums {
      let shifted = sum + tenth / 2
      let tenths = Int64(shifted >= 0 ? shifted / tenth : -((-shifted + tenth - 1) / tenth))
      let text = "\(tenths < 0 ? "-" : "")\(tenths.magnitude / 10).\(tenths.magnitude % 10)"
      values["year/\(year)"] = Value(shown: text)
    }
    return values
  }
}
