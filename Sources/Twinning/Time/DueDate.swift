/// The day at whose end, in the programme's zone, something is due.
public struct DueDate: Sendable, Hashable, Comparable, BitwiseCopyable {
  /// The last day in time.
  public let date: CivilDate

  /// Due on a day.
  public init(_ date: CivilDate) {
    self.date = date
  }

  /// Due so many months after `base` (on that month's last day where it has no such day), and then
  /// so many days later.
  public init(base: CivilDate, months: Int, days: Int = 0) {
    date = base.adding(months: months).adding(days: days)
  }

  /// The last millisecond in time: 23:59:59.999 of the day in the zone.
  public func instant(in zone: Zone) -> Instant { zone.end(of: date) }

  public static func < (a: DueDate, b: DueDate) -> Bool { a.date < b.date }

  /// A template's months for a pairing of another length: `months` × `duration` /
  /// `templateDuration`, rounded up to whole months; unchanged where the lengths are equal.
  ///
  /// `months` is 0 or more, both lengths 1 or more, each at most 10,000.
  public static func scaled(months: Int, duration: Int, templateDuration: Int) -> Int {
    precondition(
      (0...10_000).contains(months) && (1...10_000).contains(duration)
        && (1...10_000).contains(templateDuration), "months of a template out of bounds")
    if duration == templateDuration { return months }
    return (months * duration + templateDuration - 1) / templateDuration
  }

  /// What moves a due date.
  public enum Adjustment: Sendable, Hashable {
    /// Paused on every day from `from` up to, not including, `to`; still paused if nil.
    case paused(from: CivilDate, to: CivilDate?)
    /// On the day `on` the due date was replaced.
    case extended(on: CivilDate, to: CivilDate)
  }

  /// The due date after pauses and extensions, in time order whatever their order here.
  ///
  /// Each paused day that is not after the due date as it then is adds one day; a day in two pauses
  /// counts once. An extension replaces the due date as the day begins on which it was made, so
  /// that
  /// this day, if paused, moves the new one. Of two extensions on one day the later in the list
  /// holds. `now` is the day of the question: an open pause counts up to the day before it.
  ///
  /// - Complexity: O(n log n) in the adjustments.
  public func adjusted(by adjustments: [Adjustment], now: CivilDate) -> DueDate {
    var pauses: [(from: CivilDate, to: CivilDate)] = []
    var replaced: (on: CivilDate, to: CivilDate)?
    for adjustment in adjustments {
      switch adjustment {
      case .paused(let from, let to): pauses.append((from, to ?? now))
      case .extended(let on, let to) where on >= replaced?.on ?? on: replaced = (on, to)
      case .extended: break
      }
    }
    pauses.sort { $0.from < $1.from }
    var due = replaced?.to ?? date
    var counted = replaced?.on
    for pause in pauses {
      let from = max(pause.from, counted ?? pause.from)
      // As a paused day comes the due date goes: once one counts, all that follow do.
      guard from < pause.to, from <= due else { continue }
      due = due.adding(days: pause.to.days(since: from))
      counted = pause.to
    }
    return DueDate(due)
  }
}
