internal import Twinning

extension ProgressReport {
  /// Markdown. O(milestones).
  public var markdown: String {
    var page = MarkdownText()
    page.heading(1, title)
    if model.isSynthetic { page.paragraph("\(Page.syntheticBanner): everything here is made up.") }
    page.facts([("Ledger", model.origin), ("As of", "\(model.size) events")])
    if model.programmes.isEmpty { page.paragraph(Self.nothing) }
    if !overdue.isEmpty {
      page.heading(2, "Overdue")
      page.table(
        ["Pairing", "Between", "Milestone", "Due", "Late", "Needed"], numbers: [4],
        overdue.map { pairing, one in
          [
            .id(pairing.subject), .words(pairing.name),
            .words("\(one.progress.milestone) \(one.progress.name)"),
            .words(Spelling.day(one.progress.due, in: pairing.zone)),
            .words(Self.lateness(one.progress)), .words(one.need),
          ]
        })
    }
    for programme in model.programmes {
      page.heading(2, programme.title ?? programme.subject)
      page.paragraph("All cohorts: \(programme.share.sentence).")
      for cohort in programme.cohorts {
        page.heading(3, cohort.name ?? cohort.subject)
        page.paragraph("\(cohort.pairings.count) pairings; \(cohort.share.sentence).")
        for pairing in cohort.pairings { write(pairing, &page) }
      }
    }
    return page.text
  }

  private func write(_ pairing: PairingProgress, _ page: inout MarkdownText) {
    page.heading(4, pairing.name)
    page.facts([
      ("Pairing", pairing.subject), ("State", FigureWords.phrase(pairing.status.word)),
      ("Achieved", pairing.share.words),
    ])
    page.table(
      ["Milestone", "Status", "Due", "Achieved", "Late", "Needed next", "Events"], numbers: [4],
      pairing.byUrgency.map { one in
        [
          .words("\(one.progress.milestone) \(one.progress.name)"),
          .words(FigureWords.phrase(one.progress.status.word)),
          .words(Spelling.day(one.progress.due, in: pairing.zone)),
          .words(Spelling.day(one.progress.achieved, in: pairing.zone)),
          .words(Self.lateness(one.progress)), .words(one.isOpen ? one.need : "-"),
          .words(
            one.progress.events.isEmpty
              ? "-" : EvidenceSource.runs(one.progress.events, bytesMax: 160)),
        ]
      })
  }
}
