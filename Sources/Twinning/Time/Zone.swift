/// A time zone of the public tz database, by a table that is part of this program.
///
/// The machine's own time-zone data is never read, so that its updates change no figure. The table
/// holds the years 1990 to 2050; before them clocks keep what they showed at its beginning, after
/// them what they showed at its end. It has the zones of Europe, of the countries associated to
/// Horizon Europe, and UTC.
public struct Zone: Sendable, Hashable, BitwiseCopyable {
  /// The version of the tz database that the table was made from, for example "2025b".
  public static let tableVersion = ZoneTable.version

  /// The versions of the tz database that the table reads as: its own, and former ones under which
  /// all its zones show the same in the years that it covers.
  public static let tableVersions = ZoneTable.alike + [ZoneTable.version]

  /// The years that the table covers.
  public static let coveredYears = ZoneTable.firstYear...ZoneTable.lastYear

  /// Every zone of the table, in byte order of the names.
  public static let all: [Zone] = ZoneTable.zones.indices.map { Zone(index: $0) }

  /// Coordinated Universal Time.
  public static let utc = Zone(index: ZoneTable.zones.firstIndex { $0.name == "UTC" } ?? 0)

  private let index: UInt16

  private init(index: Int) {
    self.index = UInt16(index)
  }

  /// The zone of an IANA name, for example "Europe/Brussels". Case counts.
  ///
  /// - Throws: `unknownZone`.
  /// - Complexity: O(log n) in the table's zones.
  public init(_ name: String) throws(TimeError) {
    var (low, high) = (0, ZoneTable.zones.count)
    while low < high {
      let middle = (low + high) / 2
      if ZoneTable.zones[middle].name.utf8.lexicographicallyPrecedes(name.utf8) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    guard low < ZoneTable.zones.count, ZoneTable.zones[low].name == name else {
      throw TimeError(
        .unknownZone, found: name,
        expected: "an IANA zone of the table made from tz \(Zone.tableVersion), for example "
          + "Europe/Brussels")
    }
    self.init(index: low)
  }

  /// The same from bytes.
  public init(_ name: borrowing Span<UInt8>) throws(TimeError) {
    try self.init(name.text)
  }

  /// The IANA name.
  public var name: String { ZoneTable.zones[Int(index)].name }

  /// The offset of local time from UTC in seconds at an instant; positive east of Greenwich.
  ///
  /// - Complexity: O(log n) in the zone's clock changes, of which there are at most 150 or so.
  public func offsetSeconds(at instant: Instant) -> Int {
    Int(ZoneTable.kindOffsets[kind(at: change(at: instant))])
  }

  /// What the zone calls its time at an instant, for example "CET"; "+03" where it has no word.
  public func abbreviation(at instant: Instant) -> String {
    name(ofKind: kind(at: change(at: instant)))
  }

  /// What clocks in the zone show at an instant; beyond the years 0 to 9999 their end.
  public func local(of instant: Instant) -> LocalDateTime {
    let offset = Int64(offsetSeconds(at: instant)) * 1000
    return LocalDateTime(asIfUTC: instant.adding(milliseconds: offset))
  }

  /// The day in the zone at an instant.
  public func date(of instant: Instant) -> CivilDate { local(of: instant).date }

  /// When clocks in a zone show a local time.
  public enum Resolution: Sendable, Hashable {
    /// Once.
    case one(Instant)
    /// Twice, because they were set back.
    case ambiguous(earlier: Instant, later: Instant)
    /// Never, because they were set forward over it at the instant `at`, by so many seconds.
    case skipped(at: Instant, seconds: Int)
  }

  /// When clocks in the zone show `local`.
  ///
  /// - Complexity: O(log n) in the zone's clock changes.
  public func instant(of local: LocalDateTime) -> Resolution {
    // No two changes of a zone lie within 49 hours (the generator makes sure), and no offset is
    // larger than 14: so at most one change concerns this local time.
    let shown = local.asIfUTC
    let first = change(at: shown.adding(milliseconds: -24 * Instant.millisecondsPerHour))
    let last = change(at: shown.adding(milliseconds: 24 * Instant.millisecondsPerHour))
    let before = Int(ZoneTable.kindOffsets[kind(at: first)])
    let after = Int(ZoneTable.kindOffsets[kind(at: last)])
    let byBefore = shown.adding(milliseconds: Int64(-before) * 1000)
    if before == after { return .one(byBefore) }
    let byAfter = shown.adding(milliseconds: Int64(-after) * 1000)
    let change = start(of: last)
    switch (byBefore < change, byAfter >= change) {
    case (true, true): return .ambiguous(earlier: byBefore, later: byAfter)
    case (true, false): return .one(byBefore)
    case (false, true): return .one(byAfter)
    case (false, false): return .skipped(at: change, seconds: after - before)
    }
  }

  /// The first millisecond of a day in the zone: usually midnight, else when the clocks were set
  /// forward over it; the first of two midnights.
  public func start(of date: CivilDate) -> Instant {
    switch instant(of: .start(of: date)) {
    case .one(let instant): instant
    case .ambiguous(let earlier, _): earlier
    case .skipped(let change, _): change
    }
  }

  /// The last millisecond of a day in the zone: 23:59:59.999, the second one if there are two, else
  /// the last before the clocks were set forward over it.
  public func end(of date: CivilDate) -> Instant {
    switch instant(of: .end(of: date)) {
    case .one(let instant): instant
    case .ambiguous(_, let later): later
    case .skipped(let change, _): change.adding(milliseconds: -1)
    }
  }

  // MARK: - The table

  private var entry: ZoneTable.Entry { ZoneTable.zones[Int(index)] }

  /// The place in the table of the change in force at an instant.
  private func change(at instant: Instant) -> Int {
    let entry = self.entry
    let second = floorDivided(instant.milliseconds, by: 1000).quotient
    let minute = floorDivided(second, by: 60).quotient - ZoneTable.firstSecond / 60
    var (low, high) = (Int(entry.start), Int(entry.start + entry.count) - 1)
    while low < high {
      let middle = (low + high + 1) / 2
      if Int64(ZoneTable.changes[middle] >> 7) <= minute {
        low = middle
      } else {
        high = middle - 1
      }
    }
    return low
  }

  private func kind(at change: Int) -> Int { Int(ZoneTable.changes[change] & 0x7F) }

  private func start(of change: Int) -> Instant {
    let seconds = ZoneTable.firstSecond + Int64(ZoneTable.changes[change] >> 7) * 60
    return Instant(milliseconds: seconds * 1000)
  }

  private func name(ofKind kind: Int) -> String {
    ZoneTable.abbreviations[Int(ZoneTable.kindAbbreviations[kind])]
  }
}

extension Zone {
  /// Abbreviations that mean one offset (in seconds) throughout Europe. "BST" and "IST" mean other
  /// things elsewhere; a zone's own use goes first.
  private static let commonAbbreviations: [String: Int] = [
    "UTC": 0, "GMT": 0, "WET": 0, "WEST": 3600, "BST": 3600, "CET": 3600, "CEST": 7200,
    "MET": 3600, "MEST": 7200, "EET": 7200, "EEST": 10800, "MSK": 10800, "TRT": 10800,
  ]

  /// The fixed offset from UTC, in seconds, that an abbreviation stands for at a local time in this
  /// zone: what the zone calls by that word then; else the one offset it ever did; else what it
  /// means throughout Europe. "CET" is one hour in every zone and at every season.
  ///
  /// - Throws: `unknownAbbreviation`.
  public func offsetSeconds(
    ofAbbreviation abbreviation: String, near local: LocalDateTime
  ) throws(TimeError) -> Int {
    let entry = self.entry
    var offsets: [Int] = []
    for change in Int(entry.start)..<Int(entry.start + entry.count) {
      let kind = kind(at: change)
      let offset = Int(ZoneTable.kindOffsets[kind])
      if name(ofKind: kind) == abbreviation, !offsets.contains(offset) { offsets.append(offset) }
    }
    for offset in offsets {
      let instant = local.asIfUTC.adding(milliseconds: Int64(-offset) * 1000)
      let kind = kind(at: change(at: instant))
      if name(ofKind: kind) == abbreviation, Int(ZoneTable.kindOffsets[kind]) == offset {
        return offset
      }
    }
    if offsets.count == 1 { return offsets[0] }
    if let common = Zone.commonAbbreviations[abbreviation] { return common }
    throw TimeError(
      .unknownAbbreviation, found: abbreviation,
      expected: "an abbreviation that \(name) uses, or one of "
        + Zone.commonAbbreviations.keys.sorted().joined(separator: ", "))
  }
}

extension Zone: CustomStringConvertible {
  /// The IANA name.
  public var description: String { name }
}
