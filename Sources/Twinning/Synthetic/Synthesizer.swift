/// Makes up twinning programmes, command by command: a full year each, with what goes wrong in one.
///
/// The same seed and options give the same commands, on any machine. The rules of this module
/// admit every command in turn, beginning with a ledger whose opening is its only event. Programmes
/// follow each other at a distance and overlap; each has a world of its own, which is dropped at
/// its end, so memory is bounded by those that are under way.
///
/// It belongs to one thread.
public struct Synthesizer: ~Copyable {
  /// What is made up.
  public struct Options: Sendable {
    /// How many programmes.
    public var programmes = 1

    /// How many pairings each of them has, from 1 to 100.
    public var pairings = 24

    /// Whether commands are put in that the rules refuse, about one of 25.
    public var includingRefused = false

    /// The day on which the reference data is recorded, from 1991 on; programmes start some nine
    /// months later.
    public var firstDay: CivilDate

    /// How many days lie between the starts of two programmes.
    public var daysBetweenStarts = 28

    /// One programme of 24 pairings whose reference data is recorded on 8 January 2024.
    public init() {
      guard let day = CivilDate(year: 2024, month: 1, day: 8) else {
        preconditionFailure("8 January 2024 is a day")
      }
      firstDay = day
    }
  }

  private let seed: UInt64
  private let options: Options
  private let position = LogPosition()
  private let zone: Zone
  private var started = 0
  private var active: [SyntheticProgramme] = []
  private var ready: [SyntheticCommand] = []
  private var readyIndex = 0

  /// A source of the commands that `seed` stands for.
  public init(seed: UInt64, options: Options = Options()) {
    precondition(options.programmes >= 0, "a number of programmes is not negative")
    precondition((1...100).contains(options.pairings), "a programme has 1 to 100 pairings")
    precondition(options.daysBetweenStarts >= 0, "programmes come in the order of their starts")
    guard let zone = try? Zone("Europe/Brussels") else {
      preconditionFailure("the table of zones holds Europe/Brussels")
    }
    self.seed = seed
    self.options = options
    self.zone = zone
    let scribe = Scribe(
      world: World(), position: position, ids: Dice(seed: seed, part: 1), now: firstTime)
    _ = SyntheticPlaces(
      recordedBy: scribe, seed: seed, on: options.firstDay, pairings: options.pairings)
    ready = scribe.output
  }

  /// When the first command is recorded; a ledger's opening must not be recorded later.
  public var firstTime: Instant {
    Zone.utc.start(of: options.firstDay).adding(milliseconds: 8 * Instant.millisecondsPerHour)
  }

  /// How many events the commands so far lead to, the ledger's opening included.
  public var size: Int64 { position.size }

  /// How many commands the rules refused against expectation; each was left out. Not 0 is a fault.
  public var refusalCount: Int { position.refusalCount }

  /// The first hundred of those refusals.
  public var refusals: [Refusal] { position.refusals }

  /// The next command, or nil at the end.
  ///
  /// - Complexity: amortised O(k) in what the command touches, and O(n) in the programmes that are
  ///   under way.
  public mutating func next() -> SyntheticCommand? {
    while readyIndex >= ready.count {
      ready.removeAll(keepingCapacity: true)
      readyIndex = 0
      guard let programme = nextProgramme() else { return nil }
      programme.step()
      swap(&ready, &programme.scribe.output)
    }
    readyIndex += 1
    return ready[readyIndex - 1]
  }

  /// The programme in which something is due first; begins one whose time has come.
  private mutating func nextProgramme() -> SyntheticProgramme? {
    active.removeAll { $0.nextTime == nil }
    var first: SyntheticProgramme?
    for programme in active {
      guard let time = programme.nextTime else { continue }
      if let other = first?.nextTime, other <= time { continue }
      first = programme
    }
    guard started < options.programmes else { return first }
    let calendar = calendar(of: started)
    let begins = calendar.midnight(ProgrammeCalendar.Day.registered)
    if let time = first?.nextTime, time < begins { return first }
    let programme = begin(calendar)
    active.append(programme)
    return programme
  }

  private func calendar(of number: Int) -> ProgrammeCalendar {
    let earliest = options.firstDay.adding(
      days: 40 - ProgrammeCalendar.Day.registered + number * options.daysBetweenStarts)
    let month = earliest.adding(months: 1)
    return ProgrammeCalendar(start: month.adding(days: 1 - month.day), zone: zone)
  }

  /// Begins the next programme, in a world that knows the reference data alone.
  private mutating func begin(_ calendar: ProgrammeCalendar) -> SyntheticProgramme {
    started += 1
    let scribe = Scribe(
      world: World(), position: LogPosition(), ids: Dice(seed: seed, part: 1), now: firstTime)
    let places = SyntheticPlaces(
      recordedBy: scribe, seed: seed, on: options.firstDay, pairings: options.pairings)
    scribe.moveOn(to: position, ids: Dice(seed: seed, part: 3 * started))
    let programme = SyntheticProgramme(
      number: started, pairings: options.pairings, places: places, calendar: calendar,
      scribe: scribe, dice: Dice(seed: seed, part: 3 * started + 1),
      travel: SyntheticTravel(
        dice: Dice(seed: seed, part: -2 * started), ids: Dice(seed: seed, part: -2 * started - 1)))
    if options.includingRefused { programme.blunders = Dice(seed: seed, part: 3 * started + 2) }
    return programme
  }
}
