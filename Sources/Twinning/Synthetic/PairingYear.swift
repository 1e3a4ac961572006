/// What is put down for a pairing's year once it is formed.
extension SyntheticProgramme {
  private typealias Day = ProgrammeCalendar.Day

  func putDownYear(of pairing: SyntheticPairing) {
    putDownExchanges(of: pairing)
    putDownDeliverables(of: pairing)
    putDownPractices(of: pairing)
    putDownFate(of: pairing)
    within(pairing, 125...190) { $0.proposeReplication(in: pairing) }
    if dice.chance(percent: 25) {
      within(pairing, 205...250) { $0.proposeReplication(in: pairing) }
    }
    if dice.chance(percent: 10) { within(pairing, 60...200) { $0.changeFocus(of: pairing) } }
    if dice.chance(percent: 10) { within(pairing, 80...250) { $0.extendMilestone(of: pairing) } }
    if dice.chance(percent: 12) { within(pairing, 40...320) { $0.reportDeviation(about: pairing) } }
    if dice.chance(percent: 10) { within(pairing, 40...320) { $0.requestChange(about: pairing) } }
    on(dice.number(405...424)) { $0.complete(pairing) }
  }

  /// Puts down what is due so many days from the pairing's start, if the year is long enough.
  private func within(
    _ pairing: SyntheticPairing, _ days: ClosedRange<Int>, _ action: @escaping Agenda.Action
  ) {
    let day = pairing.start + dice.number(days)
    if day <= Day.lastExchange { on(day, action) }
  }

  private func putDownExchanges(of pairing: SyntheticPairing) {
    for month in 1...11 where dice.chance(percent: 68) {
      exchange(.onlineExchange, in: pairing, 30 * month - 12...30 * month + 6)
    }
    exchange(.workshop, in: pairing, 60...85)
    if dice.chance(percent: 60) { exchange(.workshop, in: pairing, 185...215) }
    if dice.chance(percent: 30) { exchange(.workshop, in: pairing, 270...300) }
    if dice.chance(percent: 40) { exchange(.seminar, in: pairing, 130...170) }
    let first: Direction = dice.chance(percent: 75) ? .twinToHost : .hostToTwin
    exchange(.siteVisit, in: pairing, 90...145, first)
    exchange(.siteVisit, in: pairing, 205...262, first == .twinToHost ? .hostToTwin : .twinToHost)
    if dice.chance(percent: 30) { exchange(.siteVisit, in: pairing, 285...320, first) }
    if dice.chance(percent: 35) { exchange(.closingEvent, in: pairing, 335...350) }
  }

  private func exchange(
    _ kind: HeldKind, in pairing: SyntheticPairing, _ days: ClosedRange<Int>,
    _ direction: Direction? = nil
  ) {
    let day = pairing.start + dice.number(days)
    guard day <= Day.lastExchange, day > today + 3 else { return }
    let notice = dice.number(12...38)
    on(max(today + 1, day - notice)) { programme in
      programme.arrange(kind, for: pairing, on: day, direction)
    }
  }

  private func putDownDeliverables(of pairing: SyntheticPairing) {
    within(pairing, 50...82) { $0.submit(.roadmap, of: pairing) }
    within(pairing, 160...178) { $0.submit(.midtermReport, of: pairing) }
    within(pairing, 270...312) { $0.submit(.replicationPlan, of: pairing) }
    on(dice.number(362...385)) { $0.submit(.finalReport, of: pairing) }
  }

  private func putDownPractices(of pairing: SyntheticPairing) {
    within(pairing, 8...40) { $0.describePractice(in: pairing) }
    if dice.chance(percent: 55) { within(pairing, 60...140) { $0.describePractice(in: pairing) } }
    within(pairing, 100...160) { $0.adoptPractice(in: pairing, .understood) }
  }

  private func putDownFate(of pairing: SyntheticPairing) {
    switch pairing.fate {
    case .ordinary: break
    case .losesMember:
      within(pairing, 95...120) { $0.loseMember(of: pairing) }
    case .withdraws:
      within(pairing, 130...240) { $0.withdrawTwin(of: pairing, isError: false) }
    case .withdrawsInError:
      within(pairing, 180...200) { $0.withdrawTwin(of: pairing, isError: true) }
    case .replaced:
      within(pairing, 70...85) { $0.dissolve(pairing) }
    case .paused:
      within(pairing, 110...150) { $0.pause(pairing) }
    case .suspended:
      within(pairing, 60...200) { $0.suspend(pairing.twin) }
    }
  }

  // MARK: What changes about a pairing

  func isLive(_ pairing: SyntheticPairing) -> Bool { world.pairing(pairing.ref)?.isLive ?? false }

  func isActive(_ pairing: SyntheticPairing) -> Bool {
    world.pairing(pairing.ref)?.status == .active
  }

  private func changeFocus(of pairing: SyntheticPairing) {
    guard isActive(pairing) else { return }
    var focus = PairingFocusChangedV1()
    focus.themes = someThemes()
    focus.cccActionRefs = [document("ccc-action")]
    focus.common.reason = reason(.organiserDecision)
    record(.pairingFocusChanged(focus), on: pairing.ref, by: dice.pick(pairing.leads))
  }

  private func extendMilestone(of pairing: SyntheticPairing) {
    guard isLive(pairing) else { return }
    var ext = MilestoneExtendedV1()
    ext.milestone = dice.pick(["M06", "M07", "M08", "M09"])
    ext.newDue = calendar.point(330 + dice.below(40))
    ext.common.reason = reason(.organiserDecision, noted: true)
    recordByOffice(.milestoneExtended(ext), on: pairing.ref)
  }

  func pause(_ pairing: SyntheticPairing) {
    guard isActive(pairing) else { return }
    var pause = PairingPausedV1()
    pause.from = calendar.point(today)
    pause.common.reason = reason(.organiserDecision, noted: true)
    recordByOffice(.pairingPaused(pause), on: pairing.ref)
    after(28...50) { programme in
      guard programme.world.pairing(pairing.ref)?.status == .paused else { return }
      var resumption = PairingResumedV1()
      resumption.to = programme.calendar.point(programme.today)
      programme.recordByOffice(.pairingResumed(resumption), on: pairing.ref)
    }
  }
}
