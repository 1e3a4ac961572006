import CanonicalJSON
import Testing

/// A text, why it is refused, and where.
struct Refused: Sendable, CustomTestStringConvertible {
  let source: [UInt8]
  let code: JSONError.Code
  let line: Int
  let column: Int
  let pointer: String

  init(
    _ source: String, _ code: JSONError.Code, _ line: Int, _ column: Int, _ pointer: String = ""
  ) {
    self.init(Array(source.utf8), code, line, column, pointer)
  }

  init(
    _ source: [UInt8], _ code: JSONError.Code, _ line: Int, _ column: Int, _ pointer: String = ""
  ) {
    self.source = source
    self.code = code
    self.line = line
    self.column = column
    self.pointer = pointer
  }

  var testDescription: String { "\(code) \(String(decoding: source.prefix(40), as: UTF8.self))" }
}

struct RefusalTests {
  static let underAnyRules: [Refused] = [
    Refused("", .truncated, 1, 1),
    Refused(" \n ", .truncated, 2, 2),
    Refused("[1,\n  2", .truncated, 2, 4, "/1"),
    Refused(#"{"a":tr"#, .truncated, 1, 8, "/a"),
    Refused(#"{"a":"b"#, .truncated, 1, 8, "/a"),
    Refused(#"{"a":"b\u00"#, .truncated, 1, 12, "/a"),
    Refused("[-]", .unexpected, 1, 3, "/0"),
    Refused("[01]", .unexpected, 1, 2, "/0"),
    Refused("[1,]", .unexpected, 1, 4, "/1"),
    Refused("[,1]", .unexpected, 1, 2, "/0"),
    Refused(#"{"a":1,}"#, .unexpected, 1, 8),
    Refused(#"{"a" 1}"#, .unexpected, 1, 6, "/a"),
    Refused("{a:1}", .unexpected, 1, 2),
    Refused("[True]", .unexpected, 1, 2, "/0"),
    Refused("[tru]", .unexpected, 1, 5, "/0"),
    Refused("['a']", .unexpected, 1, 2, "/0"),
    Refused("[1 2]", .unexpected, 1, 4, "/0"),
    Refused("[1] // no", .trailingBytes, 1, 5),
    Refused("{}{}", .trailingBytes, 1, 3),
    Refused([0xEF, 0xBB, 0xBF, 0x31], .byteOrderMark, 1, 1),
    Refused("{\"é\":\n [0, \"é".utf8 + [0x80] + "\"]}".utf8, .invalidUTF8, 2, 8, "/é/1"),
    Refused([0x22, 0xC0, 0x80, 0x22], .invalidUTF8, 1, 2),
    Refused([0x22, 0xE0, 0x80, 0x80, 0x22], .invalidUTF8, 1, 2),
    Refused([0x22, 0xED, 0xA0, 0x80, 0x22], .invalidUTF8, 1, 2),
    Refused([0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], .invalidUTF8, 1, 2),
    Refused([0x22, 0xE2, 0x82, 0x22], .invalidUTF8, 1, 2),
    Refused([0x22, 0xFF, 0x22], .invalidUTF8, 1, 2),
    Refused([0x5B, 0x00, 0x5D], .nul, 1, 2, "/0"),
    Refused([0x22, 0x00, 0x22], .nul, 1, 2),
    Refused("{\"a\":\"tab\there\"}", .controlCharacter, 1, 10, "/a"),
    Refused("[\"line\nbreak\"]", .controlCharacter, 1, 7, "/0"),
    Refused(#"["a\x"]"#, .invalidEscape, 1, 4, "/0"),
    Refused(#"["\u12g4"]"#, .invalidEscape, 1, 3, "/0"),
    Refused(#"["\ud83d"]"#, .loneSurrogate, 1, 3, "/0"),
    Refused(#"["\ude00\ud83d"]"#, .loneSurrogate, 1, 3, "/0"),
    Refused(#"["\ud83dA"]"#, .loneSurrogate, 1, 3, "/0"),
    Refused("{\"a\":1,\n \"a\":2}", .duplicateMember, 2, 2, "/a"),
    Refused(#"{"b":1,"a":2,"b":3}"#, .duplicateMember, 1, 14, "/b"),
    Refused(#"{"x":{"b":1,"\u0062":3}}"#, .duplicateMember, 1, 13, "/x/b"),
    Refused(String(repeating: "[", count: 33), .tooDeep, 1, 33, String(repeating: "/0", count: 32)),
  ]

  @Test(arguments: underAnyRules)
  func `a broken text is refused with its place`(refused: Refused) throws {
    for rules in [Rules.general, .event] {
      let error = try #require(refusal(refused.source, rules))
      #expect(error.code == refused.code, "\(error)")
      #expect(error.line == refused.line, "\(error)")
      #expect(error.column == refused.column, "\(error)")
      #expect(error.pointer == refused.pointer, "\(error)")
      #expect(checkRefusal(refused.source, rules) != nil)
    }
  }

  static let underEventRules: [Refused] = [
    Refused("[1.0]", .numberNotInteger, 1, 2, "/0"),
    Refused("[1e3]", .numberNotInteger, 1, 2, "/0"),
    Refused("[ -0]", .numberNotInteger, 1, 3, "/0"),
    Refused("{\"n\":\n9007199254740992}", .numberOutOfRange, 2, 1, "/n"),
    Refused("[-9007199254740992]", .numberOutOfRange, 1, 2, "/0"),
    Refused("[99999999999999999999999999]", .numberOutOfRange, 1, 2, "/0"),
    Refused(#"["\u0000"]"#, .nul, 1, 3, "/0"),
    Refused("[\"e\u{301}\"]", .notNFC, 1, 3, "/0"),
    Refused(#"{"data":{"e\u0301":1}}"#, .notNFC, 1, 11, "/data/e\u{301}"),
    Refused("[\"\u{212B}\"]", .notNFC, 1, 3, "/0"),
    Refused("[\"ab\u{E000}\"]", .forbiddenScalar, 1, 5, "/0"),
    Refused([0x5B, 0x22, 0xEF, 0xBF, 0xBE, 0x22], .forbiddenScalar, 1, 3, "/0"),
    Refused([0x5B, 0x22, 0xEF, 0xB7, 0x90, 0x22], .forbiddenScalar, 1, 3, "/0"),
    Refused("[\"\u{378}\"]", .forbiddenScalar, 1, 3, "/0"),
    Refused([0x5B, 0x22, 0xF4, 0x8F, 0xBF, 0xBF, 0x22], .forbiddenScalar, 1, 3, "/0"),
  ]

  @Test(arguments: underEventRules)
  func `what an event may not hold is refused with its place`(refused: Refused) throws {
    let error = try #require(refusal(refused.source, .event))
    #expect(error.code == refused.code, "\(error)")
    #expect(error.line == refused.line, "\(error)")
    #expect(error.column == refused.column, "\(error)")
    #expect(error.pointer == refused.pointer, "\(error)")
    #expect(checkRefusal(refused.source, .event) != nil)
  }

  @Test(arguments: ["1e309", "-1e309", "123456789e999"])
  func `a number that no double holds is refused`(text: String) {
    #expect(refusal(Array(text.utf8))?.code == .numberOutOfRange)
  }

  static let notCanonical: [Refused] = [
    Refused(" {}", .notCanonical, 1, 1),
    Refused(#"{"a": 1}"#, .notCanonical, 1, 6, "/a"),
    Refused(#"{"a":1 }"#, .notCanonical, 1, 7, "/a"),
    Refused(#"{"a":1, "b":2}"#, .notCanonical, 1, 8),
    Refused(#"{"b":1,"a":2}"#, .notCanonical, 1, 8, "/a"),
    Refused(#"["\u0041"]"#, .notCanonical, 1, 3, "/0"),
    Refused(#"["\/"]"#, .notCanonical, 1, 3, "/0"),
    Refused(#"["\u000A"]"#, .notCanonical, 1, 3, "/0"),
    Refused(#"["\u001F"]"#, .notCanonical, 1, 3, "/0"),
    Refused("{}\n", .trailingBytes, 1, 3),
  ]

  @Test(arguments: notCanonical)
  func `valid JSON in another spelling is not canonical`(refused: Refused) throws {
    #expect(refusal(refused.source, .event) == nil)
    let error = try #require(checkRefusal(refused.source, .event))
    #expect(error.code == refused.code, "\(error)")
    #expect(error.line == refused.line, "\(error)")
    #expect(error.column == refused.column, "\(error)")
    #expect(error.pointer == refused.pointer, "\(error)")
  }

  @Test(arguments: ["1.0", "1E2", "1e2", "-0", "0.10", "1e+2", "9007199254740992.0", "1e-7 "])
  func `another spelling of a number is not canonical`(text: String) throws {
    #expect(refusal(Array(text.utf8)) == nil)
    #expect(checkRefusal(Array(text.utf8)) != nil)
  }

  @Test func `a text over a limit is refused with both figures`() throws {
    var rules = Rules.event
    rules.bytesMax = 10
    rules.sourceBytesMax = 20
    #expect(refusal(Array("[1,2,3,45]".utf8), rules) == nil)
    #expect(refusal(Array("[1,2,3,4,5]".utf8), rules)?.code == .tooLarge)
    #expect(refusal(Array("[ 1, 2, 3, 45 ]".utf8), rules) == nil)
    let error = try #require(refusal(Array("[ 1, 2, 3, 4 ]       ".utf8), rules))
    #expect(error.detail == "21 bytes, at most 20")
    #expect(checkRefusal(Array("[1,2,3,4,5]".utf8), rules)?.code == .tooLarge)
    #expect(checkRefusal(Array("[1,2,3,45]".utf8), rules) == nil)
  }

  @Test func `an error says what, where and what to do`() throws {
    let error = try #require(refusal(Array("{\"data\":\n {\"minutes\": 1.5}}".utf8), .event))
    #expect(
      "\(error)"
        == "line 2, column 14 (byte 22), at /data/minutes: only whole numbers are allowed; "
        + "write an integer, or a decimal in a string")
  }

  @Test func `errors are equal by their code alone`() {
    let text = Array("[1]".utf8)
    let first = JSONError(.nul, at: 0, in: text.span)
    let second = JSONError(.nul, at: 2, in: text.span, detail: "elsewhere")
    let other = JSONError(.notNFC, at: 0, in: text.span)
    #expect(first == second)
    #expect(first != other)
  }
}
