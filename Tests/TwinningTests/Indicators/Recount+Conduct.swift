@testable import Twinning

/// How the ledger was kept: I27, I28, I29.
extension Recount {
  private func isRecordedInPeriod(_ event: Event) -> Bool {
    guard let period = scope.period else { return true }
    return event.recordedTime >= period.from && event.recordedTime < period.to
  }

  var timeliness: [String: Value] {
    var lags: [Int] = []
    var (byRule, fromRecord) = (0, 0)
    for event in history.effective where isRecordedInPeriod(event) && isIn(stream: event.subject) {
      if event.role == .sys {
        byRule += 1
      } else if event.isFromRecord {
        fromRecord += 1
      } else {
        lags.append(Int(event.recordedTime.milliseconds - event.time.milliseconds))
      }
    }
    let day = 86_400_000
    return [
      "rate": .share(lags.count { $0 <= 14 * day }, lags.count),
      "median_lag": Value(shown: medianText(lags, over: day)), "by_rule": .count(byRule),
      "imported_record": .count(fromRecord),
    ]
  }

  var correctionRate: [String: Value] {
    var (domain, changes) = (0, 0)
    var reasons: [String: Int] = [:]
    for event in history.recorded where isRecordedInPeriod(event) && isIn(stream: event.subject) {
      switch event.data {
      case .eventCorrected, .eventVoided:
        changes += 1
        if let reason = event.data.common.reason {
          reasons["reason/\(reason.code.word)", default: 0] += 1
        }
      case .correctionProposed: break
      default:
        switch history.world.interner.kind(of: event.subject) {
        case .ledger, .period, .summary: break
        default: domain += 1
        }
      }
    }
    var values = reasons.mapValues { Value.count($0) }
    values["rate"] = .share(changes, domain)
    values["all"] = .count(changes)
    return values
  }

  var integrity: [String: Value] {
    ["size": .count(history.recorded.count), "root": Value(shown: History.root)]
  }

  /// Whether the events of a stream are asked for; those of one that never was belong nowhere.
  private func isIn(stream: Ref) -> Bool {
    if !hasFrame, !hasPlace { return true }
    if let known = isInByStream[stream] { return known }
    let found = judge(stream: stream)
    isInByStream[stream] = found
    return found
  }

  private func judge(stream: Ref) -> Bool {
    let events = history.stream(stream)
    switch history.world.interner.kind(of: stream) {
    case .city: return !hasFrame && isOfPlace(stream)
    case .country: return !hasFrame && scope.city == nil && stream == scope.country
    case .cohort: return !hasPlace && cohorts[stream] != nil && isInFrame(cohort: stream)
    case .programme, .call, .period, .summary, .change:
      return !hasPlace && scope.cohort == nil && scope.pairing == nil
        && (stream == scope.programme || programmes[stream] == scope.programme)
    case .pairing: return parties[stream] != nil && isIn(pairing: stream)
    case .activity: return !events.isEmpty && isIn(activity: events)
    case .participation: return participations.contains { $0.events[0].subject == stream }
    case .application: return applications.contains { $0.events[0].subject == stream }
    case .claim: return claims.contains { $0.events[0].subject == stream }
    default: return isIn(workIn: events)
    }
  }

  private func isIn(workIn events: [Event]) -> Bool {
    guard let birth = events.first else { return false }
    switch birth.data {
    case .replicationProposed(let proposal): return isIn(proposal)
    case .deliverableSubmitted, .deliverableWaived:
      return events.last(where: { $0.data.deliverablePairing != nil })?.data.deliverablePairing
        .map(isIn(pairing:)) ?? false
    case .practiceDescribed(let practice):
      if hasPlace, !isOfPlace(practice.ownerCityID) { return false }
      return !hasFrame
        || events.contains { event in
          if case .practiceAdopted(let step) = event.data {
            isInFrame(pairing: step.pairingID)
          } else {
            false
          }
        }
    default: return false
    }
  }
}

extension EventData {
  /// The pairing that a submission, or the waiver of a report, names.
  var deliverablePairing: Ref? {
    switch self {
    case .deliverableSubmitted(let one): one.pairingID
    case .deliverableWaived(let one): one.pairingID
    default: nil
    }
  }
}
