import CanonicalJSON
import Testing

struct ValueTests {
  private func value(_ text: String) throws -> JSONValue {
    try JSONValue(parsing: Array(text.utf8).span)
  }

  private func text(_ value: JSONValue) throws -> String {
    String(decoding: try value.canonicalBytes(), as: UTF8.self)
  }

  // The examples of RFC 6901, section 5.
  private static let document = #"""
    {"foo":["bar","baz"],"":0,"a/b":1,"c%d":2,"e^f":3,"g|h":4,"i\\j":5,"k\"l":6," ":7,"m~n":8}
    """#

  @Test(arguments: [
    ("/foo/0", #""bar""#), ("/", "0"), ("/a~1b", "1"), ("/c%d", "2"), ("/e^f", "3"), ("/g|h", "4"),
    (#"/i\j"#, "5"), (#"/k"l"#, "6"), ("/ ", "7"), ("/m~0n", "8"), ("/foo", #"["bar","baz"]"#),
  ])
  func `the pointers of RFC 6901 lead to their values`(pointer: String, expected: String) throws {
    let found = try #require(value(Self.document)[pointer: pointer])
    #expect(try text(found) == expected)
    let source = Array(Self.document.utf8)
    let place = try #require(located(pointer, in: source))
    #expect(source[place.offset...].starts(with: expected.utf8))
  }

  @Test(arguments: [
    "/nil", "/foo/2", "/foo/-", "/foo/00", "/foo/+1", "/foo/0/x", "foo", "/~2", "/~",
  ])
  func `a pointer to nothing finds nothing`(pointer: String) throws {
    #expect(try value(Self.document)[pointer: pointer] == nil)
    #expect(located(pointer, in: Array(Self.document.utf8)) == nil)
  }

  @Test func `the empty pointer names the whole`() throws {
    let whole = try value("[1]")
    #expect(whole[pointer: ""] == whole)
  }

  @Test func `members are replaced, added and removed`() throws {
    var changed = try value(#"{"data":{"minutes":10,"list":[1,2,3]}}"#)
    try changed.replace(at: "/data/minutes", with: .integer(20))
    try changed.add(.string("x"), at: "/data/note")
    try changed.add(.integer(9), at: "/data/list/1")
    try changed.add(.integer(4), at: "/data/list/-")
    #expect(try changed.remove(at: "/data/list/0") == .integer(1))
    #expect(try text(changed) == #"{"data":{"list":[9,2,3,4],"minutes":20,"note":"x"}}"#)
    #expect(try changed.remove(at: "/data") != .null)
    #expect(try text(changed) == "{}")
  }

  @Test func `a change at a place that is not there changes nothing`() throws {
    let before = try value(#"{"a":{"b":[1]}}"#)
    var changed = before
    let missing = anError(.noSuchMember)
    #expect(throws: missing) { try changed.replace(at: "/a/c", with: .null) }
    #expect(throws: missing) { try changed.add(.null, at: "/x/y") }
    #expect(throws: missing) { try changed.add(.null, at: "/a/b/2") }
    #expect(throws: missing) { try changed.add(.null, at: "/a/b/0/z") }
    #expect(throws: missing) { try changed.remove(at: "/a/b/1") }
    #expect(throws: missing) { try changed.remove(at: "") }
    #expect(throws: anError(.malformedPointer)) {
      try changed.replace(at: "a", with: .null)
    }
    #expect(changed == before)
  }

  @Test func `a tree with a name twice or a number out of range is not written`() {
    #expect(throws: anError(.duplicateMember)) {
      try JSONValue.object([("a", .null), ("b", .null), ("a", .null)]).canonicalBytes()
    }
    #expect(throws: anError(.numberOutOfRange)) {
      try JSONValue.integer(.max).canonicalBytes()
    }
  }

  @Test func `names that look alike but differ in their scalars are two names`() throws {
    let both = JSONValue.object([("e\u{301}", .integer(1)), ("é", .integer(2))])
    #expect(both[pointer: "/é"] == .integer(2))
    #expect(try value(try text(both)) == both)
    #expect(JSONValue.string("é") != .string("e\u{301}"))
  }

  @Test func `a member is located in the text as it was sent`() throws {
    let source = Array(
      "{ \"data\" :\n  [ {\"é\": \"}\\\"]\", \"minu\\u0074es\":\n    12 } ]\n, \"id\": 1 }".utf8)
    let place = try #require(located("/data/0/minutes", in: source))
    #expect(place.line == 3)
    #expect(place.column == 5)
    #expect(place.pointer == "/data/0/minutes")
    #expect(source[place.offset...].starts(with: "12".utf8))
    #expect(located("/data/1", in: source) == nil)
    #expect(located("/id", in: source)?.line == 4)
    #expect(located("", in: source)?.offset == 0)
  }

  @Test func `every place that locate finds has the pointer it was asked for`() throws {
    var make = RandomJSON(seed: 6901, event: false)
    for _ in 0..<200 {
      let value = make.value()
      let source = Array(try make.looseText(value).utf8)
      for (pointer, inner) in leaves(value, "") {
        let place = try #require(located(pointer, in: source), "\(pointer)")
        #expect(value[pointer: pointer] == inner)
        if inner != .object([]) && inner != .array([]) {
          let there = Place(offset: place.offset, in: source.span)
          #expect(there.pointer.utf8.elementsEqual(pointer.utf8))
        }
      }
    }
  }

  private func leaves(_ value: JSONValue, _ pointer: String) -> [(String, JSONValue)] {
    switch value {
    case .object(let members):
      members.flatMap { (name, inner) in
        var token = String.UnicodeScalarView()
        for scalar in name.unicodeScalars {
          switch scalar {
          case "~": token += "~0".unicodeScalars
          case "/": token += "~1".unicodeScalars
          default: token.append(scalar)
          }
        }
        return leaves(inner, pointer + "/" + String(token))
      }
    case .array(let elements):
      elements.enumerated().flatMap { (index, inner) in leaves(inner, pointer + "/\(index)") }
    default: [(pointer, value)]
    }
  }
}
