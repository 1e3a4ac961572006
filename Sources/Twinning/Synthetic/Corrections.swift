/// How mistakes are put right: corrections, voids, and those that take two people.
extension SyntheticProgramme {
  /// Who may amend `recorded`: mostly its recorder; for what happened in a closed period, and now
  /// and then elsewhere, the programme office.
  private func amender(of recorded: Recorded) -> Actor {
    let isClosed = periods.contains { $0.isClosed && $0.contains(recorded.time) }
    if isClosed || dice.chance(percent: 15) { return staff.office[0] }
    return recorded.actor
  }

  func correct(_ recorded: Recorded, _ code: ReasonCode, _ patch: [PatchMember]) {
    if patch.allSatisfy({ $0.old == $0.new }) { return }
    var correction = EventCorrectedV1()
    correction.target = recorded.target
    correction.patch = patch
    correction.common.reason = reason(code)
    record(.eventCorrected(correction), on: recorded.subject, by: amender(of: recorded))
  }

  func void(_ recorded: Recorded, _ cause: VoidCause) {
    var void = EventVoidedV1()
    void.target = recorded.target
    void.cause = cause
    void.common.reason = reason(cause == .duplicate ? .duplicate : .didNotHappen)
    record(.eventVoided(void), on: recorded.subject, by: amender(of: recorded))
  }

  /// Corrects something about an activity that was held: its length, its day, its guests, its host.
  func correct(_ activity: SyntheticActivity) {
    guard let (held, recorded) = activity.held, !activity.isCorrected, let minutes = held.minutes,
      let participants = held.participants, let startedAt = held.startedAt,
      let endedAt = held.endedAt
    else { return }
    activity.isCorrected = true
    switch dice.below(4) {
    case 0:
      let right = minutes + Int64(15 * dice.number(1...4))
      correct(recorded, .typo, [.number("/data/minutes", old: minutes, new: right)])
    case 1:
      // One guest more: the gender cells must add up to the same.
      var patch: [PatchMember] = [
        .number(
          "/data/participants/external", old: participants.external, new: participants.external + 1)
      ]
      if let gender = participants.gender {
        patch.append(.number("/data/participants/gender/U", old: gender.u, new: gender.u + 1))
      }
      correct(recorded, .wrongCount, patch)
    case 2 where calendar.day(of: activity.start) > (activity.pairing?.start ?? 0) + 3:
      let day = -Instant.millisecondsPerDay
      correct(
        recorded, .wrongDate,
        [
          .point(
            "/data/started_at", old: startedAt,
            new: PointInTime(activity.start.adding(milliseconds: day))),
          .point(
            "/data/ended_at", old: endedAt,
            new: PointInTime(activity.end.adding(milliseconds: day))),
        ])
    default:
      let other = activity.pairing?.twin.city ?? activity.hostCity
      guard activity.kind != .siteVisit else { return }
      correct(
        recorded, .wrongCity,
        [.name("/data/host_city_id", old: activity.hostCity, new: other, in: interner)])
    }
  }

  /// One person fewer than was recorded: who took part and who signed are corrected as one, since
  /// neither correction alone may be allowed by the other's count.
  func correctCounts(
    of activity: SyntheticActivity, _ list: AttendanceListAttachedV1, _ attached: Recorded
  ) {
    guard let (held, recorded) = activity.held, !activity.isCorrected,
      let participants = held.participants, participants.total >= 6, list.signedCount > 1,
      let index = participants.byCity.firstIndex(where: { $0.total > 1 })
    else { return }
    activity.isCorrected = true
    let total = participants.byCity[index].total
    var patch: [PatchMember] = [
      .number("/data/participants/by_city/\(index)/total", old: total, new: total - 1)
    ]
    if let gender = participants.gender {
      let (cell, count) = gender.f > gender.m ? ("F", gender.f) : ("M", gender.m)
      patch.append(.number("/data/participants/gender/\(cell)", old: count, new: count - 1))
    }
    var ofHeld = EventCorrectedV1()
    ofHeld.target = recorded.target
    ofHeld.patch = patch
    ofHeld.common.reason = reason(.wrongCount)
    var ofList = EventCorrectedV1()
    ofList.target = attached.target
    ofList.patch = [.number("/data/signed_count", old: list.signedCount, new: list.signedCount - 1)]
    ofList.common.reason = reason(.wrongCount)
    record([
      Draft(data: .eventCorrected(ofHeld), subject: activity.ref, actor: staff.office[0]),
      Draft(data: .eventCorrected(ofList), subject: activity.ref, actor: staff.office[0]),
    ])
  }

  /// Corrects an acceptance: one person proposes, another one does it.
  func correctAcceptance(_ recorded: Recorded, version: Int64) {
    let patch = [PatchMember(path: "/data/version", old: nil, new: Array(String(version).utf8))]
    var proposal = CorrectionProposedV1()
    proposal.target = recorded.target
    proposal.patch = patch
    proposal.common.reason = reason(.typo)
    record(.correctionProposed(proposal), on: recorded.subject, by: staff.office[1])
    after(1...5) { programme in
      var correction = EventCorrectedV1()
      correction.target = recorded.target
      correction.patch = patch
      correction.common.reason = programme.reason(.typo)
      programme.record(
        .eventCorrected(correction), on: recorded.subject, by: programme.staff.office[2])
    }
  }
}

extension PatchMember {
  /// One stream for another of its kind.
  static func name(_ path: String, old: Ref, new: Ref, in interner: Interner) -> PatchMember {
    PatchMember(
      path: path, old: Array("\"\(interner.slug(of: old))\"".utf8),
      new: Array("\"\(interner.slug(of: new))\"".utf8))
  }
}
