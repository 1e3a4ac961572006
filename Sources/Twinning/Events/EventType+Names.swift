extension EventType {
  /// The text of the envelope's `type`, in the latest version.
  public var typeText: String { typeText(version: version) }

  /// The text of the envelope's `type`.
  public func typeText(version: Int) -> String { "twinledger.\(name).v\(version)" }

  /// The type of a name, such as `SiteVisitHeld`, or nil. O(1).
  public init?(name: borrowing Span<UInt8>) {
    guard let type = EventType.names.find(PackedWord(name)) else { return nil }
    self = type
  }

  /// The type of a name, such as `SiteVisitHeld`, or nil. O(1).
  public init?(name: String) { self.init(name: name.utf8.span) }

  /// The type and version that an envelope's `type` names, or nil where this program doesn't know
  /// them. O(1), without allocating.
  public static func find(
    typeText text: borrowing Span<UInt8>
  ) -> (type: EventType, version: Int)? {
    guard text.count > 14, text.packed(from: 0) == 0x6764_656C_6E69_7774,
      text[8] == UInt8(ascii: "e"), text[9] == UInt8(ascii: "r"), text[10] == UInt8(ascii: ".")
    else { return nil }
    var end = text.count - 1
    var version = 0
    var scale = 1
    while end > 12, text[end] &- 0x30 < 10, scale < 100_000 {
      version += Int(text[end] &- 0x30) * scale
      scale *= 10
      end -= 1
    }
    guard version > 0, text[end + 1] != 0x30, text[end] == UInt8(ascii: "v"),
      text[end - 1] == UInt8(ascii: "."),
      let type = EventType(name: text.extracting(11..<end - 1)), version <= type.version
    else { return nil }
    return (type, version)
  }

  private static let names = NameTable()
}

/// The types by name: open addressing over packed words.
private struct NameTable: Sendable {
  private var words = [PackedWord](repeating: PackedWord(), count: 512)
  private var types = [EventType](repeating: .ledgerOpened, count: 512)

  init() {
    for type in EventType.allCases {
      let word = PackedWord(type.name)
      precondition(type.name.utf8.count <= 32, "a type's name has at most 32 bytes")
      var slot = NameTable.slot(word)
      while words[slot] != PackedWord() { slot = (slot + 1) & 511 }
      words[slot] = word
      types[slot] = type
    }
  }

  private static func slot(_ word: PackedWord) -> Int {
    let mixed = word.a ^ word.b &* 3 ^ word.c &* 5 ^ word.d &* 7
    return Int(truncatingIfNeeded: (mixed &* 0x9E37_79B9_7F4A_7C15) >> 55)
  }

  func find(_ word: PackedWord) -> EventType? {
    var slot = NameTable.slot(word)
    while words[slot] != PackedWord() {
      if words[slot] == word { return types[slot] }
      slot = (slot + 1) & 511
    }
    return nil
  }
}

extension EventType {
  /// The kind of activity that this type says was held; nil for the other types.
  public var heldKind: HeldKind? {
    switch self {
    case .workshopHeld: .workshop
    case .siteVisitHeld: .siteVisit
    case .onlineExchangeHeld: .onlineExchange
    case .seminarHeld: .seminar
    case .kickoffHeld: .kickoff
    case .closingEventHeld: .closingEvent
    default: nil
    }
  }
}

extension HeldKind {
  /// The type of event that says an activity of this kind was held.
  public var eventType: EventType {
    switch self {
    case .workshop: .workshopHeld
    case .siteVisit: .siteVisitHeld
    case .onlineExchange: .onlineExchangeHeld
    case .seminar: .seminarHeld
    case .kickoff: .kickoffHeld
    case .closingEvent: .closingEventHeld
    }
  }
}

extension HeldV1 {
  /// The kind of activity.
  public var kind: HeldKind { type.heldKind ?? HeldKind() }
}

extension EventData {
  /// The type.
  public var type: EventType { EventType(rawValue: typeNumber) ?? .ledgerOpened }

  /// Reads a payload in the latest version that is the whole of `bytes`.
  public static func read(
    _ type: EventType, from bytes: Span<UInt8>, strength: ReadingStrength, interner: Interner
  ) throws(SchemaError) -> EventData {
    try read(
      type, version: type.version, from: bytes, strength: strength, interner: interner)
  }

  /// The payload of an activity that was held; nil for the other types.
  public var held: HeldV1? {
    switch self {
    case .workshopHeld(let held), .siteVisitHeld(let held), .onlineExchangeHeld(let held),
      .seminarHeld(let held), .kickoffHeld(let held), .closingEventHeld(let held):
      held
    default: nil
    }
  }
}
