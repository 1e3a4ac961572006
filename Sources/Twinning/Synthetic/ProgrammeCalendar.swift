/// The days of one programme, counted from the day on which its cohort starts: day 0.
struct ProgrammeCalendar {
  /// The day on which the cohort starts.
  let start: CivilDate

  /// The zone of the programme's dates.
  let zone: Zone
  private let midnight: Instant

  init(start: CivilDate, zone: Zone) {
    self.start = start
    self.zone = zone
    midnight = Zone.utc.start(of: start)
  }

  /// The days on which something of every programme happens.
  enum Day {
    static let registered = -205
    static let hostsApply = -188
    static let hostsDeadline = -150
    static let hostsExtendedDeadline = -143
    static let twinsApply = -139
    static let cohortFormed = -128
    static let twinsDeadline = -95
    static let lastDecision = -60
    static let lastExchange = 352
    static let closing = 360
    static let lastCompletion = 440
    static let end = 600
  }

  func date(_ day: Int) -> CivilDate { start.adding(days: day) }

  func point(_ day: Int) -> PointInTime { PointInTime(day: date(day)) }

  /// The beginning of a day in UTC: within hours of the beginning in the programme's zone.
  func midnight(_ day: Int) -> Instant { midnight.adding(days: day) }

  /// The day on which `time` lies.
  func day(of time: Instant) -> Int {
    let milliseconds = time.milliseconds - midnight.milliseconds
    let day = milliseconds / Instant.millisecondsPerDay
    return Int(milliseconds < day * Instant.millisecondsPerDay ? day - 1 : day)
  }

  /// The day that lies `months` after the start.
  func day(month: Int) -> Int { start.adding(months: month).days(since: start) }

  /// A deadline on a day at an hour of the zone's own time.
  func deadline(_ day: Int, hour: Int) -> Deadline {
    let literal = "\(date(day))T\(hour < 10 ? "0" : "")\(hour):00"
    guard let deadline = try? Deadline.resolve(literal: literal, zone: zone) else {
      preconditionFailure("\(literal) is no time in \(zone.name)")
    }
    return deadline
  }
}
