/// A date, and maybe a time, as English pages publish them: "31 May 2024", "Friday, 28 March 2025
/// at 17:00 (CET)", "23:59 CET on 30 June 2023", "17.00 Brussels time, 14.11.2024".
///
/// The words may come in any order, each kind once. Dates of numbers alone are taken as YYYY-MM-DD
/// and DD.MM.YYYY; with slashes they mean different things in different countries.
struct EnglishDate {
  private var year: Substring?
  private var month: Int?
  private var day: Substring?
  private var weekday: Int?
  private var time: Substring?
  private var offset: Substring?

  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
  ]
  private static let weekdays = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
  ]
  private static let fillers: Set<String> = [
    "at", "on", "by", "until", "of", "the", "time", "local",
  ]

  /// The same as "YYYY-MM-DD" or "YYYY-MM-DDTHH:MM:SS", a blank and an abbreviation or offset after
  /// it where there is one; nil for what is not written in this way.
  ///
  /// - Throws: `noSuchDay` where the day of the week is another one.
  static func plain(_ text: String, in zone: Zone) throws(TimeError) -> String? {
    var date = EnglishDate()
    let words = text.split(whereSeparator: { $0 == " " || $0 == "," || $0 == "(" || $0 == ")" })
    for word in words {
      guard date.take(word, in: zone) else { return nil }
    }
    guard let year = date.year, let month = date.month, let day = date.day,
      date.time != nil || date.offset == nil
    else { return nil }
    let twoDigits = { (text: Substring) in (text.utf8.count == 1 ? "0" : "") + text }
    var plain = "\(year)-\(twoDigits("\(month)"))-\(twoDigits(day))"
    if let weekday = date.weekday {
      let named = try CivilDate(plain)
      guard (named.dayNumber + 3 - weekday).isMultiple(of: 7) else {
        let number = Int(floorDivided(Int64(named.dayNumber + 3), by: 7).remainder)
        throw TimeError(
          .noSuchDay, found: text, expected: "\(weekdays[number]), which \(plain) is")
      }
    }
    if let time = date.time {
      let parts = time.split(whereSeparator: { $0 == ":" || $0 == "." })
      plain += "T" + parts.map { twoDigits($0) }.joined(separator: ":")
      if let offset = date.offset { plain += " " + offset }
    }
    return plain
  }

  /// Takes a word as what it can only be; false if it is nothing, or the second of its kind.
  private mutating func take(_ word: Substring, in zone: Zone) -> Bool {
    let lower = word.lowercased()
    if let number = EnglishDate.place(of: lower, in: EnglishDate.months) {
      return EnglishDate.set(&month, number + 1)
    }
    if let number = EnglishDate.place(of: lower, in: EnglishDate.weekdays) {
      return EnglishDate.set(&weekday, number)
    }
    if EnglishDate.fillers.contains(lower) || EnglishDate.isCity(lower, of: zone) { return true }
    if word.utf8.first.map({ (0x30...0x39).contains($0) }) == true { return takeNumbers(word) }
    let isAbbreviation =
      (2...5).contains(word.utf8.count) && word.utf8.allSatisfy { (0x41...0x5A).contains($0) }
    guard isAbbreviation || word == "Z" || word.hasPrefix("+") || word.hasPrefix("-") else {
      return false
    }
    return EnglishDate.set(&offset, word)
  }

  /// Takes a word that begins with a digit.
  private mutating func takeNumbers(_ word: Substring) -> Bool {
    let shape = String(word.map { ("0"..."9").contains($0) ? "9" : $0 })
    switch shape {
    case "9999": return EnglishDate.set(&year, word)
    case "9", "99": return EnglishDate.set(&day, word)
    case "9st", "9nd", "9rd", "9th", "99st", "99nd", "99rd", "99th":
      return EnglishDate.set(&day, word.dropLast(2))
    case "9999-99-99":
      let parts = word.split(separator: "-")
      return takeDate(parts[0], parts[1], parts[2])
    case "9.9.9999", "9.99.9999", "99.9.9999", "99.99.9999":
      let parts = word.split(separator: ".")
      return takeDate(parts[2], parts[1], parts[0])
    case "9:99", "99:99", "9:99:99", "99:99:99", "9.99", "99.99", "99.99.99":
      return EnglishDate.set(&time, word)
    default: return false
    }
  }

  private mutating func takeDate(_ year: Substring, _ month: Substring, _ day: Substring) -> Bool {
    guard let number = Int(month) else { return false }
    return EnglishDate.set(&self.year, year) && EnglishDate.set(&self.month, number)
      && EnglishDate.set(&self.day, day)
  }

  private static func set<Value>(_ member: inout Value?, _ value: Value) -> Bool {
    guard member == nil else { return false }
    member = value
    return true
  }

  /// The place of a word in a list, in full or by its first three letters ("sept" too).
  private static func place(of word: String, in list: [String]) -> Int? {
    list.firstIndex {
      $0 == word || word.utf8.count == 3 && $0.hasPrefix(word)
        || word == "sept" && $0 == "september"
    }
  }

  /// Whether a word names the zone by its city: "brussels" for Europe/Brussels.
  private static func isCity(_ word: String, of zone: Zone) -> Bool {
    zone.name.split(separator: "/").last?.lowercased() == word
  }
}
