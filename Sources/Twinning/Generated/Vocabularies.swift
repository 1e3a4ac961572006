// Written by Tools/generate from the JSON Schemas. Change those, not this file.

/// The kind of an exchange activity.
public enum HeldKind: UInt8, Vocabulary {
  /// `workshop`
  case workshop
  /// `site_visit`
  case siteVisit
  /// `online_exchange`
  case onlineExchange
  /// `seminar`
  case seminar
  /// `kickoff`
  case kickoff
  /// `closing_event`
  case closingEvent

  public init() { self = .workshop }

  public var word: String {
    switch self {
    case .workshop: "workshop"
    case .siteVisit: "site_visit"
    case .onlineExchange: "online_exchange"
    case .seminar: "seminar"
    case .kickoff: "kickoff"
    case .closingEvent: "closing_event"
    }
  }

  /// The entry of a word, or nil where the vocabulary doesn't hold it.
  public init?(word: borrowing Span<UInt8>) {
    let packed = PackedWord(word)
    switch (packed.a, packed.b, packed.c, packed.d) {
    case (0x706F68736B726F77, 0, 0, 0): self = .workshop
    case (0x7369765F65746973, 0x7469, 0, 0): self = .siteVisit
    case (0x655F656E696C6E6F, 0x65676E61686378, 0, 0): self = .onlineExchange
    case (0x72616E696D6573, 0, 0, 0): self = .seminar
    case (0x66666F6B63696B, 0, 0, 0): self = .kickoff
    case (0x5F676E69736F6C63, 0x746E657665, 0, 0): self = .closingEvent
    default: return nil
    }
  }
}

/// A set of words of ``HeldKind``.
public struct HeldKindSet: VocabularySet {
  /// The vocabulary.
  public typealias Word = HeldKind

  /// A bit a word, the first word lowest.
  public let rawValue: UInt16

  /// The set of these bits.
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// `workshop`
  public static let workshop = HeldKindSet(rawValue: 1)

  /// `site_visit`
  public static let siteVisit = HeldKindSet(rawValue: 2)

  /// `online_exchange`
  public static let onlineExchange = HeldKindSet(rawValue: 4)

  /// `seminar`
  public static let seminar = HeldKindSet(rawValue: 8)

  /// `kickoff`
  public static let kickoff = HeldKindSet(rawValue: 16)

  /// `closing_event`
  public static let closingEvent = HeldKindSet(rawValue: 32)
}

/// How far a learner has taken a practice; moves forward only.
public enum AdoptionStage: UInt8, Vocabulary {
  /// `understood`
  case understood
  /// `adapted`
  case adapted
  /// `reused`
  case reused

  public init() { self = .understood }

  public var word: String {
    switch self {
    case .understood: "understood"
    case .adapted: "adapted"
    case .reused: "reused"
    }
  }

  /// The entry of a word, or nil where the vocabulary doesn't hold it.
  public init?(word: borrowing Span<UInt8>) {
    let packed = PackedWord(word)
    switch (packed.a, packed.b, packed.c, packed.d) {
    case (0x6F74737265646E75, 0x646F, 0, 0): self = .understood
    case (0x64657470616461, 0, 0, 0): self = .adapted
    case (0x646573756572, 0, 0, 0): self = .reused
    default: return nil
    }
  }
}

/// Which figure somebody published.
public enum AnnouncedFigure: UInt8, Vocabulary {
  /// `twins_selected`
  case twinsSelected
  /// `twins`
  case twins
  /// `hosts`
  case hosts
  /// `participants`
  case participants
  /// `pairings`
  case pairings
  /// `applications_received`
  case applicationsReceived
  /// `activities`
  case activities
  /// `site_visits`
  case siteVisits
  /// `replications`
  case replications
  /// `other`
  case other

  public init() { self = .twinsSelected }

  public var word: String {
    switch self {
    case .twinsSelected: "twins_selected"
    case .twins: "twins"
    case .hosts: "hosts"
    case .participants: "participants"
    case .pairings: "pairings"
    case .applicationsReceived: "applications_received"
    case .activities: "activities"
    case .siteVisits: "site_visits"
    case .replications: "replications"
    case .other: "other"
    }
  }

  /// The entry of a word, or nil where the vocabulary doesn't hold it.
  public init?(word: borrowing Span<UInt8>) {
    let packed = PackedWord(word)
    switch (packed.a, packed.b, packed.c, packed.d) {
    case (0x65735F736E697774, 0x64657463656C, 0, 0): self = .twinsSelected
    case (0x736E697774, 0, 0, 0): self = .twins
    case (0x7374736F68, 0, 0, 0): self = .hosts
    case (0x7069636974726170, 0x73746E61, 0, 0): self = .participants
    case (0x73676E6972696170, 0, 0, 0): self = .pairings
    case (0x746163696C707061, 0x6365725F736E6F69, 0x6465766965, 0): self = .applicationsReceived
    case (0x6974697669746361, 0x7365, 0, 0): self = .activities
    case (0x7369765F65746973, 0x737469, 0, 0): self = .siteVisits
    case (0x746163696C706572, 0x736E6F69, 0, 0): self = .replications
    case (0x726568746F, 0, 0, 0): self = .other
    default: return nil
    }
  }
}

/// Whether a published figure was announced or counted on a page.
public enum AnnouncementBasis: UInt8, Vocabulary {
  /// `announced`
  case announced
  /// `counted`
  case counted

  public init() { self = .announced }

  public var word: String {
    switch self {
    case .announced: "announced"
    case .counted: "counted"
    }
  }

  /// The entry of a word, or nil where the vocabulary doesn't hold it.
  public init?(word: borrowing Span<UInt8>) {
    let packed = PackedWord(word)
    switch (packed.a, packed.b, packed.c, packed.d) {
    case (0x65636E756F6E6E61, 0x64, 0, 0): self = .announced
    case (0x6465746E756F63, 0, 0, 0): self = .counted
    default: return nil
    }
  }
}

/// The side an application is for.
public enum ApplicantRole: UInt8, Vocabulary {
  /// `host`
  case host
  /// `twin`
  case twin

  public init() { self = .host }

  public var word: String {
    switch self {
    case .host: "host"
    case .twin: "twin"
    }
  }

  /// The entry of a word, or nil where the vocabulary doesn't hold it.
  public init?(word: borrowing Span<UInt8>) {
    let packed = PackedWord(word)
    switch (packed.a, packed.b, packed.c, packed.d) {
    case (0x74736F68, 0, 0, 0): self = .host
    case (0x6E697774, 0, 0, 0): self = .twin
    default: return nil
    }
  }
}

/// How much of the framework programme an association covers.
public enum AssociationScope: UInt8, Vocabulary {
  /// `full`
  case full
  /// `pillar_ii`
  case pillarII
  /// `full_except_eic_fund`
  case fullExceptEICFund

  public init() { self = .full }

  public var word: String {
    switch self {
    case .full: "full"
    case .pillarII: "pillar_ii"
    case .fullExceptEICFund: "full_except_eic_fund"
    }
  }

  /// The entry of a word, or nil where the vocabulary doesn't hold it.
  public init?(word: borrowing Span<UInt8>) {
    let packed = PackedWord(word)
    switch (packed.a, packed.b, packed.c, packed.d) {
    case (0x6C6C7566, 0, 0, 0): self = .full
    case (0x695F72616C6C6970, 0x69, 0, 0): self = .pillarII
    case (0x6378655F6C6C7566, 0x5F6369655F747065, 0x646E7566, 0): self = .fullExceptEICFund
    default: return nil
    }
  }
}

/// A country's standing towards the framework programme.
public enum AssociationStatus: UInt8, Vocabulary {
  /// `member_state`
  case memberState
  /// `transitional`
  case transitional
  /// `associated`
  case associated
  /// `ended`
  case ended

  public init() { self = .memberState }

  public var word: String {
    switch self {
    case .memberState: "member_state"
    case .transitional: "transitional"
    case .associated: "associated"
    case .ended: "ended"
    }
  }

  /// The entry of a word, or nil where the vocabulary doesn't hold it.
  public init?(word: borrowing Span<UInt8>) {
    let packed = PackedWord(word)
    switch (packed.a, packed.b, packed.c, packed.d) {
    case (0x735F7265626D656D, 0x65746174, 0, 0): self = .memberState
    case (0x697469736E617274, 0x6C616E6F, 0, 0): self = .transitional
    case (0x746169636F737361, 0x6465, 0, 0): self = .associated
    case (0x6465646E65, 0, 0, 0): self = .ended
    default: return nil
    }
  }
}

/// What a record rests on.
public enum Basis: UInt8, Vocabulary {
  /// `application`
  case application
  /// `match`
  case match
  /// `imported_record`
  case importedRecord

  public init() { self = .application }

  public var word: String {
    switch self {
    case .application: "application"
    case .match: "match"
    case .importedRecord: "imported_record"
    }
  }

  /// The entry of a word, or nil where the vocabulary doesn't hold it.
  public init?(word: borrowing Span<UInt8>) {
    let packed = PackedWord(word)
    switch (packed.a, packed.b, packed.c, packed.d) {
    case (0x746163696C707061, 0x6E6F69, 0, 0): self = .application
    case (0x686374616D, 0, 0, 0): self = .match
    case (0x646574726F706D69, 0x64726F6365725F, 0, 0): self = .importedRecord
    default: return nil
    }
  }
}

/// Whom a call invites.
public enum CallKind: UInt8, Vocabulary {
  /// `host_eoi`
  case hostEOI
  /// `twin_application`
  case twinApplication

  public init() { self = .hostEOI }

  public var word: String {
    switch self {
    case .hostEOI: "host_eoi"
    case .twinApplication: "twin_application"
    }
  }

  /// The entry of a word, or nil where the vocabulary doesn't hold it.
  public init?(word: borrowing Span<UInt8>) {
    let packed = PackedWord(word)
    switch (packed.a, packed.b, packed.c, packed.d) {
    case (0x696F655F74736F68, 0, 0, 0): self = .hostEOI
    case (0x7070615F6E697774, 0x6E6F69746163696C, 0, 0): self = .twinApplication
    default: return nil
    }
  }
}

/// The outcome of one eligibility rule.
public enum CheckResult: UInt8, Vocabulary {
  /// `met`
  case met
  /// `not_met`
  case notMet
  /// `not_applicable`
  case notApplicable

  public init() { self = .met }

  public var word: String {
    switch self {
    case .met: "met"
    case .notMet: "not_met"
    case .notApplicable: "not_applicable"
    }
  }

  /// The entry of a word, or nil where the vocabulary doesn't hold it.
  public init?(word: borrowing Span<UInt8>) {
    let packed = PackedWord(word)
    switch (packed.a, packed.b, packed.c, packed.d) {
    case (0x74656D, 0, 0, 0): self = .met
    case (0x74656D5F746F6E, 0, 0, 0): self = .notMet
    case (0x6C7070615F746F6E, 0x656C62616369, 0, 0): self = .notApplicable
    default: return nil
    }
  }
}

/// What sort of place takes part.
public enum CityKind: UInt8, Vocabulary {
  /// `city`
  case city
  /// `metropole`
  case metropole
  /// `region`
  case region
  /// `province`
  case province
  /// `district`
  case district
  /// `island`
  case island
  /// `joint`
  case joint

  public init() { self = .city }

  public var word: String {
    switch self {
    case .city: "city"
    case .metropole: "metropole"
    case .region: "region"
    case .province: "province"
    case .district: "district"
    case .island: "island"
    case .joint: "joint"
    }
  }

  /// The entry of a word, or nil where the vocabulary doesn't hold it.
  public init?(word: borrowing Span<UInt8>) {
    let packed = PackedWord(word)
    switch (packed.a, packed.b, packed.c, packed.d) {
    case (0x79746963, 0, 0, 0): self = .city
    case (0x6C6F706F7274656D, 0x65, 0, 0): self = .metropole
    case (0x6E6F69676572, 0, 0, 0): self = .region
    case (0x65636E69766F7270, 0, 0, 0): self = .province
    case (0x7463697274736964, 0, 0, 0): self = .district
    case (0x646E616C7369, 0, 0, 0): self = .island
    case (0x746E696F6A, 0, 0, 0): self = .joint
    default: return nil
    }
  }
}

/// The decision a complaint is about.
public enum ComplaintSubject: UInt8, Vocabulary {
  /// `eligibility`
  case eligibility
  /// `evaluation`
  case evaluation
  /// `selection`
  case selection
  /// `procedure`
  case procedure
  /// `other`
  case other

  public init() { self = .eligibility }

  public var word: String {
    switch self {
    case .eligibility: "eligibility"
    case .evaluation: "evaluation"
    case .selection: "selection"
    case .procedure: "procedure"
    case .other: "other"
    }
  }

  /// The entry of a word, or nil where the vocabulary doesn't hold it.
  public init?(word: borrowing Span<UInt8>) {
    let packed = PackedWord(word)
    switch (packed.a, packed.b, packed.c, packed.d) {
    case (0x6C69626967696C65, 0x797469, 0, 0): self = .eligibility
    case (0x697461756C617665, 0x6E6F, 0, 0): self = .evaluation
    case (0x6F697463656C6573, 0x6E, 0, 0): self = .selection
    case (0x72756465636F7270, 0x65, 0, 0): self = .procedure
    case (0x726568746F, 0, 0, 0): self = .other
    default: return nil
    }
  }
}

/// The type of a deliverable.
public enum DeliverableType: UInt8, Vocabulary {
  /// `roadmap`
  case roadmap
  /// `visit_report`
  case visitReport
  /// `replication_plan`
  case replicationPlan
  /// `midterm_report`
  case midtermReport
  /// `final_report`
  case finalReport

  public init() { self = .roadmap }

  public var word: String {
    switch self {
    case .roadmap: "roadmap"
    case .visitReport: "visit_report"
    case .replicationPlan: "replication_plan"
    case .midtermReport: "midterm_report"
    case .finalReport: "final_report"
    }
  }

  /// The entry of a word, or nil where the vocabulary doesn't hold it.
  public init?(word: borrowing Span<UInt8>) {
    let packed = PackedWord(word)
    switch (packed.a, packed.b, packed.c, packed.d) {
    case (0x70616D64616F72, 0, 0, 0): self = .roadmap
    case (0x65725F7469736976, 0x74726F70, 0, 0): self = .visitReport
    case (0x746163696C706572, 0x6E616C705F6E6F69, 0, 0): self = .replicationPlan
    case (0x5F6D72657464696D, 0x74726F706572, 0, 0): self = .midtermReport
    case (0x65725F6C616E6966, 0x74726F70, 0, 0): self = .finalReport
    default: return nil
    }
  }
}

/// Which side travels.
public enum Direction: UInt8, Vocabulary {
  /// `twin_to_host`
  case twinToHost
  /// `host_to_twin`
  case hostToTwin

  public init() { self = .twinToHost }

  public var word: String {
    switch self {
    case .twinToHost: "twin_to_host"
    case .hostToTwin: "host_to_twin"
    }
  }

  /// The entry of a word, or nil where the vocabulary doesn't hold it.
  public init?(word: borrowing Span<UInt8>) {
    let packed = PackedWord(word)
    switch (packed.a, packed.b, packed.c, packed.d) {
    case (0x5F6F745F6E697774, 0x74736F68, 0, 0): self = .twinToHost
    case (0x5F6F745F74736F68, 0x6E697774, 0, 0): self = .hostToTwin
    default: return nil
    }
  }
}

/// Why a pairing ended early.
public enum DissolutionCause: UInt8, Vocabulary {
  /// `host_withdrew`
  case hostWithdrew
  /// `twin_withdrew`
  case twinWithdrew
  /// `mutual`
  case mutual
  /// `programme`
  case programme
  /// `other`
  case other

  public init() { self = .hostWithdrew }

  public var word: String {
    switch self {
    case .hostWithdrew: "host_withdrew"
    case .twinWithdrew: "twin_withdrew"
    case .mutual: "mutual"
    case .programme: "programme"
    case .other: "other"
    }
  }

  /// The entry of a word, or nil where the vocabulary doesn't hold it.
  public init?(word: borrowing Span<UInt8>) {
    let packed = PackedWord(word)
    switch (packed.a, packed.b, packed.c, packed.d) {
    case (0x7469775F74736F68, 0x7765726468, 0, 0): self = .hostWithdrew
    case (0x7469775F6E697774, 0x7765726468, 0, 0): self = .twinWithdrew
    case (0x6C617574756D, 0, 0, 0): self = .mutual
    case (0x6D6D6172676F7270, 0x65, 0, 0): self = .programme
    case (0x726568746F, 0, 0, 0): self = .other
    default: return nil
    }
  }
}

/// Whether an effect is expected or measured; the two are never added.
public enum EffectBasis: UInt8, Vocabulary {
  /// `ex_ante`
  case exAnte
  /// `measured`
  case measured

  public init() { self = .exAnte }

  public var word: String {
    switch self {
    case .exAnte: "ex_ante"
    case .measured: "measured"
    }
  }

  /// The entry of a word, or nil where the vocabulary doesn't hold it.
  public init?(word: borrowing Span<UInt8>) {
    let packed = PackedWord(word)
    switch (packed.a, packed.b, packed.c, packed.d) {
    case (0x65746E615F7865, 0, 0, 0): self = .exAnte
    case (0x646572757361656D, 0, 0, 0): self = .measured
    default: return nil
    }
  }
}

/// Where a piece of evidence lies.
public enum EvidenceKind: UInt8, Vocabulary {
  /// `file`
  case file
  /// `web`
  case web

  public init() { self = .file }

  public var word: String {
    switch self {
    case .file: "file"
    case .web: "web"
    }
  }

  /// The entry of a word, or nil where the vocabulary doesn't hold it.
  public init?(word: borrowing Span<UInt8>) {
    let packed = PackedWord(word)
    switch (packed.a, packed.b, packed.c, packed.d) {
    case (0x656C6966, 0, 0, 0): self = .file
    case (0x626577, 0, 0, 0): self = .web
    default: return nil
    }
  }
}

/// Which visits a criterion counts: any, the first, or one opposite to the first.
public enum HeldDirection: UInt8, Vocabulary {
  /// `any`
  case any
  /// `first`
  case first
  /// `other`
  case other

  public init() { self = .any }

  public var word: String {
    switch self {
    case .any: "any"
    case .first: "first"
    case .other: "other"
    }
  }

  /// The entry of a word, or nil where the vocabulary doesn't hold it.
  public init?(word: borrowing Span<UInt8>) {
    let packed = PackedWord(word)
    switch (packed.a, packed.b, packed.c, packed.d) {
    case (0x796E61, 0, 0, 0): self = .any
    case (0x7473726966, 0, 0, 0): self = .first
    case (0x726568746F, 0, 0, 0): self = .other
    default: return nil
    }
  }
}

/// Level of the working language by the Common European Framework.
public enum LanguageLevel: UInt8, Vocabulary {
  /// `A1`
  case a1
  /// `A2`
  case a2
  /// `B1`
  case b1
  /// `B2`
  case b2
  /// `C1`
  case c1
  /// `C2`
  case c2

  public init() { self = .a1 }

  public var word: String {
    switch self {
    case .a1: "A1"
    case .a2: "A2"
    case .b1: "B1"
    case .b2: "B2"
    case .c1: "C1"
    case .c2: "C2"
    }
  }

  /// The entry of a word, or nil where the vocabulary doesn't hold it.
  public init?(word: borrowing Span<UInt8>) {
    let packed = PackedWord(word)
    switch (packed.a, packed.b, packed.c, packed.d) {
    case (0x3141, 0, 0, 0): self = .a1
    case (0x3241, 0, 0, 0): self = .a2
    case (0x3142, 0, 0, 0): self = .b1
    case (0x3242, 0, 0, 0): self = .b2
    case (0x3143, 0, 0, 0): self = .c1
    case (0x3243, 0, 0, 0): self = .c2
    default: return nil
    }
  }
}

/// A lever of change beside the technical theme.
public enum Lever: UInt8, Vocabulary {
  /// `governance_policy`
  case governancePolicy
  /// `finance`
  case finance
  /// `social_innovation_participation`
  case socialInnovationParticipation
  /// `learning_capabilities`
  case learningCapabilities
  /// `technology`
  case technology
  /// `culture`
  case culture
  /// `data`
  case data

  public init() { self = .governancePolicy }

  public var word: String {
    switch self {
    case .governancePolicy: "governance_policy"
    case .finance: "finance"
    case .socialInnovationParticipation: "social_innovation_participation"
    case .learningCapabilities: "learning_capabilities"
    case .technology: "technology"
    case .culture: "culture"
    case .data: "data"
    }
  }

  /// The entry of a word, or nil where the vocabulary doesn't hold it.
  public init?(word: borrowing Span<UInt8>) {
    let packed = PackedWord(word)
    switch (packed.a, packed.b, packed.c, packed.d) {
    case (0x6E616E7265766F67, 0x63696C6F705F6563, 0x79, 0): self = .governancePolicy
    case (0x65636E616E6966, 0, 0, 0): self = .finance
    case (0x695F6C6169636F73, 0x6F697461766F6E6E, 0x6369747261705F6E, 0x6E6F6974617069):
      self = .socialInnovationParticipation
    case (0x676E696E7261656C, 0x6C6962617061635F, 0x7365697469, 0): self = .learningCapabilities
    case (0x6F6C6F6E68636574, 0x7967, 0, 0): self = .technology
    case (0x657275746C7563, 0, 0, 0): self = .culture
    case (0x61746164, 0, 0, 0): self = .data
    default: return nil
    }
  }
}

/// A set of words of ``Lever``.
public struct LeverSet: VocabularySet {
  /// The vocabulary.
  public typealias Word = Lever

  /// A bit a word, the first word lowest.
  public let rawValue: UInt16

  /// The set of these bits.
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// `governance_policy`
  public static let governancePolicy = LeverSet(rawValue: 1)

  /// `finance`
  public static let finance = LeverSet(rawValue: 2)

  /// `social_innovation_participation`
  public static let socialInnovationParticipation = LeverSet(rawValue: 4)

  /// `learning_capabilities`
  public static let learningCapabilities = LeverSet(rawValue: 8)

  /// `technology`
  public static let technology = LeverSet(rawValue: 16)

  /// `culture`
  public static let culture = LeverSet(rawValue: 32)

  /// `data`
  public static let data = LeverSet(rawValue: 64)
}

/// A city's standing towards the Mission.
public enum MissionStatus: UInt8, Vocabulary {
  /// `mission`
  case mission
  /// `pilot`
  case pilot
  /// `mission_minded`
  case missionMinded

  public init() { self = .mission }

  public var word: String {
    switch self {
    case .mission: "mission"
    case .pilot: "pilot"
    case .missionMinded: "mission_minded"
    }
  }

  /// The entry of a word, or nil where the vocabulary doesn't hold it.
  public init?(word: borrowing Span<UInt8>) {
    let packed = PackedWord(word)
    switch (packed.a, packed.b, packed.c, packed.d) {
    case (0x6E6F697373696D, 0, 0, 0): self = .mission
    case (0x746F6C6970, 0, 0, 0): self = .pilot
    case (0x5F6E6F697373696D, 0x6465646E696D, 0, 0): self = .missionMinded
    default: return nil
    }
  }
}

/// A set of words of ``MissionStatus``.
public struct MissionStatusSet: VocabularySet {
  /// The vocabulary.
  public typealias Word = MissionStatus

  /// A bit a word, the first word lowest.
  public let rawValue: UInt16

  /// The set of these bits.
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// `mission`
  public static let mission = MissionStatusSet(rawValue: 1)

  /// `pilot`
  public static let pilot = MissionStatusSet(rawValue: 2)

  /// `mission_minded`
  public static let missionMinded = MissionStatusSet(rawValue: 4)
}

/// How people met.
public enum Mode: UInt8, Vocabulary {
  /// `in_person`
  case inPerson
  /// `online`
  case online
  /// `hybrid`
  case hybrid

  public init() { self = .inPerson }

  public var word: String {
    switch self {
    case .inPerson: "in_person"
    case .online: "online"
    case .hybrid: "hybrid"
    }
  }

  /// The entry of a word, or nil where the vocabulary doesn't hold it.
  public init?(word: borrowing Span<UInt8>) {
    let packed = PackedWord(word)
    switch (packed.a, packed.b, packed.c, packed.d) {
    case (0x6F737265705F6E69, 0x6E, 0, 0): self = .inPerson
    case (0x656E696C6E6F, 0, 0, 0): self = .online
    case (0x646972627968, 0, 0, 0): self = .hybrid
    default: return nil
    }
  }
}

/// A side of a pairing.
public enum PairingSide: UInt8, Vocabulary {
  /// `host`
  case host
  /// `twin`
  case twin

  public init() { self = .host }

  public var word: String {
    switch self {
    case .host: "host"
    case .twin: "twin"
    }
  }

  /// The entry of a word, or nil where the vocabulary doesn't hold it.
  public init?(word: borrowing Span<UInt8>) {
    let packed = PackedWord(word)
    switch (packed.a, packed.b, packed.c, packed.d) {
    case (0x74736F68, 0, 0, 0): self = .host
    case (0x6E697774, 0, 0, 0): self = .twin
    default: return nil
    }
  }
}

/// The role of a city in a cohort; peer where a programme knows no sides.
public enum ParticipantRole: UInt8, Vocabulary {
  /// `host`
  case host
  /// `twin`
  case twin
  /// `peer`
  case peer

  public init() { self = .host }

  public var word: String {
    switch self {
    case .host: "host"
    case .twin: "twin"
    case .peer: "peer"
    }
  }

  /// The entry of a word, or nil where the vocabulary doesn't hold it.
  public init?(word: borrowing Span<UInt8>) {
    let packed = PackedWord(word)
    switch (packed.a, packed.b, packed.c, packed.d) {
    case (0x74736F68, 0, 0, 0): self = .host
    case (0x6E697774, 0, 0, 0): self = .twin
    case (0x72656570, 0, 0, 0): self = .peer
    default: return nil
    }
  }
}

/// A set of words of ``ParticipantRole``.
public struct ParticipantRoleSet: VocabularySet {
  /// The vocabulary.
  public typealias Word = ParticipantRole

  /// A bit a word, the first word lowest.
  public let rawValue: UInt16

  /// The set of these bits.
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// `host`
  public static let host = ParticipantRoleSet(rawValue: 1)

  /// `twin`
  public static let twin = ParticipantRoleSet(rawValue: 2)

  /// `peer`
  public static let peer = ParticipantRoleSet(rawValue: 4)
}

/// Whether a population figure is that of the place itself, of a part of it, or of a stand-in.
public enum PopulationCovers: UInt8, Vocabulary {
  /// `entity`
  case entity
  /// `part`
  case part
  /// `proxy`
  case proxy

  public init() { self = .entity }

  public var word: String {
    switch self {
    case .entity: "entity"
    case .part: "part"
    case .proxy: "proxy"
    }
  }

  /// The entry of a word, or nil where the vocabulary doesn't hold it.
  public init?(word: borrowing Span<UInt8>) {
    let packed = PackedWord(word)
    switch (packed.a, packed.b, packed.c, packed.d) {
    case (0x797469746E65, 0, 0, 0): self = .entity
    case (0x74726170, 0, 0, 0): self = .part
    case (0x79786F7270, 0, 0, 0): self = .proxy
    default: return nil
    }
  }
}

/// Why something was recorded or changed.
public enum ReasonCode: UInt8, Vocabulary {
  /// `typo`
  case typo
  /// `wrong_date`
  case wrongDate
  /// `wrong_count`
  case wrongCount
  /// `wrong_city`
  case wrongCity
  /// `duplicate`
  case duplicate
  /// `did_not_happen`
  case didNotHappen
  /// `late_evidence`
  case lateEvidence
  /// `audit_finding`
  case auditFinding
  /// `gdpr`
  case gdpr
  /// `rule_change`
  case ruleChange
  /// `organiser_decision`
  case organiserDecision
  /// `other`
  case other

  public init() { self = .typo }

  public var word: String {
    switch self {
    case .typo: "typo"
    case .wrongDate: "wrong_date"
    case .wrongCount: "wrong_count"
    case .wrongCity: "wrong_city"
    case .duplicate: "duplicate"
    case .didNotHappen: "did_not_happen"
    case .lateEvidence: "late_evidence"
    case .auditFinding: "audit_finding"
    case .gdpr: "gdpr"
    case .ruleChange: "rule_change"
    case .organiserDecision: "organiser_decision"
    case .other: "other"
    }
  }

  /// The entry of a word, or nil where the vocabulary doesn't hold it.
  public init?(word: borrowing Span<UInt8>) {
    let packed = PackedWord(word)
    switch (packed.a, packed.b, packed.c, packed.d) {
    case (0x6F707974, 0, 0, 0): self = .typo
    case (0x61645F676E6F7277, 0x6574, 0, 0): self = .wrongDate
    case (0x6F635F676E6F7277, 0x746E75, 0, 0): self = .wrongCount
    case (0x69635F676E6F7277, 0x7974, 0, 0): self = .wrongCity
    case (0x746163696C707564, 0x65, 0, 0): self = .duplicate
    case (0x5F746F6E5F646964, 0x6E6570706168, 0, 0): self = .didNotHappen
    case (0x6976655F6574616C, 0x65636E6564, 0, 0): self = .lateEvidence
    case (0x69665F7469647561, 0x676E69646E, 0, 0): self = .auditFinding
    case (0x72706467, 0, 0, 0): self = .gdpr
    case (0x6168635F656C7572, 0x65676E, 0, 0): self = .ruleChange
    case (0x6573696E6167726F, 0x6973696365645F72, 0x6E6F, 0): self = .organiserDecision
    case (0x726568746F, 0, 0, 0): self = .other
    default: return nil
    }
  }
}

/// Which sign of a replication a criterion waits for.
public enum ReplicationSign: UInt8, Vocabulary {
  /// `started`
  case started
  /// `progress`
  case progress

  public init() { self = .started }

  public var word: String {
    switch self {
    case .started: "started"
    case .progress: "progress"
    }
  }

  /// The entry of a word, or nil where the vocabulary doesn't hold it.
  public init?(word: borrowing Span<UInt8>) {
    let packed = PackedWord(word)
    switch (packed.a, packed.b, packed.c, packed.d) {
    case (0x64657472617473, 0, 0, 0): self = .started
    case (0x73736572676F7270, 0, 0, 0): self = .progress
    default: return nil
    }
  }
}

/// Who records: PO programme office, EV evaluator or matching panel, FA facilitator or city
/// advisor, HL host city lead, TL twin city lead, FO finance officer, DPO data protection, AU
/// auditor, CE content editor, SYS consequences of rules.
public enum Role: UInt8, Vocabulary {
  /// `PO`
  case po
  /// `EV`
  case ev
  /// `FA`
  case fa
  /// `HL`
  case hl
  /// `TL`
  case tl
  /// `FO`
  case fo
  /// `DPO`
  case dpo
  /// `AU`
  case au
  /// `CE`
  case ce
  /// `SYS`
  case sys

  public init() { self = .po }

  public var word: String {
    switch self {
    case .po: "PO"
    case .ev: "EV"
    case .fa: "FA"
    case .hl: "HL"
    case .tl: "TL"
    case .fo: "FO"
    case .dpo: "DPO"
    case .au: "AU"
    case .ce: "CE"
    case .sys: "SYS"
    }
  }

  /// The entry of a word, or nil where the vocabulary doesn't hold it.
  public init?(word: borrowing Span<UInt8>) {
    let packed = PackedWord(word)
    switch (packed.a, packed.b, packed.c, packed.d) {
    case (0x4F50, 0, 0, 0): self = .po
    case (0x5645, 0, 0, 0): self = .ev
    case (0x4146, 0, 0, 0): self = .fa
    case (0x4C48, 0, 0, 0): self = .hl
    case (0x4C54, 0, 0, 0): self = .tl
    case (0x4F46, 0, 0, 0): self = .fo
    case (0x4F5044, 0, 0, 0): self = .dpo
    case (0x5541, 0, 0, 0): self = .au
    case (0x4543, 0, 0, 0): self = .ce
    case (0x535953, 0, 0, 0): self = .sys
    default: return nil
    }
  }
}

/// A set of words of ``Role``.
public struct RoleSet: VocabularySet {
  /// The vocabulary.
  public typealias Word = Role

  /// A bit a word, the first word lowest.
  public let rawValue: UInt16

  /// The set of these bits.
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// `PO`
  public static let po = RoleSet(rawValue: 1)

  /// `EV`
  public static let ev = RoleSet(rawValue: 2)

  /// `FA`
  public static let fa = RoleSet(rawValue: 4)

  /// `HL`
  public static let hl = RoleSet(rawValue: 8)

  /// `TL`
  public static let tl = RoleSet(rawValue: 16)

  /// `FO`
  public static let fo = RoleSet(rawValue: 32)

  /// `DPO`
  public static let dpo = RoleSet(rawValue: 64)

  /// `AU`
  public static let au = RoleSet(rawValue: 128)

  /// `CE`
  public static let ce = RoleSet(rawValue: 256)

  /// `SYS`
  public static let sys = RoleSet(rawValue: 512)
}

/// The outcome of a selection.
public enum SelectionOutcome: UInt8, Vocabulary {
  /// `selected`
  case selected
  /// `reserved`
  case reserved
  /// `rejected`
  case rejected

  public init() { self = .selected }

  public var word: String {
    switch self {
    case .selected: "selected"
    case .reserved: "reserved"
    case .rejected: "rejected"
    }
  }

  /// The entry of a word, or nil where the vocabulary doesn't hold it.
  public init?(word: borrowing Span<UInt8>) {
    let packed = PackedWord(word)
    switch (packed.a, packed.b, packed.c, packed.d) {
    case (0x64657463656C6573, 0, 0, 0): self = .selected
    case (0x6465767265736572, 0, 0, 0): self = .reserved
    case (0x64657463656A6572, 0, 0, 0): self = .rejected
    default: return nil
    }
  }
}

/// A field of urban climate action.
public enum Theme: UInt8, Vocabulary {
  /// `built_environment`
  case builtEnvironment
  /// `energy_systems`
  case energySystems
  /// `mobility`
  case mobility
  /// `nature_based_solutions`
  case natureBasedSolutions
  /// `waste_circular_economy`
  case wasteCircularEconomy
  /// `other`
  case other

  public init() { self = .builtEnvironment }

  public var word: String {
    switch self {
    case .builtEnvironment: "built_environment"
    case .energySystems: "energy_systems"
    case .mobility: "mobility"
    case .natureBasedSolutions: "nature_based_solutions"
    case .wasteCircularEconomy: "waste_circular_economy"
    case .other: "other"
    }
  }

  /// The entry of a word, or nil where the vocabulary doesn't hold it.
  public init?(word: borrowing Span<UInt8>) {
    let packed = PackedWord(word)
    switch (packed.a, packed.b, packed.c, packed.d) {
    case (0x6E655F746C697562, 0x6E656D6E6F726976, 0x74, 0): self = .builtEnvironment
    case (0x735F796772656E65, 0x736D65747379, 0, 0): self = .energySystems
    case (0x7974696C69626F6D, 0, 0, 0): self = .mobility
    case (0x625F65727574616E, 0x6C6F735F64657361, 0x736E6F697475, 0): self = .natureBasedSolutions
    case (0x69635F6574736177, 0x655F72616C756372, 0x796D6F6E6F63, 0): self = .wasteCircularEconomy
    case (0x726568746F, 0, 0, 0): self = .other
    default: return nil
    }
  }
}

/// A set of words of ``Theme``.
public struct ThemeSet: VocabularySet {
  /// The vocabulary.
  public typealias Word = Theme

  /// A bit a word, the first word lowest.
  public let rawValue: UInt16

  /// The set of these bits.
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// `built_environment`
  public static let builtEnvironment = ThemeSet(rawValue: 1)

  /// `energy_systems`
  public static let energySystems = ThemeSet(rawValue: 2)

  /// `mobility`
  public static let mobility = ThemeSet(rawValue: 4)

  /// `nature_based_solutions`
  public static let natureBasedSolutions = ThemeSet(rawValue: 8)

  /// `waste_circular_economy`
  public static let wasteCircularEconomy = ThemeSet(rawValue: 16)

  /// `other`
  public static let other = ThemeSet(rawValue: 32)
}

/// Why an event is void.
public enum VoidCause: UInt8, Vocabulary {
  /// `duplicate`
  case duplicate
  /// `wrong_stream`
  case wrongStream
  /// `did_not_happen`
  case didNotHappen
  /// `test`
  case test

  public init() { self = .duplicate }

  public var word: String {
    switch self {
    case .duplicate: "duplicate"
    case .wrongStream: "wrong_stream"
    case .didNotHappen: "did_not_happen"
    case .test: "test"
    }
  }

  /// The entry of a word, or nil where the vocabulary doesn't hold it.
  public init?(word: borrowing Span<UInt8>) {
    let packed = PackedWord(word)
    switch (packed.a, packed.b, packed.c, packed.d) {
    case (0x746163696C707564, 0x65, 0, 0): self = .duplicate
    case (0x74735F676E6F7277, 0x6D616572, 0, 0): self = .wrongStream
    case (0x5F746F6E5F646964, 0x6E6570706168, 0, 0): self = .didNotHappen
    case (0x74736574, 0, 0, 0): self = .test
    default: return nil
    }
  }
}
