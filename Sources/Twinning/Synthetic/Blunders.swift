/// What the rules refuse, put in on purpose among what they admit.
extension SyntheticProgramme {
  /// Now and then sends something wrong before `draft` is recorded; nothing where no dice were
  /// given for it.
  func blunder(around draft: Draft) {
    guard var dice = blunders else { return }
    defer { blunders = dice }
    guard dice.chance(percent: 4) else { return }
    var wrong = draft
    switch dice.below(3) {
    case 0:
      // Auditors record nothing of this.
      wrong.actor = draft.actor.as(.au)
      if draft.data.type.roles.contains(RoleSet(.au)) { wrong.actor = draft.actor.as(.sys) }
    case 1:
      let other = interner.kind(of: draft.subject) == .city ? Kind.country : Kind.city
      wrong.subject = interner.intern(other, "xa-nowhere")
      if draft.data.type.kind == nil { wrong.actor = draft.actor.as(.sys) }
    default:
      guard draft.data.ownDate == nil else { return }
      wrong.occurred = now.adding(days: 3)
    }
    scribe.blunder(wrong, ids: &dice)
  }
}
