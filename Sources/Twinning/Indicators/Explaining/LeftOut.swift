/// Why an event doesn't count in a figure, or not under one of its keys.
public enum LeftOut: Hashable, Sendable {
  /// The event of this index says that it never happened, or was recorded twice.
  case voided(by: Int64)

  /// It voids the event of this index: what it does is that the other doesn't count.
  case voids(Int64)

  /// It corrects the event of this index, which doesn't count.
  case corrects(Int64)

  /// It happened outside the period.
  case outsidePeriod

  /// It happened at or after the period's end.
  case afterEnd

  /// It happened after the moment as of which the figure is made.
  case afterMoment

  /// It takes effect only after the moment as of which the figure is made.
  case notYetInEffect

  /// It was recorded outside the period, and the figure goes by that.
  case recordedOutsidePeriod

  /// Its date isn't known exactly enough to say on which side of the period's boundary it lies.
  case dateUncertain

  /// Its subject is none of what was asked for.
  case notInScope

  /// The theme that was asked for isn't its own.
  case otherTheme

  /// A theme was asked for, and what the figure is made of has none.
  case themeless

  /// It was taken over from a record that is older than the ledger.
  case fromRecord

  /// The first submission of the application is the event of this index.
  case notFirst(Int64)

  /// The event of this index came later and took its place.
  case superseded(by: Int64)

  /// The event of this index, to which it belongs, doesn't count.
  case owner(Int64)

  /// What it led to stands in this state at the report's moment.
  case stands(String)

  /// Its record doesn't say this, so that it stands beside the value.
  case notReported(String)

  /// It counts under these other keys of the figure.
  case elsewhere([String])

  /// What only one or two figures ask.
  case circumstance(Circumstance)

  /// Something that a single figure asks of an event, and that this one doesn't meet.
  public enum Circumstance: String, CaseIterable, Sendable {
    /// The stream that it belongs to was never begun, or its beginning was voided.
    case streamNotInEffect = "stream_not_in_effect"

    /// The last verdict on the application isn't eligible.
    case notEligible = "not_eligible"

    /// The last outcome isn't a selection.
    case notSelected = "not_selected"

    /// The verdict on the application doesn't count as eligible here.
    case verdictDoesNotCount = "verdict_does_not_count"

    /// The pairing was never formed.
    case neverFormed = "never_formed"

    /// No pairing that counts rests on the submission.
    case noPairingRestsOnIt = "no_pairing_rests_on_it"

    /// The pairing isn't among those that count.
    case pairingDoesNotCount = "pairing_does_not_count"

    /// Only one side of the pairing noted insights.
    case oneSided = "one_sided"

    /// The learner city stands on neither side of the pairing.
    case neitherSide = "neither_side"

    /// The exchange names no pairing.
    case namesNoPairing = "names_no_pairing"

    /// The exchange was held without a plan.
    case heldWithoutPlan = "held_without_plan"

    /// The plan came to no end in the period.
    case planOpen = "plan_open"

    /// The exchange was cancelled: its postponements say nothing more.
    case cancelledInstead = "cancelled_instead"

    /// Nobody's feedback that counts is about the exchange.
    case noFeedback = "no_feedback"

    /// The exchange presented no practice.
    case noPractice = "no_practice"

    /// The practice was understood, and neither adapted nor reused.
    case onlyUnderstood = "only_understood"

    /// The replication hasn't started by the end.
    case notStarted = "not_started"

    /// It is an estimate of the other kind: expected and measured are never added.
    case otherBasis = "other_basis"

    /// The replication was abandoned, so that nothing is expected of it.
    case abandoned

    /// The replication has estimates, which count in its place.
    case hasEstimates = "has_estimates"

    /// What asks for the deliverable isn't due yet.
    case notDue = "not_due"

    /// The version wasn't accepted, or no longer is.
    case notAccepted = "not_accepted"

    /// No milestone that counts asks for it, or another deliverable met it before.
    case notAsked = "not_asked"

    /// No milestone that counts rests on it.
    case noMilestone = "no_milestone"

    /// It is a correction or a void, which the figure leaves out.
    case amendment

    /// It is about the ledger, its periods, its summaries or another event.
    case notOfProgramme = "not_of_programme"

    /// The place isn't registered.
    case placeUnknown = "place_unknown"

    /// The place lies in another that takes part, or is a member of a joint entry that does.
    case nested

    /// The place took part before.
    case notNew = "not_new"

    /// The place takes no part in what is reported.
    case tookNoPart = "took_no_part"

    /// It isn't the standing, at the report's moment, of a country that counts.
    case notInForce = "not_in_force"

    /// With it, what the person claimed stays within the call's ceiling.
    case withinCeiling = "within_ceiling"

    /// Nobody's travel to it was paid for, as far as the figure goes.
    case noPayment = "no_payment"

    /// This program doesn't know such an event.
    case unknownType = "unknown_type"

    /// The figure isn't made of it, for no reason that was noted.
    case unexplained
  }
}
