@testable import Twinning

/// The indicators counted again, one by one and slowly, from plain arrays of events and the
/// definitions alone.
struct Recount {
  let history: History
  let zone: Zone
  let now: Instant
  var period: ReportPeriod?

  /// Only what belongs to this cohort, or this city; nil for all.
  var cohort: Ref?
  var city: Ref?

  var end: Instant { period?.to ?? .distantFuture }
  var moment: Instant { period.map { min(now, $0.to.adding(milliseconds: -1)) } ?? now }

  init(_ history: History, now: Instant, period: ReportPeriod? = nil) {
    self.history = history
    self.now = now
    self.period = period
    zone = history.world.zone(of: ReportScope())
  }

  // MARK: Events

  func isIn(_ event: Event) -> Bool {
    guard let period else { return true }
    return event.time >= period.from && event.time < period.to
  }

  /// Effective events before the end whose payload `pick` makes something of.
  func before<T>(_ pick: (EventData) -> T?) -> [(event: Event, value: T)] {
    history.effective.compactMap { event in
      event.time < end ? pick(event.data).map { (event, $0) } : nil
    }
  }

  /// The streams of a kind: their effective events before the end.
  func streams(_ kind: Kind) -> [Ref: [Event]] {
    var found: [Ref: [Event]] = [:]
    for event in history.effective
    where history.world.interner.kind(of: event.subject) == kind && event.time < end {
      found[event.subject, default: []].append(event)
    }
    return found
  }

  // MARK: What belongs where

  /// By pairing: its cohort and cities, whenever it was formed.
  var parties: [Ref: (cohort: Ref, hosts: [Ref], twin: Ref?)] {
    var found: [Ref: (cohort: Ref, hosts: [Ref], twin: Ref?)] = [:]
    for event in history.effective {
      switch event.data {
      case .matchProposed(let match):
        found[event.subject] = (match.cohortID, match.hostParty.cities, match.twinCityID)
      case .pairingFormed(let formed):
        // Of two peers the first one stands for the host.
        let hosts = formed.hostParty?.cities ?? Array(formed.peers.prefix(1))
        found[event.subject] = (formed.cohortID, hosts, formed.twinCityID ?? formed.peers.last)
      case .consortiumMemberJoined(let change): found[event.subject]?.hosts.append(change.cityID)
      default: break
      }
    }
    return found
  }

  func isWanted(pairing: Ref, _ parties: [Ref: (cohort: Ref, hosts: [Ref], twin: Ref?)]) -> Bool {
    guard let party = parties[pairing] else { return cohort == nil && city == nil }
    if let cohort, party.cohort != cohort { return false }
    guard let city else { return true }
    return party.hosts.contains(city) || party.twin == city
  }

  func isWanted(cohort other: Ref, city place: Ref) -> Bool {
    (cohort == nil || cohort == other) && (city == nil || city == place)
  }

  /// The exchanges held that are wanted.
  var exchanges: [(event: Event, held: HeldV1)] {
    let parties = parties
    return before { $0.held }.filter { event, held in
      if let cohort {
        let isOf =
          held.cohortID == cohort
          || held.pairingIDs.contains {
            parties[$0]?.cohort == cohort
          }
        if !isOf { return false }
      }
      guard let city else { return true }
      return held.hostCityID == city
        || (held.participants?.byCity.contains { $0.cityID == city && $0.total > 0 } ?? false)
    }.map { ($0.event, $0.value) }
  }

  /// How many of an exchange's persons count.
  func persons(_ participants: Participants) -> Int64 {
    var count = city == nil ? participants.external : 0
    for one in participants.byCity where city == nil || one.cityID == city { count += one.total }
    return count
  }
}

/// A share with one decimal, by long division on text.
func percentText(_ part: Int, _ whole: Int) -> String { ratioText(part * 100, whole) }

/// A fraction of whole numbers from 0 up with one decimal, half up.
func ratioText(_ part: Int, _ whole: Int) -> String {
  if whole == 0 { return "NR" }
  var tenths = part * 10 / whole
  if (part * 10 % whole) * 2 >= whole { tenths += 1 }
  return "\(tenths / 10).\(tenths % 10)"
}

func medianText(_ values: [Int]) -> String {
  if values.isEmpty { return "NR" }
  let sorted = values.sorted()
  let middle = sorted.count / 2
  return sorted.count % 2 == 1
    ? ratioText(sorted[middle], 1) : ratioText(sorted[middle - 1] + sorted[middle], 2)
}
