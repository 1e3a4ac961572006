/// Rules of pairings that look at other streams (DOMAIN 4, Pairing).
extension World {
  /// Refuses what other streams don't allow for a pairing's `event`. As a recheck, only whether
  /// what it rests on still exists.
  func checkPairingAcross(
    _ event: Event, recordedTime: Instant, isRecheck: Bool
  ) throws(Refusal) {
    switch event.data {
    case .matchProposed(let match):
      try checkParties(match.hostParty.cities, [match.twinCityID], match.cohortID)
      if isRecheck { return }
      try checkTwinIsNoHost(match.hostParty.cities, match.twinCityID)
      if event.isFromRecord { return }
      try checkTakingPart(match.hostParty.cities, .host, match.cohortID, at: event.time)
      try checkTakingPart([match.twinCityID], .twin, match.cohortID, at: event.time)
      try checkCaps(of: event.subject, match.hostParty, match.twinCityID, in: match.cohortID)
    case .pairingFormed(let formation):
      try checkFormation(formation, event, isRecheck: isRecheck)
    case .consortiumMemberJoined(let change):
      try requireStream(change.cityID, "city")
      guard !isRecheck, let pairing = pairing(event.subject) else { return }
      if let twin = pairing.twinCity { try checkTwinIsNoHost([change.cityID], twin) }
    case .consortiumMemberLeft(let change): try requireStream(change.cityID, "city")
    case .pairingReplaced(let replacement):
      try requireStream(replacement.newPairingID, "pairing")
    case .milestoneWaived(let waiver):
      try checkMilestone(waiver.milestone, of: event)
    case .milestoneExtended(let ext):
      try checkMilestone(ext.milestone, of: event)
    case .pairingCompleted:
      try checkPairingCompletion(pairing: event.subject, at: event.time)
    default: break
    }
  }

  private func checkFormation(
    _ formation: PairingFormedV1, _ event: Event, isRecheck: Bool
  ) throws(Refusal) {
    let hosts = formation.hostParty?.cities ?? []
    let others = formation.peers + (formation.twinCityID.map { [$0] } ?? [])
    try checkParties(hosts, others, formation.cohortID)
    if isRecheck { return }
    if let twin = formation.twinCityID { try checkTwinIsNoHost(hosts, twin) }
    try checkCoupleIsFree(event.subject, hosts: hosts, others: others, in: formation.cohortID)
    if event.isFromRecord || formation.common.basis == .importedRecord { return }
    try checkMatchUnchanged(formation, event)
    guard let party = formation.hostParty, let twin = formation.twinCityID else { return }
    try checkTakingPart(hosts, .host, formation.cohortID, at: event.time)
    try checkTakingPart([twin], .twin, formation.cohortID, at: event.time)
    try checkCaps(of: event.subject, party, twin, in: formation.cohortID)
  }

  /// Refuses a formation of other cities than those that were matched.
  private func checkMatchUnchanged(
    _ formation: PairingFormedV1, _ event: Event
  ) throws(Refusal) {
    guard let match = pairing(event.subject) else { return }
    let isSame =
      match.cohort == formation.cohortID && match.twinCity == formation.twinCityID
      && Set(match.hostCities) == Set(formation.hostParty?.cities ?? [])
    if isSame { return }
    throw Refusal(
      .notBothAccepted,
      "\(interner.subject(of: event.subject)) was accepted for other cities than these.",
      admitted: "Form it with the parties that were matched, or propose a new match.")
  }

  private func checkParties(_ hosts: [Ref], _ others: [Ref], _ cohort: Ref) throws(Refusal) {
    try requireStream(cohort, "cohort")
    for city in hosts { try requireStream(city, "city") }
    for city in others { try requireStream(city, "city") }
  }

  /// Refuses a reference to a stream that has no beginning in effect.
  func requireStream(_ ref: Ref, _ what: String) throws(Refusal) {
    if exists(ref) { return }
    throw Refusal(
      .unknownReference, "\(interner.subject(of: ref)) is not known.",
      admitted: "Record the \(what) before what refers to it, or correct the name.")
  }

  private func checkTwinIsNoHost(_ hosts: [Ref], _ twin: Ref) throws(Refusal) {
    guard hosts.contains(twin) else { return }
    throw Refusal(
      .twinInHostParty, "\(interner.slug(of: twin)) is the twin city and in the host party.",
      admitted: "A city stands on one side of a pairing.")
  }

  /// Refuses cities that neither take part in the cohort nor are selected for it.
  private func checkTakingPart(
    _ cities: [Ref], _ role: ParticipantRole, _ cohort: Ref, at time: Instant
  ) throws(Refusal) {
    for city in cities where !takesPart(city, role, in: cohort, at: time) {
      throw Refusal(
        .notParticipating,
        "\(interner.slug(of: city)) neither takes part in \(interner.slug(of: cohort)) as "
          + "\(role.word) nor is selected for it.",
        admitted: "Record ParticipationConfirmed or ApplicationSelected for it before.")
    }
  }

  private func takesPart(
    _ city: Ref, _ role: ParticipantRole, in cohort: Ref, at time: Instant
  ) -> Bool {
    let base = "\(interner.slug(of: cohort))--\(interner.slug(of: city))--\(role.word)"
    for number in 1...9 {
      let slug = number == 1 ? base : "\(base)--\(number)"
      let ref = interner.intern(.participation, slug)
      guard exists(ref) else { break }
      if participation(ref, at: time)?.isActive ?? false { return true }
    }
    return subjects(.application, mentioning: cohort).contains { ref in
      guard let application = application(ref) else { return false }
      return application.isSelected && application.city == city
        && application.role?.word == role.word
    }
  }

  /// Refuses a pairing beyond the caps of the cohort's calls; a party counts once.
  private func checkCaps(
    of pairing: Ref, _ party: HostParty, _ twin: Ref, in cohort: Ref
  ) throws(Refusal) {
    guard let cohortState = self.cohort(cohort) else { return }
    var hostCap = Int64.max
    var twinCap = Int64.max
    for call in cohortState.calls {
      guard let call = self.call(call) else { continue }
      hostCap = min(hostCap, call.maxPairingsPerHost ?? .max)
      twinCap = min(twinCap, call.maxPairingsPerTwin ?? .max)
    }
    if hostCap == .max && twinCap == .max { return }
    var hostCounts: [Ref: Int64] = [:]
    var twinCount: Int64 = 0
    for other in subjects(.pairing, mentioning: cohort) where other != pairing {
      guard let state = self.pairing(other), state.isOpen || state.status == .completed,
        state.cohort == cohort
      else { continue }
      if state.twinCity == twin { twinCount += 1 }
      for host in state.hostCities { hostCounts[host, default: 0] += 1 }
    }
    if twinCount >= twinCap {
      throw Refusal(
        .capReached,
        "\(interner.slug(of: twin)) has \(twinCount) pairings in "
          + "\(interner.slug(of: cohort)); its call allows \(twinCap) for a twin.",
        admitted: "Another twin city, or a revision of the call's rules.")
    }
    for host in party.cities where hostCounts[host, default: 0] >= hostCap {
      throw Refusal(
        .capReached,
        "\(interner.slug(of: host)) has \(hostCounts[host] ?? 0) pairings in "
          + "\(interner.slug(of: cohort)); its call allows \(hostCap) for a host.",
        admitted: "Another host, or a revision of the call's rules.")
    }
  }

  /// Refuses a second open pairing of the same couple in a cohort.
  private func checkCoupleIsFree(
    _ pairing: Ref, hosts: [Ref], others: [Ref], in cohort: Ref
  ) throws(Refusal) {
    let couple = Set(hosts + others)
    if hosts.isEmpty && others.count < 2 { return }
    for other in subjects(.pairing, mentioning: cohort) where other != pairing {
      guard let state = self.pairing(other), state.isLive, state.cohort == cohort,
        Set(state.cities) == couple
      else { continue }
      throw Refusal(
        .coupleAlreadyActive,
        "\(interner.subject(of: other)) already joins these cities and is \(state.status.word).",
        admitted: "End that pairing before, or record what happened on it.")
    }
  }

  private func checkMilestone(_ milestone: Text, of event: Event) throws(Refusal) {
    guard let pairing = pairing(event.subject), let cohort = pairing.cohort,
      let template = template(ofCohort: cohort)
    else { return }
    let name = said(milestone)
    if template.milestones.contains(where: { $0.id == name }) { return }
    throw Refusal(
      .unknownMilestone, "the template of \(interner.slug(of: cohort)) has no milestone \(name).",
      admitted: "It has \(template.milestones.map(\.id).joined(separator: ", ")).")
  }

  /// The milestone template that a cohort goes by, or nil where it isn't known.
  func template(ofCohort ref: Ref) -> ProgrammeState.Template? {
    guard let cohort = cohort(ref), let choice = cohort.template, let programme = cohort.programme
    else { return nil }
    return self.programme(programme)?.template(choice.id, version: choice.version)
  }
}
