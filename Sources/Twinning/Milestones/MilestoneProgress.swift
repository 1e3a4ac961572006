/// Where a milestone of a pairing stands.
public enum MilestoneStatus: UInt8, StateVocabulary {
  case achieved, notApplicable, waived, overdue, dueSoon, notDue

  /// The words, in the order of the cases.
  public static let words = [
    "achieved", "not_applicable", "waived", "overdue", "due_soon", "not_due",
  ]
}

/// What is said of a milestone beside its status.
public struct MilestoneFlags: OptionSet, Hashable, Sendable {
  /// A bit for each flag.
  public let rawValue: UInt8

  /// The flags of these bits.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Its due date was replaced.
  public static let extended = MilestoneFlags(rawValue: 1)

  /// What achieved it was recorded more than 14 days after it happened.
  public static let reportedLate = MilestoneFlags(rawValue: 2)

  /// It had been achieved, and a correction or a revocation took that back.
  public static let reopened = MilestoneFlags(rawValue: 4)

  /// Its dates aren't known exactly enough to say whether it was in time.
  public static let dateUncertain = MilestoneFlags(rawValue: 8)

  /// The words for the flags, in a fixed order.
  public var words: [String] {
    let all: [(MilestoneFlags, String)] = [
      (.extended, "extended"), (.reportedLate, "reported_late"), (.reopened, "reopened"),
      (.dateUncertain, "date_uncertain"),
    ]
    return all.filter { contains($0.0) }.map(\.1)
  }
}

/// A milestone of a pairing at a moment, derived from events and never stored.
public struct MilestoneProgress: Hashable, Sendable {
  /// The pairing.
  public var pairing: Ref

  /// The milestone's id in its template.
  public var milestone: String
  /// What it is called.
  public var name: String
  /// The part of the programme that it belongs to.
  public var module: String
  /// Whether completion asks for it.
  public var isMandatory: Bool

  /// The last millisecond in time; nil where the base date or the duration isn't reported.
  public var due: Instant?
  /// Where it stands.
  public var status: MilestoneStatus

  /// When it was achieved, if it was: the start of what is known of that moment.
  public var achieved: Instant?

  /// Whole days after the due date, for an achieved or overdue milestone: 0 in time, nil where the
  /// dates don't decide it or it is neither.
  public var daysLate: Int?
  /// What else is to be said of it.
  public var flags: MilestoneFlags

  /// For a reopened milestone: the event that took its achievement back.
  public var reopenedBy: Int64?

  /// The indexes of the events behind status and due date, corrections included; ascending.
  public var events: [Int64]

  /// Whether it was achieved in time; nil where it isn't achieved or the dates don't decide it.
  public var isInTime: Bool? {
    status == .achieved ? daysLate.map { $0 == 0 } : nil
  }
}

/// How much of what is mandatory was achieved.
public struct MilestoneShare: Hashable, Sendable {
  /// The mandatory milestones that were achieved.
  public var achieved = 0

  /// The mandatory milestones that neither ended as waived nor became inapplicable. With 0, the
  /// share is not reported.
  public var expected = 0

  /// Counts `milestones`. O(n).
  public init(of milestones: some Sequence<MilestoneProgress>) {
    for milestone in milestones where milestone.isMandatory {
      switch milestone.status {
      case .waived, .notApplicable: break
      case .achieved:
        achieved += 1
        expected += 1
      case .overdue, .dueSoon, .notDue: expected += 1
      }
    }
  }
}

/// A deliverable that a milestone of a pairing asks for.
public struct ExpectedDeliverable: Hashable, Sendable {
  /// The pairing.
  public var pairing: Ref

  /// The id of the milestone that asks for it.
  public var milestone: String
  /// What sort of deliverable.
  public var type: DeliverableType

  /// The visit that it reports on, where every visit needs a report.
  public var activity: Ref?

  /// The last millisecond in time; nil where that isn't known.
  public var due: Instant?

  /// The acceptance, and the submission of the version that was accepted.
  public var acceptance: DeliverableState.Acceptance?

  /// Whether the accepted version was submitted by the due date; nil where nothing is accepted or
  /// no due date is known.
  public var isInTime: Bool? {
    guard let acceptance, let due else { return nil }
    return acceptance.submitted.time <= due
  }
}
