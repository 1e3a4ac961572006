/// How far a correction reaches into what milestones are derived from.
enum PatchReach {
  /// No milestone looks at what it changes.
  case nothing

  /// It may change a date or who came, but names no other subject.
  case content

  /// It may name other subjects.
  case names
}

extension EventCorrectedV1 {
  /// How far the correction reaches, whatever event it corrects. O(members).
  var reach: PatchReach {
    var reach = PatchReach.nothing
    for member in patch {
      switch member.reach {
      case .nothing: break
      case .content: reach = .content
      case .names: return .names
      }
    }
    return reach
  }
}

extension PatchMember {
  /// By the member's name; of one that isn't known to be harmless, the worst.
  fileprivate var reach: PatchReach {
    let parts = path.split(separator: "/")
    guard parts.count >= 2 else { return .names }
    switch parts[1] {
    case "minutes", "mode", "host_city_id", "themes", "practices_presented", "signed_count",
      "signed_on", "percent", "uncertainty_pct", "version", "amount_minor", "approved_minor",
      "eur_minor", "fx", "paid_on", "payment_ref", "recovered_on":
      return .nothing
    case "started_at", "ended_at", "started_on", "completed_on", "on": return .content
    case "participants": return reachIntoParticipants(parts)
    default: return .names
    }
  }

  /// Who came is who came in any number: only none at all is another thing.
  private func reachIntoParticipants(_ parts: [Substring]) -> PatchReach {
    guard parts.count > 2 else { return .content }
    switch parts[2] {
    case "external", "gender": return .nothing
    case "by_city" where parts.count == 5 && parts[4] == "total":
      let none = Array("0".utf8)
      let isOfSome = old.map { $0 != none } ?? false
      let leavesSome = new.map { $0 != none } ?? false
      return isOfSome && leavesSome ? .nothing : .content
    default: return .content
    }
  }
}
