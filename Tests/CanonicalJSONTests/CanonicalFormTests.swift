import CanonicalJSON
import Testing

/// What the canonical form of a text is: the examples of RFC 8785 and the borders of its rules.
struct CanonicalFormTests {
  @Test func `the example of RFC 8785 section 3_2_2 comes out as printed there`() throws {
    let source = #"""
      {
        "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
        "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
        "literals": [null, true, false]
      }
      """#
    let expected =
      #"{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"#
      + #""string":"€$\u000f\nA'B\"\\\\\"/"}"#
    #expect(try canonical(source) == expected)
  }

  @Test func `names are ordered by UTF-16 code units as in RFC 8785 section 3_2_3`() throws {
    let source = #"""
      {"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh",
       "1":"One","\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control",
       "\u00f6":"Latin Small Letter O With Diaeresis"}
      """#
    let value = try JSONValue(parsing: Array(try canonical(source).utf8).span)
    guard case .object(let members) = value else {
      Issue.record("an object was expected")
      return
    }
    #expect(
      members.map(\.1) == [
        .string("Carriage Return"), .string("One"), .string("Control"),
        .string("Latin Small Letter O With Diaeresis"), .string("Euro Sign"),
        .string("Emoji: Grinning Face"), .string("Hebrew Letter Dalet With Dagesh"),
      ])
  }

  @Test(
    arguments: [
      (0x0000_0000_0000_0000, "0"), (0x8000_0000_0000_0000, "0"),
      (0x0000_0000_0000_0001, "5e-324"), (0x8000_0000_0000_0001, "-5e-324"),
      (0x7FEF_FFFF_FFFF_FFFF, "1.7976931348623157e+308"),
      (0xFFEF_FFFF_FFFF_FFFF, "-1.7976931348623157e+308"),
      (0x4340_0000_0000_0000, "9007199254740992"), (0xC340_0000_0000_0000, "-9007199254740992"),
      (0x4430_0000_0000_0000, "295147905179352830000"),
      (0x44B5_2D02_C7E1_4AF5, "9.999999999999997e+22"), (0x44B5_2D02_C7E1_4AF6, "1e+23"),
      (0x44B5_2D02_C7E1_4AF7, "1.0000000000000001e+23"),
      (0x444B_1AE4_D6E2_EF4E, "999999999999999700000"),
      (0x444B_1AE4_D6E2_EF4F, "999999999999999900000"), (0x444B_1AE4_D6E2_EF50, "1e+21"),
      (0x3EB0_C6F7_A0B5_ED8C, "9.999999999999997e-7"), (0x3EB0_C6F7_A0B5_ED8D, "0.000001"),
      (0x41B3_DE43_5555_5553, "333333333.3333332"), (0x41B3_DE43_5555_5554, "333333333.33333325"),
      (0x41B3_DE43_5555_5555, "333333333.3333333"), (0x41B3_DE43_5555_5556, "333333333.3333334"),
      (0x41B3_DE43_5555_5557, "333333333.33333343"),
      (0xBECB_F647_612F_3696, "-0.0000033333333333333333"),
      (0x4314_3FF3_C1CB_0959, "1424953923781206.2"),
    ] as [(UInt64, String)])
  func `doubles are spelled as in RFC 8785 appendix B`(bits: UInt64, spelling: String) throws {
    let value = Double(bitPattern: bits)
    var writer = CanonicalWriter()
    writer.number(value)
    #expect(String(decoding: writer.bytes, as: UTF8.self) == spelling)
    #expect(try canonical(value.description) == spelling)
    #expect(isCanonicalText(Array(spelling.utf8), .general))
  }

  @Test func `infinity and NaN have no canonical form`() {
    for value in [Double.infinity, -.infinity, .nan] {
      #expect(throws: anError(.numberOutOfRange)) {
        try JSONValue.number(value).canonicalBytes()
      }
    }
  }

  @Test func `escapes are the shortest that RFC 8785 allows`() throws {
    for value in 0..<UInt32(0x80) {
      let scalar = try #require(Unicode.Scalar(value))
      let digits = String(value, radix: 16)
      let escaped = "\"\\u" + String(repeating: "0", count: 4 - digits.count) + digits + "\""
      let short: [UInt32: String] = [
        8: "\\b", 9: "\\t", 10: "\\n", 12: "\\f", 13: "\\r", 0x22: "\\\"", 0x5C: "\\\\",
      ]
      let expected = short[value].map { "\"\($0)\"" } ?? (value < 0x20 ? escaped : "\"\(scalar)\"")
      #expect(try canonical(escaped) == expected)
      #expect(isCanonicalText(Array(expected.utf8), .general))
      #expect(isCanonicalText(Array(escaped.utf8), .general) == (escaped == expected))
    }
  }

  @Test func `an event's bytes are canonical and come out unchanged`() throws {
    #expect(checkRefusal(sampleEvent, .event) == nil)
    #expect(try canonical(sampleEvent, .event) == sampleEvent)
  }

  @Test func `the output is appended and what was there is kept, also after a refusal`() throws {
    var output = Array("before:".utf8)
    try canonicalize(Array("[1 , 2]".utf8).span, into: &output)
    #expect(String(decoding: output, as: UTF8.self) == "before:[1,2]")
    #expect(throws: JSONError.self) { try canonicalize(Array("[1,".utf8).span, into: &output) }
    #expect(String(decoding: output, as: UTF8.self) == "before:[1,2]")
  }

  @Test(arguments: ["0", "-1", "9007199254740991", "-9007199254740991", "[10,20]"])
  func `integers up to 2 to the 53rd less one stand in events`(text: String) throws {
    #expect(try canonical(text, .event) == text)
    #expect(isCanonicalText(Array(text.utf8)))
  }

  @Test func `members are sorted at every level and empty containers stay`() throws {
    let source = #" { "b" : { "z":[], "y":{} , "":0 } , "a" : [ { "d":1, "c":2 } ] } "#
    #expect(try canonical(source, .event) == #"{"a":[{"c":2,"d":1}],"b":{"":0,"y":{},"z":[]}}"#)
  }

  @Test func `a name that needs escapes is compared by what it means`() throws {
    let source = #"{"\"":1,"\u0061b":2,"a\n":3,"a":4,"!":5,"\u001f":6}"#
    let expected = #"{"\u001f":6,"!":5,"\"":1,"a":4,"a\n":3,"ab":2}"#
    #expect(try canonical(source) == expected)
    #expect(isCanonicalText(Array(expected.utf8)))
  }

  @Test func `a byte-order mark is refused, and passed over by who asks for it`() throws {
    let marked = [0xEF, 0xBB, 0xBF] + Array("[1]".utf8)
    #expect(refusal(marked)?.code == .byteOrderMark)
    let plain = Array("[1]".utf8)
    let rest = afterByteOrderMark(marked.span)
    let whole = afterByteOrderMark(plain.span)
    let lengths = (rest.count, whole.count)
    #expect(lengths == (3, 3))
  }
}
