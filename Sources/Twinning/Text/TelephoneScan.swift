/// Looks for telephone numbers in a text whose links have been blanked out.
///
/// Numbers are read as runs: groups of digits with a blank, hyphen, dot, slash or bracket between
/// them. What a run is goes by its first digits and the sizes of its groups.
struct TelephoneScan {
  /// A telephone number has at least so many digits, and then only after the word for it.
  static let digitsMin = 6

  private let text: [UInt8]
  private var index = 0

  init(_ text: [UInt8]) {
    self.text = text
  }

  /// Groups of digits that belong together.
  private struct Run {
    /// "+" before the first digit.
    var international = false
    var groups: [Range<Int>] = []
    /// Before each group but the first: its mark, or a blank where there is nothing else.
    var marks: [UInt8] = []

    var digits: Int { groups.reduce(0) { $0 + $1.count } }
    var sizes: [Int] { groups.map(\.count) }

    /// Without its last group.
    mutating func removeLast() {
      groups.removeLast()
      marks = Array(marks.prefix(max(0, groups.count - 1)))
    }

    /// The run from a group on.
    func dropping(_ count: Int) -> Run {
      Run(groups: Array(groups.dropFirst(count)), marks: Array(marks.dropFirst(count)))
    }
  }

  /// Where the first telephone number stands, or nil.
  mutating func first() -> Range<Int>? {
    while index < text.count {
      guard startsRun(at: index) else {
        index += 1
        continue
      }
      let start = index
      var run = readRun()
      guard !run.groups.isEmpty else {
        index = start + 1
        continue
      }
      let joined = isJoined(at: run.groups[run.groups.count - 1].upperBound)
      if joined { run.removeLast() }
      if !run.groups.isEmpty, isTelephone(run, at: start) {
        return start..<run.groups[run.groups.count - 1].upperBound
      }
    }
    return nil
  }

  // MARK: - Runs

  /// Whether a run begins here, and not in the middle of a word or a figure.
  private func startsRun(at index: Int) -> Bool {
    let byte = text[index]
    guard TextRules.isDigit(byte) || byte == 0x2B || byte == 0x28 else { return false }
    guard index > 0 else { return true }
    let before = text[index - 1]
    if byte == 0x2B { return !TextRules.isDigit(before) }
    if TextRules.isWord(before) || before == 0x5F { return isBlank(endingAt: index) }
    guard index > 1, TextRules.isWord(text[index - 2]) else { return true }
    switch before {
    case 0x3A: return TextRules.isLetter(text[index - 2])  // "Tel:0630…", but no "17:00".
    case 0x2E: return word(endingAt: index - 1).map { TelephoneScan.words.contains($0) } ?? false
    case 0x2C, 0x2D, 0x2F, 0x23, 0x3D, 0x26, 0x3F, 0x27: return false
    default: return true
    }
  }

  /// Whether a no-break blank or a dash of several bytes ends before `index`.
  private func isBlank(endingAt index: Int) -> Bool {
    (2...3).contains { length in
      index >= length && separator(at: index - length).map { $0.length == length } ?? false
    }
  }

  /// A separator of groups: what it counts as, and how many bytes it has.
  private func separator(at index: Int) -> (mark: UInt8, length: Int)? {
    switch text[index] {
    case 0x20, 0x28, 0x29, 0x2D, 0x2E, 0x2F: return (text[index], 1)
    case 0xC2: return text[index...].starts(with: "\u{A0}".utf8) ? (0x20, 2) : nil
    case 0xE2:
      if text[index...].starts(with: "\u{202F}".utf8) { return (0x20, 3) }
      let isDash = ["\u{2010}", "\u{2011}", "\u{2013}"].contains {
        text[index...].starts(with: $0.utf8)
      }
      return isDash ? (0x2D, 3) : nil
    default: return nil
    }
  }

  /// Reads a run and moves behind its last digit.
  private mutating func readRun() -> Run {
    var run = Run()
    var position = index
    while position < text.count, text[position] == 0x2B || text[position] == 0x28 {
      if text[position] == 0x2B { run.international = true }
      position += 1
    }
    while position < text.count, TextRules.isDigit(text[position]) {
      let start = position
      while position < text.count, TextRules.isDigit(text[position]) {
        position += 1
      }
      run.groups.append(start..<position)
      index = position
      var mark: UInt8 = 0x20
      let end = position
      while position < text.count, position < end + 4, let next = separator(at: position) {
        if mark == 0x20 { mark = next.mark }
        position += next.length
      }
      guard position > end else { break }
      run.marks.append(mark)
    }
    run.marks = Array(run.marks.prefix(max(0, run.groups.count - 1)))
    return run
  }

  /// Whether what follows the last group makes it part of something else: a word, a time of day, a
  /// figure with a comma, a share.
  private func isJoined(at end: Int) -> Bool {
    guard end < text.count else { return false }
    let next = text[end]
    if TextRules.isWord(next) { return separator(at: end) == nil }
    let wordFollows = end + 1 < text.count && TextRules.isWord(text[end + 1])
    switch next {
    case 0x5F, 0x25, 0x40: return true
    case 0x3A, 0x2C, 0x2D, 0x2F, 0x2E: return wordFollows
    default: return false
    }
  }

  // MARK: - What a run is

  private func isTelephone(_ whole: Run, at start: Int) -> Bool {
    var run = whole
    while let length = dateLength(of: run) {
      run = run.dropping(length)
    }
    guard !run.groups.isEmpty, !isDecimal(run) else { return false }
    let untouched = run.groups.count == whole.groups.count
    if untouched, run.international { return isInternational(run) }
    if untouched, followsWord(at: start) {
      return (TelephoneScan.digitsMin...15).contains(run.digits)
    }
    if isNational(run) || isGroupedAsNoFigure(run) { return true }
    for skipped in run.groups.indices.dropFirst() where run.marks[skipped - 1] == 0x20 {
      let rest = run.dropping(skipped)
      if Set(rest.sizes) != [3], isNational(rest) { return true }
    }
    return false
  }

  /// "+" and 8 to 15 digits, the first no zero; "+12 500 000" is a figure.
  private func isInternational(_ run: Run) -> Bool {
    guard text[run.groups[0].lowerBound] != 0x30, (8...15).contains(run.digits) else {
      return false
    }
    let inThousands =
      run.groups.count > 1 && run.sizes[0] <= 3 && run.sizes.dropFirst().allSatisfy { $0 == 3 }
    return !inThousands || run.digits >= 9 && run.marks[0] != 0x2E
  }

  /// "00" and a country, or "0" and an area in front; without separators only with 10 or 11 digits.
  private func isNational(_ run: Run) -> Bool {
    let first = run.groups[0]
    guard first.count >= 2, text[first.lowerBound] == 0x30 else { return false }
    if text[first.lowerBound + 1] == 0x30 {
      let third: UInt8? =
        first.count > 2
        ? text[first.lowerBound + 2] : run.groups.dropFirst().first.map { text[$0.lowerBound] }
      return third.map { $0 != 0x30 } ?? false && (11...17).contains(run.digits)
    }
    if run.groups.count == 1 { return (10...11).contains(run.digits) }
    return (9...15).contains(run.digits) && !endsInYear(run)
  }

  /// Groups as of no figure, date or list of years: 3-3-4, or 9 to 10 digits in groups of 2 to 4
  /// that are not alike.
  private func isGroupedAsNoFigure(_ run: Run) -> Bool {
    guard text[run.groups[0].lowerBound] != 0x30, Set(run.marks.filter { $0 != 0x29 }).count <= 1,
      !run.groups.contains(where: isYear), !run.marks.contains(0x2F)
    else { return false }
    if run.sizes == [3, 3, 4] || run.sizes == [1, 3, 3, 4] { return true }
    return (3...5).contains(run.groups.count) && (9...10).contains(run.digits)
      && run.sizes.allSatisfy { (2...4).contains($0) } && Set(run.sizes).count > 1
      && !run.marks.contains(0x2E) && !run.sizes.dropFirst().allSatisfy { $0 == 3 }
  }

  /// How many groups at the beginning are a date, or nil.
  private func dateLength(of run: Run) -> Int? {
    let sizes = run.sizes
    guard sizes.count >= 3, run.marks[0] == run.marks[1], !run.international else { return nil }
    let yearFirst = isYear(run.groups[0]) && sizes[1] <= 2 && sizes[2] <= 2
    let yearLast = sizes[0] <= 2 && sizes[1] <= 2 && isYear(run.groups[2])
    return yearFirst || yearLast ? 3 : nil
  }

  /// Whether all groups are days, months or years, a year the last: "01.-03.02.2024".
  private func endsInYear(_ run: Run) -> Bool {
    isYear(run.groups[run.groups.count - 1])
      && run.groups.allSatisfy { isYear($0) || $0.count <= 2 && number($0) <= 31 }
  }

  private func isYear(_ group: Range<Int>) -> Bool {
    group.count == 4 && (1900...2100).contains(number(group))
  }

  private func number(_ group: Range<Int>) -> Int {
    text[group].reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }

  /// "46.62472": a dot and five or more digits after the first group; or two groups and a dot.
  private func isDecimal(_ run: Run) -> Bool {
    guard run.marks.first == 0x2E else { return false }
    return run.groups.count == 2 || run.sizes[1] >= 5
  }

  // MARK: - Words before a number

  private static let words: Set<String> = [
    "tel", "telephone", "telefon", "téléphone", "tél", "telefono", "teléfono", "phone", "telnr",
    "fax", "gsm", "whatsapp", "viber", "tlf", "tfn", "τηλ", "тел",
  ]

  /// Words that mean other things too, unless a colon follows.
  private static let wordsWithColon: Set<String> = ["mobile", "mobil", "cell", "call", "t", "m"]

  private func followsWord(at start: Int) -> Bool {
    var end = start
    var colon = false
    while end > 0, [0x20, 0x3A, 0x2E].contains(text[end - 1]) {
      if text[end - 1] == 0x3A { colon = true }
      end -= 1
    }
    guard let word = word(endingAt: end) else { return false }
    return TelephoneScan.words.contains(word)
      || colon && TelephoneScan.wordsWithColon.contains(word)
  }

  private func word(endingAt end: Int) -> String? {
    var start = end
    while start > 0, end - start < 24, TextRules.isLetter(text[start - 1]) {
      start -= 1
    }
    guard start < end else { return nil }
    return String(decoding: text[start..<end], as: UTF8.self).lowercased()
  }
}
