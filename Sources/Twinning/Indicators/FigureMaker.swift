/// Makes the figures of one report: what they all share.
struct FigureMaker {
  let world: World
  let scope: ReportScope
  let tables: WorldTables
  let membership: ScopeMembership
  let zone: Zone

  /// The moment as of which the report is made.
  let now: Instant

  /// What happened from here on doesn't count.
  let end: Instant

  /// The last moment that counts: effects that begin later haven't begun.
  let moment: Instant

  /// What notes why events are left out, where somebody asks.
  let trace: FigureTrace?

  /// What the figures mean.
  let definitions: DefinitionSet
  private var sorter: EventSorter

  init(
    world: World, scope: ReportScope, now: Instant, trace: FigureTrace? = nil,
    definitions: DefinitionSet = .current
  ) {
    let membership = ScopeMembership(scope, WorldTables(of: world))
    self.init(
      world: world, scope: scope, now: now, membership: membership, trace: trace,
      definitions: definitions)
  }

  /// - Parameter membership: what the scope lets through, whatever its period.
  init(
    world: World, scope: ReportScope, now: Instant, membership: ScopeMembership,
    trace: FigureTrace? = nil, definitions: DefinitionSet = .current
  ) {
    self.world = world
    self.trace = trace
    self.definitions = definitions
    self.scope = scope
    self.now = now
    self.membership = membership
    tables = membership.tables
    zone = world.zone(of: scope)
    end = scope.period?.to ?? .distantFuture
    moment = scope.period.map { min(now, $0.to.adding(milliseconds: -1)) } ?? now
    sorter = EventSorter(size: world.size)
  }

  // MARK: Time

  /// Whether an event of a stock figure, or one that belongs to a flow figure's, counts.
  @inline(__always)
  func counts(_ fact: Fact?) -> Bool { fact.map { $0.time < end } ?? false }

  /// Where an event of a flow figure lies.
  ///
  /// - Parameter own: the date in its payload, if it has one.
  @inline(__always)
  func relation(_ fact: Fact, own: PointInTime?) -> Interval.Relation {
    guard let period = scope.period else { return .within }
    guard let own, own.precision != .instant else {
      return fact.time >= period.from && fact.time < period.to ? .within : .outside
    }
    return own.interval(in: zone).relation(toPeriodFrom: period.from, upTo: period.to)
  }

  /// Whether an event whose time is known exactly lies in the period.
  @inline(__always)
  func isInPeriod(_ fact: Fact) -> Bool { relation(fact, own: nil) == .within }

  // MARK: Values

  /// A count.
  mutating func count(_ key: String, _ tally: Tally, _ unit: Unit) -> FigureValue {
    FigureValue(
      key: key, amount: .integer(tally.count), unit: unit, notReported: tally.notReported,
      events: sorter.sorted(tally.events))
  }

  /// A sum over what is known: not reported where there was something and nothing of it is known.
  mutating func sum(
    _ key: String, _ tally: Tally, known: Int, over divisor: Int64 = 1, _ unit: Unit
  ) -> FigureValue {
    var value = count(key, tally, unit)
    if known == 0, tally.notReported > 0 {
      value.amount = .notReported
    } else if divisor != 1 {
      value.amount = .decimal(Exact.decimal(Int128(tally.count), over: Int128(divisor)))
      (value.numerator, value.denominator) = (tally.count, divisor)
    }
    return value
  }

  /// The share of `part` in `whole` in percent, with the events of both.
  mutating func share(_ key: String, _ part: Tally, of whole: Tally) -> FigureValue {
    ratio(key, part, whole, times: 100, .percent)
  }

  /// `part` / `whole`, with the events of both.
  mutating func ratio(
    _ key: String, _ part: Tally, _ whole: Tally, times factor: Int64 = 1, _ unit: Unit
  ) -> FigureValue {
    trace?.note(key, numerator: part.events, denominator: whole.events)
    var value = FigureValue(
      key: key, amount: .notReported, unit: unit, numerator: part.count, denominator: whole.count,
      notReported: part.notReported + whole.notReported,
      events: sorter.sorted(part.events.isEmpty ? whole.events : whole.events + part.events))
    if whole.count > 0 {
      value.amount = .decimal(
        Exact.decimal(Int128(part.count) * Int128(factor), over: Int128(whole.count)))
    }
    return value
  }

  /// The median of `values`, each measured in one `divisor`th of the unit.
  mutating func median(
    _ key: String, of values: [Int64], over divisor: Int64 = 1, _ unit: Unit, _ tally: Tally
  ) -> FigureValue {
    var value = FigureValue(
      key: key, amount: .notReported, unit: unit, notReported: tally.notReported,
      events: sorter.sorted(tally.events))
    guard let (numerator, denominator) = Exact.median(of: values) else { return value }
    value.amount = .decimal(
      Exact.decimal(Int128(numerator), over: Int128(denominator) * Int128(divisor)))
    return value
  }

  /// A figure; with `uncertain`, also how many events straddle a boundary of the period.
  mutating func figure(
    _ id: String, _ values: [FigureValue], uncertain: Tally = Tally(), unit: Unit = .events,
    notes: [String] = []
  ) -> Figure {
    trace?.claim(id)
    var values = values
    if uncertain.count > 0 { values.append(count("date_uncertain", uncertain, unit)) }
    return Figure(definition: definitions.definition(of: id), values: values, notes: notes)
  }

  /// A figure on what has no themes of its own: not reported under a theme filter.
  mutating func themeless(
    _ id: String, _ values: [FigureValue], uncertain: Tally = Tally(), unit: Unit = .events,
    notes: [String] = []
  ) -> Figure {
    guard scope.theme != nil else {
      return figure(id, values, uncertain: uncertain, unit: unit, notes: notes)
    }
    let blank = values.map { value in
      FigureValue(key: value.key, amount: .notReported, unit: value.unit)
    }
    trace?.claim(id, isThemeless: true)
    return Figure(
      definition: definitions.definition(of: id), values: blank,
      notes: ["These events name no theme, so none can be asked for."])
  }

  /// `events` in order.
  mutating func sorted(_ events: [Int64]) -> [Int64] { sorter.sorted(events) }

  /// The word of a reference in a key.
  func slug(_ ref: Ref) -> String { world.interner.slug(of: ref) }
}

extension World {
  /// Every figure about `scope`, from the states and `columns` of the same events.
  ///
  /// - Parameters:
  ///   - now: the moment as of which due dates and effects are judged.
  ///   - columns: every event, finished.
  ///   - root: the root of the log's tree in lower-case hexadecimal digits, where it is known.
  ///   - definitions: what the figures mean: today's, unless older ones are made again.
  /// - Complexity: O(n) in the subjects and events.
  public func impact(
    of scope: ReportScope, now: Instant, columns: EventColumns, root: String? = nil,
    definitions: DefinitionSet = .current
  ) -> ImpactSummary {
    impact(
      of: scope, now: now, columns: columns, root: root, trace: nil, definitions: definitions)
  }

  /// The same, noting in `trace` what is left out of one of the figures.
  func impact(
    of scope: ReportScope, now: Instant, columns: EventColumns, root: String?,
    trace: FigureTrace?, definitions: DefinitionSet = .current
  ) -> ImpactSummary {
    var maker = FigureMaker(
      world: self, scope: scope, now: now, trace: trace, definitions: definitions)
    var figures = maker.applications()
    figures += maker.participations()
    figures += maker.ofActivities()
    figures += maker.replications()
    figures += maker.milestoneFigures()
    figures.append(maker.travel())
    figures += maker.conduct(columns, root: root)
    figures.append(maker.geography())
    for place in figures.indices {
      guard let formula = definitions.formerFormulas[figures[place].id] else { continue }
      figures[place] = formula(&maker)
    }
    return ImpactSummary(
      asOf: ImpactSummary.AsOf(size: size, recordedTime: recordedTime), now: now, scope: scope,
      zone: maker.zone, definitions: definitions.version, isSynthetic: isSynthetic,
      figures: figures.sorted { $0.id < $1.id })
  }
}
