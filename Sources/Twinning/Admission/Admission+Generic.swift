/// Rules that hold for every command, whatever it records.
extension World {
  /// Roles that the programme office may stand in for (L9).
  static let rolesForWhichOfficeRecords: RoleSet = [.hl, .tl, .fa, .ev, .fo]

  /// Refuses a role that may not record this type (DOMAIN 3, L9).
  func checkRole(of command: Command) throws(Refusal) {
    let type = command.data.type
    if command.isByRule { return }
    if command.role == .sys {
      throw Refusal(
        .recordedByRuleOnly,
        "role SYS records only what follows from rules, and nobody records in its name.",
        admitted: "\(type.name) is recorded by \(type.roleWords).")
    }
    if type.roles.contains(RoleSet(command.role)) { return }
    let common = command.data.common
    let standsIn = type.roles.intersection(Self.rolesForWhichOfficeRecords)
    if command.role == .po, !standsIn.isEmpty {
      guard let behalf = common.onBehalfOf, standsIn.contains(RoleSet(behalf)) else {
        throw Refusal(
          .roleMayNotRecord,
          "\(type.name) is recorded by \(type.roleWords); the programme office may do it only on "
            + "behalf of one of them.",
          admitted: "Add on_behalf_of with one of \(standsIn.words), and a reason.")
      }
      if common.reason == nil, !command.isImported, common.basis != .importedRecord {
        throw Refusal(
          .onBehalfNeedsReason, "\(type.name) on behalf of \(behalf.word) has no reason.",
          admitted: "Add a reason with its code.")
      }
      return
    }
    throw Refusal(
      .roleMayNotRecord,
      "role \(command.role.word) may not record \(type.name).",
      admitted: "It is recorded by \(type.roleWords).")
  }

  /// Refuses a subject whose kind or name doesn't fit the type and its payload.
  func checkName(of command: Command) throws(Refusal) {
    let type = command.data.type
    let kind = interner.kind(of: command.subject)
    if let wanted = type.kind, wanted != kind {
      throw Refusal(
        .subjectKindMismatch,
        "\(type.name) belongs to a stream \(wanted.word)/…, not to "
          + "\(interner.subject(of: command.subject)).",
        admitted: "Name the \(wanted.word) as the subject.")
    }
    guard let expected = expectedName(of: command) else { return }
    let slug = interner.slug(of: command.subject)
    if slug == expected || Self.isNumbered(slug, after: expected) { return }
    throw Refusal(
      .subjectNameMismatch,
      "\(interner.subject(of: command.subject)) doesn't name what its payload says.",
      admitted: "Its name would be \(kind.word)/\(expected), or that with --2, --3 … for another.")
  }

  /// Whether `slug` is `base` with `--n`, n from 2.
  static func isNumbered(_ slug: String, after base: String) -> Bool {
    guard slug.hasPrefix(base + "--") else { return false }
    let number = slug.dropFirst(base.count + 2)
    return Int(number).map { $0 >= 2 && String($0) == number } ?? false
  }

  /// What a stream that begins with `command` must be called, where its payload settles that.
  private func expectedName(of command: Command) -> String? {
    switch command.data {
    case .applicationDrafted(let draft):
      "\(interner.slug(of: draft.callID))--\(interner.slug(of: draft.cityID))--\(draft.role.word)"
    case .participationConfirmed(let birth):
      "\(interner.slug(of: birth.cohortID))--\(interner.slug(of: birth.cityID))--"
        + birth.role.word
    default: nil
    }
  }

  /// The programme that `event` belongs to; for one that begins its stream, that of what it names.
  private func programme(concernedBy event: Event) -> Ref? {
    if let known = programme(of: event.subject) { return known }
    var found: Ref?
    event.data.forEachRef { if found == nil { found = programme(of: $0) } }
    return found
  }

  /// Refuses what happened in a period that is closed, or ended more than 30 days ago, unless the
  /// programme office records it with a reason (L4).
  func checkPeriods(of event: Event, at recordedTime: Instant) throws(Refusal) {
    let isExcused =
      event.role == .po
      && (event.data.common.reason != nil || event.isImported || event.isFromRecord)
    if isExcused { return }
    guard let (period, isClosed) = periodBinding(event, at: recordedTime) else { return }
    throw Refusal(
      .periodClosed,
      "\(event.data.type.name) happened at \(event.time), in \(interner.subject(of: period)), "
        + (isClosed ? "which is closed." : "which ended more than 30 days ago."),
      admitted: "The programme office may still record it, with a reason; it enters the next "
        + "version of what was published.")
  }

  /// Refuses a correction by somebody else than the programme office that moves its target from
  /// `old` into such a period: to say that it happened there is to record what happened in it (L4).
  func checkPeriods(
    of target: Event, movedFrom old: Instant, by correction: Event, at recordedTime: Instant
  ) throws(Refusal) {
    if correction.role == .po || correction.role == .sys || target.time == old { return }
    guard let (period, isClosed) = periodBinding(target, at: recordedTime, unlessIn: old) else {
      return
    }
    throw Refusal(
      .periodClosed,
      "event \(target.index) would have happened at \(target.time), in "
        + "\(interner.subject(of: period)), "
        + (isClosed ? "which is closed." : "which ended more than 30 days ago."),
      admitted: "The programme office may correct it; it enters the next version of what was "
        + "published.")
  }

  /// The period that `event` happened in, where it is closed or ended more than 30 days ago.
  ///
  /// - Parameter old: a time that mustn't lie in the same period.
  private func periodBinding(
    _ event: Event, at recordedTime: Instant, unlessIn old: Instant? = nil
  ) -> (period: Ref, isClosed: Bool)? {
    guard event.data.type.isBoundByPeriods, let programme = programme(concernedBy: event) else {
      return nil
    }
    let periods = subjects(.period, mentioning: programme)
    if periods.isEmpty { return nil }
    let zone = zone(of: programme)
    for period in periods {
      let isClosed: Bool?? = look(period, &self.periods) { state in
        guard state.contains(event.time, in: zone) else { return nil }
        if let old, state.contains(old, in: zone) { return nil }
        if state.isClosed { return true }
        return recordedTime > state.end(in: zone).adding(days: 30) ? false : nil
      }
      if let isClosed = isClosed ?? nil { return (period, isClosed) }
    }
    return nil
  }
}

extension EventType {
  /// The words of the roles that record it.
  fileprivate var roleWords: String { roles.words.map(\.word).joined(separator: ", ") }

  /// Whether closed reporting periods bind this type (L4): what happened in the programme, not
  /// what governs it.
  var isBoundByPeriods: Bool {
    switch kind {
    case .application, .participation, .pairing, .activity, .practice, .replication, .deliverable,
      .claim:
      true
    default: false
    }
  }
}
