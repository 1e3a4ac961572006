internal import Twinning

/// What keys, units and values of figures are called for people.
enum FigureWords {
  /// The first word of a key, where it says by what the figure is split rather than what it counts.
  private static let dimensions: [String: String] = [
    "kind": "By kind", "mode": "By mode", "theme": "By theme", "direction": "By direction",
    "reason": "By reason", "year": "By year of effect",
  ]

  private static let words: [String: String] = [
    "F": "women", "M": "men", "X": "other", "U": "undisclosed", "NR": "not reported",
    "on_time": "in time", "lateness_not_reported": "lateness not reported",
    "date_uncertain": "date uncertain: in the period or not", "none": "none named",
    "postponements_per_plan": "postponements per plan", "by_rule": "made by a rule",
    "imported_record": "from an older record", "median_lag": "median lag", "kickoff": "kick-off",
  ]

  /// By what the figure is split where `key` is a part of it; nil for a value that stands alone.
  static func dimension(of key: String) -> String? {
    guard let first = key.split(separator: "/").first, key.contains("/") else { return nil }
    return dimensions[String(first)]
  }

  /// A key as words: `kind/site_visit` is "Site visit", `all/twin/hu` "All, twin, HU".
  static func label(_ key: String) -> String {
    var parts = key.split(separator: "/").map(String.init)
    if dimension(of: key) != nil { parts.removeFirst() }
    let spelled = parts.enumerated().map { place, part in
      place == 2 && part.utf8.count == 2 ? part.uppercased() : phrase(part)
    }
    let text = spelled.joined(separator: ", ")
    return text.prefix(1).uppercased() + text.dropFirst()
  }

  /// A word of a vocabulary as words: `in_person` is "in person".
  static func phrase(_ word: String) -> String {
    if let known = words[word] { return known }
    if word.contains("+") {
      return word.split(separator: "+").map { phrase(String($0)) }.joined(separator: " and ")
    }
    return String(word.map { $0 == "_" ? " " : $0 })
  }

  /// A unit as words; none where the value itself says what it is.
  static func unit(_ unit: Unit, of amount: FigureValue.Amount = .notReported) -> String {
    switch unit {
    case .percent: return "%"
    case .hash: return ""
    case .tonnes: return "t CO₂e a year"
    case .personHours: return "person-hours"
    case .postponements: return "per plan"
    case .points: return "points of 5"
    case .euroCents: return "EUR"
    case .euroCentsPerVisit: return "EUR a visit"
    default: break
    }
    let word = phrase(unit.rawValue)
    guard amount == .integer(1) else { return word }
    if word.hasSuffix("ies") { return word.dropLast(3) + "y" }
    return word.hasSuffix("s") ? String(word.dropLast()) : word
  }

  /// A value as machines read it: money in cents.
  static func exact(_ value: FigureValue) -> String {
    if case .integer(let number) = value.amount { return String(number) }
    return value.amountWords
  }

  /// A type of event as words: `SiteVisitHeld` is "Site visit held".
  static func event(_ type: EventType?) -> String {
    guard let type else { return "Unknown to this program" }
    var text = ""
    for character in type.name {
      if character.isUppercase, !text.isEmpty { text += " " }
      text += text.isEmpty ? String(character) : character.lowercased()
    }
    return text
  }
}

extension FigureValue {
  /// The value in tenths of its unit; nil where there is no number, or one too large to draw.
  var tenths: Int64? {
    switch amount {
    case .notReported, .text: return nil
    case .integer(let number):
      let (tenths, overflow) = number.multipliedReportingOverflow(by: 10)
      return overflow ? nil : tenths
    case .decimal(let text):
      return Int64(String(text.filter { $0 != "." }))
    }
  }
}
