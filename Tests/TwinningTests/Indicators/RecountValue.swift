@testable import Twinning

extension Recount {
  /// What a value of a figure comes to.
  struct Value: Equatable, CustomStringConvertible {
    var shown: String
    var numerator: Int?
    var denominator: Int?
    var notReported = 0

    var description: String {
      let parts = denominator.map { " = \(numerator ?? 0)/\($0)" } ?? ""
      return shown + parts + (notReported == 0 ? "" : " (\(notReported) NR)")
    }

    static func count(_ count: Int, notReported: Int = 0) -> Value {
      Value(shown: "\(count)", notReported: notReported)
    }

    /// A part of a whole, in percent.
    static func share(_ part: Int, _ whole: Int, notReported: Int = 0) -> Value {
      Value(
        shown: percentText(part, whole), numerator: part, denominator: whole,
        notReported: notReported)
    }

    static func ratio(_ part: Int, _ whole: Int, notReported: Int = 0) -> Value {
      Value(
        shown: ratioText(part, whole), numerator: part, denominator: whole,
        notReported: notReported)
    }

    /// A sum over what is known, for each so many: not reported where nothing of it is known.
    static func sum(_ sum: Int, known: Int, unknown: Int, over divisor: Int = 1) -> Value {
      if known == 0, unknown > 0 { return Value(shown: "NR", notReported: unknown) }
      if divisor == 1 { return .count(sum, notReported: unknown) }
      return .ratio(sum, divisor, notReported: unknown)
    }
  }
}

extension ImpactSummary {
  /// By figure and key, such as `I08 kind/workshop`: what it says.
  var recountable: [String: Recount.Value] {
    var found: [String: Recount.Value] = [:]
    for figure in figures {
      for value in figure.values {
        found["\(figure.id) \(value.key)"] = Recount.Value(
          shown: value.shown, numerator: value.numerator.map { Int($0) },
          denominator: value.denominator.map { Int($0) }, notReported: Int(value.notReported))
      }
    }
    return found
  }
}

/// A share with one decimal, by long division on text.
func percentText(_ part: Int, _ whole: Int) -> String { ratioText(part * 100, whole) }

/// A fraction of whole numbers with one decimal, half up (towards the larger number).
func ratioText(_ part: Int, _ whole: Int) -> String {
  if whole == 0 { return "NR" }
  let tenths = roundedDown(20 * part + whole, 2 * whole)
  return "\(tenths < 0 ? "-" : "")\(tenths.magnitude / 10).\(tenths.magnitude % 10)"
}

/// The largest whole number that is not above `part` / `whole`, with `whole` above 0.
func roundedDown(_ part: Int, _ whole: Int) -> Int {
  part / whole - (part % whole < 0 ? 1 : 0)
}

func medianText(_ values: [Int], over divisor: Int = 1) -> String {
  if values.isEmpty { return "NR" }
  let sorted = values.sorted()
  let middle = sorted.count / 2
  return sorted.count % 2 == 1
    ? ratioText(sorted[middle], divisor)
    : ratioText(sorted[middle - 1] + sorted[middle], 2 * divisor)
}
