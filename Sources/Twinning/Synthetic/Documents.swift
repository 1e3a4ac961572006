/// How deliverables are handed in and reviewed.
extension SyntheticProgramme {
  /// Hands in the first version of a deliverable.
  func submit(
    _ type: DeliverableType, of pairing: SyntheticPairing, about visit: SyntheticActivity? = nil
  ) {
    guard isLive(pairing) else { return }
    if let visit, world.activity(visit.ref)?.status != .held { return }
    let word = type.word.split(separator: "_").joined(separator: "-")
    let slug = "\(name)-p\(pairing.number)-\(word)-\(pairing.deliverables.count + 1)"
    var submission = DeliverableSubmittedV1()
    submission.type = type
    submission.pairingID = pairing.ref
    submission.activityID = visit?.ref
    let ref = interner.intern(.deliverable, slug)
    pairing.deliverables.append(ref)
    handIn(submission, version: 1, on: ref, pairing)
  }

  private func handIn(
    _ submission: DeliverableSubmittedV1, version: Int64, on ref: Ref, _ pairing: SyntheticPairing
  ) {
    var submission = submission
    submission.version = version
    submission.sha256 = dice.digest()
    submission.common = CommonMembers()
    submission.common.evidence = [file(), file("application/vnd.oasis.opendocument.text")]
    let lead = submission.type == .visitReport ? dice.pick(pairing.cities).lead : pairing.twin.lead
    record(.deliverableSubmitted(submission), on: ref, by: lead)
    if dice.chance(percent: 20), version < 3 {
      after(4...14) { $0.giveBack(submission, version: version, on: ref, pairing) }
    } else {
      after(3...18) { $0.accept(submission, version: version, on: ref, pairing) }
    }
  }

  private func status(of ref: Ref) -> DeliverableState.Status {
    world.deliverable(ref)?.status ?? .none
  }

  private func giveBack(
    _ submission: DeliverableSubmittedV1, version: Int64, on ref: Ref, _ pairing: SyntheticPairing
  ) {
    guard isLive(pairing), status(of: ref) == .submitted else { return }
    var returned = DeliverableReturnedV1()
    returned.version = version
    returned.common.reason = reason(.other, noted: true)
    record(.deliverableReturned(returned), on: ref, by: pairing.facilitator)
    after(4...16) { programme in
      guard programme.isLive(pairing) else { return }
      programme.handIn(submission, version: version + 1, on: ref, pairing)
    }
  }

  private func accept(
    _ submission: DeliverableSubmittedV1, version: Int64, on ref: Ref, _ pairing: SyntheticPairing
  ) {
    guard isLive(pairing), status(of: ref) == .submitted else { return }
    var acceptance = DeliverableAcceptedV1()
    let isVersionLeftOut = dice.chance(percent: 6)
    acceptance.version = isVersionLeftOut ? nil : version
    acceptance.common.evidence = [file()]
    let actor = dice.chance(percent: 60) ? pairing.facilitator : staff.office[0]
    let recorded = record(.deliverableAccepted(acceptance), on: ref, by: actor)
    guard let recorded else { return }
    if isVersionLeftOut {
      after(3...20) { $0.correctAcceptance(recorded, version: version) }
    } else if today < 380, version < 3, dice.chance(percent: 3) {
      after(5...12) { $0.revoke(submission, version: version, on: ref, pairing) }
    }
  }

  private func revoke(
    _ submission: DeliverableSubmittedV1, version: Int64, on ref: Ref, _ pairing: SyntheticPairing
  ) {
    guard isLive(pairing), status(of: ref) == .accepted else { return }
    var revocation = AcceptanceRevokedV1()
    revocation.common.reason = reason(.auditFinding, noted: true)
    revocation.common.evidence = [file()]
    record(.acceptanceRevoked(revocation), on: ref, by: staff.office[1])
    after(3...9) { programme in
      guard programme.isLive(pairing) else { return }
      programme.handIn(submission, version: version + 1, on: ref, pairing)
    }
  }

  /// Waives the report of one visit.
  func waiveReport(of visit: Ref, _ pairing: SyntheticPairing) {
    guard isLive(pairing), world.activity(visit)?.status == .held else { return }
    let slug = "\(name)-p\(pairing.number)-visit-report-\(pairing.deliverables.count + 1)"
    var waiver = DeliverableWaivedV1()
    waiver.pairingID = pairing.ref
    waiver.activityID = visit
    waiver.common.reason = reason(.organiserDecision, noted: true)
    let ref = interner.intern(.deliverable, slug)
    pairing.deliverables.append(ref)
    recordByOffice(.deliverableWaived(waiver), on: ref)
  }
}
