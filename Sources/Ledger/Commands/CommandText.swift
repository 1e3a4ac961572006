internal import CanonicalJSON
internal import EventStore
public import Twinning

/// One command as it was sent: checked against its schema, not yet judged.
public struct CommandText: Sendable {
  /// The type of event that is asked for.
  public var type: EventType
  public var subject: String

  /// The payload in canonical form.
  public var data: [UInt8]
  /// When it happened, where the sender says so.
  public var occurred: Instant?
  /// Who records it: an opaque id.
  public var actor: String
  /// The role it is recorded in.
  public var role: Role

  /// The stream's version that the sender expects, 0 for a stream that doesn't exist yet.
  public var expect: Int?

  /// Puts the parts together.
  public init(
    type: EventType, subject: String, data: [UInt8], occurred: Instant? = nil, actor: String,
    role: Role, expect: Int? = nil
  ) {
    self.type = type
    self.subject = subject
    self.data = data
    self.occurred = occurred
    self.actor = actor
    self.role = role
    self.expect = expect
  }
}

/// What is asked for at once: one command or an atomic batch, under one id.
public struct Request: Sendable {
  /// The commands, in their order; one, or an atomic batch.
  public var commands: [CommandText] { didSet { digest = nil } }

  /// The caller's id; the ledger answers it once. Nil: one is minted.
  public var commandID: EventID?

  /// When it was recorded, which only a synthetic ledger takes from a command.
  public var recordedTime: Instant?

  /// The import it belongs to.
  public var importBatch: String?

  /// Whether the program itself asks, because a rule or the clock says so.
  var isByRule = false

  /// Whether it records that the clock is accepted as it is.
  var acceptsClock = false

  /// The bytes that its events had when they were recorded, where they are being brought back: with
  /// them, its recorded time counts whatever the clock says, and nothing else is appended.
  var recovered: [[UInt8]]?

  /// The trace context that its events carry.
  var traceParent: String?

  /// What it says, where that was digested by whoever read it: not on the writer's thread.
  private(set) var digest: CommandDigest?

  /// The same request with its digest made.
  func digested() -> Request {
    var request = self
    request.digest = RequestDigest.digest(of: self)
    return request
  }

  init(
    commands: [CommandText], commandID: EventID? = nil, recordedTime: Instant? = nil,
    isByRule: Bool
  ) {
    self.init(commands: commands, commandID: commandID, recordedTime: recordedTime)
    self.isByRule = isByRule
  }

  /// Puts the parts together.
  public init(
    commands: [CommandText], commandID: EventID? = nil, recordedTime: Instant? = nil,
    importBatch: String? = nil
  ) {
    self.commands = commands
    self.commandID = commandID
    self.recordedTime = recordedTime
    self.importBatch = importBatch
  }
}

/// Reads commands in JSON: `{"type","subject","actor","role","data","occurred"?,"expect"?,
/// "commandid"?,"recordedtime"?}`, or `{"batch":[…],"commandid"?,"recordedtime"?}`.
///
/// A reader is for one thread; several may work side by side.
public struct CommandReader: ~Copyable {
  private let interner = Interner()
  private let zone: Zone
  private var canonical: [UInt8] = []

  /// How many commands a batch may hold.
  public static let batchCountMax = 1_000

  private static let rules = Rules(
    numbers: .integers, text: .interchange, bytesMax: 1 << 24, sourceBytesMax: 1 << 24)

  /// - Parameter zone: where a plain day begins, for dates that people write.
  public init(zone: Zone = .utc) { self.zone = zone }

  /// The instant that `text` names: an instant with its offset, or a plain day's first millisecond
  /// in `zone`.
  static func instant(_ text: String, _ zone: Zone) throws(TimeError) -> Instant {
    if text.utf8.count == 10 { return zone.start(of: try CivilDate(text)) }
    return try Instant(people: text)
  }

  /// The request in `source`, one JSON text. O(n).
  ///
  /// - Throws: the first problem, with line and column in `source` and the member's pointer.
  public mutating func request(from source: Span<UInt8>) throws(InputError) -> Request {
    canonical.removeAll(keepingCapacity: true)
    do throws(JSONError) {
      try canonicalize(source, rules: Self.rules, into: &canonical)
    } catch {
      throw InputError(
        error.message, line: error.line, column: error.column,
        member: error.pointer)
    }
    do throws(MemberFault) {
      var reader = CanonicalReader(canonical.span, rules: Self.rules)
      return try request(&reader)
    } catch {
      let place = locate(pointer: error.pointer, in: source)
      throw InputError(
        error.message, line: place?.line ?? 1, column: place?.column, member: error.pointer)
    }
  }

  private func request(_ reader: inout CanonicalReader) throws(MemberFault) -> Request {
    var draft = Draft(zone: zone)
    try draft.read(&reader, pointer: "", isMember: false)
    if let batch = draft.batch {
      if draft.isAnyMemberSet {
        throw MemberFault("", "a batch holds its commands in \"batch\" alone.")
      }
      var commands: [CommandText] = []
      for (index, member) in batch.enumerated() {
        commands.append(try command(member, pointer: "/batch/\(index)"))
      }
      return Request(
        commands: commands, commandID: draft.commandID, recordedTime: draft.recordedTime
      ).digested()
    }
    return Request(
      commands: [try command(draft, pointer: "")], commandID: draft.commandID,
      recordedTime: draft.recordedTime
    ).digested()
  }

  private func command(_ draft: Draft, pointer: String) throws(MemberFault) -> CommandText {
    guard let typeName = draft.type else { throw .missing("type", pointer) }
    guard let type = EventType(name: typeName) else {
      throw MemberFault(
        pointer + "/type", "\"\(typeName)\" is no event type; the schemas list them.")
    }
    guard let subject = draft.subject else { throw .missing("subject", pointer) }
    guard interner.intern(subject: subject) != nil else {
      throw MemberFault(
        pointer + "/subject",
        "\"\(subject)\" is no subject: a kind, a slash and a slug of a-z, 0-9 and hyphens, "
          + "such as pairing/budapest--eskisehir.")
    }
    guard let actor = draft.actor else { throw .missing("actor", pointer) }
    do throws(TextProblem) {
      _ = try OpaqueID(actor)
    } catch {
      throw MemberFault(pointer + "/actor", "\(error)")
    }
    guard let roleWord = draft.role else { throw .missing("role", pointer) }
    guard let role = Role(word: roleWord.uppercased()) else {
      throw MemberFault(
        pointer + "/role",
        "\"\(roleWord)\" is no role; one of \(Role.allCases.map(\.word).joined(separator: ", ")) "
          + "is.")
    }
    guard let dataRange = draft.data else { throw .missing("data", pointer) }
    let data = Array(canonical[dataRange])
    do throws(SchemaError) {
      _ = try EventData.read(type, from: data.span, strength: .admit, interner: interner)
    } catch {
      throw MemberFault(pointer + "/data" + error.pointer, error.message)
    }
    return CommandText(
      type: type, subject: subject, data: data, occurred: draft.occurred, actor: actor,
      role: role, expect: draft.expect)
  }

  /// Whether `data` is a payload of `type`; for commands that didn't come as JSON.
  public func check(_ data: [UInt8], of type: EventType) throws(SchemaError) {
    _ = try EventData.read(type, from: data.span, strength: .admit, interner: interner)
  }
}

/// What is wrong with one member of a command.
struct MemberFault: Error {
  var pointer: String
  var message: String

  init(_ pointer: String, _ message: String) {
    self.pointer = pointer
    self.message = message
  }

  static func missing(_ name: String, _ pointer: String) -> MemberFault {
    MemberFault(pointer, "the member \"\(name)\" is missing.")
  }
}

/// A command's members before they are checked together.
private struct Draft {
  let zone: Zone
  var actor: String?
  var batch: [Draft]?
  var commandID: EventID?
  var data: Range<Int>?
  var expect: Int?
  var occurred: Instant?
  var recordedTime: Instant?
  var role: String?
  var subject: String?
  var type: String?

  var isAnyMemberSet: Bool {
    actor != nil || data != nil || expect != nil || occurred != nil || role != nil
      || subject != nil || type != nil
  }

  mutating func read(
    _ reader: inout CanonicalReader, pointer: String, isMember: Bool
  ) throws(MemberFault) {
    do throws(JSONError) { try reader.beginObject() } catch {
      throw MemberFault(pointer, "a command is a JSON object.")
    }
    if reader.member("actor") { actor = try text(&reader, pointer + "/actor") }
    if !isMember, reader.member("batch") { try readBatch(&reader) }
    if !isMember, reader.member("commandid") {
      let written = try text(&reader, "/commandid")
      guard let id = EventID(written.lowercased()) else {
        throw MemberFault("/commandid", "\"\(written)\" is no UUID of 36 characters.")
      }
      commandID = id
    }
    if reader.member("data") { data = try value(&reader, pointer + "/data") }
    if reader.member("expect") { try readExpect(&reader, pointer) }
    if reader.member("occurred") { occurred = try instant(&reader, pointer + "/occurred") }
    if !isMember, reader.member("recordedtime") {
      recordedTime = try instant(&reader, "/recordedtime")
    }
    if reader.member("role") { role = try text(&reader, pointer + "/role") }
    if reader.member("subject") { subject = try text(&reader, pointer + "/subject") }
    if reader.member("type") { type = try text(&reader, pointer + "/type") }
    try end(&reader, pointer, isMember: isMember)
  }

  private func end(
    _ reader: inout CanonicalReader, _ pointer: String, isMember: Bool
  ) throws(MemberFault) {
    let unknown: Range<Int>?
    do throws(JSONError) {
      unknown = try reader.nextKeyRange()
      if unknown == nil { try reader.endObject() }
    } catch {
      throw MemberFault(pointer, "the command can't be read here.")
    }
    guard let unknown else { return }
    let name = decodeString(reader.slice(unknown))
    throw MemberFault(
      pointer + "/" + name,
      "a command has no member \"\(name)\"; it has type, subject, actor, role, data, occurred, "
        + "expect" + (isMember ? "." : ", commandid, recordedtime or batch."))
  }

  private mutating func readBatch(_ reader: inout CanonicalReader) throws(MemberFault) {
    var members: [Draft] = []
    do throws(JSONError) { try reader.beginArray() } catch {
      throw MemberFault("/batch", "\"batch\" is a list of commands.")
    }
    while (try? reader.nextElement()) ?? false {
      var member = Draft(zone: zone)
      try member.read(&reader, pointer: "/batch/\(members.count)", isMember: true)
      members.append(member)
      if members.count > CommandReader.batchCountMax {
        throw MemberFault(
          "/batch", "a batch holds at most \(CommandReader.batchCountMax) commands.")
      }
    }
    if members.isEmpty { throw MemberFault("/batch", "the batch is empty.") }
    batch = members
  }

  private mutating func readExpect(
    _ reader: inout CanonicalReader, _ pointer: String
  ) throws(MemberFault) {
    guard let number = try? reader.integer(), number >= 0, number <= Int64(UInt32.max) else {
      throw MemberFault(pointer + "/expect", "\"expect\" is a stream's version, 0 or more.")
    }
    expect = Int(number)
  }

  private func text(
    _ reader: inout CanonicalReader, _ pointer: String
  ) throws(MemberFault) -> String {
    guard let range = try? reader.string() else {
      throw MemberFault(pointer, "a text must be here.")
    }
    return decodeString(reader.slice(range))
  }

  private func value(
    _ reader: inout CanonicalReader, _ pointer: String
  ) throws(MemberFault) -> Range<Int> {
    guard reader.peek() == UInt8(ascii: "{"), let range = try? reader.skipValue() else {
      throw MemberFault(pointer, "\"data\" is an object.")
    }
    return range
  }

  private func instant(
    _ reader: inout CanonicalReader, _ pointer: String
  ) throws(MemberFault) -> Instant {
    let written = try text(&reader, pointer)
    do throws(TimeError) {
      return try CommandReader.instant(written, zone)
    } catch {
      throw MemberFault(pointer, "\(error)")
    }
  }
}
