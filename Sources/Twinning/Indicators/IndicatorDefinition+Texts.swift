/// The definitions, in groups.
extension IndicatorDefinition {
  static let selection: [IndicatorDefinition] = [
    IndicatorDefinition(
      "I01", "Applications received", .flow,
      formula: "Number of applications by their first submission, by role and country of the city.",
      counts: "Applications that were submitted at least once. Late ones are also shown apart; "
        + "lateness goes by the deadline known now.",
      never: "Drafts, second submissions, applications taken over from older records."),
    IndicatorDefinition(
      "I02", "Eligible rate", .flow,
      formula: "Applications whose last verdict is eligible / applications with a verdict.",
      counts: "The last verdict on each application.",
      never: "Applications nobody has judged yet."),
    IndicatorDefinition(
      "I03", "Selection rate", .flow,
      formula: "Eligible applications whose last outcome is selected / eligible applications.",
      counts: "Applications whose last verdict, given in the period, is eligible; their outcome "
        + "from any time before its end.",
      never: "Reserved places, selections that were overturned."),
    IndicatorDefinition(
      "I07", "Median days to match", .flow,
      formula: "Median of the calendar days from the later side's submission to the forming of the "
        + "pairing.",
      counts: "First submissions of the applications behind both sides, the latest of a "
        + "consortium's; days of the programme's zone.",
      never: "Pairings taken over from older records; pairings whose applications aren't known "
        + "stand beside."),
  ]

  static let participation: [IndicatorDefinition] = [
    IndicatorDefinition(
      "I04", "Cities ever confirmed, active, suspended, withdrawn, completed", .stock,
      formula: "Number of participations by their last state; ever = all of them.",
      counts: "One for a city in a cohort in a role; a joint entry is one city. An ending counts "
        + "from the day on which it takes effect.",
      never: "Announced numbers; cities that applied but weren't confirmed."),
    IndicatorDefinition(
      "I05", "Retention rate", .stock,
      formula: "(ever confirmed - withdrawn) / ever confirmed; of all, and by role.",
      counts: "Participations as in I04.",
      never: "Suspended participations as withdrawn."),
    IndicatorDefinition(
      "I06", "Pairings formed, active, paused, dissolved (of which replaced), completed", .stock,
      formula: "Number of pairings by state; formed = all that were ever formed.",
      counts:
        "Each pairing once, whatever the number of its host cities; one that replaces another "
        + "is a new one.",
      never: "Proposals that weren't formed or were declined."),
    IndicatorDefinition(
      "I13", "Registered persons", .stock,
      formula: "Number of different persons ever named as a representative or in a travel claim.",
      counts: "Opaque ids in assignments, replacements and claims, a person once.",
      never: "Participants of exchanges: nobody registers them, and the two are never added."),
  ]

  static let exchange: [IndicatorDefinition] = [
    IndicatorDefinition(
      "I08", "Exchanges held", .flow,
      formula: "Number of exchanges held, by kind, mode and theme.",
      counts:
        "The kind and mode as held, not as planned; each exchange once, however many pairings "
        + "shared it. One with several themes stands in several rows.",
      never: "Planned, postponed and cancelled exchanges."),
    IndicatorDefinition(
      "I09", "Site visits, by direction", .flow,
      formula: "Number of site visits held; number of visits of pairings in each direction.",
      counts: "A site visit once; its directions once for each pairing that it was a visit for.",
      never: "Meetings online."),
    IndicatorDefinition(
      "I10", "Workshops held", .flow, formula: "Number of workshops held.",
      counts: "Workshops as held.", never: "Seminars, kick-offs, closing events."),
    IndicatorDefinition(
      "I11", "Exchange hours", .flow,
      formula: "Sum of minutes / 60; person-hours: sum of minutes x participants / 60.",
      counts: "Exchanges whose minutes, and for person-hours whose participants, are known; for a "
        + "place only its own persons.",
      never: "Estimates for exchanges that don't report them: those stand beside."),
    IndicatorDefinition(
      "I12", "Participations by gender", .flow,
      formula: "Sums of women, men, others and undisclosed over the exchanges held; share of women "
        + "= F / (F + M + X).",
      counts: "A person once for each exchange they came to.",
      never: "Undisclosed and unreported in the share: they stand beside."),
    IndicatorDefinition(
      "I14", "Evidence coverage", .flow,
      formula: "Exchanges held with an attendance list / exchanges held.",
      counts: "Lists attached before the period's end.", never: "Other evidence."),
    IndicatorDefinition(
      "I15", "Plan reliability", .flow,
      formula: "Planned exchanges held without postponement / planned ones held or cancelled; "
        + "postponements / planned exchanges.",
      counts:
        "For the rate, plans that came to their end in the period; for the mean, plans made in "
        + "the period, with their postponements to its end.",
      never: "Exchanges that were held without a plan."),
  ]
}

extension IndicatorDefinition {
  static let learning: [IndicatorDefinition] = [
    IndicatorDefinition(
      "I16", "Usefulness", .flow,
      formula:
        "Sum of (mean x responses) / sum of responses, on a scale of 1 to 5; response rate = "
        + "sum of responses / sum of participants of exchanges with feedback.",
      counts: "The latest summary of feedback of each exchange.",
      never: "Exchanges without feedback, for the response rate also those whose participants "
        + "aren't reported."),
    IndicatorDefinition(
      "I17", "Learning rate", .flow,
      formula: "Responses that report a new understanding / responses.",
      counts: "The latest summary of feedback of each exchange.", never: "The facilitator's view."),
    IndicatorDefinition(
      "I18", "Practices offered; practices transferred", .stock,
      formula: "Number of different practices presented at exchanges; number of different pairs of "
        + "a practice and a learner city at the stage adapted or reused.",
      counts: "Two figures, never added.",
      never: "Practices described but not presented; practices that were only understood."),
    IndicatorDefinition(
      "I19", "Two-way index", .stock,
      formula: "Pairings with an insight of the host side and one of the twin side / active and "
        + "completed pairings.",
      counts: "Insights from exchanges that name the pairing.",
      never: "Insights from exchanges for a whole cohort; dissolved and paused pairings."),
  ]

  static let effect: [IndicatorDefinition] = [
    IndicatorDefinition(
      "I20", "Replications proposed, ever started, completed, abandoned", .stock,
      formula: "Number of replications that ever came so far.",
      counts: "Each replication once a row.", never: "Practices that were only understood."),
    IndicatorDefinition(
      "I21", "Replication yield", .stock,
      formula: "Pairings with a replication that was started / pairings ever formed.",
      counts: "Pairings, not replications; abandoned ones were started.", never: "Proposals."),
    IndicatorDefinition(
      "I22", "Expected effect", .stock,
      formula: "For each year of effect: sum of the latest ex ante estimate x share.",
      counts: "Replications that were started and not abandoned; those without an estimate stand "
        + "beside.",
      never: "Measured effects: expected and measured are never added. Years are never summed."),
    IndicatorDefinition(
      "I23", "Measured effect", .stock,
      formula: "For each year of effect: sum of the latest measured value x share.",
      counts: "Replications that were started, abandoned ones too.",
      never: "Expected effects: measured and expected are never added. Years are never summed."),
    IndicatorDefinition(
      "I30", "Geography", .stock,
      formula:
        "Places that ever took part, their countries by association, inhabitants, and places "
        + "that take part for the first time.",
      counts: "A place once, one that lies in another place that took part not at all; inhabitants "
        + "where the number is that of the place itself. Places as they are known now; a country "
        + "by the association that held at the end, agreements that reach back included. New is a "
        + "place whose first participation in the ledger is among those reported.",
      never: "Inhabitants of a part of a place or of a stand-in: not reported."),
  ]

  static let conduct: [IndicatorDefinition] = [
    IndicatorDefinition(
      "I24", "Deliverables on time", .stock,
      formula: "Deliverables accepted whose accepted version was submitted by its due date / "
        + "deliverables due by now.",
      counts: "What the milestones ask for, with the due dates as they were moved.",
      never: "Deliverables that were waived; ones whose due date isn't known stand beside."),
    IndicatorDefinition(
      "I25", "Milestones", .stock,
      formula: "Number of milestones by status; median of the days late.",
      counts: "Milestones of every pairing that was formed, as of now: nothing that was decided "
        + "later moves one. Days late of those achieved late, and apart of those overdue.",
      never: "Milestones of proposals."),
    IndicatorDefinition(
      "I26", "Travel", .flow,
      formula: "Net = sum of what reimbursements cost in euro - sum of what recoveries brought, in "
        + "cents; net of the claims for site visits / number of those visits; number of claims "
        + "over the ceiling.",
      counts: "Payments and recoveries by their own days, for the ceiling too. A claim is over the "
        + "ceiling where its approval brings what was approved for the person in the participation "
        + "to more than the call then allowed; one in another currency, where its payments do so "
        + "in euro.",
      never: "Claims that were rejected, and what is approved but not paid; in the net per visit "
        + "travel to other activities, and visits for which nothing was paid."),
    IndicatorDefinition(
      "I27", "Data timeliness", .recorded,
      formula: "Share of events recorded at most 14 days after they happened; median of the days "
        + "between.",
      counts:
        "Events in effect, at their corrected times; a date that isn't exact, at its beginning.",
      never: "Corrections and voids; consequences of rules and events from older records, which "
        + "stand apart."),
    IndicatorDefinition(
      "I28", "Correction rate", .recorded,
      formula: "Corrections and voids / domain events, by reason.",
      counts: "Every correction and void; every domain event as recorded, those voided since too. "
        + "With a filter, those of streams whose beginning isn't voided.",
      never: "Proposals of corrections; in the domain events also summaries, periods and the "
        + "ledger's own."),
    IndicatorDefinition(
      "I29", "Integrity", .stock, formula: "Number of events of the log and the root of its tree.",
      counts: "Every event, whatever the filters.", never: "-"),
  ]
}
