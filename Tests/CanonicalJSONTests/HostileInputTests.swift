import CanonicalJSON
import Testing

struct HostileInputTests {
  @Test func `a text cut at any byte is refused`() {
    for length in sampleEvent.indices {
      let cut = Array(sampleEvent[..<length])
      let code = refusal(cut, .event)?.code
      #expect(code == .truncated || code == .invalidUTF8, "cut at \(length)")
      #expect(checkRefusal(cut, .event) != nil, "cut at \(length)")
    }
  }

  @Test func `nesting is refused one level past the limit, however deep it goes`() {
    for depth in [32, 33, 100_000] {
      for (open, close) in [("[", "]"), (#"{"a":"#, "}")] {
        let inner = open == "[" ? "" : "0"
        let text = Array(
          (String(repeating: open, count: depth) + inner + String(repeating: close, count: depth))
            .utf8)
        #expect(refusal(text, .event)?.code == (depth > 32 ? .tooDeep : nil))
        #expect(checkRefusal(text, .general)?.code == (depth > 32 ? .tooDeep : nil))
      }
    }
  }

  @Test func `a number of many digits is read or refused, not crashed on`() throws {
    let digits = String(repeating: "9", count: 60_000)
    #expect(refusal(Array(digits.utf8), .event)?.code == .numberOutOfRange)
    #expect(refusal(Array(digits.utf8))?.code == .numberOutOfRange)
    #expect(try canonical("0." + digits) == "1")
    #expect(try canonical("1e-" + digits) == "0")
    #expect(refusal(Array(("1e" + digits).utf8))?.code == .numberOutOfRange)
  }

  @Test func `thousands of members in the worst order are sorted`() throws {
    let names = (0..<12_000).map { String($0 * 7919 % 12_007) }
    let source = "{" + names.map { "\"\($0)\":0" }.joined(separator: ",") + "}"
    let result = Array(try canonical(source, .general).utf8)
    #expect(isCanonicalText(result, .general))
    #expect(result.count == source.utf8.count)
  }

  @Test func `every ill-formed sequence of up to two bytes is refused`() {
    for first in UInt8(0x80)...0xFF {
      #expect(refusal([0x22, first, 0x22])?.code == .invalidUTF8)
      for second in UInt8(0x80)...0xFF {
        let isPair = (0xC2...0xDF).contains(first) && second < 0xC0
        #expect((refusal([0x22, first, second, 0x22]) == nil) == isPair)
        #expect(isCanonicalText([0x22, first, second, 0x22], .general) == isPair)
      }
    }
  }

  @Test func `ill-formed sequences of three and four bytes are what the standard library says`() {
    let edges: [UInt8] = [0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0]
    for lead in UInt8(0xE0)...0xFF {
      for second in edges {
        for third in edges {
          for tail in [[], [UInt8(0x80)], [0xBF], [0xC0]] {
            let bytes = [lead, second, third] + tail
            let isText = (try? UTF8Span(validating: bytes.span)) != nil
            let quoted = [0x22] + bytes + [0x22]
            #expect((refusal(quoted) == nil) == isText, "\(bytes)")
            #expect(isCanonicalText(quoted, .general) == isText, "\(bytes)")
          }
        }
      }
    }
  }
}
