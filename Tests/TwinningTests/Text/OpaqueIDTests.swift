import Testing

@testable import Twinning

@Suite struct OpaqueIDTests {
  @Test(arguments: [
    "sys", "actor-01", "person-7f3a9c21", "po1", "fa-002", "user7", "staff-3", "node-1", "test-12",
    "01890a5d-ac96-774b-bcce-b302099a8057", "deadbeef01", "x9", "7f", "a1b2c3",
    "hl-9--2", "12345678",
  ])
  func `an id that says nothing is accepted`(text: String) throws {
    #expect(try OpaqueID(text).text == text)
    #expect(try OpaqueID(text.utf8.span).description == text)
  }

  @Test(arguments: [
    ("", TextProblem.Code.empty), ("1", .tooShort), ("anna-kovacs", .likeAName),
    ("anna.kovacs", .forbiddenCharacter), ("a.b@c.eu", .forbiddenCharacter),
    ("kovacs1", .likeAName), ("1kovacs", .likeAName), ("person-kovacs-1", .likeAName),
    ("actors-1", .likeAName), ("Actor-1", .forbiddenCharacter), ("po", .noDigit), ("sy", .noDigit),
    ("deadbeef", .noDigit), ("system-1", .likeAName), ("-a1", .misplacedHyphen),
    ("a1-", .misplacedHyphen), ("a---1", .misplacedHyphen), ("+3612345678", .forbiddenCharacter),
    ("személy-1", .forbiddenCharacter), ("a/1", .forbiddenCharacter),
    (String(repeating: "a1", count: 33), .tooLong),
  ])
  func `what may name somebody is refused`(text: String, code: TextProblem.Code) {
    let error = #expect(throws: TextProblem.self) { try OpaqueID(text) }
    #expect(error?.code == code)
    #expect(error?.accepted.contains("person-7f3a9c21") == true)
  }

  @Test func `every random UUID is accepted and every word with a digit after it refused`() {
    let seed: UInt64 = 0x1D1D
    var dice = SeededDice(seed: seed)
    for _ in 0..<500 {
      var bytes: [UInt8] = []
      for length in [8, 4, 4, 4, 12] {
        if !bytes.isEmpty { bytes.append(0x2D) }
        for _ in 0..<length {
          bytes.append(Array("0123456789abcdef".utf8)[Int.random(in: 0..<16, using: &dice)])
        }
      }
      bytes[14] = 0x37
      #expect(throws: Never.self, "seed \(seed)") { try OpaqueID(bytes.span) }
      let name = (0..<Int.random(in: 4...9, using: &dice)).map { _ in
        UInt8.random(in: 0x67...0x7A, using: &dice)
      }
      let text = String(decoding: name, as: UTF8.self)
      guard !["user", "test", "node"].contains(text) else { continue }
      #expect(throws: TextProblem.self, "seed \(seed)") { try OpaqueID(text + "1") }
    }
  }
}
