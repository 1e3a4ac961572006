/// Numbers as attributes of drawings have them: short, and the same on every machine.
enum Drawing {
  /// `part` of `whole` in percent with one decimal place, from 0 to 100.
  static func percent(_ part: Int64, of whole: Int64) -> String {
    if whole <= 0 || part <= 0 { return "0%" }
    if part >= whole { return "100%" }
    let (product, overflow) = part.multipliedReportingOverflow(by: 1_000)
    let tenths = overflow ? part / (whole / 1_000) : product / whole
    return tenths % 10 == 0 ? "\(tenths / 10)%" : "\(tenths / 10).\(tenths % 10)%"
  }

  /// A whole number, the nearest to `value`.
  static func whole(_ value: Double) -> String { String(Int(value.rounded())) }
}
