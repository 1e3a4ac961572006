/// Exact arithmetic of figures: integers and fractions of them, rounded once, at the end.
enum Exact {
  /// `numerator` / `denominator` with one decimal place, half up (towards the larger number).
  ///
  /// - Parameter denominator: above 0.
  static func decimal(_ numerator: Int128, over denominator: Int128) -> String {
    precondition(denominator > 0, "a fraction has a denominator above 0")
    let twice = 2 * denominator
    let shifted = 20 * numerator + denominator
    var tenths = shifted / twice
    if shifted % twice < 0 { tenths -= 1 }
    let sign = tenths < 0 ? "-" : ""
    let (whole, tenth) = tenths.magnitude.quotientAndRemainder(dividingBy: 10)
    return "\(sign)\(whole).\(tenth)"
  }

  /// `numerator` / `denominator` as a whole number, half up (towards the larger number).
  ///
  /// - Parameter denominator: above 0.
  static func rounded(_ numerator: Int128, over denominator: Int128) -> Int64 {
    precondition(denominator > 0, "a fraction has a denominator above 0")
    let shifted = 2 * numerator + denominator
    let whole = shifted / (2 * denominator)
    return Int64(shifted % (2 * denominator) < 0 ? whole - 1 : whole)
  }

  /// The median of `values`, as a fraction over 1 or 2; nil for none. The mean of the middle two
  /// where their number is even. O(n) on average.
  static func median(of values: [Int64]) -> (numerator: Int64, denominator: Int64)? {
    if values.isEmpty { return nil }
    var values = values
    let upper = values.count / 2
    let high = select(upper, of: &values)
    if values.count % 2 == 1 { return (high, 1) }
    // What stands before the place is not greater than what stands there.
    let low = values[..<upper].max() ?? high
    return (low + high, 2)
  }

  /// The value that stands at `place` once sorted; those before it are then not greater. O(n) on
  /// average.
  private static func select(_ place: Int, of values: inout [Int64]) -> Int64 {
    var (low, high) = (0, values.count - 1)
    while low < high {
      let pivot = middle(values[low], values[low + (high - low) / 2], values[high])
      var (i, j) = (low, high)
      while i <= j {
        while values[i] < pivot { i += 1 }
        while values[j] > pivot { j -= 1 }
        if i <= j {
          values.swapAt(i, j)
          i += 1
          j -= 1
        }
      }
      if place <= j {
        high = j
      } else if place >= i {
        low = i
      } else {
        break
      }
    }
    return values[place]
  }

  private static func middle(_ a: Int64, _ b: Int64, _ c: Int64) -> Int64 {
    max(min(a, b), min(max(a, b), c))
  }
}
