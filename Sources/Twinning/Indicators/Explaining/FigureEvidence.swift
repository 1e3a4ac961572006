/// Which types of events an indicator looks at, and what each is to it.
struct FigureEvidence {
  /// What the events of some types are to a figure that they count in.
  struct Part {
    var types: [EventType]
    var role: String
  }

  /// No types twice.
  let parts: [Part]

  /// What any event is to it, where it looks at every one.
  let ofAny: String?

  private init(_ parts: [Part], ofAny: String? = nil) {
    self.parts = parts
    self.ofAny = ofAny
  }

  /// Whether the figure looks at events of `type`; nil is a type that this program doesn't know.
  func looks(at type: EventType?) -> Bool {
    ofAny != nil || parts.contains { part in type.map { part.types.contains($0) } ?? false }
  }

  /// What an event of `type` is to the figure that it counts in.
  func role(of type: EventType?) -> String? {
    parts.first { part in type.map { part.types.contains($0) } ?? false }?.role ?? ofAny
  }

  private static let held: [EventType] = EventType.allCases.filter { $0.heldKind != nil }
  private static let verdicts: [EventType] = [
    .eligibilityConfirmed, .applicationDeclaredIneligible,
  ]

  /// The evidence of the indicator with an id.
  static func of(_ id: String) -> FigureEvidence {
    let parts = parts[id] ?? []
    return FigureEvidence(parts, ofAny: ofAny[id])
  }

  private static let ofAny: [String: String] = [
    "I27": "an event in effect", "I28": "a domain event", "I29": "an event of the log",
  ]

  private static let parts: [String: [Part]] = ofPlaces.merging(ofExchanges) { one, _ in one }

  /// Of what cities, pairings and deliverables do.
  private static let ofPlaces: [String: [Part]] = [
    "I01": [Part(types: [.applicationSubmitted], role: "the first submission of its application")],
    "I02": [Part(types: verdicts, role: "the last verdict on its application")],
    "I03": [
      Part(types: verdicts, role: "the last verdict on its application: eligible"),
      Part(
        types: [
          .applicationSelected, .applicationReserved, .applicationRejected, .selectionOverturned,
        ], role: "the last outcome of its application: selected"),
    ],
    "I04": standings, "I05": standings,
    "I06": [
      Part(types: [.pairingFormed], role: "forms a pairing"),
      Part(
        types: [
          .pairingPaused, .pairingResumed, .pairingDissolved, .pairingReplaced, .pairingCompleted,
        ], role: "the step that led to where its pairing stands"),
    ],
    "I07": [
      Part(types: [.pairingFormed], role: "forms a pairing"),
      Part(
        types: [.applicationSubmitted], role: "the first submission of one side of a pairing"),
    ],
    "I13": [
      Part(
        types: [.representativeAssigned, .representativeReplaced],
        role: "names a person, who is counted once"),
      Part(types: [.travelClaimSubmitted], role: "names a traveller, who is counted once"),
    ],
    "I20": [
      Part(
        types: [
          .replicationProposed, .replicationStarted, .replicationCompleted, .replicationAbandoned,
        ], role: "a stage that a replication reached")
    ],
    "I21": [
      Part(types: [.pairingFormed], role: "forms a pairing"),
      Part(types: [.replicationStarted], role: "starts a replication of a pairing that counts"),
    ],
    "I22": effects, "I23": effects,
    "I24": [
      Part(types: [.deliverableSubmitted], role: "submits the version that was accepted"),
      Part(types: [.deliverableAccepted], role: "accepts what was due"),
    ],
    "I25": [
      Part(
        types: held + [
          .representativeAssigned, .representativeReplaced, .deliverableSubmitted,
          .deliverableAccepted, .deliverableWaived, .acceptanceRevoked, .replicationStarted,
          .replicationProgressReported, .pairingPaused, .pairingResumed, .pairingDissolved,
          .pairingCompleted, .milestoneWaived, .milestoneExtended,
        ], role: "a milestone's status or due date rests on it")
    ],
    "I26": [
      Part(types: [.travelReimbursed], role: "money paid for travel"),
      Part(types: [.reimbursementRecovered], role: "money that came back"),
      Part(types: [.siteVisitHeld], role: "the site visit that travel was paid for"),
      Part(types: [.travelClaimApproved], role: "takes its traveller over the ceiling"),
    ],
    "I28": [Part(types: [.eventCorrected, .eventVoided], role: "a correction or a void")],
    "I30": [
      Part(types: [.participationConfirmed], role: "its place takes part"),
      Part(types: [.cityRegistered], role: "gives the inhabitants of a place that takes part"),
      Part(
        types: [.countryAssociationRecorded],
        role: "the standing of a country that counts, at the report's moment"),
    ],
  ]

  private static let standings = [
    Part(types: [.participationConfirmed], role: "confirms a participation"),
    Part(
      types: [
        .participationSuspended, .participationResumed, .participationWithdrawn,
        .participationCompleted,
      ], role: "the step that led to where its participation stands"),
  ]

  private static let effects = [
    Part(types: [.emissionEffectEstimated], role: "the latest estimate of its year"),
    Part(types: [.replicationStarted], role: "starts a replication that has no estimate"),
  ]

  /// Of what was planned, held and learned.
  private static let ofExchanges: [String: [Part]] = [
    "I08": [Part(types: held, role: "an exchange that was held")],
    "I09": [Part(types: [.siteVisitHeld], role: "a site visit that was held")],
    "I10": [Part(types: [.workshopHeld], role: "a workshop that was held")],
    "I11": [Part(types: held, role: "an exchange whose minutes are reported")],
    "I12": [Part(types: held, role: "an exchange whose participants are reported")],
    "I14": [
      Part(types: held, role: "an exchange that was held"),
      Part(types: [.attendanceListAttached], role: "the attendance list of an exchange"),
    ],
    "I15": [
      Part(types: [.activityPlanned], role: "a plan"),
      Part(types: [.activityPostponed], role: "postpones what was planned"),
      Part(types: [.activityCancelled], role: "ends a plan: cancelled"),
      Part(types: held, role: "ends a plan: held"),
    ],
    "I16": [
      Part(types: [.feedbackSummarised], role: "the latest feedback on an exchange"),
      Part(types: held, role: "gives the participants of an exchange with feedback"),
    ],
    "I17": [Part(types: [.feedbackSummarised], role: "the latest feedback on an exchange")],
    "I18": [
      Part(types: held, role: "presents practices, each of which is counted once"),
      Part(
        types: [.practiceAdopted],
        role: "takes a practice up; a learner city is counted once for each"),
    ],
    "I19": [
      Part(types: [.pairingFormed], role: "forms a pairing that lasts"),
      Part(types: [.insightRecorded], role: "an insight into a pairing that learns both ways"),
    ],
  ]
}
