/// A programme: the funded scheme, its milestone templates, and what was published about it.
public struct ProgrammeState: StreamState {
  /// Where it can stand.
  public enum Status: UInt8, StateVocabulary {
    case none, registered

    /// The words, in the order of the cases.
    public static let words = ["none", "registered"]
  }

  /// One milestone of a template.
  public struct Milestone: Hashable, Sendable {
    /// Its id, unique in its template.
    public var id: String
    /// What it is called for people.
    public var name: String
    /// The part of the programme that it belongs to.
    public var module: String

    /// Due so many months after the base date, 0 to 120; they scale with a cohort's duration.
    public var dueMonths: Int64
    /// Days added to the due date, 0 to 366; they don't scale.
    public var dueDays: Int64
    /// What achieves it.
    public var criterion: Criterion
    /// Whether a completed pairing needs it.
    public var isMandatory: Bool
  }

  /// A version of a template; it never changes.
  public struct Template: Hashable, Sendable {
    /// The event that says so.
    public var fact: Fact
    /// Its name, which its versions share.
    public var id: String
    /// The version, from 1.
    public var version: Int64

    /// The duration it is written for; due months scale with a cohort's own.
    public var durationMonths: Int64
    /// The milestones, in the template's order.
    public var milestones: [Milestone]
  }

  /// A figure that somebody published outside the ledger.
  public struct Announcement: Hashable, Sendable {
    /// The event that says so.
    public var fact: Fact
    /// Which figure.
    public var figure: AnnouncedFigure
    /// What was published.
    public var value: Int64

    /// The stream that it is about.
    public var about: Ref
    /// The day on which it was published.
    public var announcedOn: PointInTime
    /// Whether it was announced, or counted on a page.
    public var basis: AnnouncementBasis
  }

  /// A final payment: it starts the clock of retention.
  public struct FinalPayment: Hashable, Sendable {
    /// The event that says so.
    public var fact: Fact
    /// The day of the payment.
    public var paidOn: PointInTime
    /// The funding of the grant as a whole.
    public var funding: Money
    /// The grant, where it is named.
    public var grantRef: String?

    /// The proposal to erase what it kept, once retention was over.
    public var erasureProposed: Fact?
  }

  /// What every stream keeps beside its own state.
  public var record = StreamRecord()
  /// Where it stands.
  public private(set) var status = Status.none
  /// What it is called; nil where that is not reported.
  public private(set) var title: String?
  /// Who funds it; nil where that is not reported.
  public private(set) var funder: String?
  /// Who runs it, where that is named.
  public private(set) var organiser: String?

  /// References to the grants; nil where they are not reported.
  public private(set) var grantRefs: [String]?

  /// The zone in which the programme's dates are read.
  public private(set) var zone: Zone?
  /// Every version of every template, in the order of adoption.
  public private(set) var templates: [Template] = []
  /// Every announcement, contradictory ones too.
  public private(set) var announcements: [Announcement] = []
  /// The final payments, one a grant.
  public private(set) var finalPayments: [FinalPayment] = []

  /// Nothing yet.
  public init() {}

  /// Whether its birth is in effect.
  public var exists: Bool { status != .none }

  /// The template of an id and a version. O(n) in the templates.
  public func template(_ id: String, version: Int64) -> Template? {
    templates.first { $0.version == version && $0.id == id }
  }

  /// What was believed on a day: the latest announcement of a figure about something by then, of
  /// several on one day the one recorded last.
  public func announcement(
    of figure: AnnouncedFigure, about subject: Ref, by moment: Instant
  ) -> Announcement? {
    var found: Announcement?
    for announcement in announcements
    where announcement.figure == figure && announcement.about == subject
      && announcement.fact.time <= moment
    {
      if let best = found, announcement.fact.time < best.fact.time { continue }
      found = announcement
    }
    return found
  }

  func check(_ event: borrowing Event) throws(Refusal) {
    switch event.data {
    case .programmeRegistered: try require([.none], for: event)
    case .milestoneTemplateAdopted, .announcementRecorded, .finalPaymentRecorded:
      try require([.registered], for: event)
    case .erasureProposed(let proposal):
      try require([.registered], for: event)
      let index = proposal.finalPayment.index
      guard let payment = finalPayments.first(where: { $0.fact.index == index }) else {
        throw Refusal(
          .unknownReference, "event \(index) is no final payment of this programme.",
          admitted: "Name a FinalPaymentRecorded of the programme.")
      }
      if let proposed = payment.erasureProposed {
        throw Refusal(
          .stateForbids, "erasure was proposed for it already (event \(proposed.index)).",
          admitted: "One proposal for each final payment.")
      }
    default: throw Refusal.foreign(event)
    }
  }

  private func require(_ allowed: [Status], for event: borrowing Event) throws(Refusal) {
    if allowed.contains(status) { return }
    throw Refusal.state(status, of: "programme", for: event, allowed: allowed)
  }

  mutating func evolve(_ event: borrowing Event, in bytes: Span<UInt8>) {
    switch event.data {
    case .programmeRegistered(let programme): register(programme, in: bytes)
    case .milestoneTemplateAdopted(let template):
      templates.append(Template(template, Fact(event), in: bytes))
    case .announcementRecorded(let announcement):
      announcements.append(
        Announcement(
          fact: Fact(event), figure: announcement.figure, value: announcement.value,
          about: announcement.about, announcedOn: announcement.announcedOn,
          basis: announcement.basis))
    case .finalPaymentRecorded(let payment):
      finalPayments.append(
        FinalPayment(
          fact: Fact(event), paidOn: payment.paidOn, funding: payment.funding,
          grantRef: payment.grantRef?.string(in: bytes)))
    case .erasureProposed(let proposal):
      let index = proposal.finalPayment.index
      guard let found = finalPayments.firstIndex(where: { $0.fact.index == index }) else { return }
      finalPayments[found].erasureProposed = Fact(event)
    default: break
    }
  }

  private mutating func register(_ programme: ProgrammeRegisteredV1, in bytes: Span<UInt8>) {
    status = .registered
    title = programme.title?.string(in: bytes)
    funder = programme.funder?.string(in: bytes)
    organiser = programme.organiser?.string(in: bytes)
    grantRefs = programme.grantRefs?.map { $0.string(in: bytes) }
    zone = programme.zone
  }
}

extension ProgrammeState.Template {
  init(_ adopted: MilestoneTemplateAdoptedV1, _ fact: Fact, in bytes: Span<UInt8>) {
    self.init(
      fact: fact, id: adopted.templateID.string(in: bytes), version: adopted.version,
      durationMonths: adopted.forDurationMonths, milestones: [])
    milestones.reserveCapacity(adopted.milestones.count)
    for milestone in adopted.milestones {
      milestones.append(ProgrammeState.Milestone(milestone, in: bytes))
    }
  }
}

extension ProgrammeState.Milestone {
  init(_ definition: MilestoneDefinition, in bytes: Span<UInt8>) {
    self.init(
      id: definition.id.string(in: bytes), name: definition.name.string(in: bytes),
      module: definition.module.string(in: bytes), dueMonths: definition.dueMonths,
      dueDays: definition.dueDays ?? 0, criterion: definition.criterion,
      isMandatory: definition.mandatory)
  }
}

extension ProgrammeState: SchemaObject {
  /// Reads or writes the members, in canonical order.
  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.unlessEmpty(
      "announcements", &announcements, ArrayForm(ValueForm<Announcement>(), 0...1_000_000))
    try c.unlessEmpty(
      "final_payments", &finalPayments, ArrayForm(ValueForm<FinalPayment>(), 0...1_000_000))
    try c.optional("funder", &funder, StringForm())
    try c.optional("grant_refs", &grantRefs, ArrayForm(StringForm(), 0...1_000))
    try c.optional("organiser", &organiser, StringForm())
    try c.required("state", &status, WordForm())
    try c.required("stream", &record)
    try c.unlessEmpty("templates", &templates, ArrayForm(ValueForm<Template>(), 0...1_000_000))
    try c.optional("title", &title, StringForm())
    try c.optional("zone", &zone)
  }
}

extension ProgrammeState.Milestone: SchemaObject {
  /// What a reader begins with.
  public init() {
    self.init(
      id: "", name: "", module: "", dueMonths: 0, dueDays: 0, criterion: Criterion(),
      isMandatory: false)
  }

  /// Reads or writes the members, in canonical order.
  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required("criterion", &criterion)
    try c.required("due_days", &dueDays, in: 0...366)
    try c.required("due_months", &dueMonths, in: 0...120)
    try c.required("id", &id, StringForm())
    try c.required("mandatory", &isMandatory, BoolForm())
    try c.required("module", &module, StringForm())
    try c.required("name", &name, StringForm())
  }
}

extension ProgrammeState.Template: SchemaObject {
  /// What a reader begins with.
  public init() {
    self.init(fact: Fact(), id: "", version: 0, durationMonths: 0, milestones: [])
  }

  /// Reads or writes the members, in canonical order.
  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required("duration_months", &durationMonths, in: 0...36)
    try c.required("fact", &fact)
    try c.required("id", &id, StringForm())
    try c.unlessEmpty(
      "milestones", &milestones, ArrayForm(ValueForm<ProgrammeState.Milestone>(), 0...1_000))
    try c.required("version", &version, in: 0...10_000)
  }
}

extension ProgrammeState.Announcement: SchemaObject {
  /// What a reader begins with.
  public init() {
    self.init(
      fact: Fact(), figure: AnnouncedFigure(), value: 0, about: .none, announcedOn: PointInTime(),
      basis: AnnouncementBasis())
  }

  /// Reads or writes the members, in canonical order.
  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required("about", &about, RefForm.subject)
    try c.required("announced_on", &announcedOn)
    try c.required("basis", &basis, WordForm())
    try c.required("fact", &fact)
    try c.required("figure", &figure, WordForm())
    try c.required("value", &value, in: 0...1_000_000_000)
  }
}

extension ProgrammeState.FinalPayment: SchemaObject {
  /// What a reader begins with.
  public init() { self.init(fact: Fact(), paidOn: PointInTime(), funding: Money()) }

  /// Reads or writes the members, in canonical order.
  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.optional("erasure_proposed", &erasureProposed)
    try c.required("fact", &fact)
    try c.required("funding", &funding)
    try c.optional("grant_ref", &grantRef, StringForm())
    try c.required("paid_on", &paidOn)
  }
}
