import CanonicalJSON
import Testing

@testable import Twinning

/// The readers against a validator of JSON Schema that this project didn't write.
struct OracleTests {
  /// What a reader refuses although the schemas can't say so: contacts, ids that look like names,
  /// times that don't exist, deadlines that contradict themselves, "NR" without an imported record.
  static let beyondSchemas: Set<SchemaError.Code> = [
    .contactFound, .timeRefused, .notReportedNotAllowed,
  ]

  @Test func `the validator accepts every golden event and its payload`() throws {
    var lines = ""
    for golden in Golden.all {
      lines += "envelope.v1 \(String(decoding: golden.bytes, as: UTF8.self))\n"
      lines +=
        "\(golden.name) \(String(decoding: try golden.data.canonicalBytes(), as: UTF8.self))\n"
    }
    let result = try Contracts.run("schema-oracle", input: lines)
    if result.status == 3 {
      print("the Python package jsonschema isn't installed: its verdicts were not compared")
      return
    }
    #expect(result.status == 0, "\(result.errors)")
    for answer in result.output.split(separator: "\n") { #expect(answer == "valid") }
  }

  @Test func `reader and validator agree on changed payloads`() throws {
    var dice = SplitMix(seed: 42)
    var cases: [(golden: Golden, data: JSONValue)] = []
    for golden in Golden.all {
      for _ in 0..<120 {
        if let changed = try change(golden.data, &dice) { cases.append((golden, changed)) }
      }
    }
    var lines = ""
    for one in cases {
      lines +=
        "\(one.golden.name) \(String(decoding: try one.data.canonicalBytes(), as: UTF8.self))\n"
    }
    let result = try Contracts.run("schema-oracle", input: lines)
    if result.status == 3 {
      print("the Python package jsonschema isn't installed: its verdicts were not compared")
      return
    }
    let answers = result.output.split(separator: "\n")
    try #require(answers.count == cases.count, "\(result.errors)")
    for (one, answer) in zip(cases, answers) {
      let error = try one.golden.verdict(one.data)
      let text = String(decoding: try one.data.canonicalBytes(), as: UTF8.self)
      if answer.hasPrefix("invalid") {
        #expect(error != nil, "seed 42: \(one.golden.name) \(answer) in \(text)")
      } else if let error, !OracleTests.beyondSchemas.contains(error.code) {
        let isName = error.message.contains("names nobody")
        #expect(isName, "seed 42: \(one.golden.name) \(error) in \(text)")
      }
    }
  }

  /// One change somewhere: a member removed, a value replaced by another kind, a text bent.
  private func change(_ data: JSONValue, _ dice: inout SplitMix) throws -> JSONValue? {
    var places: [(String, JSONValue)] = []
    data.walk { pointer, value in if !pointer.isEmpty { places.append((pointer, value)) } }
    guard !places.isEmpty else { return nil }
    let (place, value) = places[Int(dice.next() % UInt64(places.count))]
    var changed = data
    switch dice.next() % 6 {
    case 0: try changed.remove(at: place)
    case 1: try changed.replace(at: place, with: other(&dice))
    case 2: try changed.replace(at: place, with: .string("NR"))
    default: try changed.replace(at: place, with: bent(value, &dice))
    }
    return changed
  }

  private func other(_ dice: inout SplitMix) -> JSONValue {
    let others: [JSONValue] = [
      .null, .bool(true), .integer(0), .integer(-1), .integer(9_007_199_254_740_991), .string(""),
      .string("x"), .array([]), .object([]), .string("2024-02-30"), .array([.string("x")]),
    ]
    return others[Int(dice.next() % UInt64(others.count))]
  }

  private func bent(_ value: JSONValue, _ dice: inout SplitMix) -> JSONValue {
    switch value {
    case .integer(let number):
      let deltas: [Int64] = [-1, 1, 100, -100, 1_000_000_000]
      return .integer(number + deltas[Int(dice.next() % 5)])
    case .string(let text): return .string(bent(text, &dice))
    case .array(let items):
      if items.isEmpty { return .array([.integer(1)]) }
      switch dice.next() % 3 {
      case 0: return .array([])
      case 1: return .array(items + [items[0]])
      default: return .array(items.reversed())
      }
    default: return value
    }
  }

  private func bent(_ text: String, _ dice: inout SplitMix) -> String {
    var scalars = Array(text.unicodeScalars)
    let alphabet = Array("aZ09-_./: @+é\n".unicodeScalars)
    let letter = alphabet[Int(dice.next() % UInt64(alphabet.count))]
    let place = Int(dice.next() % UInt64(scalars.count + 1))
    switch dice.next() % 4 {
    case 0: scalars.insert(letter, at: place)
    case 1: if place < scalars.count { scalars[place] = letter }
    case 2: if place < scalars.count { scalars.remove(at: place) }
    default: scalars += Array(repeating: letter, count: Int(dice.next() % 700))
    }
    var bent = String.UnicodeScalarView()
    bent.append(contentsOf: scalars)
    return String(bent)
  }
}
