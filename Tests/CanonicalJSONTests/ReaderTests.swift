import CanonicalJSON
import Testing

struct ReaderTests {
  private enum Key {
    static let actor: JSONKey = "actor"
    static let actorRole: JSONKey = "actorrole"
    static let short: JSONKey = "a"
    static let long: JSONKey = "social_innovation_participation"
  }

  @Test func `members are read in order and an absent one is passed over`() throws {
    let bytes = Array(#"{"a":1,"actor":"x","actorrole":[true,null],"z":{}}"#.utf8)
    var reader = CanonicalReader(bytes.span)
    try reader.beginObject()
    var found = [reader.member(Key.actor), reader.member(Key.short)]
    let one = try reader.integer()
    found += [reader.member(Key.actorRole), reader.member("act"), reader.member(Key.actor)]
    let text = try reader.string()
    let actor = decodeString(reader.slice(text))
    found += [reader.member("actorrole")]
    #expect(found == [false, true, false, false, true, true])
    #expect(one == 1)
    #expect(actor == "x")
    try reader.beginArray()
    var elements = [try reader.nextElement(), try reader.bool()]
    elements += [try reader.nextElement(), reader.null(), try reader.nextElement()]
    #expect(elements == [true, true, true, true, false])
    let key = try reader.nextKeyRange()
    #expect(key == 44..<45)
    let next = reader.peek()
    #expect(next == UInt8(ascii: "{"))
    let skipped = try reader.skipValue()
    #expect(skipped == 47..<49)
    let end = try reader.nextKeyRange()
    #expect(end == nil)
    try reader.endObject()
    try reader.finish()
    let offset = reader.offset
    #expect(offset == bytes.count)
  }

  @Test func `a name of any length is found wherever the text ends, and only where it stands`() {
    for length in 1...JSONKey.bytesMax {
      let name = String(repeating: "k", count: length - 1) + "x"
      let key = JSONKey(name)
      #expect(key.name == name)
      for tail in ["0}", "\"0123456789012345678901234567890123456789\"}"] {
        let bytes = Array("{\"\(name)\":\(tail)".utf8)
        let ends = [
          consumed(bytes) { (reader) in reader.member(key) },
          consumed(bytes) { (reader) in reader.member(name) },
        ]
        #expect(ends == [length + 4, length + 4])
        for other in [name + "y", "y" + name.dropFirst(), String(name.dropLast()) + "y"]
        where other != name && other.utf8.count <= JSONKey.bytesMax {
          let others = [
            consumed(bytes) { (reader) in reader.member(JSONKey(other)) },
            consumed(bytes) { (reader) in reader.member(other) },
          ]
          #expect(others == [nil, nil])
        }
      }
      let cut = Array("{\"\(name)\"".utf8)
      let cuts = [
        consumed(cut) { (reader) in reader.member(key) },
        consumed(cut) { (reader) in reader.member(name) },
      ]
      #expect(cuts == [nil, nil])
    }
  }

  private func consumed(
    _ bytes: [UInt8], _ ask: (inout CanonicalReader) -> Bool
  ) -> Int? {
    var reader = CanonicalReader(bytes.span)
    guard (try? reader.beginObject()) != nil, ask(&reader) else { return nil }
    return reader.offset
  }

  @Test func `a comma must stand between members and elements, and nowhere else`() throws {
    for text in [#"{"a":1"actor":2}"#, #"{,"a":1}"#, #"{"a":1,}"#, #"{"a":1;"actor":2}"#] {
      #expect(throws: anError(.unexpected)) {
        let bytes = Array(text.utf8)
        var reader = CanonicalReader(bytes.span)
        try reader.beginObject()
        if reader.member(Key.short) { _ = try reader.integer() }
        if reader.member(Key.actor) { _ = try reader.integer() }
        try reader.endObject()
      }
    }
  }

  @Test func `a member that nobody asked for is an error at its place`() throws {
    let bytes = Array(#"{"a":1,"actor":2}"#.utf8)
    var reader = CanonicalReader(bytes.span)
    try reader.beginObject()
    if reader.member(Key.short) { _ = try reader.integer() }
    do throws(JSONError) {
      try reader.endObject()
      Issue.record("the object's end is not here")
    } catch {
      #expect(error.code == .unexpected)
      #expect(error.offset == 6)
    }
    let pointers = [reader.containerPointer(at: reader.offset), reader.pointer(at: 7)]
    #expect(pointers == ["", "/actor"])
  }

  @Test func `pointers name the member or what holds it`() {
    let bytes = Array(#"{"data":{"a/b":[10,{"m~n":true}]},"id":"x"}"#.utf8)
    let reader = CanonicalReader(bytes.span)
    let pointers = [16, 26, 33].map { reader.pointer(at: $0) }
    #expect(pointers == ["/data/a~1b/0", "/data/a~1b/1/m~0n", "/data"])
    let containers = [26, 33].map { reader.containerPointer(at: $0) }
    #expect(containers == ["/data/a~1b/1", ""])
  }

  @Test func `a value of another kind than asked for is an error`() {
    for text in ["\"x\"", "1", "true", "null", "[]", "{}"] {
      let bytes = Array(text.utf8)
      let reads = [
        succeeds(bytes) { reader throws(JSONError) in _ = try reader.string() },
        succeeds(bytes) { reader throws(JSONError) in _ = try reader.integer() },
        succeeds(bytes) { reader throws(JSONError) in _ = try reader.bool() },
        succeeds(bytes) { reader throws(JSONError) in
          if !reader.null() { try reader.finish() }
        },
        succeeds(bytes) { reader throws(JSONError) in try reader.beginArray() },
        succeeds(bytes) { reader throws(JSONError) in try reader.beginObject() },
      ]
      #expect(reads == ["\"x\"", "1", "true", "null", "[]", "{}"].map { $0 == text })
      let any = succeeds(bytes) { reader throws(JSONError) in try reader.skipValue() }
      #expect(any)
    }
  }

  private func succeeds(
    _ bytes: [UInt8], _ ask: (inout CanonicalReader) throws(JSONError) -> Void
  ) -> Bool {
    do throws(JSONError) {
      try attempt(bytes, ask)
      return true
    } catch {
      return false
    }
  }

  private func attempt(
    _ bytes: [UInt8], _ ask: (inout CanonicalReader) throws(JSONError) -> Void
  ) throws(JSONError) {
    var reader = CanonicalReader(bytes.span)
    try ask(&reader)
  }

  @Test func `escapes are seen and undone`() throws {
    let bytes = Array(#"["plain","a\n\"\\\u0001é😀"]"#.utf8)
    var reader = CanonicalReader(bytes.span)
    try reader.beginArray()
    var escaped: [Bool] = []
    var texts: [String] = []
    while try reader.nextElement() {
      let range = try reader.string()
      escaped.append(reader.hasEscapes(range))
      texts.append(decodeString(reader.slice(range)))
    }
    #expect(escaped == [false, true])
    #expect(texts == ["plain", "a\n\"\\\u{1}é😀"])
  }

  @Test func `names out of order or twice are found by who asks for order`() throws {
    for (text, code) in [
      (#"{"b":1,"a":2}"#, JSONError.Code.notCanonical), (#"{"a":1,"a":2}"#, .duplicateMember),
    ] {
      let bytes = Array(text.utf8)
      var reader = CanonicalReader(bytes.span)
      try reader.beginObject()
      let first = try reader.nextKeyRange(after: nil)
      _ = try reader.integer()
      do throws(JSONError) {
        _ = try reader.nextKeyRange(after: first)
        Issue.record("the order is wrong")
      } catch {
        #expect(error.code == code)
        #expect(error.offset == 7)
      }
    }
  }

  @Test func `integers are read to the limit and refused past it`() throws {
    for value in [0, 1, -1, 42, 9_007_199_254_740_991, -9_007_199_254_740_991] as [Int64] {
      let bytes = Array("[\(value),\(value)]".utf8)
      var reader = CanonicalReader(bytes.span)
      var read: [Int64] = []
      try reader.beginArray()
      while try reader.nextElement() { read.append(try reader.integer()) }
      #expect(read == [value, value])
    }
    for (text, code) in [
      ("9007199254740992", JSONError.Code.numberOutOfRange),
      ("123456789012345678901234567890", .numberOutOfRange), ("-0", .numberNotInteger),
      ("1.5", .numberNotInteger), ("01", .unexpected), ("1 ", .notCanonical), ("1x", .unexpected),
      ("-", .truncated), ("", .truncated), ("x", .unexpected),
    ] {
      let bytes = Array(text.utf8)
      do throws(JSONError) {
        try attempt(bytes) { reader throws(JSONError) in _ = try reader.integer() }
        Issue.record("\(text) was read")
      } catch {
        #expect(error.code == code, "\(text): \(error)")
      }
    }
  }
}
