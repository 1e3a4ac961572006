/// A made-up pairing and those who work in it.
final class SyntheticPairing {
  /// What happens to it beside the ordinary.
  enum Fate {
    case ordinary, losesMember, withdraws, withdrawsInError, replaced, paused, suspended
  }

  let number: Int
  let ref: Ref

  /// The host party; of two peers the first.
  let hosts: [Applicant]

  /// The twin; of two peers the second.
  let twin: Applicant
  let isPeers: Bool
  let fate: Fate
  let facilitator: Actor

  /// The day on which it starts.
  let start: Int
  let themes: ThemeSet

  /// Practices that its cities have described.
  var practices: [Ref] = []

  /// The streams that were begun for it.
  var activities: [Ref] = []
  var deliverables: [Ref] = []
  var replications: [Ref] = []

  var cities: [Applicant] { hosts + [twin] }
  var leads: [Actor] { cities.map(\.lead) + [facilitator] }

  init(
    number: Int, ref: Ref, hosts: [Applicant], twin: Applicant, isPeers: Bool, fate: Fate,
    facilitator: Actor, start: Int, themes: ThemeSet
  ) {
    self.number = number
    self.ref = ref
    self.hosts = hosts
    self.twin = twin
    self.isPeers = isPeers
    self.fate = fate
    self.facilitator = facilitator
    self.start = start
    self.themes = themes
  }
}

/// How hosts and twins find each other.
extension SyntheticProgramme {
  /// The cities that take part as hosts: the parties, then those that join a consortium or a twin
  /// later on.
  var hostCities: [Applicant] {
    applicants.filter { $0.role == .host && $0.willTakePart && $0.participation != nil }
  }

  /// Puts down the matches, once everybody is confirmed.
  func pairUp() {
    let hosts = hostCities
    let twins = applicants.filter { $0.role == .twin && $0.willTakePart && !$0.isPeer }
    let peers = applicants.filter(\.isPeer)
    let parties = Array(hosts.prefix(headcount.parties))
    let others = Array(hosts.dropFirst(headcount.parties))
    let count = headcount.pairings - (headcount.hasPeers ? 1 : 0)
    for number in 0..<count {
      var party = [parties[number % parties.count]]
      let fate = fate(of: number)
      if fate == .losesMember { party += others.prefix(2) }
      let pairing = pairing(number + 1, party, twins[number], fate: fate, start: 0)
      let isRefusedFirst = number % 5 == 0 && number < parties.count && parties.count > 1
      if isRefusedFirst {
        let other = parties[(number + 1) % parties.count]
        on(dice.number(-47 ... -45)) { $0.proposeInVain(other, pairing) }
      }
      on(dice.number(-40 ... -34)) { $0.propose(pairing) }
    }
    if headcount.hasPeers, peers.count == 2 {
      let pairing = pairing(headcount.pairings, [peers[0]], peers[1], fate: .ordinary, start: 0)
      on(-10) { $0.form(pairing) }
    }
  }

  private func fate(of number: Int) -> SyntheticPairing.Fate {
    if headcount.pairings < 3 { return .ordinary }
    switch number {
    case 0: return .losesMember
    case 1: return .withdraws
    case 2: return .withdrawsInError
    case 3: return .replaced
    case 4: return .paused
    case 5: return .suspended
    default:
      let roll = dice.below(100)
      return roll < 4 ? .withdraws : roll < 10 ? .paused : roll < 13 ? .suspended : .ordinary
    }
  }

  /// A pairing that is going to be formed.
  func pairing(
    _ number: Int, _ hosts: [Applicant], _ twin: Applicant, fate: SyntheticPairing.Fate, start: Int
  ) -> SyntheticPairing {
    SyntheticPairing(
      number: number, ref: coupleName(hosts[0], twin), hosts: hosts, twin: twin,
      isPeers: twin.isPeer, fate: fate, facilitator: staff.facilitators[number % 5], start: start,
      themes: someThemes())
  }

  private func coupleName(_ host: Applicant, _ twin: Applicant) -> Ref {
    let cities = "\(interner.slug(of: host.city))--\(interner.slug(of: twin.city))"
    return interner.intern(.pairing, "\(interner.slug(of: cohort))--\(cities)")
  }

  // MARK: Proposals

  private func match(_ hosts: [Applicant], _ twin: Applicant, _ themes: ThemeSet) -> MatchProposedV1
  {
    var match = MatchProposedV1()
    match.cohortID = cohort
    match.hostParty = .cities(
      hosts.map(\.city), name: hosts.count > 1 ? Text("Synthetic consortium \(number)") : nil)
    match.twinCityID = twin.city
    match.themes = themes
    match.score = FixedDecimal(unscaled: Int64(dice.number(550...990)), scale: 3)
    match.rationaleCode = dice.pick(["shared_themes", "similar_size", "preferred_partner"])
    return match
  }

  /// A proposal that one side declines.
  private func proposeInVain(_ host: Applicant, _ pairing: SyntheticPairing) {
    let ref = coupleName(host, pairing.twin)
    let match = match([host], pairing.twin, pairing.themes)
    record(.matchProposed(match), on: ref, by: staff.evaluators[0])
    after(1...4) { programme in
      var decline = MatchDeclinedV1()
      decline.bySide = programme.dice.chance(percent: 50) ? .host : .twin
      decline.common.reason = programme.reason(.other)
      let actor = decline.bySide == .host ? host.lead : pairing.twin.lead
      programme.record(.matchDeclined(decline), on: ref, by: actor)
    }
  }

  func propose(_ pairing: SyntheticPairing) {
    let match = match(pairing.hosts, pairing.twin, pairing.themes)
    let actor = dice.chance(percent: 70) ? staff.evaluators[1] : staff.office[0]
    record(.matchProposed(match), on: pairing.ref, by: actor)
    let sides: [PairingSide] = dice.chance(percent: 50) ? [.host, .twin] : [.twin, .host]
    after(1...6) { $0.accept(pairing, sides[0]) }
    after(7...10) { programme in
      programme.accept(pairing, sides[1])
      programme.after(2...10) { $0.form(pairing) }
    }
  }

  private func accept(_ pairing: SyntheticPairing, _ side: PairingSide) {
    guard world.pairing(pairing.ref)?.isOpen ?? false else { return }
    var acceptance = MatchAcceptedV1()
    acceptance.bySide = side
    let actor = side == .host ? pairing.hosts[0].lead : pairing.twin.lead
    record(.matchAccepted(acceptance), on: pairing.ref, by: actor)
  }

  // MARK: Forming

  func form(_ pairing: SyntheticPairing) {
    var formation = PairingFormedV1()
    formation.cohortID = cohort
    formation.startDate = calendar.point(pairing.start)
    var focus = PairingFocus()
    focus.themes = pairing.themes
    focus.cccActionRefs = [document("ccc-action"), document("ccc-action")]
    formation.focus = focus
    if pairing.isPeers {
      // Peers are matched outside: the ledger takes the pairing over from their agreement.
      formation.common.basis = .importedRecord
      formation.common.evidence = [file()]
      formation.peers = pairing.cities.map(\.city)
    } else {
      guard world.pairing(pairing.ref)?.status == .acceptedBoth else { return }
      formation.common.basis = .match
      let isConsortium = pairing.hosts.count > 1
      formation.hostParty = .cities(
        pairing.hosts.map(\.city), name: isConsortium ? Text("Synthetic consortium \(number)") : nil
      )
      formation.twinCityID = pairing.twin.city
      formation.title = Text("\(pairing.hosts[0].place.name) and \(pairing.twin.place.name)")
    }
    if record(.pairingFormed(formation), on: pairing.ref, by: dice.pick(staff.office)) == nil {
      return
    }
    pairings.append(pairing)
    putDownYear(of: pairing)
  }
}
