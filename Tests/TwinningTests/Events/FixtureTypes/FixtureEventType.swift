// Written by Tools/generate from the JSON Schemas. Change those, not this file.

@testable import Twinning

/// The types of events that this program knows, by number. A number means nothing
/// outside the running program.
enum FixtureEventType: UInt8, CaseIterable, Sendable {
  /// A letter was lost.
  case letterLost
  /// A letter was sent to one or several cities.
  case letterSent
}

extension FixtureEventType {
  /// The name, such as `SiteVisitHeld`.
  var name: String { FixtureEventType.facts[Int(rawValue)].name }

  /// The latest version of the payload.
  var version: Int { FixtureEventType.facts[Int(rawValue)].version }

  /// The kind of stream it lies on; nil where that may be any.
  var kind: Kind? { FixtureEventType.facts[Int(rawValue)].kind }

  /// The roles that may record it.
  var roles: RoleSet { FixtureEventType.facts[Int(rawValue)].roles }

  /// The payload's member from which `time` derives, if there is one.
  var timeMember: String? { FixtureEventType.facts[Int(rawValue)].timeMember }

  /// Whether it may be the first of its stream.
  var isBirth: Bool { FixtureEventType.facts[Int(rawValue)].isBirth }

  /// Whether a reason is mandatory.
  var requiresReason: Bool { FixtureEventType.facts[Int(rawValue)].requiresReason }

  /// Whether evidence is mandatory.
  var requiresEvidence: Bool { FixtureEventType.facts[Int(rawValue)].requiresEvidence }

  private static let facts: [EventFacts] = [
    EventFacts("LetterLost", 1, .activity, 0x001, nil, [.reason]),
    EventFacts("LetterSent", 2, .activity, 0x001, nil, [.birth]),
  ]
}
