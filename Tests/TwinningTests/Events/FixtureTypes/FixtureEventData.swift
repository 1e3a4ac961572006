// Written by Tools/generate from the JSON Schemas. Change those, not this file.

@testable import Twinning

/// What happened: the payload of an event, in the latest version of its type.
enum FixtureEventData: EventUnion {
  /// The types by name.
  typealias Name = FixtureEventType

  /// A letter was lost.
  case letterLost(LetterLostV1)
  /// A letter was sent to one or several cities.
  case letterSent(LetterSentV2)
}

extension FixtureEventData {
  func accept<V: PayloadVisitor>(
    _ visitor: inout V
  ) throws(V.Failure) -> V.Result {
    switch self {
    case .letterLost(let payload): try visitor.visit(payload)
    case .letterSent(let payload): try visitor.visit(payload)
    }
  }
}

extension FixtureEventData {
  static func read(
    _ type: FixtureEventType, version: Int, with c: inout SchemaReader
  ) throws(SchemaError) -> FixtureEventData {
    if version != type.version { return try readOlder(type, version: version, with: &c) }
    return try readLatest0(type, with: &c)
  }

  private static func readLatest0(
    _ type: FixtureEventType, with c: inout SchemaReader
  ) throws(SchemaError) -> FixtureEventData {
    switch type {
    case .letterLost: .letterLost(try c.payload(LetterLostV1()))
    case .letterSent: .letterSent(try c.payload(LetterSentV2()))
    }
  }

  private static func readOlder(
    _ type: FixtureEventType, version: Int, with c: inout SchemaReader
  ) throws(SchemaError) -> FixtureEventData {
    switch (type, version) {
    case (.letterSent, 1):
      return .letterSent(LetterSentV2.upcast(try c.payload(LetterSentV1())))
    default: throw c.unknownVersion(type.name, version)
    }
  }
}

extension FixtureEventData {
  /// The payload of a type before anything was read.
  static func blank(_ type: FixtureEventType) -> FixtureEventData {
    switch type {
    case .letterLost: .letterLost(LetterLostV1())
    case .letterSent: .letterSent(LetterSentV2())
    }
  }
}
