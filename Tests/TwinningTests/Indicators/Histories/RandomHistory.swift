import CanonicalJSON
import Testing

@testable import Twinning

/// A small programme in which anything may happen at any time: commands by chance, of which those
/// are left out that the rules refuse.
///
/// The same seed makes the same history.
final class RandomHistory {
  let spec: Spec
  var dice: SeededDice

  /// When the next command is recorded.
  private(set) var clock: Instant

  /// What may be corrected or voided: all that was admitted but corrections, and what follows from
  /// rules.
  private(set) var targets: [Admitted] = []

  /// How often something came about, by its name.
  private(set) var reached: [String: Int] = [:]

  var cohorts: [String] = []
  var hosts: [String: [String]] = [:]
  var twins: [String: [String]] = [:]
  var pairings: [Couple] = []
  var planned: [String] = []
  var held: [Meeting] = []
  var practices: [String] = []
  var replications: [String] = []
  var deliverables: [String] = []
  var claims: [String] = []
  var applications: [String] = []
  var periods: [String] = []

  /// The member that was last to be corrected.
  var tried = ""
  private var names = 0

  /// A pairing, with the cities that may come to its activities.
  struct Couple {
    var name: String
    var cohort: String
    var hosts: [String]
    var twin: String
  }

  /// An activity that was held.
  struct Meeting {
    var name: String
    var isVisit: Bool
    var pairings: [String]
    var cities: [String]
  }

  static let cities = [
    "hu-a", "hu-b", "de-c", "de-d", "ch-e", "tr-f", "hu-g", "de-j", "rs-h", "tr-k",
  ]

  init(seed: UInt64, acts: ClosedRange<Int> = 40...70) throws {
    spec = try Spec(clock: "2024-01-01T08:00:00.000Z")
    dice = SeededDice(seed: seed)
    clock = try Instant(canonical: "2024-01-01T08:00:00.000Z")
    try begin()
    for _ in 0..<number(acts) {
      if chance(70) { pass(upTo: 12) }
      try act()
    }
  }

  var world: World { spec.world }

  // MARK: Chance

  func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &dice) }

  func chance(_ percent: Int) -> Bool { number(0...99) < percent }

  func one<T>(of values: [T]) -> T { values[number(0...values.count - 1)] }

  /// One of the latest, mostly; nil where there are none.
  func recent<T>(_ values: [T]) -> T? {
    values.isEmpty ? nil : chance(80) ? one(of: Array(values.suffix(6))) : one(of: values)
  }

  /// Some of `values`, at least so many.
  func some<T>(of values: [T], atLeast least: Int = 0, upTo most: Int = 3) -> [T] {
    Array(values.shuffled(using: &dice).prefix(number(least...max(least, most))))
  }

  func newName(_ prefix: String) -> String {
    names += 1
    return "\(prefix)-\(names)"
  }

  // MARK: Time

  /// Lets days go by.
  func pass(upTo days: Int) {
    clock = clock.adding(milliseconds: Int64(number(0...days * 86_400_000)))
  }

  /// When something happened: mostly these days, sometimes long ago.
  func moment() -> Instant {
    let days = chance(60) ? number(0...3) : chance(65) ? number(4...40) : number(40...300)
    return clock.adding(milliseconds: -Int64(days * 86_400_000 + number(0...86_399_999)))
  }

  /// A day around now.
  func around(_ days: ClosedRange<Int>) -> Instant { clock.adding(days: number(days)) }

  /// A point in time at `time`, as exactly as chance has it.
  func point(_ time: Instant, isMostlyInstant: Bool = false) -> String {
    let date = Zone.utc.date(of: time)
    let month = "\(date)".prefix(7)
    switch number(0...99) {
    case 0...(isMostlyInstant ? 72 : 5): return #"{"at":"\#(time)","precision":"instant"}"#
    case 91...94: return #"{"at":"\#(month)","precision":"month"}"#
    case 95...96: return #"{"at":"\#(month.prefix(4))","precision":"year"}"#
    case 97:
      return #"{"not_before":"\#(date)","not_after":"\#(date.adding(days: number(1...70)))","#
        + #""precision":"range"}"#
    case 98: return #"{"not_before":"\#(date)","precision":"range"}"#
    case 99: return #"{"not_after":"\#(date)","precision":"range"}"#
    default: return #"{"at":"\#(date)","precision":"day"}"#
    }
  }

  func day(_ time: Instant) -> String {
    #"{"at":"\#(Zone.utc.date(of: time))","precision":"day"}"#
  }

  // MARK: Recording

  static let record =
    #""basis":"imported_record","evidence":[{"kind":"web","seen_on":{"at":"2023-10-01","#
    + #""precision":"day"},"url":"https://example.org/list"}]"#

  /// Records what the programme office says, on behalf of whom it may, unless a rule refuses it.
  ///
  /// - Parameter members: the payload's, without its braces.
  @discardableResult
  func tell(
    _ type: String, _ subject: String, _ members: String = "", at time: Instant? = nil,
    by actor: String = "office-01", as role: Role? = nil
  ) throws -> [Admitted]? {
    let known = try #require(EventType(name: type))
    var parts = members.isEmpty ? [] : [members]
    let standsIn = known.roles.intersection(World.rolesForWhichOfficeRecords)
    let byOffice = known.roles.contains(RoleSet(.po)) || !standsIn.isEmpty
    let role = role ?? (byOffice ? .po : known.roles.words.first ?? .po)
    if role == .po {
      if !known.roles.contains(RoleSet(.po)), let other = standsIn.words.first {
        parts.append(#""on_behalf_of":{"role":"\#(other.word)"}"#)
      }
      if !members.contains(#""reason""#) {
        parts.append(#""reason":{"code":"\#(one(of: ReasonCode.allCases).word)"}"#)
      }
    }
    var told = told(
      type, subject, "{\(parts.joined(separator: ","))}", by: role, actor: actor,
      occurred: time.map { "\($0)" }, recorded: "\(clock)")
    if known.timeMember != nil { told.occurred = nil }
    let admitted = note(try spec.when(told).result, as: type)
    if admitted != nil, members.contains(#":"NR""#) { count("not reported") }
    if admitted != nil, members.contains("HUF") { count("\(type) in another currency") }
    return admitted
  }

  private func note(_ result: Result<[Admitted], Refusal>, as type: String) -> [Admitted]? {
    guard case .success(let admitted) = result else {
      count("refused \(type)")
      return nil
    }
    clock = max(clock, spec.clock)
    if admitted.contains(where: { $0.event.data.type == .restatementDue }) {
      count(admitted[0].event.data.isCorrection ? "correction after a closing" : "late entry")
    }
    for item in admitted {
      count(item.event.data.type.name)
      if item.event.role == .sys {
        count("by rule")
      } else if !item.event.data.isCorrection {
        targets.append(item)
      }
    }
    return admitted
  }

  func count(_ name: String) { reached[name, default: 0] += 1 }
}
