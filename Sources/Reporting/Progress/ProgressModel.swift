public import Twinning

/// Where every pairing stands, by programme and cohort: what progress reports are made of.
public struct ProgressModel: Sendable {
  /// A cohort with the pairings that were formed in it, the longest overdue first.
  struct OfCohort: Sendable {
    let subject: String
    let name: String?
    let pairings: [PairingProgress]
    let share: MilestoneShare
  }

  /// A programme with its cohorts, by their names in the ledger.
  struct OfProgramme: Sendable {
    let subject: String
    let title: String?
    let cohorts: [OfCohort]
    let share: MilestoneShare
  }

  let programmes: [OfProgramme]

  /// The moment as of which everything is judged.
  let now: Instant

  /// How many events were known.
  let size: Int64
  let origin: String
  let isSynthetic: Bool

  /// Every pairing, in the order of the programmes and cohorts.
  var pairings: [PairingProgress] { programmes.flatMap { $0.cohorts.flatMap(\.pairings) } }

  /// What `world` holds of the pairings that were formed and that `isIn` lets through.
  ///
  /// - Parameters:
  ///   - now: what happened later doesn't count.
  ///   - isIn: asked once for each pairing; all are let through where it is left out.
  /// - Complexity: O(n log n) in the states of the world.
  public init(_ world: World, now: Instant, of isIn: (Ref) -> Bool = { _ in true }) {
    self.now = now
    size = world.size
    isSynthetic = world.isSynthetic
    origin = world.origin
    var views: [Ref: PairingView] = [:]
    for view in world.viewsOfAllPairings(now: now) { views[view.pairing] = view }
    var found: [Ref?: [Ref?: [PairingProgress]]] = [:]
    for ref in world.subjects(of: .pairing) where isIn(ref) {
      guard case .pairing(let state)? = world.state(of: ref), state.formed != nil else { continue }
      let one = PairingProgress(ref, state, view: views[ref], world: world, now: now)
      found[world.programme(holding: ref), default: [:]][state.cohort, default: []].append(one)
    }
    programmes = found.map { OfProgramme($0, $1, world) }.sorted { $0.subject < $1.subject }
  }
}

extension ProgressModel.OfProgramme {
  fileprivate init(_ ref: Ref?, _ cohorts: [Ref?: [PairingProgress]], _ world: World) {
    subject = ref.map(world.interner.subject(of:)) ?? "no programme"
    if let ref, case .programme(let state)? = world.state(of: ref) {
      title = state.title
    } else {
      title = nil
    }
    self.cohorts = cohorts.map { ProgressModel.OfCohort($0, $1, world) }
      .sorted { $0.subject < $1.subject }
    share = MilestoneShare(of: self.cohorts.flatMap { $0.pairings.flatMap(\.progress) })
  }
}

extension ProgressModel.OfCohort {
  fileprivate init(_ ref: Ref?, _ pairings: [PairingProgress], _ world: World) {
    subject = ref.map(world.interner.subject(of:)) ?? "no cohort"
    if let ref, case .cohort(let state)? = world.state(of: ref) {
      name = state.name
    } else {
      name = nil
    }
    self.pairings = pairings.stablySorted { -$0.daysOverdue }
    share = MilestoneShare(of: pairings.flatMap(\.progress))
  }
}

extension PairingProgress {
  var progress: [MilestoneProgress] { milestones.map(\.progress) }
}

extension MilestoneShare {
  /// `5 of 11`, or that nothing is expected.
  var words: String { expected == 0 ? Spelling.notReported : "\(achieved) of \(expected)" }

  /// The same as a sentence without its end.
  var sentence: String {
    expected == 0
      ? "no mandatory milestone is known (\(Spelling.notReported))"
      : "\(words) mandatory milestones achieved"
  }
}

extension World {
  /// The ledger's origin; empty before its first event.
  var origin: String {
    if case .ledger(let state)? = state(of: interner.ledger) { state.origin } else { "" }
  }

  /// The programme that a pairing belongs to by its cohort.
  func programme(holding pairing: Ref) -> Ref? {
    guard case .pairing(let state)? = state(of: pairing), let cohort = state.cohort,
      case .cohort(let cohortState)? = self.state(of: cohort)
    else { return nil }
    return cohortState.programme
  }
}
