/// How a programme begins: its registration, its calls with what changes about them, its cohort.
extension SyntheticProgramme {
  private typealias Day = ProgrammeCalendar.Day

  func open() {
    var registration = ProgrammeRegisteredV1()
    registration.title = Text("Synthetic twinning programme \(number)")
    registration.funder = "Synthetic funder"
    registration.organiser = "Synthetic programme office"
    registration.grantRefs = [Text("SYN-\(name)")]
    registration.zone = calendar.zone
    recordByOffice(.programmeRegistered(registration), on: programme)
    record(
      .milestoneTemplateAdopted(SyntheticTemplate.adoption(version: 1)), on: programme,
      by: staff.office[0])
    putDownPeriods()
    on(Day.hostsApply - 3) { $0.publishHostCall() }
    on(Day.twinsApply - 3) { $0.publishTwinCall() }
    on(Day.cohortFormed) { $0.formCohort() }
    if dice.chance(percent: 40) { on(Day.cohortFormed - 10) { $0.adoptSecondTemplate() } }
    if dice.chance(percent: 40) { on(Day.twinsApply + 5) { $0.publishCallInVain() } }
    if dice.chance(percent: 40) { on(Day.cohortFormed + 20) { $0.formCohortInVain() } }
    on(Day.cohortFormed + 2) { $0.keepPlacesUp() }
    chooseApplicants()
  }

  // MARK: Calls

  private func call(_ kind: CallKind, opens: Int, closes: Int) -> CallPublishedV1 {
    var call = CallPublishedV1()
    call.programmeID = programme
    call.kind = kind
    call.opensAt = calendar.deadline(opens, hour: 9)
    call.closesAt = calendar.deadline(closes, hour: 17)
    call.rulesVersion = 1
    call.referenceDate = calendar.point(opens)
    call.evaluationsMin = 2
    call.maxPairingsPerHost = kind == .hostEOI ? 3 : 4
    call.maxPairingsPerTwin = 2
    call.travelCeiling = Money(minorUnits: 90_000, currency: .eur)
    var eligibility = Eligibility()
    var member = AssociationDemand()
    member.status = .memberState
    member.scope = .full
    var associated = AssociationDemand()
    associated.status = .associated
    associated.scope = .full
    eligibility.associationAnyOf = [member, associated]
    if kind == .hostEOI {
      eligibility.statusesRequired = MissionStatusSet([.mission, .pilot])
    } else {
      eligibility.statusesForbidden = MissionStatusSet(.mission)
      eligibility.populationMin = 10_000
    }
    call.eligibility = eligibility
    return call
  }

  private func publishHostCall() {
    let call = call(.hostEOI, opens: Day.hostsApply, closes: Day.hostsDeadline)
    recordByOffice(.callPublished(call), on: hostCall)
    // The morning after the deadline it is moved, so that who was late is in time.
    at(calendar.midnight(Day.hostsDeadline + 1).adding(milliseconds: 7 * 3_600_000)) {
      $0.extendHostCall()
    }
    on(Day.hostsExtendedDeadline + 1) { $0.close($0.hostCall) }
  }

  private func extendHostCall() {
    var ext = CallDeadlineExtendedV1()
    ext.closesAt = calendar.deadline(Day.hostsExtendedDeadline, hour: 17)
    ext.common.reason = reason(.organiserDecision, noted: true)
    record(.callDeadlineExtended(ext), on: hostCall, by: staff.office[1])
  }

  private func publishTwinCall() {
    let call = call(.twinApplication, opens: Day.twinsApply, closes: Day.twinsDeadline)
    recordByOffice(.callPublished(call), on: twinCall)
    on(Day.twinsApply + 12) { $0.reviseTwinCall() }
    on(Day.twinsDeadline + 1) { $0.close($0.twinCall) }
  }

  private func reviseTwinCall() {
    var revision = CallRulesRevisedV1()
    revision.rulesVersion = 2
    revision.patch = [.number("/data/max_pairings_per_host", old: 4, new: 3)]
    revision.common.reason = reason(.ruleChange, noted: true)
    recordByOffice(.callRulesRevised(revision), on: twinCall)
  }

  private func close(_ call: Ref) {
    var closing = CallClosedV1()
    closing.closedAt = PointInTime(now)
    record(.callClosed(closing), on: call, by: staff.office[1])
  }

  /// A further call that is cancelled before anybody could be selected by it.
  private func publishCallInVain() {
    let call = call(.twinApplication, opens: today + 4, closes: today + 60)
    let ref = interner.intern(.call, "\(name)-more-twins")
    recordByOffice(.callPublished(call), on: ref)
    after(20...30) { programme in
      var cancelled = CallCancelledV1()
      cancelled.common.reason = programme.reason(.organiserDecision, noted: true)
      programme.recordByOffice(.callCancelled(cancelled), on: ref)
    }
  }

  // MARK: Cohort

  private func adoptSecondTemplate() {
    record(
      .milestoneTemplateAdopted(SyntheticTemplate.adoption(version: 2)), on: programme,
      by: staff.office[0])
    on(-40) { programme in
      var change = CohortTemplateChangedV1()
      change.templateID = SyntheticTemplate.id
      change.templateVersion = 2
      change.common.reason = programme.reason(.ruleChange)
      programme.recordByOffice(.cohortTemplateChanged(change), on: programme.cohort)
      programme.templateVersion = 2
    }
  }

  private func formation(_ name: String, start: Int) -> CohortFormedV1 {
    var formation = CohortFormedV1()
    formation.programmeID = programme
    formation.callIDs = [hostCall, twinCall]
    formation.name = Text(name)
    formation.startDate = calendar.point(start)
    formation.durationMonths = 12
    formation.templateID = SyntheticTemplate.id
    formation.templateVersion = 1
    return formation
  }

  private func formCohort() {
    let formation = formation("Synthetic cohort \(number)", start: 0)
    recordByOffice(.cohortFormed(formation), on: cohort)
    at(calendar.midnight(0).adding(milliseconds: 8 * 3_600_000)) { programme in
      var start = CohortStartedV1()
      start.on = programme.calendar.point(0)
      programme.recordByOffice(.cohortStarted(start), on: programme.cohort)
    }
  }

  /// A second cohort that is lengthened on paper and then given up.
  private func formCohortInVain() {
    let ref = interner.intern(.cohort, "\(name)-c2")
    let formation = formation("Synthetic reserve cohort \(number)", start: 120)
    recordByOffice(.cohortFormed(formation), on: ref)
    after(15...25) { programme in
      var change = CohortDurationChangedV1()
      change.durationMonths = 18
      change.common.reason = programme.reason(.organiserDecision)
      programme.recordByOffice(.cohortDurationChanged(change), on: ref)
      programme.after(20...40) { programme in
        var cancelled = CohortCancelledV1()
        cancelled.common.reason = programme.reason(.organiserDecision, noted: true)
        programme.recordByOffice(.cohortCancelled(cancelled), on: ref)
      }
    }
  }

  // MARK: Places

  /// What becomes of places meanwhile: of a village and a town of this programme's own, so that no
  /// other programme is concerned.
  private func keepPlacesUp() {
    let country = places.hosts[0].country
    let village = interner.intern(.city, "xa-papervillage-\(name)")
    let town = interner.intern(.city, "xa-papertown-\(name)")
    for (ref, label) in [(village, "Papervillage"), (town, "Papertown")] {
      var city = CityRegisteredV1()
      city.name = Text("\(label) of programme \(number)")
      city.isoCountry = country
      city.kind = .city
      record(.cityRegistered(city), on: ref, by: staff.editor)
    }
    var grant = MissionStatusGrantedV1()
    grant.status = .missionMinded
    grant.validFrom = calendar.point(today - 90)
    record(.missionStatusGranted(grant), on: village, by: staff.editor)
    after(40...80) { programme in
      var amended = CityDetailsAmendedV1()
      amended.geonamesID = Int64(900_000_000 + programme.number)
      amended.zone = programme.calendar.zone
      amended.common.reason = programme.reason(.lateEvidence)
      programme.record(.cityDetailsAmended(amended), on: town, by: programme.staff.editor)
    }
    on(70) { programme in
      var end = MissionStatusEndedV1()
      end.status = .missionMinded
      end.validTo = programme.calendar.point(programme.today - 1)
      end.common.reason = programme.reason(.organiserDecision)
      var superseded = CitySupersededV1()
      superseded.by = town
      superseded.common.reason = programme.reason(.organiserDecision)
      let editor = programme.staff.editor
      programme.record([
        Draft(data: .missionStatusEnded(end), subject: village, actor: editor),
        Draft(data: .citySuperseded(superseded), subject: village, actor: editor),
      ])
    }
  }
}

extension PatchMember {
  /// One number for another.
  static func number(_ path: String, old: Int64, new: Int64) -> PatchMember {
    PatchMember(path: path, old: Array(String(old).utf8), new: Array(String(new).utf8))
  }

  /// One point in time for another.
  static func point(_ path: String, old: PointInTime, new: PointInTime) -> PatchMember {
    var member = PatchMember(path: path, old: [], new: [])
    var (before, after): ([UInt8], [UInt8]) = ([], [])
    old.appendJSON(to: &before)
    new.appendJSON(to: &after)
    (member.old, member.new) = (before, after)
    return member
  }
}
