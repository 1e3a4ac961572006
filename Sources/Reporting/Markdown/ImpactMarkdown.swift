internal import Twinning

/// A document about impact as Markdown.
public struct ImpactMarkdown {
  /// A cell holds runs of indexes of at most so many bytes; the rest is a command away.
  private static let eventsBytesMax = 160
  private static let rowsMax = 100

  private let document: ImpactDocument

  /// Markdown of what `document` says.
  public init(_ document: ImpactDocument) { self.document = document }

  /// The text. O(values and events); lists of events, pairings and corrections are cut, and say how
  /// much is left out.
  public var text: String {
    var page = MarkdownText()
    page.heading(1, "Impact summary: \(document.title)")
    if document.summary.isSynthetic {
      page.paragraph("\(Page.syntheticBanner): everything here is made up.")
    }
    page.facts(document.facts)
    page.paragraph(
      "NR is not reported, never zero. Event numbers are indexes of the log; all of them:",
      command: document.command(format: "json"))
    page.paragraph(
      "What each figure counts, and what it never does, stands at the end and is printed by",
      command: "twinledger report definitions")
    for (group, figures) in document.groups {
      page.heading(2, group.title)
      page.paragraph(group.summary)
      for figure in figures { write(figure, &page) }
    }
    milestones(&page)
    announced(&page)
    corrections(&page)
    DefinitionsReport(of: document.summary).write(&page, level: 2)
    return page.text
  }

  private func write(_ figure: Figure, _ page: inout MarkdownText) {
    page.heading(3, "\(figure.id) \(figure.definition.name)")
    page.paragraph("\(figure.definition.formula) Definition \(figure.definition.versionText).")
    page.table(
      ["What", "Value", "Unit", "Made of", "Events"], numbers: [1],
      figure.values.map { value in
        [
          .words(Self.label(value)), .words(value.amountWords),
          .words(FigureWords.unit(value.unit, of: value.amount)), .words(value.partsWords),
          .words(Self.events(value)),
        ]
      })
    for note in figure.notes { page.paragraph(note) }
  }

  private static func label(_ value: FigureValue) -> String {
    guard let dimension = FigureWords.dimension(of: value.key) else {
      return FigureWords.label(value.key)
    }
    return "\(dimension): \(FigureWords.label(value.key).lowercased())"
  }

  private static func events(_ value: FigureValue) -> String {
    if value.events.isEmpty { return "-" }
    let runs = EvidenceSource.runs(value.events, bytesMax: eventsBytesMax)
    return runs.hasSuffix("…") ? "\(runs) (\(value.events.count))" : runs
  }

  private func milestones(_ page: inout MarkdownText) {
    let pairings = document.progress.pairings
    if pairings.isEmpty { return }
    page.heading(2, "Milestones")
    page.paragraph(
      "Judged at \(Spelling.moment(document.summary.moment)); the longest overdue of each cohort "
        + "first. Every milestone:", command: "twinledger report progress")
    page.table(
      ["Pairing", "Between", "State", "Achieved", "Overdue", "Next", "Due", "Needed"], numbers: [4],
      pairings.prefix(Self.rowsMax).map { one in
        let next = one.open.first
        return [
          .id(one.subject), .words(one.name), .words(FigureWords.phrase(one.status.word)),
          .words(one.share.words), .words(String(one.overdue.count)),
          .words(next.map { "\($0.progress.milestone) \($0.progress.name)" } ?? "-"),
          .words(next.map { Spelling.day($0.progress.due, in: one.zone) } ?? "-"),
          .words(next?.need ?? "-"),
        ]
      })
    if pairings.count > Self.rowsMax {
      page.paragraph("\(pairings.count - Self.rowsMax) more aren't shown.")
    }
  }

  private func announced(_ page: inout MarkdownText) {
    if document.announced.isEmpty { return }
    page.heading(2, "Announced by others")
    page.paragraph(ImpactDocument.announcedWords)
    page.table(
      ["About", "Figure", "Published", "Believed now", "The ledger's own", "Events"],
      numbers: [3, 4],
      document.announced.map { one in
        [
          .id(one.about), .words(one.figure), .words(one.published.joined(separator: "; ")),
          .words(Spelling.number(one.believed)),
          .words(one.own + (one.indicator.map { " (\($0))" } ?? "")),
          .words(EvidenceSource.runs(one.events, bytesMax: Self.eventsBytesMax)),
        ]
      })
    for one in document.announced { page.paragraph(one.because) }
  }

  private func corrections(_ page: inout MarkdownText) {
    page.heading(2, "Corrections")
    page.paragraph(document.correctionsWords)
    for one in document.restatements { page.paragraph(one) }
    if document.corrections.isEmpty { return page.paragraph("There are none.") }
    page.table(
      ["Event", "Recorded", "What", "Of event", "Which was", "Subject", "Reason"], numbers: [0, 3],
      document.corrections.suffix(Self.rowsMax).map { one in
        [
          .words(String(one.event.index)), .words(Spelling.moment(one.event.recordedTime)),
          .words(one.isVoid ? "voided" : "corrected"),
          .words(one.target.map { String($0.index) } ?? Spelling.notReported),
          .words(one.target.map { FigureWords.event($0.type) } ?? Spelling.notReported),
          .id(document.source.subject(of: one.event)),
          .words(one.reason.map { FigureWords.phrase($0.word) } ?? Spelling.notReported),
        ]
      })
    if document.corrections.count > Self.rowsMax {
      let omitted = document.corrections.count - Self.rowsMax
      page.paragraph("These are the latest; \(omitted) earlier ones aren't shown.")
    }
  }
}
