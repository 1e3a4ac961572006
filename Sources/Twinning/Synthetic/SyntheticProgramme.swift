/// A made-up programme on its way: who takes part, what is due, and what was recorded.
///
/// What is due stands in an agenda; each action records something and puts down what comes of it.
/// Whether it still fits is read from the world, so the rules' consequences (an activity cancelled
/// with its pairing) need no books of their own.
final class SyntheticProgramme {
  let number: Int
  let headcount: Headcount
  let places: SyntheticPlaces
  let calendar: ProgrammeCalendar
  let scribe: Scribe
  var dice: Dice
  private var agenda = Agenda()

  /// The short name that the names of its streams begin with.
  let name: String
  let programme: Ref
  let cohort: Ref
  let hostCall: Ref
  let twinCall: Ref
  let staff: Staff

  var applicants: [Applicant] = []
  var pairings: [SyntheticPairing] = []
  var periods: [SyntheticPeriod] = []

  /// The version of the milestone template that the cohort follows.
  var templateVersion: Int64 = 1

  /// How many documents, practices, replications and changes there are, for their names.
  var documentCount = 0
  var practiceCount = 0
  var replicationCount = 0
  var changeCount = 0

  /// Whether the workshop that is postponed twice and moved online has been planned.
  var hasUnluckyWorkshop = false

  /// The travel claims of the programme.
  var travel: SyntheticTravel

  /// Chance for what is refused on purpose; nil where nothing is.
  var blunders: Dice?

  var world: World { scribe.world }
  var interner: Interner { scribe.world.interner }
  var now: Instant { scribe.now }
  var today: Int { calendar.day(of: scribe.now) }

  init(
    number: Int, pairings: Int, places: SyntheticPlaces, calendar: ProgrammeCalendar,
    scribe: Scribe, dice: Dice, travel: SyntheticTravel
  ) {
    self.number = number
    headcount = Headcount(pairings: pairings)
    self.places = places
    self.calendar = calendar
    self.scribe = scribe
    self.dice = dice
    self.travel = travel
    let digits = String(number)
    name = "stlp-" + String(repeating: "0", count: max(0, 3 - digits.count)) + digits
    let interner = scribe.world.interner
    programme = interner.intern(.programme, "synthetic-\(name)")
    cohort = interner.intern(.cohort, "\(name)-c1")
    hostCall = interner.intern(.call, "\(name)-hosts")
    twinCall = interner.intern(.call, "\(name)-twins")
    staff = Staff(interner: interner, dice: &self.dice)
    at(calendar.midnight(ProgrammeCalendar.Day.registered)) { $0.open() }
  }

  // MARK: Agenda

  /// When the next thing is due; nil at the end.
  var nextTime: Instant? { agenda.nextTime }

  /// Does what is due next.
  func step() {
    guard let (time, action) = agenda.removeFirst() else { return }
    scribe.now = time
    action(self)
  }

  /// Puts down what is due at `time`, or right now where that is past.
  func at(_ time: Instant, _ action: @escaping Agenda.Action) {
    agenda.add(at: max(time, scribe.now), action)
  }

  /// Puts down what is due on `day`, some time between 7 and 17 o'clock.
  func on(_ day: Int, _ action: @escaping Agenda.Action) {
    let milliseconds = Int64(dice.number(25_200_000...61_200_000))
    at(calendar.midnight(day).adding(milliseconds: milliseconds), action)
  }

  /// Puts down what is due so many days from today.
  func after(_ days: ClosedRange<Int>, _ action: @escaping Agenda.Action) {
    on(today + dice.number(days), action)
  }

  // MARK: Recording

  @discardableResult
  func record(
    _ data: EventData, on subject: Ref, by actor: Actor, occurred: Instant? = nil
  ) -> Recorded? {
    blunder(around: Draft(data: data, subject: subject, actor: actor, occurred: occurred))
    let recorded = scribe.record(data, on: subject, by: actor, occurred: occurred)
    noteRestatements()
    return recorded
  }

  /// Records what the programme office records of its own.
  @discardableResult
  func recordByOffice(_ data: EventData, on subject: Ref) -> Recorded? {
    record(data, on: subject, by: staff.office[0])
  }

  @discardableResult
  func record(_ drafts: [Draft]) -> [Recorded] {
    let recorded = scribe.record(drafts)
    noteRestatements()
    return recorded
  }

  /// The one who records what happened at `time`: `usual`, or where the period of that time is shut
  /// the programme office on their behalf, which `common` then says with a reason.
  func author(of time: Instant, _ usual: Actor, _ common: inout CommonMembers) -> Actor {
    let isShut = periods.contains { $0.contains(time) && $0.isShut(at: now) }
    if !isShut { return usual }
    common.reason = Reason(.lateEvidence)
    if usual.role != .po { common.onBehalfOf = usual.role }
    return dice.pick(staff.office)
  }

  // MARK: Texts

  /// A reference to a document that nobody has written.
  func document(_ sort: String) -> Text {
    documentCount += 1
    return Text("doc/\(name)/\(sort)-\(documentCount)")
  }

  /// A file that supports something.
  func file(_ mediaType: String = "application/pdf") -> EvidenceItem {
    var file = FileEvidence()
    file.bytes = Int64(dice.number(18_000...4_200_000))
    file.mediaType = Text(mediaType)
    file.sha256 = dice.digest()
    file.storeRef = Text("store/\(name)/\(dice.hexadecimal(10))")
    return .file(file)
  }

  func reason(_ code: ReasonCode, noted: Bool = false) -> Reason {
    var reason = Reason(code)
    if noted { reason.noteRef = document("note") }
    return reason
  }

  func someThemes() -> ThemeSet {
    var themes = ThemeSet(dice.pick(Theme.allCases))
    if dice.chance(percent: 60) { themes.formUnion(ThemeSet(dice.pick(Theme.allCases))) }
    return themes
  }

  func someLevers() -> LeverSet {
    var levers = LeverSet(dice.pick(Lever.allCases))
    if dice.chance(percent: 50) { levers.formUnion(LeverSet(dice.pick(Lever.allCases))) }
    return levers
  }
}

/// Those who run a programme, under opaque ids.
struct Staff {
  let office: [Actor]
  let facilitators: [Actor]
  let evaluators: [Actor]
  let finance: Actor
  let editor: Actor

  init(interner: Interner, dice: inout Dice) {
    func person(_ role: Role) -> Actor {
      Actor(
        ref: interner.intern(.actor, "\(role.word.lowercased())-\(dice.hexadecimal(6))"), role: role
      )
    }
    office = (0..<3).map { _ in person(.po) }
    facilitators = (0..<5).map { _ in person(.fa) }
    evaluators = (0..<6).map { _ in person(.ev) }
    finance = person(.fo)
    editor = person(.ce)
  }
}

/// A city that applies, and what will come of it.
final class Applicant {
  /// What the selection will say.
  enum Fate {
    case selected, selectedFromReserve, overturned, reserved, rejected, ineligible, withdrawn
  }

  let place: Place
  let role: ApplicantRole
  let fate: Fate
  let lead: Actor
  let application: Ref

  /// Whether it takes part as a peer.
  var isPeer = false

  /// Set once it takes part.
  var participation: Ref?
  var representatives: [Ref] = []

  /// Whom it can name as representatives, under opaque ids.
  var people: [Ref]

  var city: Ref { place.ref }

  /// Whether it takes part in the end.
  var willTakePart: Bool {
    switch fate {
    case .selected, .selectedFromReserve, .overturned: true
    case .reserved, .rejected, .ineligible, .withdrawn: false
    }
  }

  init(
    place: Place, role: ApplicantRole, fate: Fate, lead: Actor, application: Ref, people: [Ref]
  ) {
    self.people = people
    self.place = place
    self.role = role
    self.fate = fate
    self.lead = lead
    self.application = application
  }
}

/// A reporting period, and whether it is closed.
final class SyntheticPeriod {
  let ref: Ref
  let number: Int
  let from: Int
  let to: Int
  private let start: Instant
  private let end: Instant
  var isClosed = false

  /// The version of the summary that was published last; 0 for none.
  var summaryVersion: Int64 = 0
  var isRestatementPutDown = false

  init(ref: Ref, number: Int, from: Int, to: Int, calendar: ProgrammeCalendar) {
    self.ref = ref
    self.number = number
    self.from = from
    self.to = to
    start = calendar.zone.start(of: calendar.date(from))
    end = calendar.zone.start(of: calendar.date(to))
  }

  func contains(_ time: Instant) -> Bool { time >= start && time < end }

  /// Whether only the programme office may still record what happened in it.
  func isShut(at now: Instant) -> Bool { isClosed || now > end.adding(days: 30) }
}
