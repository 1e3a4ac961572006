import CanonicalJSON
import Testing

@testable import Twinning

struct ValueTests {
  @Test(arguments: [
    "0", "12", "-0.5", "3.10", "999999999999.999999", "-999999999999.999999", "0.000001",
  ])
  func `a decimal is written as it was read`(_ text: String) throws {
    #expect(try #require(FixedDecimal(text)).text == text)
  }

  @Test(arguments: [
    "", "-", ".5", "5.", "01", "+1", "-0", "-0.00", "1e3", "1.2345678", "1234567890123", "1,5",
  ])
  func `a text that is no decimal is refused`(_ text: String) {
    #expect(FixedDecimal(text) == nil)
  }

  @Test func `decimals of other spelling have the same millionths`() throws {
    #expect(FixedDecimal("1.5")?.millionths == 1_500_000)
    #expect(FixedDecimal("1.500")?.millionths == 1_500_000)
    #expect(FixedDecimal("-0.25")?.millionths == -250_000)
  }

  @Test func `a UUID of version 7 tells its milliseconds`() throws {
    let instant = try Instant(canonical: "2024-03-14T10:11:12.345Z")
    let id = EventID(version7: instant, random: (0xFFFF, .max))
    #expect(id.text == "018e3c71-c359-7fff-bfff-ffffffffffff")
    #expect(id.version == 7)
    #expect(id.milliseconds == instant.milliseconds)
    #expect(EventID(id.text) == id)
    var bytes: [UInt8] = []
    id.appendBytes(to: &bytes)
    #expect(EventID(bytes: bytes.span) == id)
  }

  @Test func `lines of an imported file have UUIDs of their own`() throws {
    let digest = try #require(ContentDigest(String(repeating: "0123456789abcdef", count: 4)))
    let ids = (1...1000).map { EventID(version8: digest, line: $0) }
    #expect(Set(ids).count == 1000)
    #expect(ids.allSatisfy { $0.version == 8 && $0.low >> 62 == 2 })
    #expect(EventID(version8: digest, line: 7) == ids[6])
  }

  @Test func `an interner gives each name one number and the name back`() {
    let interner = Interner()
    var refs: [Ref] = []
    for number in 0..<5000 {
      refs.append(interner.intern(.city, "xx-city-\(number)"))
      refs.append(interner.intern(.pairing, "xx-city-\(number)"))
    }
    #expect(Set(refs).count == 10_000)
    for number in 0..<5000 {
      #expect(interner.intern(.city, "xx-city-\(number)") == refs[number * 2])
      #expect(interner.subject(of: refs[number * 2 + 1]) == "pairing/xx-city-\(number)")
      #expect(interner.kind(of: refs[number * 2]) == .city)
    }
    #expect(interner.find(.city, "xx-city-5000") == nil)
    #expect(interner.subject(of: interner.ledger) == "ledger/self")
  }

  @Test(arguments: [
    "", "/", "city", "city/", "/x", "city/X", "city/a/b", "town/x", "actor/x1", "city/-a",
  ])
  func `a text that is no subject is not interned`(_ text: String) {
    #expect(Interner().intern(subject: text) == nil)
  }

  @Test func `subjects are ordered by their bytes`() throws {
    let interner = Interner()
    let subjects = [
      "city/hu-budapest", "activity/z", "country/hu", "city/at-wien", "pairing/a", "period/a",
      "city/hu-budapest-2",
    ]
    let refs = try subjects.map { try #require(interner.intern(subject: $0)) }
    let sorted = refs.sorted { interner.precedes($0, $1) }.map { interner.subject(of: $0) }
    #expect(sorted == subjects.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
  }

  @Test func `every word of every vocabulary leads back to its entry`() {
    func check<V: Vocabulary>(_: V.Type) {
      for entry in V.allCases {
        #expect(V(word: entry.word) == entry)
        #expect(V(word: entry.word + "_") == nil)
        #expect(V(word: String(entry.word.dropLast())) != entry)
      }
    }
    check(Theme.self)
    check(Lever.self)
    check(Role.self)
    check(AssociationScope.self)
    check(HeldKind.self)
    check(DeliverableType.self)
    check(ReasonCode.self)
    for kind in Kind.allCases where kind.isStream { #expect(Kind(word: kind.word) == kind) }
  }

  @Test func `a text tells what its canonical spelling means`() {
    let spelling = Array(#"a\"b\\c\n\u001fé"#.utf8)
    let text = Text(range: 0..<spelling.count)
    #expect(text.string(in: spelling) == "a\"b\\c\n\u{1F}é")
    #expect(text.owned(in: spelling.span) == Text("a\"b\\c\n\u{1F}é"))
  }

  @Test func `the matchers say what the patterns of the schemas say`() throws {
    let common = try Contracts.common()
    var dice = SplitMix(seed: 7)
    let seeds = [
      "shared_challenge", "minutes/2024-03-12", "application/pdf", "M04", "ledger.example.org/nzc",
      "/data/minutes", "a note\n", "2024.1", "https://example.org:8080/a?b=c#d",
      "a.org/x+1f8d2c3b+AThtZ0vI==", "http://x", "/data/a/b~1c",
    ]
    for pattern in TextPattern.allCases where pattern != .traceParent {
      let source = try #require(common[pointer: "/$defs/\(pattern)/pattern"]?.text)
      let expression = try Regex(source).matchingSemantics(.unicodeScalar)
      for _ in 0..<3000 {
        var text = Array(seeds[Int(dice.next() % UInt64(seeds.count))].unicodeScalars)
        let alphabet = Array("aZ0-_./:+=?#~ é@%\n\u{1}".unicodeScalars)
        for _ in 0..<dice.next() % 3 {
          let place = Int(dice.next() % UInt64(text.count + 1))
          let letter = alphabet[Int(dice.next() % UInt64(alphabet.count))]
          if dice.next() % 2 == 0 || place == text.count {
            text.insert(letter, at: place)
          } else {
            text[place] = letter
          }
        }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: text)
        let string = String(view)
        let expected = try expression.wholeMatch(in: string) != nil
        #expect(
          pattern.matches(string.utf8.span) == expected,
          "seed 7, \(pattern): \(string.debugDescription)")
      }
    }
  }
}
