internal import Twinning

/// One subject as a row in the list of its kind.
struct StateRow {
  let report: StateReport
  let ref: Ref
  let state: SubjectState

  private var name: String { report.world.interner.slug(of: ref) }
  private var world: World { report.world }

  static func columns(of kind: Kind) -> [TextTable.Column] {
    titles(of: kind).map { title in
      let isNumber = title.first == "#"
      let isElastic = title.first == "~"
      let text = isNumber || isElastic ? String(title.dropFirst()) : title
      return TextTable.Column(text, isRight: isNumber, isElastic: isElastic)
    }
  }

  /// `#` marks numbers, `~` what gives way first.
  private static func titles(of kind: Kind) -> [String] {
    switch kind {
    case .ledger: ["~origin", "zone", "synthetic", "#rules"]
    case .city: ["city", "~name", "country", "kind", "~standing", "label", "#inhabitants"]
    case .country: ["country", "association", "scope", "since", "#records"]
    case .programme: ["programme", "~title", "~funder", "zone", "#announcements"]
    case .call: ["call", "kind", "state", "~opens", "closes", "#deadlines"]
    case .cohort:
      [
        "~cohort", "~name", "state", "start", "#months", "#participations", "#active", "#paused",
        "#completed", "#dissolved",
      ]
    case .application: ["~application", "~city", "role", "state", "submitted", "lateness"]
    case .participation: ["~participation", "~city", "role", "state", "since"]
    case .pairing: ["~pairing", "~hosts", "~twin", "state", "start", "~title"]
    case .activity: ["~activity", "kind", "mode", "state", "planned", "held", "~host", "#pairings"]
    case .practice: ["~practice", "~owner", "~title", "state", "#learners"]
    case .replication: ["~replication", "~twin", "~practice", "state", "started", "#percent"]
    case .deliverable: ["~deliverable", "type", "~pairing", "state", "#version", "accepted"]
    case .period: ["~period", "from", "to", "state", "#changes after closing"]
    case .summary:
      [
        "~summary", "~about", "~period", "state", "#version", "#as of size", "restatement due",
      ]
    case .change: ["~change", "~about", "state", "raised", "answered"]
    case .claim:
      ["~claim", "~city", "~activity", "state", "#claimed", "#approved", "#paid", "#recovered", ""]
    case .person, .audit, .hold, .actor: []
    }
  }

  var cells: [String] {
    switch state {
    case .ledger(let state):
      [
        state.origin, state.zone?.name ?? Spelling.notReported, state.isSynthetic ? "yes" : "no",
        String(state.rulesVersion),
      ]
    case .city(let state): cells(state)
    case .country(let state): cells(state)
    case .programme(let state):
      [
        name, state.title ?? Spelling.notReported, state.funder ?? Spelling.notReported,
        state.zone?.name ?? Spelling.notReported, String(state.announcements.count),
      ]
    case .call(let state): cells(state)
    case .cohort(let state): cells(state)
    case .application(let state):
      [
        name, state.city.map(world.name(ofCity:)) ?? Spelling.notReported,
        state.role?.word ?? Spelling.notReported, state.status.word,
        state.submissions.first.map { Spelling.moment($0.fact.time) } ?? "-",
        report.lateness(ref) ?? "-",
      ]
    case .participation(let state):
      [
        name, state.city.map(world.name(ofCity:)) ?? Spelling.notReported,
        state.role?.word ?? Spelling.notReported, state.status.word,
        state.history.last.map {
          $0.effectiveOn.map(Spelling.point) ?? report.day($0.fact, ref)
        } ?? "-",
      ]
    case .pairing(let state): cells(state)
    case .activity(let state): cells(state)
    default: laterCells
    }
  }

  private var laterCells: [String] {
    switch state {
    case .practice(let state):
      [
        name, state.ownerCity.map(world.name(ofCity:)) ?? Spelling.notReported,
        state.title ?? Spelling.notReported, state.status.word,
        String(Set(state.adoptions.map(\.learnerCity)).count),
      ]
    case .replication(let state):
      [
        name, state.twinCity.map(world.name(ofCity:)) ?? Spelling.notReported,
        state.practice.map(world.interner.slug(of:)) ?? "-", state.status.word,
        state.startedOn.map(Spelling.point) ?? "-",
        state.progress.last.map { String($0.percent) } ?? "-",
      ]
    case .deliverable(let state):
      [
        name, state.type?.word ?? Spelling.notReported, report.slug(state.pairing),
        state.status.word, state.versions.last.map { Spelling.number($0.number) } ?? "-",
        state.accepted.map { report.day($0.fact, ref) } ?? "-",
      ]
    case .claim(let state): cells(state)
    case .period(let state):
      [
        name, Spelling.point(state.from), Spelling.point(state.to), state.status.word,
        String(state.restatementsDue.count),
      ]
    case .summary(let state):
      [
        name, state.scope.map(world.interner.subject(of:)) ?? Spelling.notReported,
        report.slug(state.period), state.status.word,
        state.versions.last.map { String($0.number) } ?? "-",
        state.versions.last.map { String($0.asOfSize) } ?? "-",
        world.dueRestatement(of: ref).map { "by event \(Spelling.events($0.events))" } ?? "-",
      ]
    case .change(let state):
      [
        name, state.about.map(world.interner.subject(of:)) ?? Spelling.notReported,
        state.status.word, report.day(state.raised, ref), report.day(state.answered, ref),
      ]
    default: []
    }
  }

  private func cells(_ state: ClaimState) -> [String] {
    let city: Ref? =
      if let ref = state.participation, case .participation(let own)? = world.state(of: ref) {
        own.city
      } else {
        nil
      }
    func amount(_ minorUnits: Int64?) -> String {
      guard let minorUnits else { return Spelling.notReported }
      return state.currency?.amount(ofMinorUnits: minorUnits) ?? String(minorUnits)
    }
    return [
      name, city.map(world.name(ofCity:)) ?? Spelling.notReported, report.slug(state.activity),
      state.status.word, amount(state.amountMinor),
      state.approved.map { amount($0.approvedMinor) } ?? "-",
      state.payments.isEmpty ? "-" : amount(state.paidMinor),
      state.recoveries.isEmpty ? "-" : amount(state.recoveredMinor),
      state.currency?.code ?? Spelling.notReported,
    ]
  }

  private func cells(_ state: CityState) -> [String] {
    let zone = world.zone(reading: ref)
    let standings = MissionStatus.allCases.filter { state.has($0, at: report.now, in: zone) }
    let population = state.population.map { "\($0.value)\($0.covers == .entity ? "" : " *")" }
    return [
      name, state.name ?? Spelling.notReported, report.slug(state.country),
      state.kind?.word ?? Spelling.notReported,
      standings.isEmpty ? "-" : standings.map(\.word).joined(separator: ", "),
      state.label.map { Spelling.point($0.awardedOn) } ?? "-", population ?? Spelling.notReported,
    ]
  }

  private func cells(_ state: CountryState) -> [String] {
    let current = state.association(at: report.now, in: world.zone(reading: ref))
    return [
      name, current?.status?.word ?? Spelling.notReported,
      current?.scope?.word ?? Spelling.notReported,
      current?.validFrom.map(Spelling.point) ?? Spelling.notReported,
      String(state.associations.count),
    ]
  }

  private func cells(_ state: CallState) -> [String] {
    [
      name, state.kind?.word ?? Spelling.notReported, state.status.word,
      state.opensAt?.literal ?? Spelling.notReported, Spelling.moment(state.closesAt?.instant),
      String(state.deadlines.count),
    ]
  }

  private func cells(_ state: CohortState) -> [String] {
    func count(_ status: PairingState.Status) -> String {
      report.pairingCounts.map { String($0[ref]?[status] ?? 0) } ?? "?"
    }
    return [
      name, state.name ?? Spelling.notReported, state.status.word,
      Spelling.point(state.startDate), Spelling.number(state.durationMonths),
      report.participationCounts.map { String($0[ref] ?? 0) } ?? "?", count(.active),
      count(.paused),
      count(.completed), count(.dissolved),
    ]
  }

  private func cells(_ state: PairingState) -> [String] {
    let cities = state.hostCities.isEmpty ? state.peers : state.hostCities
    let hosts = cities.isEmpty ? state.hostPartyName ?? Spelling.notReported : report.names(cities)
    return [
      name, hosts,
      state.twinCity.map(world.name(ofCity:))
        ?? (state.peers.isEmpty ? Spelling.notReported : "(peers)"),
      state.status.word, Spelling.point(state.startDate), state.title ?? "-",
    ]
  }

  private func cells(_ state: ActivityState) -> [String] {
    let kind = state.held?.kind ?? state.plan?.kind
    let mode = state.held?.mode ?? state.plan?.mode
    return [
      name, kind?.word ?? Spelling.notReported, mode?.word ?? Spelling.notReported,
      state.status.word, state.plan.map { Spelling.point($0.plannedStart) } ?? "-",
      state.held.map { Spelling.point($0.startedAt) } ?? "-",
      state.hostCity.map(world.name(ofCity:)) ?? "-",
      state.pairings.isEmpty ? "cohort" : String(state.pairings.count),
    ]
  }
}
