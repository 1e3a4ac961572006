internal import CanonicalJSON
internal import EventStore
internal import TransparencyLog

/// Where the parts of a pack lie that are read again.
struct PackPlaces {
  /// By event: where its line begins, and how long it is.
  var eventOffsets: [UInt64] = []
  var eventCounts: [UInt32] = []

  /// By block: where its changes begin, and how many bytes they are with every newline.
  var changes: [(offset: UInt64, count: Int)] = []
}

/// The file isn't made of the parts of a pack in their order.
struct PackFormError: Error {
  let text: String
}

/// Reads a pack once from its first to its last byte, and checks what can be checked so: everything
/// but what is computed from the events.
struct PackReading {
  let file: PackFile
  var verdict = PackVerdict()
  var places = PackPlaces()
  private(set) var description: PackDescription?
  private(set) var impact: [UInt8] = []
  private(set) var milestones: [UInt8] = []
  private(set) var areEventsProved = false

  init(_ path: String) throws { file = try PackFile(path) }

  mutating func read(keys: [VerifierKey], progress: (Double) -> Void) throws {
    do {
      try readPage()
      try readDescription()
      try readCheckpoint(keys)
      impact = try readFigures("impact", .impact) { .impact($0) }
      milestones = try readFigures("milestones", .milestones) { .milestones($0) }
      try readBlocks(progress)
    } catch let error as PackFormError {
      verdict.add(.form, "line \(file.line): \(error.text)")
    }
  }

  // MARK: Lines

  private func line(_ expected: String) throws {
    guard try file.next() == Array(expected.utf8) else {
      throw PackFormError(text: "here \(expected) must stand")
    }
  }

  /// The lines of a part up to its end, `<` put back.
  private func content(linesMax: Int) throws -> [[UInt8]] {
    var lines: [[UInt8]] = []
    while let line = try file.next() {
      if line.first == UInt8(ascii: "<") {
        guard line == Array(PackFormat.partEnd.utf8) else {
          throw PackFormError(text: "here a part must end")
        }
        return lines
      }
      guard lines.count < linesMax else {
        throw PackFormError(text: "a part has more than \(linesMax) lines")
      }
      lines.append(Self.restored(line))
    }
    throw PackFormError(text: "the file ends within a part")
  }

  static func restored(_ line: [UInt8]) -> [UInt8] {
    // A sign that stands for itself would be two spellings of one event.
    line.contains(UInt8(ascii: "<"))
      ? line + [UInt8(ascii: "<")]
      : PackFormat.exchanged(line, PackFormat.lessThanSign, for: UInt8(ascii: "<"))
  }

  // MARK: What stands before the events

  private mutating func readPage() throws {
    let start = Array(PackFormat.start(.description).utf8)
    let known = PackPage.bytes
    var page: [UInt8] = []
    while let line = try file.next() {
      if line == start {
        verdict.hasKnownPage = page == known
        return
      }
      if page.count <= known.count { page += line + [UInt8(ascii: "\n")] }
    }
    throw PackFormError(text: "this is no pack: it has no part that describes it")
  }

  private mutating func readDescription() throws {
    let lines = try content(linesMax: 1)
    guard let bytes = lines.first, let found = PackDescription(bytes), found.bytes == bytes else {
      return verdict.add(.description, "what the pack says of itself is malformed.")
    }
    description = found
  }

  private mutating func readCheckpoint(_ keys: [VerifierKey]) throws {
    try line(PackFormat.start(.checkpoint))
    let lines = try content(linesMax: 1_000)
    do throws(NoteError) {
      let note = try SignedNote(lines.flatMap { $0 + [UInt8(ascii: "\n")] })
      verdict.checkpoint = try? Checkpoint(text: note.text)
      verdict.checkpoint = try Checkpoint(note, keys: keys)
    } catch {
      verdict.add(.checkpoint, "the checkpoint doesn't hold: \(error)")
    }
    guard let checkpoint = verdict.checkpoint, let description else { return }
    let isOfIt =
      description.origin == checkpoint.origin && description.root == checkpoint.root
      && description.size == Int64(checkpoint.size)
    if !isOfIt {
      verdict.add(.description, "the pack describes itself otherwise than its checkpoint does.")
    }
    if !keys.contains(where: { $0.text == description.verifierKey }) {
      verdict.add(
        .description,
        "the file brings the key \(description.verifierKey), which isn't one that was given.")
    }
  }

  private mutating func readFigures(
    _ name: String, _ subject: PackVerdict.Finding.Subject, _ part: (Hash) -> PackFormat.Part
  ) throws -> [UInt8] {
    let start = try file.next() ?? []
    let bytes = try content(linesMax: 1).first ?? []
    guard start == Array(PackFormat.start(part(PackFormat.digest(bytes))).utf8) else {
      guard start.starts(with: #"<script type="application/json" id="\#(name)""#.utf8) else {
        throw PackFormError(text: "here \(name) must stand")
      }
      verdict.add(subject, "\(name): changed after the pack was made, as its digest is another.")
      return bytes
    }
    return bytes
  }

  // MARK: The events

  private mutating func readBlocks(_ progress: (Double) -> Void) throws {
    guard let checkpoint = verdict.checkpoint else {
      throw PackFormError(text: "without a checkpoint the events can't be checked")
    }
    var evidence = PackEvidence()
    var first: Int64 = 0
    do {
      while first < Int64(checkpoint.size) {
        let count = min(PackFormat.blockEvents, Int(Int64(checkpoint.size) - first))
        evidence.add(try readBlock(first, count))
        first += Int64(count)
        progress(Double(first) / Double(checkpoint.size))
      }
      for text in PackFormat.pageEnd.split(separator: "\n") { try line(String(text)) }
      if try file.next() != nil { throw PackFormError(text: "something stands behind the end") }
      areEventsProved = evidence.judge(by: checkpoint, &verdict)
    } catch let error as PackFormError {
      // What was read so far is judged as far as it goes: a block too few leads nowhere.
      _ = evidence.judge(by: checkpoint, &verdict)
      throw PackFormError(text: "\(error.text) (events from \(first) on)")
    }
  }

  private mutating func readBlock(_ first: Int64, _ count: Int) throws -> PackBlock {
    let root = try attribute(#"<script type="application/x-ndjson" class="events""#, first, "root")
    var block = PackBlock(first: first, count: count, root: root)
    var offset = file.offset
    let lines = try content(linesMax: 4 * PackFormat.blockEvents)
    for line in lines {
      block.computed.append(leafHash(of: line.span))
      places.eventOffsets.append(offset)
      places.eventCounts.append(UInt32(clamping: line.count))
      offset += UInt64(line.count) + 1
    }
    try self.line(PackFormat.start(.leaves(first: first)))
    let text = try content(linesMax: 1).first ?? []
    guard let leaves = Base64.bytes(of: String(decoding: text, as: UTF8.self)),
      leaves.count == count * Hash.bytesCount
    else { throw PackFormError(text: "here \(count) hashes in base64 must stand") }
    for place in 0..<count {
      let bytes = leaves.span.extracting(place * Hash.bytesCount..<(place + 1) * Hash.bytesCount)
      if let hash = Hash(bytes) { block.carried.append(hash) }
    }
    try readChanges(first)
    return block
  }

  private mutating func readChanges(_ first: Int64) throws {
    let said = try attribute(
      #"<script type="application/x-ndjson" class="changes""#, first, "sha256")
    let offset = file.offset
    let lines = try content(linesMax: PackFormat.blockEvents)
    let content = lines.flatMap { $0 + [UInt8(ascii: "\n")] }
    places.changes.append((offset, content.count))
    if PackFormat.digest(content) != said {
      verdict.add(
        .change(first),
        "what events \(first) and following changed was itself changed after the pack was made.")
    }
  }

  /// The hash in the first line of a block's part, whose other words must be these.
  private func attribute(_ start: String, _ first: Int64, _ name: String) throws -> Hash {
    let line = String(decoding: try file.next() ?? [], as: UTF8.self)
    let head = #"\#(start) data-first="\#(first)" data-\#(name)=""#
    guard line.hasPrefix(head), line.hasSuffix(#"">"#),
      let hash = Hash(hex: line.dropFirst(head.count).dropLast(2))
    else { throw PackFormError(text: #"here \#(head)…"> must stand"#) }
    return hash
  }
}

extension PackDescription {
  /// What canonical JSON says; nil where a member is missing or of another kind.
  init?(_ bytes: [UInt8]) {
    guard let value = try? JSONValue(parsing: bytes.span, rules: .general),
      case .string(let origin)? = value[pointer: "/origin"],
      case .integer(let size)? = value[pointer: "/size"],
      case .string(let root)? = value[pointer: "/root"], let root = Hash(hex: root),
      case .string(let digest)? = value[pointer: "/stateDigest"], let digest = Hash(hex: digest),
      case .integer(let subjects)? = value[pointer: "/subjects"],
      case .bool(let isSynthetic)? = value[pointer: "/synthetic"],
      case .string(let key)? = value[pointer: "/verifierKey"]
    else { return nil }
    var recordedTime: String?
    if case .string(let text)? = value[pointer: "/recordedTime"] { recordedTime = text }
    self.init(
      origin: origin, size: size, recordedTime: recordedTime, root: root, stateDigest: digest,
      subjects: subjects, isSynthetic: isSynthetic, verifierKey: key)
  }
}
