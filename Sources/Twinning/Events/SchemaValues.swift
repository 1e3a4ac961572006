internal import CanonicalJSON

/// Names of members, prepared once.
private struct ValueKeys: Sendable {
  static let all = ValueKeys()

  let bytes: JSONKey = "bytes"
  let cities: JSONKey = "cities"
  let currency: JSONKey = "currency"
  let kind: JSONKey = "kind"
  let mediaType: JSONKey = "media_type"
  let minor: JSONKey = "minor"
  let name: JSONKey = "name"
  let role: JSONKey = "role"
  let seenOn: JSONKey = "seen_on"
  let sha256: JSONKey = "sha256"
  let storeRef: JSONKey = "store_ref"
  let url: JSONKey = "url"
}

extension PointInTime: SchemaValue {
  /// The day 1970-01-01.
  public init() { self.init(Instant(milliseconds: 0)) }

  @inline(__always)
  public mutating func codeValue<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) { try c.point(&self) }
}

extension Deadline: SchemaValue {
  /// The beginning of 1970 in UTC.
  public init() {
    self.init(
      literal: "1970-01-01T00:00Z", zone: .utc, instant: Instant(milliseconds: 0),
      precision: .instant)
  }

  @inline(__always)
  public mutating func codeValue<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) { try c.deadline(&self) }
}

extension Instant: SchemaValue {
  /// The beginning of 1970.
  public init() { self.init(milliseconds: 0) }

  @inline(__always)
  public mutating func codeValue<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) { try c.instant(&self) }
}

extension Zone: SchemaValue {
  /// UTC.
  public init() { self = .utc }

  @inline(__always)
  public mutating func codeValue<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) { try c.zone(&self) }
}

extension ContentDigest: SchemaValue {
  @inline(__always)
  public mutating func codeValue<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) { try c.digest(&self) }
}

extension EventID: SchemaValue {
  @inline(__always)
  public mutating func codeValue<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) { try c.uuid(&self) }
}

extension Currency: SchemaValue {
  @inline(__always)
  public mutating func codeValue<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) { try c.currency(&self) }
}

extension Money: SchemaObject {
  /// No euro.
  public init() { self.init(minorUnits: 0, currency: .eur) }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required(ValueKeys.all.currency, &currency)
    try c.required(ValueKeys.all.minor, &minorUnits, in: 0...1_000_000_000_000)
  }
}

/// A supporting file, or a page that was seen.
public enum EvidenceItem: Hashable, Sendable {
  /// A file by its digest.
  case file(FileEvidence)
  /// A page by its address.
  case web(WebEvidence)
}

/// A supporting file.
public struct FileEvidence: Hashable, Sendable {
  /// The file's length.
  public var bytes: Int64 = 0
  /// Its media type.
  public var mediaType = Text()
  /// Its digest.
  public var sha256 = ContentDigest()
  /// Where it is kept.
  public var storeRef: Text?

  public init() {}
}

/// A page that was seen.
public struct WebEvidence: Hashable, Sendable {
  /// When it was seen.
  public var seenOn = PointInTime()
  /// Its address.
  public var url = Text()

  public init() {}
}

extension EvidenceItem: SchemaValue {
  /// An empty file.
  public init() { self = .file(FileEvidence()) }

  public mutating func codeValue<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.beginObject()
    var isFile = false
    if !c.isReading, case .file = self { isFile = true }
    // "bytes" comes before "kind" and is of files alone, so it tells which of the two follows.
    if try c.key(ValueKeys.all.bytes, isPresent: isFile) {
      try EvidenceItem.code(file: &self, &c)
    } else {
      try EvidenceItem.code(web: &self, &c)
    }
    try c.endObject()
  }

  private static func code<C: MemberCoder & ~Copyable & ~Escapable>(
    file item: inout EvidenceItem, _ c: inout C
  ) throws(SchemaError) {
    var file = FileEvidence()
    if !c.isReading, case .file(let written) = item { file = written }
    try c.integer(&file.bytes, in: 0...1_099_511_627_776)
    var kind = EvidenceKind.file
    try c.required(ValueKeys.all.kind, &kind, WordForm(among: [.file]))
    try c.required(
      ValueKeys.all.mediaType, &file.mediaType, TextForm(.pattern(.mediaType, 1...127)))
    try c.required(ValueKeys.all.sha256, &file.sha256)
    try c.optional(
      ValueKeys.all.storeRef, &file.storeRef, TextForm(.pattern(.documentRef, 1...500)))
    item = .file(file)
  }

  private static func code<C: MemberCoder & ~Copyable & ~Escapable>(
    web item: inout EvidenceItem, _ c: inout C
  ) throws(SchemaError) {
    var web = WebEvidence()
    if case .web(let written) = item { web = written }
    var kind = EvidenceKind.web
    try c.required(ValueKeys.all.kind, &kind, WordForm())
    try c.demand(kind == .web, .missingMember, "evidence of kind file needs its \"bytes\"")
    try c.required(ValueKeys.all.seenOn, &web.seenOn)
    try c.required(ValueKeys.all.url, &web.url, TextForm(.pattern(.url, 10...2000)))
    item = .web(web)
  }
}

/// What any event may carry beside its own members.
public struct CommonMembers: Hashable, Sendable {
  /// What the record rests on, where that is said.
  public var basis: Basis?
  /// What supports it; empty where nothing was given.
  public var evidence: [EvidenceItem] = []
  /// For whom the programme office recorded.
  public var onBehalfOf: Role?
  /// Why.
  public var reason: Reason?

  public init() {}

  /// Whether the record was taken over from a source outside the ledger.
  public var isImportedRecord: Bool { basis == .importedRecord }
}

/// The object `{"role":…}` of the member `on_behalf_of`.
struct OnBehalfOfForm: MemberForm {
  var blank: Role { .po }

  func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ value: inout Role, _ c: inout C
  ) throws(SchemaError) {
    try c.beginObject()
    try c.required(ValueKeys.all.role, &value, WordForm(among: [.hl, .tl, .fa, .ev, .fo]))
    try c.endObject()
  }
}

/// The host side of a pairing.
public enum HostParty: Hashable, Sendable {
  /// Its cities, and the consortium's name if it has one.
  case cities([Ref], name: Text?)
  /// A party whose cities are not reported.
  case named(Text)

  /// The cities, none where they are not reported.
  public var cities: [Ref] {
    if case .cities(let cities, _) = self { cities } else { [] }
  }

  /// The name, if it has one.
  public var name: Text? {
    switch self {
    case .cities(_, let name): name
    case .named(let name): name
    }
  }

  /// Calls `body` with each city.
  func forEachRef(_ body: (Ref) -> Void) {
    for city in cities { body(city) }
  }
}

extension HostParty: SchemaValue {
  /// No city.
  public init() { self = .cities([], name: nil) }

  public mutating func codeValue<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.beginObject()
    var cities: [Ref]? = nil
    if case .cities(let known, _) = self { cities = known }
    var name = self.name
    try c.required(
      "cities", orNotReported: &cities, UniqueForm(RefForm(.city), 1...20), always: true)
    try c.optional(ValueKeys.all.name, &name, TextForm(.people(200)))
    try c.endObject()
    if let cities {
      self = .cities(cities, name: name)
    } else {
      try c.demand(name != nil, .missingMember, "a party whose cities are NR needs a \"name\"")
      self = .named(name ?? Text())
    }
  }
}

/// One member changed by a correction.
public struct PatchMember: Hashable, Sendable {
  /// A JSON Pointer into the event, below `/data`.
  public var path = ""
  /// The canonical bytes of what it was; nil where it wasn't there.
  public var old: [UInt8]?
  /// The canonical bytes of what it is; nil where it is taken away.
  public var new: [UInt8]?

  public init() {}

  /// Puts the parts together.
  public init(path: String, old: [UInt8]?, new: [UInt8]?) {
    self.path = path
    self.old = old
    self.new = new
  }
}

/// Any value, as its canonical bytes.
struct RawForm: MemberForm {
  var blank: [UInt8] { [] }

  func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ value: inout [UInt8], _ c: inout C
  ) throws(SchemaError) { try c.raw(&value) }
}

extension PatchMember: SchemaObject {
  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.optional("new", &new, RawForm())
    try c.optional("old", &old, RawForm())
    try c.key("path")
    try c.string(&path)
    try c.demand(
      TextPattern.pointer.matches(path.utf8.span) && path.utf8.count <= 400, .patternMismatch,
      "\"\(path)\" is no \(TextPattern.pointer.expectation)")
    try c.demand(new != nil || old != nil, .missingMember, "give \"new\", \"old\" or both")
  }
}

/// What achieves a milestone.
public indirect enum Criterion: Hashable, Sendable {
  /// Every one of these.
  case all([Criterion])
  /// One of these at least.
  case any([Criterion])
  /// Activities that were held.
  case held(HeldCriterion)
  /// Representatives named on both sides.
  case representatives
  /// A deliverable accepted.
  case accepted(AcceptedCriterion)
  /// A sign of a replication.
  case replication(ReplicationCriterion)
  /// The pairing completed.
  case pairingCompleted
}

/// Activities that were held.
public struct HeldCriterion: Hashable, Sendable {
  /// Whether both sides must have been there.
  public var bothSides: Bool?
  /// Which visits count, where it matters.
  public var direction: HeldDirection?
  /// The kinds that count.
  public var kinds: HeldKindSet = []
  /// How many at least, from 1.
  public var minimum: Int64 = 1

  public init() {}
}

/// A deliverable accepted.
public struct AcceptedCriterion: Hashable, Sendable {
  /// Whether every visit needs one.
  public var everyVisit: Bool?
  /// The type.
  public var type = DeliverableType()

  public init() {}
}

/// A sign of a replication.
public struct ReplicationCriterion: Hashable, Sendable {
  /// Only after so many months from the pairing's base date.
  public var afterMonths: Int64?
  /// The sign.
  public var event = ReplicationSign()

  public init() {}
}

extension HeldCriterion: SchemaObject {
  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.optional("both_sides", &bothSides, BoolForm())
    try c.optional("direction", &direction, WordForm())
    try c.required("kinds", &kinds, WordSetForm(1...6))
    try c.required("min", &minimum, in: 1...100)
  }
}

extension AcceptedCriterion: SchemaObject {
  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.optional("every_visit", &everyVisit, BoolForm())
    try c.required("type", &type, WordForm())
  }
}

extension ReplicationCriterion: SchemaObject {
  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.optional("after_months", &afterMonths, in: 0...120)
    try c.required("event", &event, WordForm())
  }
}

extension Criterion: SchemaValue {
  /// A completed pairing.
  public init() { self = .pairingCompleted }

  public mutating func codeValue<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.beginObject()
    // What is read begins as a completed pairing; what is written is one of the seven.
    let written = c.isReading ? nil : member
    if try c.key("accepted", isPresent: written == "accepted") {
      var accepted = AcceptedCriterion()
      if case .accepted(let own) = self { accepted = own }
      try c.object(&accepted)
      self = .accepted(accepted)
    } else if try c.key("all", isPresent: written == "all") {
      var items: [Criterion] = []
      if case .all(let own) = self { items = own }
      self = .all(try Criterion.list(items, &c))
    } else if try c.key("any", isPresent: written == "any") {
      var items: [Criterion] = []
      if case .any(let own) = self { items = own }
      self = .any(try Criterion.list(items, &c))
    } else if try c.key("held", isPresent: written == "held") {
      var held = HeldCriterion()
      if case .held(let own) = self { held = own }
      try c.object(&held)
      self = .held(held)
    } else if try c.key("pairing_completed", isPresent: written == "pairing_completed") {
      try c.beginObject()
      try c.endObject()
      self = .pairingCompleted
    } else if try c.key("replication", isPresent: written == "replication") {
      var replication = ReplicationCriterion()
      if case .replication(let own) = self { replication = own }
      try c.object(&replication)
      self = .replication(replication)
    } else {
      try c.key("representatives")
      try c.beginObject()
      try c.endObject()
      self = .representatives
    }
    try c.endObject()
  }

  /// The one member that the object has.
  private var member: String {
    switch self {
    case .accepted: "accepted"
    case .all: "all"
    case .any: "any"
    case .held: "held"
    case .pairingCompleted: "pairing_completed"
    case .replication: "replication"
    case .representatives: "representatives"
    }
  }

  private static func list<C: MemberCoder & ~Copyable & ~Escapable>(
    _ items: [Criterion], _ c: inout C
  ) throws(SchemaError) -> [Criterion] {
    var items = items
    let form = ArrayForm(ValueForm<Criterion>(), 1...10)
    try form.code(&items, &c)
    return items
  }
}
