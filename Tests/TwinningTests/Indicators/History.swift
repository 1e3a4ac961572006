import CanonicalJSON
import Foundation
import Testing

@testable import Twinning

/// A made-up history with its events as plain arrays, for those who count again.
struct History {
  let world: World

  /// As recorded, by index.
  let recorded: [Event]

  /// In effect: corrected, without the voided ones, in the order (`time`, `index`).
  let effective: [Event]

  /// By event in effect: the payload that its texts are ranges of.
  let payloads: [Int64: [UInt8]]

  /// By event: the corrections of it that count.
  let corrections: [Int64: [Int64]]
  let voided: Set<Int64>
  let columns: EventColumns

  /// The effective events of each stream, in the order of what happened; none is empty.
  private let streams: [Kind: [[Event]]]
  private let places: [Ref: (kind: Kind, number: Int)]

  /// What stands for the root of the log's tree, which a world doesn't know.
  static let root = String(repeating: "0a", count: 32)

  /// The history that a world holds which was filled by admission alone.
  init(of world: World) throws {
    self.world = world
    let held = world.pending.values.joined().sorted { $0.event.index < $1.event.index }
    recorded = held.map(\.event)
    var patches: [Int64: [PatchMember]] = [:]
    var corrections: [Int64: [Int64]] = [:]
    var voided: Set<Int64> = []
    for event in recorded {
      switch event.data {
      case .eventCorrected(let correction):
        patches[correction.target.index, default: []] += correction.patch
        corrections[correction.target.index, default: []].append(event.index)
      case .eventVoided(let void): voided.insert(void.target.index)
      default: break
      }
    }
    var payloads: [Int64: [UInt8]] = [:]
    var ofSubjects: [Ref: [Event]] = [:]
    for one in held where !one.event.data.isCorrection && !voided.contains(one.event.index) {
      var event = one.event
      payloads[event.index] = one.data
      if let patch = patches[event.index] {
        payloads[event.index] = try Self.correct(&event, one.data, patch, world)
      }
      ofSubjects[event.subject, default: []].append(event)
    }
    var streams: [Kind: [[Event]]] = [:]
    var places: [Ref: (kind: Kind, number: Int)] = [:]
    for (subject, events) in ofSubjects.sorted(by: { $0.key < $1.key }) {
      let kind = world.interner.kind(of: subject)
      places[subject] = (kind, streams[kind, default: []].count)
      streams[kind, default: []].append(Self.inOrder(events))
    }
    (self.streams, self.places) = (streams, places)
    effective = ofSubjects.values.joined().sorted { ($0.time, $0.index) < ($1.time, $1.index) }
    self.payloads = payloads
    self.corrections = corrections
    self.voided = voided
    var columns = EventColumns()
    for event in recorded { columns.append(event) }
    try columns.finish(world)
    self.columns = columns
  }

  func streams(_ kind: Kind) -> [[Event]] { streams[kind] ?? [] }

  func stream(_ subject: Ref) -> [Event] {
    places[subject].flatMap { streams[$0.kind]?[$0.number] } ?? []
  }

  /// What a text in an event's payload says.
  func text(_ text: Text, of event: Int64) -> String { text.string(in: payloads[event] ?? []) }

  /// When the milestones of a template are due, in months and days.
  func template(_ id: String, _ version: Int64) -> [(id: String, months: Int, days: Int)]? {
    for event in effective {
      guard case .milestoneTemplateAdopted(let one) = event.data, one.version == version,
        text(one.templateID, of: event.index) == id
      else { continue }
      return one.milestones.map {
        (text($0.id, of: event.index), Int($0.dueMonths), Int($0.dueDays ?? 0))
      }
    }
    return nil
  }

  /// Puts the changes of `patch` into the payload, one after the other, and returns it.
  private static func correct(
    _ event: inout Event, _ payload: [UInt8], _ patch: [PatchMember], _ world: World
  ) throws -> [UInt8] {
    var object: Any = try members(of: payload)
    for change in patch {
      let value = try change.new.map {
        try JSONSerialization.jsonObject(with: Data($0), options: [.fragmentsAllowed])
      }
      object = replaced(object, change.path.split(separator: "/").dropFirst(), by: value)
    }
    let bytes = try canonical(object)
    event.data = try EventData.read(
      event.data.type, from: bytes.span, strength: .admit, interner: world.interner)
    if let own = event.data.ownDate {
      let zone = world.zone(of: event.subject)
      (event.time, event.latest) = (own.time(in: zone), own.interval(in: zone).end)
    }
    return bytes
  }

  /// `object` with another value, or none, at a path.
  private static func replaced(
    _ object: Any, _ path: ArraySlice<Substring>, by value: Any?
  ) -> Any {
    guard let name = path.first else { return value ?? object }
    if var array = object as? [Any], let place = Int(name) {
      array[place] = replaced(array[place], path.dropFirst(), by: value)
      return array
    }
    var members = object as? [String: Any] ?? [:]
    let old = members[String(name)]
    members[String(name)] =
      path.count == 1 ? value : old.map { replaced($0, path.dropFirst(), by: value) }
    return members
  }

  /// In the order of what happened: a date that isn't exact lies as late in its interval as what
  /// was recorded before it needs.
  private static func inOrder(_ events: [Event]) -> [Event] {
    var placed: [(time: Instant, event: Event)] = []
    for event in events.sorted(by: { $0.index < $1.index }) {
      let earlier = placed.map(\.time).filter { $0 <= event.latest }
      placed.append((max(event.time, earlier.max() ?? event.time), event))
      if event.latest == event.time { placed[placed.count - 1].time = event.time }
    }
    return placed.sorted { ($0.time, $0.event.index) < ($1.time, $1.event.index) }.map(\.event)
  }

  /// The synthetic programmes of a seed. Where somebody disturbs them, after each command, what the
  /// rules then refuse is left out.
  static func made(
    seed: UInt64, programmes: Int = 1, pairings: Int = 8,
    disturbedBy disturb: ((World, [Admitted]) throws -> Void)? = nil
  ) throws -> History {
    var options = Synthesizer.Options()
    options.programmes = programmes
    options.pairings = pairings
    var synthesizer = Synthesizer(seed: seed, options: options)
    let world = World()
    var opening = LedgerOpenedV1()
    opening.origin = "ledger.example.org/made-up"
    opening.rulesVersion = 1
    opening.synthetic = true
    opening.zone = try Zone("Europe/Brussels")
    let data = EventData.ledgerOpened(opening)
    let command = Command(
      subject: world.interner.ledger, data: data,
      bytes: data.write(texts: Span(), interner: world.interner), actor: world.system, role: .sys,
      isByRule: true)
    _ = try world.admit(
      [command], commandID: EventID(high: 0x7000, low: 1 << 63), at: synthesizer.firstTime)
    while let made = synthesizer.next() {
      let commands = try made.parts.map { part in
        Command(
          subject: try #require(world.interner.intern(subject: part.subject)),
          data: try EventData.read(
            part.type, from: part.data.span, strength: .admit, interner: world.interner),
          bytes: part.data, occurred: part.occurred,
          actor: world.interner.intern(.actor, part.actor), role: part.role,
          isByRule: part.role == .sys)
      }
      if let disturb {
        let admitted = try? world.admit(
          commands, commandID: made.commandID, at: made.recordedTime)
        if let admitted { try disturb(world, admitted) }
      } else {
        _ = try world.admit(commands, commandID: made.commandID, at: made.recordedTime)
      }
    }
    return try History(of: world)
  }

  func summary(
    _ scope: ReportScope = ReportScope(), now: Instant? = nil, root: String? = nil
  ) -> ImpactSummary {
    world.impact(
      of: scope, now: now ?? world.recordedTime ?? .distantPast, columns: columns, root: root)
  }
}

extension ImpactSummary {
  /// What a value shows, as text.
  func shown(_ id: String, _ key: String) -> String? { figure(id)?.value(key)?.shown }

  func events(_ id: String, _ key: String) -> [Int64] { figure(id)?.value(key)?.events ?? [] }
}

extension FigureValue {
  /// What it shows, as text.
  var shown: String {
    switch amount {
    case .notReported: "NR"
    case .integer(let number): String(number)
    case .decimal(let text), .text(let text): text
    }
  }
}
