import CanonicalJSON
import Testing

@testable import Twinning

struct ContractTests {
  @Test func `every type has a golden event`() {
    let golden = Set(Contracts.goldenEvents.map(\.name))
    for type in EventType.allCases {
      for version in 1...type.version {
        #expect(golden.contains("\(type.name).v\(version)"))
      }
    }
    #expect(Golden.all.count == Contracts.goldenEvents.count)
  }

  @Test(arguments: Golden.all.indices)
  func `a golden event is read, and its payload and its envelope are written to the same bytes`(
    _ number: Int
  ) throws {
    let golden = Golden.all[number]
    let interner = Interner()
    for strength in [ReadingStrength.admit, .replay] {
      let stored = try StoredEvent.read(
        golden.bytes.span, strength: strength, interner: interner)
      let data = try #require(stored.data, "\(golden.name) is unknown")
      #expect(data.type == golden.type)
      let payload = data.write(texts: golden.bytes.span, interner: interner)
      #expect(payload == Array(golden.bytes[stored.head.data]), "\(golden.name)")
      #expect(written(stored, payload, golden, interner) == golden.bytes, "\(golden.name)")
    }
  }

  private func written(
    _ stored: StoredEvent, _ payload: [UInt8], _ golden: Golden, _ interner: Interner
  ) -> [UInt8] {
    let head = stored.head
    let writer = EventWriter(
      origin: head.source.string(in: golden.bytes), interner: interner)
    var bytes: [UInt8] = []
    writer.append(
      EventWriter.Attributes(
        index: head.index, subject: head.subject, streamVersion: head.streamVersion,
        time: head.time, recordedTime: head.recordedTime, type: golden.type,
        role: head.role ?? .sys, actor: head.actor, id: head.id, commandID: head.commandID,
        causationID: head.causationID, correlationID: head.correlationID,
        importBatch: head.importBatch?.string(in: golden.bytes),
        traceParent: head.traceParent?.string(in: golden.bytes)),
      data: payload.span, to: &bytes)
    return bytes
  }

  @Test(arguments: Golden.all.indices)
  func `a required member that is missing is refused with its pointer`(_ number: Int) throws {
    let golden = Golden.all[number]
    let schema = try Contracts.schema(golden.name)
    guard case .array(let required)? = schema[pointer: "/required"] else {
      Issue.record("\(golden.name) has no list of required members")
      return
    }
    for member in required.compactMap(\.text) {
      var data = golden.data
      try data.remove(at: "/\(member)")
      let error = try #require(try golden.verdict(data), "\(golden.name) without \(member)")
      #expect(error.code == .missingMember || error.code == .alternatives, "\(error)")
      #expect(error.pointer == "/\(member)", "\(golden.name): \(error)")
      #expect(error.message.contains(member))
    }
  }

  @Test(arguments: Golden.all.indices)
  func `a member that no schema has is refused wherever it stands`(_ number: Int) throws {
    let golden = Golden.all[number]
    var places: [String] = []
    golden.data.walk { pointer, value in
      let isFree = pointer.hasSuffix("/old") || pointer.hasSuffix("/new")
      if value.object != nil, !isFree { places.append(pointer) }
    }
    for place in places {
      for name in ["a_stranger", "mmm", "zzz_stranger"] {
        var data = golden.data
        try data.add(.integer(1), at: "\(place)/\(name)")
        let error = try #require(
          try golden.verdict(data), "\(golden.name) with \(place)/\(name)")
        #expect([.unknownMember, .missingMember].contains(error.code), "\(error)")
        #expect(error.pointer.hasPrefix(place), "\(place)/\(name): \(error)")
        if error.code == .unknownMember { #expect(error.message.contains(name)) }
      }
    }
  }

  @Test func `an unknown member's error names the members there are`() throws {
    let golden = try #require(Golden.all.first { $0.type == .workshopHeld })
    var data = golden.data
    try data.add(.integer(1), at: "/zzz")
    let error = try #require(try golden.verdict(data))
    #expect(error.message.contains("ended_at"))
    #expect(error.message.contains("host_city_id"))
  }

  @Test(arguments: Golden.all.indices)
  func `a word that its vocabulary doesn't hold is refused with its pointer`(
    _ number: Int
  ) throws {
    let golden = Golden.all[number]
    let schema = try Contracts.schema(golden.name)
    let words = try Vocabularies.words(of: schema)
    var places: [String] = []
    golden.data.walk { pointer, value in
      let member = pointer.split(separator: "/").last { Int($0) == nil }
      if let text = value.text, let member, words[String(member)]?.contains(text) == true {
        places.append(pointer)
      }
    }
    for place in places {
      let word = golden.data[pointer: place]?.text ?? ""
      for wrong in [word + "x", String(word.dropLast()), word.uppercased() + "_", ""] {
        var data = golden.data
        try data.replace(at: place, with: .string(wrong))
        let error = try #require(try golden.verdict(data), "\(golden.name) \(place) \(wrong)")
        #expect(error.code == .notInVocabulary, "\(golden.name) \(place): \(error)")
        #expect(error.pointer == place)
        #expect(error.message.contains(word), "the words that are allowed are named")
      }
    }
  }

  @Test func `changed bytes are read or refused and never stop the program`() {
    let seed: UInt64 = 20_240_312
    var dice = SplitMix(seed: seed)
    for golden in Golden.all {
      for _ in 0..<400 {
        var bytes = golden.bytes
        for _ in 0...Int(dice.next() % 3) {
          let place = Int(dice.next() % UInt64(bytes.count))
          switch dice.next() % 4 {
          case 0: bytes[place] = UInt8(truncatingIfNeeded: dice.next())
          case 1: bytes.remove(at: place)
          case 2: bytes.insert(bytes[Int(dice.next() % UInt64(bytes.count))], at: place)
          default: bytes.removeLast(min(bytes.count - 1, Int(dice.next() % 40)))
          }
        }
        for strength in [ReadingStrength.admit, .replay] {
          let interner = Interner()
          guard
            let stored = try? StoredEvent.read(
              bytes.span, strength: strength, interner: interner)
          else { continue }
          guard let data = stored.data else { continue }
          let again = data.write(texts: bytes.span, interner: interner)
          let read = try? EventData.read(
            data.type, from: again.span, strength: .replay, interner: interner)
          #expect(read != nil, "seed \(seed): \(String(decoding: bytes, as: UTF8.self))")
        }
      }
    }
  }
}

/// The vocabularies as the schemas have them.
enum Vocabularies {
  /// The words that a payload's members take, by the member's name; names that mean one vocabulary
  /// here and another there hold the words of both.
  static func words(of schema: JSONValue) throws -> [String: Set<String>] {
    let common = try Contracts.common()
    var found: [String: Set<String>] = [:]
    func look(_ value: JSONValue, _ seen: Set<String>) {
      value.walk { pointer, node in
        guard let target = node[pointer: "/$ref"]?.text?.split(separator: "/").last,
          let definition = common[pointer: "/$defs/\(target)"]
        else { return }
        if case .array(let words)? = definition[pointer: "/enum"] {
          let parts = pointer.split(separator: "/").filter {
            !["anyOf", "items"].contains($0) && Int($0) == nil
          }
          found[String(parts.last ?? ""), default: []].formUnion(words.compactMap(\.text))
        } else if !seen.contains(String(target)) {
          look(definition, seen.union([String(target)]))
        }
      }
    }
    look(schema, [])
    return found
  }
}

/// A small generator of numbers that a seed determines.
struct SplitMix {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
