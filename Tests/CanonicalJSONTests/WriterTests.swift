import CanonicalJSON
import Testing

struct WriterTests {
  @Test func `commas, quotes and escapes are set by the writer`() {
    var writer = CanonicalWriter()
    writer.beginObject()
    writer.key("a\"b")
    writer.string("x\n\u{1}é/")
    writer.key("list" as JSONKey)
    writer.beginArray()
    writer.integer(-9_007_199_254_740_991)
    writer.integer(0)
    writer.beginArray()
    writer.endArray()
    writer.beginObject()
    writer.endObject()
    writer.bool(true)
    writer.bool(false)
    writer.null()
    writer.number(0.1)
    writer.endArray()
    writer.key(rawCanonical: Array(#"m\n"#.utf8).span)
    writer.string(rawCanonical: Array(#"raw\\"#.utf8).span)
    writer.key("v")
    writer.raw(Array("[1,2]".utf8).span)
    writer.key("w")
    writer.string("")
    writer.endObject()
    #expect(
      String(decoding: writer.bytes, as: UTF8.self)
        == #"{"a\"b":"x\n\u0001é/","list":[-9007199254740991,0,[],{},true,false,null,0.1],"#
        + #""m\n":"raw\\","v":[1,2],"w":""}"#)
    #expect(isCanonicalText(writer.bytes, .general))
  }

  @Test func `a writer is used again for the next text`() {
    var writer = CanonicalWriter()
    for _ in 0..<2 {
      writer.removeAll()
      writer.beginArray()
      writer.integer(7)
      writer.endArray()
      #expect(String(decoding: writer.bytes, as: UTF8.self) == "[7]")
    }
  }

  @Test func `every kind of prepared name is written as the plain one`() {
    for length in 1...JSONKey.bytesMax {
      let name = String(repeating: "n", count: length)
      var (prepared, plain) = (CanonicalWriter(), CanonicalWriter())
      prepared.key(JSONKey(name))
      plain.key(name)
      #expect(prepared.bytes == plain.bytes)
    }
  }

  @Test func `an integer that no reader could hold is the program's mistake`() async {
    await #expect(processExitsWith: .failure) {
      var writer = CanonicalWriter()
      writer.integer(9_007_199_254_740_992)
    }
  }

  @Test func `a name too long to prepare is the program's mistake`() async {
    await #expect(processExitsWith: .failure) {
      _ = JSONKey(String(repeating: "n", count: 38))
    }
  }
}
