// Written by Tools/generate from the JSON Schemas. Change those, not this file.

/// An association that makes a country's cities eligible.
public struct AssociationDemand: SchemaObject, Hashable, Sendable {
  /// `scope`.
  public var scope = AssociationScope()
  /// `status`.
  public var status = AssociationStatus()

  public init() {}

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required(Keys.all.scope, &scope, WordForm())
    try c.required(Keys.all.status, &status, WordForm())
  }
}

/// How many persons came from one city.
public struct CityTotal: SchemaObject, Hashable, Sendable {
  /// `city_id`.
  public var cityID: Ref = .none
  /// `total`.
  public var total: Int64 = 0

  public init() {}

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required(Keys.all.cityID, &cityID, RefForm(.city))
    try c.required(Keys.all.total, &total, IntegerForm(0...100000))
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {
    body(cityID)
  }
}

/// An evaluator's score for one criterion.
public struct CriterionScore: SchemaObject, Hashable, Sendable {
  /// `criterion`.
  public var criterion = Text()
  /// `score`.
  public var score = FixedDecimal()

  public init() {}

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required(Keys.all.criterion, &criterion, TextForm(.pattern(.code, 1...64)))
    try c.required(
      Keys.all.score, &score,
      DecimalForm(DecimalRule(-1_000_000_000_000...1_000_000_000_000, scaleMax: 6)))
  }
}

/// Who may apply: statuses a city must or must not have, roles it must not already hold,
/// associations, population bounds.
public struct Eligibility: SchemaObject, Hashable, Sendable {
  /// `association_any_of`.
  public var associationAnyOf: [AssociationDemand] = []
  /// `not_participating_as`.
  public var notParticipatingAs: ParticipantRoleSet = []
  /// `population_max`; nil where absent.
  public var populationMax: Int64?
  /// `population_min`; nil where absent.
  public var populationMin: Int64?
  /// `statuses_forbidden`.
  public var statusesForbidden: MissionStatusSet = []
  /// `statuses_required`.
  public var statusesRequired: MissionStatusSet = []

  public init() {}

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required(
      Keys.all.associationAnyOf, &associationAnyOf,
      ArrayForm(ValueForm<AssociationDemand>(), 0...12))
    try c.required(Keys.all.notParticipatingAs, &notParticipatingAs, WordSetForm(0...3))
    try c.optional(Keys.all.populationMax, &populationMax, IntegerForm(0...20000000000))
    try c.optional(Keys.all.populationMin, &populationMin, IntegerForm(0...20000000000))
    try c.required(Keys.all.statusesForbidden, &statusesForbidden, WordSetForm(0...3))
    try c.required(Keys.all.statusesRequired, &statusesRequired, WordSetForm(0...3))
  }
}

/// One rule, its result and the value it was judged on.
public struct EligibilityCheck: SchemaObject, Hashable, Sendable {
  /// `reference_value`.
  public var referenceValue = Text()
  /// `result`.
  public var result = CheckResult()
  /// `rule_id`.
  public var ruleID = Text()

  public init() {}

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required(Keys.all.referenceValue, &referenceValue, TextForm(.people(200)))
    try c.required(Keys.all.result, &result, WordForm())
    try c.required(Keys.all.ruleID, &ruleID, TextForm(.pattern(.token, 1...64)))
  }
}

/// An earlier event: its index and its id.
public struct EventTarget: SchemaObject, Hashable, Sendable {
  /// `id`.
  public var id = EventID()
  /// `index`.
  public var index: Int64 = 0

  public init() {}

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required(Keys.all.id, &id, ValueForm<EventID>())
    try c.required(Keys.all.index, &index, IntegerForm(0...9007199254740991))
  }
}

/// An exchange rate on a day: how many units of the currency one euro cost.
public struct ExchangeRate: SchemaObject, Hashable, Sendable {
  /// `date`.
  public var date = PointInTime()
  /// `rate`.
  public var rate = FixedDecimal()

  public init() {}

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required(Keys.all.date, &date, ValueForm<PointInTime>())
    try c.required(
      Keys.all.rate, &rate, DecimalForm(DecimalRule(0...1_000_000_000_000, scaleMax: 6)))
  }
}

/// Persons by gender: F, M, X, and U for undisclosed.
public struct GenderCounts: SchemaObject, Hashable, Sendable {
  /// `F`.
  public var f: Int64 = 0
  /// `M`.
  public var m: Int64 = 0
  /// `U`.
  public var u: Int64 = 0
  /// `X`.
  public var x: Int64 = 0

  public init() {}

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required(Keys.all.f, &f, IntegerForm(0...100000))
    try c.required(Keys.all.m, &m, IntegerForm(0...100000))
    try c.required(Keys.all.u, &u, IntegerForm(0...100000))
    try c.required(Keys.all.x, &x, IntegerForm(0...100000))
  }
}

/// One milestone of a template.
public struct MilestoneDefinition: SchemaObject, Hashable, Sendable {
  /// `criterion`.
  public var criterion = Criterion()
  /// `due_days`; nil where absent.
  public var dueDays: Int64?
  /// `due_months`.
  public var dueMonths: Int64 = 0
  /// `id`.
  public var id = Text()
  /// `mandatory`.
  public var mandatory: Bool = false
  /// `module`.
  public var module = Text()
  /// `name`.
  public var name = Text()

  public init() {}

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required(Keys.all.criterion, &criterion, ValueForm<Criterion>())
    try c.optional(Keys.all.dueDays, &dueDays, IntegerForm(0...366))
    try c.required(Keys.all.dueMonths, &dueMonths, IntegerForm(0...120))
    try c.required(Keys.all.id, &id, TextForm(.pattern(.milestoneId, 1...32)))
    try c.required(Keys.all.mandatory, &mandatory, BoolForm())
    try c.required(Keys.all.module, &module, TextForm(.people(80)))
    try c.required(Keys.all.name, &name, TextForm(.people(120)))
  }
}

/// What a pairing works on.
public struct PairingFocus: SchemaObject, Hashable, Sendable {
  /// `ccc_action_refs`; empty where absent.
  public var cccActionRefs: [Text] = []
  /// `themes`.
  public var themes: ThemeSet = []

  public init() {}

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.unlessEmpty(
      Keys.all.cccActionRefs, &cccActionRefs,
      ArrayForm(TextForm(.pattern(.documentRef, 1...500)), 1...50))
    try c.required(Keys.all.themes, &themes, WordSetForm(0...6))
  }
}

/// Who was there, in numbers.
public struct Participants: SchemaObject, Hashable, Sendable {
  /// `by_city`.
  public var byCity: [CityTotal] = []
  /// `external`.
  public var external: Int64 = 0
  /// `gender`; nil where not reported.
  public var gender: GenderCounts?

  public init() {}

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required(Keys.all.byCity, &byCity, ArrayForm(ValueForm<CityTotal>(), 0...200))
    try c.required(Keys.all.external, &external, IntegerForm(0...100000))
    try c.required(Keys.all.gender, orNotReported: &gender, ValueForm<GenderCounts>(), always: true)
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {
    for item in byCity { item.forEachRef(body) }
  }
}

/// How many people live there, by which source.
public struct Population: SchemaObject, Hashable, Sendable {
  /// `covers`.
  public var covers = PopulationCovers()
  /// `source`.
  public var source = Text()
  /// `value`.
  public var value: Int64 = 0
  /// `year`; nil where absent.
  public var year: Int64?

  public init() {}

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required(Keys.all.covers, &covers, WordForm())
    try c.required(Keys.all.source, &source, TextForm(.people(200)))
    try c.required(Keys.all.value, &value, IntegerForm(0...20000000000))
    try c.optional(Keys.all.year, &year, IntegerForm(1900...2200))
  }
}

/// Why, in a code, with a reference to a reviewed note where there is more to say.
public struct Reason: SchemaObject, Hashable, Sendable {
  /// `code`.
  public var code = ReasonCode()
  /// `note_ref`; nil where absent.
  public var noteRef: Text?

  public init() {}

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required(Keys.all.code, &code, WordForm())
    try c.optional(Keys.all.noteRef, &noteRef, TextForm(.pattern(.documentRef, 1...500)))
  }
}

/// For which pairing, and who travelled.
public struct Visit: SchemaObject, Hashable, Sendable {
  /// `direction`.
  public var direction = Direction()
  /// `pairing_id`.
  public var pairingID: Ref = .none

  public init() {}

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required(Keys.all.direction, &direction, WordForm())
    try c.required(Keys.all.pairingID, &pairingID, RefForm(.pairing))
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {
    body(pairingID)
  }
}
