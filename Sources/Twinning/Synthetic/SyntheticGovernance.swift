/// How a programme accounts for itself: reporting periods, summaries, announcements, changes.
extension SyntheticProgramme {
  private typealias Day = ProgrammeCalendar.Day

  // MARK: Periods

  /// Puts down four periods: before the start, its first and second half, and half a year after.
  func putDownPeriods() {
    let ends = [Day.registered, 0] + [6, 12, 18].map(calendar.day(month:))
    for number in 1...4 {
      let slug = "\(interner.slug(of: programme))--p\(number)"
      let period = SyntheticPeriod(
        ref: interner.intern(.period, slug), number: number, from: ends[number - 1],
        to: ends[number], calendar: calendar)
      let opening = max(period.from - 5, Day.registered)
      at(calendar.midnight(opening).adding(milliseconds: 36_000_000)) { $0.open(period) }
    }
    for day in [-50, 20, 200, 380] { on(day) { $0.announce() } }
    at(calendar.midnight(-49).adding(milliseconds: 25_300_000)) { $0.pairUp() }
    on(-20) { $0.arrangeForCohort(.kickoff, on: $0.dice.number(8...20)) }
    on(300) { $0.arrangeForCohort(.closingEvent, on: Day.closing) }
    on(120) { $0.arrangeForCohort(.seminar, on: 150) }
    on(Day.lastCompletion + 6) { $0.completeCohort() }
    on(Day.end - 40) { $0.recordFinalPayment() }
  }

  private func open(_ period: SyntheticPeriod) {
    var opening = ReportingPeriodOpenedV1()
    opening.programmeID = programme
    opening.from = calendar.point(period.from)
    opening.to = calendar.point(period.to)
    recordByOffice(.reportingPeriodOpened(opening), on: period.ref)
    periods.append(period)
    on(period.to + dice.number(20...38)) { $0.close(period) }
  }

  private func close(_ period: SyntheticPeriod) {
    var closing = ReportingPeriodClosedV1()
    closing.cutOffSize = scribe.size
    recordByOffice(.reportingPeriodClosed(closing), on: period.ref)
    period.isClosed = true
    if dice.chance(percent: 12) {
      after(1...3) { $0.reopen(period) }
    } else {
      after(1...5) { $0.publishSummary(of: period) }
      if period.number > 1, period.number < 4 { after(6...20) { $0.enterLate(in: period) } }
    }
  }

  private func reopen(_ period: SyntheticPeriod) {
    var reopening = ReportingPeriodReopenedV1()
    reopening.common.reason = reason(.lateEvidence, noted: true)
    recordByOffice(.reportingPeriodReopened(reopening), on: period.ref)
    period.isClosed = false
    after(4...8) { $0.close(period) }
  }

  /// A visit's exchange that nobody had entered while the period was open.
  private func enterLate(in period: SyntheticPeriod) {
    guard let pairing = pairings.first(where: { isLive($0) && $0.start < period.to - 30 }) else {
      return
    }
    let start = calendar.midnight(period.to - dice.number(5...25)).adding(milliseconds: 34_200_000)
    let activity = SyntheticActivity(
      ref: newActivity(.workshop, in: pairing), kind: .workshop, pairing: pairing, direction: nil,
      hostCity: pairing.hosts[0].city, minutes: 180, mode: .inPerson, start: start,
      postponements: 0)
    holdEnded(activity)
  }

  // MARK: Summaries

  private func summaryName(of period: SyntheticPeriod) -> Ref {
    interner.intern(.summary, "\(name)-p\(period.number)")
  }

  private func publishSummary(of period: SyntheticPeriod) {
    if period.summaryVersion > 0 { return restateSummary(of: period) }
    var summary = ImpactSummaryPublishedV1()
    summary.scope = programme
    summary.period = period.ref
    summary.version = 1
    summary.asOfSize = scribe.size
    summary.asOfTime = now
    summary.definitionVersion = "1"
    summary.figuresSha256 = dice.digest()
    recordByOffice(.impactSummaryPublished(summary), on: summaryName(of: period))
    period.summaryVersion = 1
  }

  private func restateSummary(of period: SyntheticPeriod) {
    period.isRestatementPutDown = false
    var summary = ImpactSummaryRestatedV1()
    summary.supersedes = period.summaryVersion
    summary.version = period.summaryVersion + 1
    summary.asOfSize = scribe.size
    summary.asOfTime = now
    summary.definitionVersion = "1"
    summary.figuresSha256 = dice.digest()
    summary.deltasSha256 = dice.digest()
    summary.changedFigures = Int64(dice.number(1...9))
    summary.common.reason = reason(.lateEvidence, noted: true)
    recordByOffice(.impactSummaryRestated(summary), on: summaryName(of: period))
    period.summaryVersion += 1
  }

  /// Puts down a restatement for each period in which the last command makes one due.
  func noteRestatements() {
    for consequence in scribe.consequences {
      guard case .restatementDue = consequence.event.data else { continue }
      let period = periods.first { $0.ref == consequence.event.subject }
      guard let period, !period.isRestatementPutDown else { continue }
      period.isRestatementPutDown = true
      after(15...30) { programme in
        guard period.summaryVersion > 0 else { return period.isRestatementPutDown = false }
        programme.restateSummary(of: period)
      }
    }
  }

  // MARK: Announcements and changes

  private func announce() {
    var announcement = AnnouncementRecordedV1()
    announcement.about = cohort
    announcement.figure = today < 0 ? .twinsSelected : .twins
    announcement.basis = today < 0 ? .announced : .counted
    let uncounted = today > 100 ? dice.number(0...2) : 0
    announcement.value = Int64(max(0, headcount.pairings - uncounted))
    announcement.announcedOn = calendar.point(today)
    announcement.common.evidence = [
      .page("news/\(name)/\(today + 300)", seen: calendar.date(today))
    ]
    let actor = dice.chance(percent: 50) ? staff.office[0] : staff.editor
    record(.announcementRecorded(announcement), on: programme, by: actor)
  }

  private func newChange() -> Ref {
    changeCount += 1
    return interner.intern(.change, "\(name)-change-\(changeCount)")
  }

  func reportDeviation(about pairing: SyntheticPairing) {
    guard isLive(pairing) else { return }
    var deviation = DeviationReportedV1()
    deviation.about = pairing.ref
    deviation.textRef = document("deviation")
    deviation.common.reason = reason(.other)
    record(.deviationReported(deviation), on: newChange(), by: pairing.facilitator)
  }

  func requestChange(about pairing: SyntheticPairing) {
    guard isLive(pairing) else { return }
    let ref = newChange()
    var request = ChangeRequestedV1()
    request.about = pairing.ref
    request.textRef = document("change")
    record(.changeRequested(request), on: ref, by: staff.office[1])
    after(5...20) { programme in
      if programme.dice.chance(percent: 70) {
        var approval = ChangeApprovedV1()
        approval.effectiveOn = programme.calendar.point(programme.today + 5)
        approval.textRef = programme.document("decision")
        programme.recordByOffice(.changeApproved(approval), on: ref)
      } else {
        var refusal = ChangeRefusedV1()
        refusal.textRef = programme.document("decision")
        programme.recordByOffice(.changeRefused(refusal), on: ref)
      }
    }
  }
}
