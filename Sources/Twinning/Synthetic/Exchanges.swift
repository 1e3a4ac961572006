/// An exchange activity that is going to be held, perhaps.
final class SyntheticActivity {
  let ref: Ref
  let kind: HeldKind

  /// Whose it is; nil for the whole cohort's.
  let pairing: SyntheticPairing?
  let direction: Direction?
  let hostCity: Ref
  let minutes: Int
  var mode: Mode
  var start: Instant

  /// How often it will still be postponed.
  var postponements: Int

  /// What was recorded as held, and the event; nil before.
  var held: (payload: HeldV1, event: Recorded)?

  /// Whether that was corrected, so that its values are others now.
  var isCorrected = false

  /// Whether it is moved online after that.
  var movesOnline = false

  init(
    ref: Ref, kind: HeldKind, pairing: SyntheticPairing?, direction: Direction?, hostCity: Ref,
    minutes: Int, mode: Mode, start: Instant, postponements: Int
  ) {
    self.ref = ref
    self.kind = kind
    self.pairing = pairing
    self.direction = direction
    self.hostCity = hostCity
    self.minutes = minutes
    self.mode = mode
    self.start = start
    self.postponements = postponements
  }

  var end: Instant { start.adding(milliseconds: Int64(minutes) * 60_000) }
}

/// How exchanges are planned, moved and given up.
extension SyntheticProgramme {
  private typealias Day = ProgrammeCalendar.Day

  private func start(on day: Int) -> Instant {
    calendar.midnight(day).adding(milliseconds: Int64(dice.number(14...26)) * 1_800_000)
  }

  private func minutes(of kind: HeldKind) -> Int {
    switch kind {
    case .onlineExchange: 15 * dice.number(3...8)
    case .workshop, .seminar: 30 * dice.number(4...12)
    case .siteVisit: 60 * dice.number(8...22)
    case .kickoff, .closingEvent: 60 * dice.number(3...6)
    }
  }

  /// The name of a pairing's next activity.
  func newActivity(_ kind: HeldKind, in pairing: SyntheticPairing) -> Ref {
    let slug = "\(name)-p\(pairing.number)-\(kind.slugWord)-\(pairing.activities.count + 1)"
    let ref = interner.intern(.activity, slug)
    pairing.activities.append(ref)
    return ref
  }

  /// Plans an exchange of a pairing, or holds it unplanned.
  func arrange(
    _ kind: HeldKind, for pairing: SyntheticPairing, on day: Int, _ direction: Direction?
  ) {
    guard isLive(pairing) else { return }
    if !isActive(pairing), dice.chance(percent: 80) {
      let later = day + 26
      if later <= Day.lastExchange {
        after(24...26) { $0.arrange(kind, for: pairing, on: max(later, $0.today + 4), direction) }
      }
      return
    }
    let isOnline = kind == .onlineExchange || (kind == .seminar && dice.chance(percent: 50))
    let roll = dice.below(100)
    let activity = SyntheticActivity(
      ref: newActivity(kind, in: pairing), kind: kind, pairing: pairing, direction: direction,
      hostCity: direction == .hostToTwin ? pairing.twin.city : pairing.hosts[0].city,
      minutes: minutes(of: kind),
      mode: isOnline ? .online : dice.chance(percent: 85) ? .inPerson : .hybrid,
      start: start(on: day), postponements: roll < 9 ? 1 : roll < 11 ? 2 : 0)
    if kind == .workshop, !hasUnluckyWorkshop {
      hasUnluckyWorkshop = true
      activity.mode = .inPerson
      activity.postponements = 2
      activity.movesOnline = true
    }
    let isUnplanned = kind == .onlineExchange && dice.chance(percent: 18)
    if isUnplanned { putDownHolding(of: activity) } else { plan(activity) }
  }

  /// Plans what the whole cohort is invited to.
  func arrangeForCohort(_ kind: HeldKind, on day: Int) {
    let host = hostCities[0]
    let activity = SyntheticActivity(
      ref: interner.intern(.activity, "\(name)-cohort-\(kind.slugWord)"), kind: kind, pairing: nil,
      direction: nil, hostCity: host.city, minutes: minutes(of: kind), mode: .hybrid,
      start: start(on: day), postponements: 0)
    plan(activity)
  }

  private func plan(_ activity: SyntheticActivity) {
    var plan = ActivityPlannedV1()
    plan.kind = activity.kind
    plan.mode = activity.mode
    plan.direction = activity.direction
    plan.hostCityID = activity.hostCity
    plan.plannedStart = PointInTime(activity.start)
    plan.plannedEnd = PointInTime(activity.end)
    if let pairing = activity.pairing {
      plan.pairingIDs = [pairing.ref]
    } else {
      plan.cohortID = cohort
    }
    let actor = dice.pick(activity.pairing?.leads ?? staff.office)
    record(.activityPlanned(plan), on: activity.ref, by: actor)
    putDownCourse(of: activity)
  }

  /// Puts down what becomes of a planned activity: confirmed, postponed, cancelled or held.
  private func putDownCourse(of activity: SyntheticActivity) {
    let day = calendar.day(of: activity.start)
    let days = day - today
    if days > 6, activity.postponements == 0, dice.chance(percent: 30) {
      on(day - dice.number(3...5)) { $0.confirm(activity) }
    }
    if activity.postponements > 0, days > 3 {
      on(dice.number(today + 1...day - 1)) { $0.postpone(activity) }
    } else if activity.pairing != nil, days > 3, dice.chance(percent: 5) {
      on(dice.number(today + 1...day - 1)) { $0.cancel(activity) }
    } else {
      if activity.movesOnline, days > 3 { on(day - 2) { $0.moveOnline(activity) } }
      putDownHolding(of: activity)
    }
  }

  /// Whether it is planned still, and those whose it is still work together.
  private func isOpen(_ activity: SyntheticActivity) -> Bool {
    guard world.activity(activity.ref)?.isOpen ?? false else { return false }
    return activity.pairing.map(isLive) ?? true
  }

  private func organiser(of activity: SyntheticActivity) -> Actor {
    activity.pairing?.facilitator ?? staff.facilitators[0]
  }

  private func confirm(_ activity: SyntheticActivity) {
    guard isOpen(activity), world.activity(activity.ref)?.confirmed == nil else { return }
    var confirmation = ActivityConfirmedV1()
    confirmation.agendaDigest = dice.digest()
    record(.activityConfirmed(confirmation), on: activity.ref, by: organiser(of: activity))
  }

  private func cancel(_ activity: SyntheticActivity) {
    guard isOpen(activity) else { return }
    var cancelled = ActivityCancelledV1()
    cancelled.common.reason = reason(.organiserDecision, noted: true)
    record(.activityCancelled(cancelled), on: activity.ref, by: organiser(of: activity))
  }

  private func moveOnline(_ activity: SyntheticActivity) {
    guard isOpen(activity) else { return }
    activity.mode = .online
    var change = ActivityModeChangedV1()
    change.mode = .online
    change.common.reason = reason(.organiserDecision)
    record(.activityModeChanged(change), on: activity.ref, by: organiser(of: activity))
  }

  /// Moves an activity to a later day, or for the time being to none.
  private func postpone(_ activity: SyntheticActivity) {
    guard isOpen(activity) else { return }
    activity.postponements -= 1
    let day = calendar.day(of: activity.start) + dice.number(14...40)
    if day > Day.lastExchange { return cancel(activity) }
    var postponement = ActivityPostponedV1()
    postponement.common.reason = reason(.organiserDecision)
    let isOpenEnded = dice.chance(percent: 20)
    if !isOpenEnded { setStart(of: activity, on: day, in: &postponement) }
    record(.activityPostponed(postponement), on: activity.ref, by: organiser(of: activity))
    if isOpenEnded {
      after(2...8) { $0.planAnew(activity, on: max(day, $0.today + 4)) }
    } else {
      putDownCourse(of: activity)
    }
  }

  private func planAnew(_ activity: SyntheticActivity, on day: Int) {
    guard isOpen(activity) else { return }
    if day > Day.lastExchange { return cancel(activity) }
    var postponement = ActivityPostponedV1()
    postponement.common.reason = reason(.organiserDecision)
    setStart(of: activity, on: day, in: &postponement)
    record(.activityPostponed(postponement), on: activity.ref, by: organiser(of: activity))
    putDownCourse(of: activity)
  }

  private func setStart(
    of activity: SyntheticActivity, on day: Int, in postponement: inout ActivityPostponedV1
  ) {
    activity.start = start(on: day)
    postponement.newPlannedStart = PointInTime(activity.start)
    postponement.newPlannedEnd = PointInTime(activity.end)
  }
}

extension HeldKind {
  /// The word as a part of a slug.
  var slugWord: String { word.split(separator: "_").joined(separator: "-") }
}
