/// Amounts of money for people: `450.00 EUR`, `1200 JPY`.
extension Currency {
  /// How many digits of an amount stand behind the point, by ISO 4217.
  public var minorDigits: Int {
    switch code {
    case "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND",
      "VUV", "XAF", "XOF", "XPF":
      0
    case "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND": 3
    case "CLF", "UYW": 4
    default: 2
    }
  }

  /// An amount in minor units, with its point and without the currency: `450.00`.
  public func amount(ofMinorUnits minorUnits: Int64) -> String {
    var digits = String(minorUnits.magnitude)
    let places = minorDigits
    if places > 0 {
      digits = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
      digits.insert(".", at: digits.index(digits.endIndex, offsetBy: -places))
    }
    return (minorUnits < 0 ? "-" : "") + digits
  }
}

extension Money {
  /// The amount and its currency: `450.00 EUR`.
  public var text: String { "\(currency.amount(ofMinorUnits: minorUnits)) \(currency.code)" }
}
