import CanonicalJSON

/// The canonical form of a text.
func canonical(_ source: String, _ rules: Rules = .general) throws(JSONError) -> String {
  String(decoding: try canonical(Array(source.utf8), rules), as: UTF8.self)
}

/// The canonical form of bytes.
func canonical(_ source: [UInt8], _ rules: Rules = .general) throws(JSONError) -> [UInt8] {
  var output: [UInt8] = []
  try canonicalize(source.span, rules: rules, into: &output)
  return output
}

/// The error that `canonicalize` ends with, or nil.
func refusal(_ source: [UInt8], _ rules: Rules = .general) -> JSONError? {
  do throws(JSONError) {
    _ = try canonical(source, rules)
    return nil
  } catch {
    return error
  }
}

/// The error that `checkCanonical` ends with, or nil.
func checkRefusal(_ bytes: [UInt8], _ rules: Rules = .general) -> JSONError? {
  do throws(JSONError) {
    try checkCanonical(bytes.span, rules: rules)
    return nil
  } catch {
    return error
  }
}

// The testing macros take no spans, hence the next ones.

/// Whether bytes are canonical.
func isCanonicalText(_ bytes: [UInt8], _ rules: Rules = .event) -> Bool {
  isCanonical(bytes.span, rules: rules)
}

/// Where a pointer's value stands in a text.
func located(_ pointer: String, in source: [UInt8]) -> Place? {
  locate(pointer: pointer, in: source.span)
}

/// An error to compare with, of which only the code counts.
func anError(_ code: JSONError.Code) -> JSONError {
  JSONError(code, at: Place(offset: 0, line: 1, column: 1, pointer: ""))
}

/// An event as the ledger keeps it.
let sampleEvent = Array(
  #"""
  {"actor":"u-7f3a9c2e41d84b06","actorrole":"FA","commandid":"0190b5a2-7c3e-7d21-9f6a-2b7c8d9e0f11",
  "data":{"documents":[{"bytes":48213,"digest":"9c56"},{"bytes":0,"digest":"\u001f\"\\"}],
  "held":{"at":"2024-03-12T09:00:00.000Z","precision":"day"},"minutes":540,"remote":false,
  "summary":"Zweiter Besuch – Győr, Ελλάδα 😀\n","until":null},
  "id":"0190b5a2-7c3e-7d21-9f6a-2b7c8d9e0f12","offset":-7,"sequence":"00000000000000012345",
  "type":"twinledger.SiteVisitHeld.v1"}
  """#.utf8.filter { $0 != 0x0A })
