/// How practices are described, and taken up by learners.
extension SyntheticProgramme {
  func describePractice(in pairing: SyntheticPairing) {
    guard isLive(pairing) else { return }
    practiceCount += 1
    let owner = dice.chance(percent: 80) ? pairing.hosts[0] : pairing.twin
    let ref = interner.intern(.practice, "\(name)-practice-\(practiceCount)")
    let titles = [
      "Synthetic heat network", "Synthetic renovation desk", "Synthetic low-traffic quarter",
      "Synthetic sponge park", "Synthetic repair market", "Synthetic citizens' assembly",
      "Synthetic climate budget", "Synthetic energy community",
    ]
    var description = PracticeDescribedV1()
    description.ownerCityID = owner.city
    description.title = Text("\(dice.pick(titles)) of \(owner.place.name)")
    description.themes = someThemes()
    description.levers = someLevers()
    description.sourceRef = document("practice")
    if record(.practiceDescribed(description), on: ref, by: owner.lead) == nil { return }
    pairing.practices.append(ref)
    if dice.chance(percent: 15) { after(30...120) { $0.revisePractice(ref, owner) } }
    if dice.chance(percent: 4) { after(150...250) { $0.retirePractice(ref, owner) } }
  }

  private func revisePractice(_ ref: Ref, _ owner: Applicant) {
    guard world.practice(ref)?.status == .described else { return }
    var revision = PracticeRevisedV1()
    revision.levers = someLevers()
    revision.sourceRef = document("practice")
    revision.common.reason = reason(.other)
    record(.practiceRevised(revision), on: ref, by: owner.lead)
  }

  private func retirePractice(_ ref: Ref, _ owner: Applicant) {
    guard world.practice(ref)?.status == .described else { return }
    var retirement = PracticeRetiredV1()
    retirement.common.reason = reason(.organiserDecision)
    record(.practiceRetired(retirement), on: ref, by: owner.lead)
  }

  /// Takes the pairing's first practice one stage further, and puts down the next one.
  func adoptPractice(in pairing: SyntheticPairing, _ stage: AdoptionStage) {
    guard isLive(pairing), let practice = pairing.practices.first else { return }
    var adoption = PracticeAdoptedV1()
    adoption.learnerCityID = pairing.twin.city
    adoption.pairingID = pairing.ref
    adoption.stage = stage
    record(.practiceAdopted(adoption), on: practice, by: pairing.twin.lead)
    switch stage {
    case .understood:
      if dice.chance(percent: 75) { after(50...90) { $0.adoptPractice(in: pairing, .adapted) } }
    case .adapted:
      if dice.chance(percent: 45) { after(50...90) { $0.adoptPractice(in: pairing, .reused) } }
    case .reused: break
    }
  }
}
