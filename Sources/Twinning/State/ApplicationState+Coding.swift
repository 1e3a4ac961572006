extension ApplicationState: SchemaObject {
  /// Reads or writes the members, in canonical order.
  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.optional("call", &call, RefForm(.call))
    try c.optional("city", &city, RefForm(.city))
    try c.unlessEmpty("co_applicants", &coApplicants, ArrayForm(RefForm(.city), 0...1_000))
    try c.unlessEmpty("complaints", &complaints, list(Complaint.self))
    try c.unlessEmpty("conflicts", &conflicts, list(Conflict.self))
    try c.unlessEmpty("content_changes", &contentChanges, list(ContentChange.self))
    try c.unlessEmpty("evaluations", &evaluations, list(Evaluation.self))
    try c.required("from_record", &isFromRecord, BoolForm())
    try c.optional("levers", &levers, WordSetForm(0...16))
    try c.optional("offer", &offer)
    try c.unlessEmpty("outcomes", &outcomes, list(Outcome.self))
    try c.unlessEmpty("reopenings", &reopenings, list(Reopening.self))
    try c.optional("role", &role, WordForm())
    try c.required("state", &status, WordForm())
    try c.required("stream", &record)
    try c.unlessEmpty("submissions", &submissions, list(Submission.self))
    try c.optional("themes", &themes, WordSetForm(0...16))
    try c.unlessEmpty("verdicts", &verdicts, list(Verdict.self))
    try c.optional("withdrawn", &withdrawn)
  }
}

private func list<T: SchemaValue>(_: T.Type) -> ArrayForm<ValueForm<T>> {
  ArrayForm(ValueForm<T>(), 0...1_000_000)
}

extension ApplicationState.Submission: SchemaObject {
  /// What a reader begins with.
  public init() { self.init(fact: Fact(), answersDigest: ContentDigest()) }

  /// Reads or writes the members, in canonical order.
  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required("answers_digest", &answersDigest)
    try c.required("fact", &fact)
    try c.optional("received_at", &receivedAt)
  }
}

extension ApplicationState.ContentChange: SchemaObject {
  /// What a reader begins with.
  public init() { self.init(fact: Fact(), answersDigest: ContentDigest()) }

  /// Reads or writes the members, in canonical order.
  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required("answers_digest", &answersDigest)
    try c.required("fact", &fact)
  }
}

extension ApplicationState.Offer: SchemaObject {
  /// What a reader begins with.
  public init() {
    self.init(
      representativesCount: 0, hoursPerMonth: 0, languageLevel: LanguageLevel(),
      neutralityTargetYear: 0, preferredPartners: [])
  }

  /// Reads or writes the members, in canonical order.
  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required("hours_per_month", &hoursPerMonth, in: 0...744)
    try c.required("language_level", &languageLevel, WordForm())
    try c.required("neutrality_target_year", &neutralityTargetYear, in: 0...9999)
    try c.unlessEmpty(
      "preferred_partners", &preferredPartners, ArrayForm(RefForm(.city), 0...1_000))
    try c.required("representatives_count", &representativesCount, in: 0...2)
  }
}

extension ApplicationState.Reopening: SchemaObject {
  /// What a reader begins with.
  public init() { self.init(fact: Fact(), until: PointInTime()) }

  /// Reads or writes the members, in canonical order.
  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required("fact", &fact)
    try c.required("until", &until)
  }
}

extension ApplicationState.Check: SchemaObject {
  /// What a reader begins with.
  public init() { self.init(ruleID: "", result: CheckResult(), referenceValue: "") }

  /// Reads or writes the members, in canonical order.
  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required("reference_value", &referenceValue, StringForm())
    try c.required("result", &result, WordForm())
    try c.required("rule_id", &ruleID, StringForm())
  }
}

extension ApplicationState.Verdict: SchemaObject {
  /// What a reader begins with.
  public init() { self.init(fact: Fact(), isEligible: false, checks: []) }

  /// Reads or writes the members, in canonical order.
  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.unlessEmpty("checks", &checks, list(ApplicationState.Check.self))
    try c.required("eligible", &isEligible, BoolForm())
    try c.required("fact", &fact)
  }
}

extension ApplicationState.Score: SchemaObject {
  /// What a reader begins with.
  public init() { self.init(criterion: "", score: FixedDecimal()) }

  /// Reads or writes the members, in canonical order.
  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required("criterion", &criterion, StringForm())
    try c.required(
      "score", &score, DecimalForm(DecimalRule(-1_000_000_000_000...1_000_000_000_000, scaleMax: 6))
    )
  }
}

extension ApplicationState.Evaluation: SchemaObject {
  /// What a reader begins with.
  public init() { self.init(fact: Fact(), evaluator: .none, weightVersion: "", scores: []) }

  /// Reads or writes the members, in canonical order.
  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required("evaluator", &evaluator, RefForm(.actor))
    try c.required("fact", &fact)
    try c.unlessEmpty("scores", &scores, list(ApplicationState.Score.self))
    try c.required("weight_version", &weightVersion, StringForm())
  }
}

extension ApplicationState.Conflict: SchemaObject {
  /// What a reader begins with.
  public init() { self.init(fact: Fact(), evaluator: .none) }

  /// Reads or writes the members, in canonical order.
  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required("evaluator", &evaluator, RefForm(.actor))
    try c.required("fact", &fact)
  }
}

extension ApplicationState.Outcome: SchemaObject {
  /// What a reader begins with.
  public init() { self.init(fact: Fact(), outcome: SelectionOutcome(), overturns: false) }

  /// Reads or writes the members, in canonical order.
  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.optional("cohort", &cohort, RefForm(.cohort))
    try c.required("fact", &fact)
    try c.required("outcome", &outcome, WordForm())
    try c.required("overturns", &overturns, BoolForm())
    try c.optional("rank", &rank, in: 0...100_000)
  }
}

extension ApplicationState.Complaint: SchemaObject {
  /// What a reader begins with.
  public init() { self.init(fact: Fact(), about: ComplaintSubject()) }

  /// Reads or writes the members, in canonical order.
  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required("about", &about, WordForm())
    try c.required("fact", &fact)
    try c.optional("text_ref", &textRef, StringForm())
  }
}
