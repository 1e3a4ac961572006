internal import Twinning

/// What a list counts of other kinds.
extension World {
  /// By cohort: its pairings by state.
  func countedPairings() -> [Ref: [PairingState.Status: Int]] {
    var counts: [Ref: [PairingState.Status: Int]] = [:]
    for ref in subjects(of: .pairing) {
      guard case .pairing(let pairing)? = state(of: ref), let cohort = pairing.cohort else {
        continue
      }
      counts[cohort, default: [:]][pairing.status, default: 0] += 1
    }
    return counts
  }

  /// By cohort: its participations.
  func countedParticipations() -> [Ref: Int] {
    var counts: [Ref: Int] = [:]
    for ref in subjects(of: .participation) {
      guard case .participation(let one)? = state(of: ref), let cohort = one.cohort else {
        continue
      }
      counts[cohort, default: 0] += 1
    }
    return counts
  }
}
