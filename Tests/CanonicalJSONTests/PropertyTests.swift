import CanonicalJSON
import Testing

/// Laws over random values; a failure names its seed.
struct PropertyTests {
  static let seeds: [UInt64] = [1, 2, 3, 20_240_312, 0xDEAD_BEEF]

  @Test(arguments: seeds, [true, false])
  func `white space, escapes and the order of members change nothing`(
    seed: UInt64, event: Bool
  ) throws {
    var make = RandomJSON(seed: seed, event: event)
    let rules: Rules = event ? .event : .general
    for round in 0..<300 {
      let value = make.value()
      let bytes = try value.canonicalBytes()
      let loose = Array(try make.looseText(value).utf8)
      let comment: Comment = "seed \(seed), round \(round)"
      #expect(try canonical(loose, rules) == bytes, comment)
      #expect(try canonical(bytes, rules) == bytes, comment)
      try checkCanonical(bytes.span, rules: rules)
      #expect(isCanonicalText(loose, rules) == (loose == bytes), comment)
      #expect(try JSONValue(parsing: loose.span, rules: rules) == value, comment)
    }
  }

  @Test(arguments: seeds)
  func `what was written value by value is read value by value`(seed: UInt64) throws {
    var make = RandomJSON(seed: seed, event: false)
    for round in 0..<300 {
      let value = make.value()
      let bytes = try value.canonicalBytes()
      var reader = CanonicalReader(bytes.span, rules: .general)
      let copy = try JSONValue(from: &reader)
      try reader.finish()
      #expect(copy == value, "seed \(seed), round \(round)")
      var writer = CanonicalWriter()
      try copy.write(to: &writer)
      #expect(writer.bytes == bytes, "seed \(seed), round \(round)")
    }
  }

  @Test(arguments: seeds)
  func `a changed byte is refused or makes another canonical text`(seed: UInt64) throws {
    var random = Seeded(seed)
    for offset in sampleEvent.indices {
      var changed = sampleEvent
      for byte in [
        UInt8(0), 0x20, 0x22, 0x30, 0x5C, 0x7D, 0x80, UInt8.random(in: 0...255, using: &random),
      ]
      where byte != sampleEvent[offset] {
        changed[offset] = byte
        let result = try? canonical(changed, .event)
        #expect(isCanonicalText(changed) == (result == changed), "seed \(seed), byte \(offset)")
        if let result { try checkCanonical(result.span) }
      }
    }
  }

  @Test(arguments: seeds)
  func `random bytes are never canonical unless canonicalizing leaves them alone`(
    seed: UInt64
  ) throws {
    var random = Seeded(seed)
    let alphabet = Array("{}[]\",:\\u0019-+.eE tfn\u{e9}\n".utf8)
    for round in 0..<20_000 {
      let bytes = (0..<Int.random(in: 1...9, using: &random)).map { _ in
        alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
      }
      for rules in [Rules.general, .event] {
        let result = try? canonical(bytes, rules)
        #expect(
          isCanonicalText(bytes, rules) == (result == bytes),
          "seed \(seed), round \(round), \(bytes)")
      }
    }
  }
}
