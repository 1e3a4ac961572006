/// How selected cities take part: confirmations, representatives, agreements.
extension SyntheticProgramme {
  func confirmParticipation(_ applicant: Applicant) {
    let role: ParticipantRole =
      applicant.isPeer ? .peer : applicant.role == .host ? .host : .twin
    let slug =
      "\(interner.slug(of: cohort))--\(interner.slug(of: applicant.city))--\(role.word)"
    let ref = interner.intern(.participation, slug)
    var birth = ParticipationConfirmedV1()
    birth.common.basis = .application
    birth.application = applicant.application
    birth.cohortID = cohort
    birth.cityID = applicant.city
    birth.role = role
    birth.common.evidence = [file()]
    record(.participationConfirmed(birth), on: ref, by: dice.pick(staff.office))
    applicant.participation = ref
    after(3...20) { $0.assignRepresentative(of: applicant) }
    if dice.chance(percent: 40) { after(21...28) { $0.assignRepresentative(of: applicant) } }
    after(10...40) { $0.signAgreement(of: applicant) }
    if dice.chance(percent: 12) {
      on(dice.number(30...300)) { $0.replaceRepresentative(of: applicant) }
    }
  }

  private func goesOn(_ applicant: Applicant) -> Bool {
    applicant.participation.flatMap { world.participation($0) }.map { !$0.hasEnded } ?? false
  }

  private func assignRepresentative(of applicant: Applicant) {
    guard goesOn(applicant), let ref = applicant.participation,
      let person = applicant.people.popLast()
    else { return }
    var assignment = RepresentativeAssignedV1()
    assignment.personID = person
    if record(.representativeAssigned(assignment), on: ref, by: applicant.lead) == nil { return }
    applicant.representatives.append(person)
  }

  private func replaceRepresentative(of applicant: Applicant) {
    guard goesOn(applicant), let ref = applicant.participation, !applicant.representatives.isEmpty,
      let person = applicant.people.popLast()
    else { return }
    var replacement = RepresentativeReplacedV1()
    replacement.replacedPersonID = applicant.representatives.removeFirst()
    replacement.personID = person
    replacement.common.reason = reason(.organiserDecision)
    applicant.representatives.append(replacement.personID)
    record(.representativeReplaced(replacement), on: ref, by: applicant.lead)
  }

  private func signAgreement(of applicant: Applicant) {
    guard goesOn(applicant), let ref = applicant.participation else { return }
    var agreement = ParticipationAgreementSignedV1()
    agreement.signedOn = calendar.point(today - dice.number(0...3))
    agreement.common.evidence = [file()]
    let actor = dice.pick(staff.office)
    guard let signed = record(.participationAgreementSigned(agreement), on: ref, by: actor) else {
      return
    }
    guard dice.chance(percent: 6) else { return }
    after(2...15) { programme in
      let earlier = programme.calendar.point(programme.calendar.day(of: signed.time))
      programme.correct(
        signed, .wrongDate, [.point("/data/signed_on", old: agreement.signedOn, new: earlier)])
    }
  }

  /// Suspends a city for some weeks; its pairing goes on.
  func suspend(_ applicant: Applicant) {
    guard goesOn(applicant), let ref = applicant.participation else { return }
    var suspension = ParticipationSuspendedV1()
    suspension.from = calendar.point(today)
    suspension.common.reason = reason(.organiserDecision, noted: true)
    recordByOffice(.participationSuspended(suspension), on: ref)
    after(25...45) { programme in
      guard programme.world.participation(ref)?.status == .suspended else { return }
      var resumption = ParticipationResumedV1()
      resumption.to = programme.calendar.point(programme.today)
      programme.recordByOffice(.participationResumed(resumption), on: ref)
    }
  }
}
