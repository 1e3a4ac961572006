/// What a report is about: everything, or what all of the filters that are set let through.
public struct ReportScope: Hashable, Sendable {
  /// Only what belongs to this programme.
  public var programme: Ref?
  /// Only what belongs to this cohort.
  public var cohort: Ref?
  /// Only what belongs to this pairing.
  public var pairing: Ref?
  /// Only what this city hosted or took part in.
  public var city: Ref?
  public var country: Ref?
  /// Only what is about this theme.
  public var theme: Theme?

  /// The time that the figures are about; all of it where there is none.
  public var period: ReportPeriod?

  /// Puts the parts together.
  public init(
    programme: Ref? = nil, cohort: Ref? = nil, pairing: Ref? = nil, city: Ref? = nil,
    country: Ref? = nil, theme: Theme? = nil, period: ReportPeriod? = nil
  ) {
    self.programme = programme
    self.cohort = cohort
    self.pairing = pairing
    self.city = city
    self.country = country
    self.theme = theme
    self.period = period
  }

  /// Everything about a programme, a cohort, a pairing, a city or a country; nil for a subject of
  /// another kind, which no figures are about.
  public init?(about subject: Ref, of interner: Interner) {
    self.init()
    switch interner.kind(of: subject) {
    case .programme: programme = subject
    case .cohort: cohort = subject
    case .pairing: pairing = subject
    case .city: city = subject
    case .country: country = subject
    default: return nil
    }
  }

  /// Whether a programme, a cohort or a pairing is asked for.
  var hasFrame: Bool { programme != nil || cohort != nil || pairing != nil }

  /// Whether a place is asked for.
  var hasPlace: Bool { city != nil || country != nil }

  /// Whether only one city's, or one country's, persons count.
  func admits(theme set: ThemeSet) -> Bool { theme.map(set.contains) ?? true }
}

/// A stretch of time: the beginning is part of it, the end is not.
public struct ReportPeriod: Hashable, Sendable {
  /// The first instant of the period.
  public var from: Instant
  /// The first instant after the period.
  public var to: Instant

  /// - Parameter to: not before `from`.
  public init(from: Instant, to: Instant) {
    precondition(from <= to, "a period ends after it begins")
    self.from = from
    self.to = to
  }

  /// From the start of `from` to the start of `to`, dates read in `zone`; nil where it would end
  /// before it begins.
  public init?(from: PointInTime, to: PointInTime, in zone: Zone) {
    let (start, end) = (from.time(in: zone), to.time(in: zone))
    if start > end { return nil }
    self.init(from: start, to: end)
  }
}

extension World {
  /// The zone in which a report on `scope` reads dates: its programme's, that of the only programme
  /// there is, or the ledger's.
  public func zone(of scope: ReportScope) -> Zone {
    for subject in [scope.programme, scope.cohort, scope.pairing] {
      if let subject { return zone(of: subject) }
    }
    var found: [Zone] = []
    for programme in programmes.values where programme.exists {
      if let zone = programme.zone { found.append(zone) }
    }
    return found.count == 1 ? found[0] : ledgerState?.zone ?? .utc
  }
}
