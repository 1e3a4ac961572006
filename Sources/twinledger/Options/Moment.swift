import Ledger
import Twinning

/// A moment as an option gives it: an instant with its offset, or a day.
enum Moment {
  /// A day is its beginning.
  static func instant(
    _ text: String, in zone: Zone, option: String
  ) throws(InputError) -> Instant {
    try interval(text, zone, option).start
  }

  /// A day is its last millisecond.
  static func end(_ text: String, in zone: Zone, option: String) throws(InputError) -> Instant {
    try interval(text, zone, option).end
  }

  private static func interval(
    _ text: String, _ zone: Zone, _ option: String
  ) throws(InputError) -> Interval {
    do throws(TimeError) {
      return try PointInTime(people: text).interval(in: zone)
    } catch {
      throw InputError("\(error)", member: option)
    }
  }
}
