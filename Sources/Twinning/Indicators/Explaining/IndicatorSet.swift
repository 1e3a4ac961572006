/// Some of the indicators.
struct IndicatorSet: OptionSet, Sendable {
  let rawValue: UInt32

  init(rawValue: UInt32) { self.rawValue = rawValue }

  /// The indicators of these numbers, from 1 to 31.
  init(_ numbers: Int...) {
    rawValue = numbers.reduce(0) { $0 | 1 << UInt32($1) }
  }

  /// The one of an id such as `I04`; empty where it is none.
  init(id: String) {
    let number = id.first == "I" ? Int(id.dropFirst()) : nil
    rawValue = number.map { (1...31).contains($0) ? 1 << UInt32($0) : 0 } ?? 0
  }

  static let i01 = IndicatorSet(1)
  static let i03 = IndicatorSet(3)
  static let i05 = IndicatorSet(5)
  static let i06 = IndicatorSet(6)
  static let i07 = IndicatorSet(7)
  static let i11 = IndicatorSet(11)
  static let i12 = IndicatorSet(12)
  static let i13 = IndicatorSet(13)
  static let i14 = IndicatorSet(14)
  static let i15 = IndicatorSet(15)
  static let i16 = IndicatorSet(16)
  static let i18 = IndicatorSet(18)
  static let i19 = IndicatorSet(19)
  static let i20 = IndicatorSet(20)
  static let i21 = IndicatorSet(21)
  static let i22 = IndicatorSet(22)
  static let i23 = IndicatorSet(23)
  static let i24 = IndicatorSet(24)
  static let i26 = IndicatorSet(26)
  static let i27 = IndicatorSet(27)
  static let i28 = IndicatorSet(28)
  static let i30 = IndicatorSet(30)

  /// Those that walk applications.
  static let applications = IndicatorSet(1, 2, 3)

  /// Those that ask for verdicts.
  static let verdicts = IndicatorSet(2, 3)

  /// Those that walk participations, geography aside.
  static let participations = IndicatorSet(4, 5, 13)

  /// Those that ask how a participation stands.
  static let standings = IndicatorSet(4, 5)

  /// Those that walk pairings.
  static let pairings = IndicatorSet(6, 7, 19, 21)

  /// Those that walk activities, insights aside.
  static let activities = IndicatorSet(8, 9, 10, 11, 12, 14, 15, 16, 17, 18)

  /// Those about what was held.
  static let held = IndicatorSet(8, 9, 10, 11, 12, 14)

  /// Those about feedback.
  static let feedback = IndicatorSet(16, 17)

  /// Those that walk replications.
  static let replications = IndicatorSet(20, 22, 23)

  /// Those about effects on emissions.
  static let effects = IndicatorSet(22, 23)

  /// Those about how the ledger was kept.
  static let conduct = IndicatorSet(27, 28)
}
