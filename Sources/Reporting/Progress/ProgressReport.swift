internal import CanonicalJSON
internal import Twinning

/// `report progress`: milestones by programme, cohort and pairing, what is overdue first.
public struct ProgressReport {
  let model: ProgressModel

  /// A report of what `model` holds.
  public init(_ model: ProgressModel) { self.model = model }

  /// On a terminal, what so many milestones of a pairing need is said, the most urgent first.
  private static let needsMax = 3

  static let nothing =
    "No pairing was formed, or none of those that were formed is asked for."

  var title: String { "Milestones as of \(Spelling.moment(model.now))" }

  /// Every overdue milestone, the longest overdue first.
  var overdue: [(pairing: PairingProgress, milestone: PairingProgress.Milestone)] {
    model.pairings.flatMap { one in one.overdue.map { (one, $0) } }
      .stablySorted { -($0.milestone.progress.daysLate ?? 0) }
  }

  /// `on time`, `+3 d`, or nothing.
  static func lateness(_ progress: MilestoneProgress) -> String {
    guard progress.status == .achieved || progress.status == .overdue else { return "" }
    return progress.daysLate.map { $0 == 0 ? "on time" : "+\($0) d" } ?? "?"
  }

  static func flags(_ progress: MilestoneProgress) -> String {
    progress.flags.words.map(FigureWords.phrase).joined(separator: ", ")
  }

  // MARK: Text

  /// A page for a terminal. O(milestones).
  public func text(width: Int) -> String {
    var page = Page(width: width, isSynthetic: model.isSynthetic)
    page.add(title)
    if model.programmes.isEmpty {
      page.add()
      page.add(Self.nothing)
    }
    for programme in model.programmes {
      page.add()
      page.add(Self.heading(programme.subject, programme.title))
      page.add("  \(programme.share.sentence)")
      for cohort in programme.cohorts { add(cohort, to: &page) }
    }
    return page.text
  }

  private static func heading(_ subject: String, _ name: String?) -> String {
    subject + (name.map { " (\(DisplayText.harmless($0)))" } ?? "")
  }

  private func add(_ cohort: ProgressModel.OfCohort, to page: inout Page) {
    page.add()
    page.add("  " + Self.heading(cohort.subject, cohort.name))
    page.add(
      "  \(cohort.pairings.count) pairings; \(cohort.share.sentence); "
        + "\(cohort.pairings.reduce(0) { $0 + $1.overdue.count }) overdue")
    for pairing in cohort.pairings {
      page.add()
      page.add("    " + Self.heading(pairing.subject, pairing.name))
      page.add("    \(pairing.status.word); \(pairing.share.sentence)")
      if pairing.milestones.isEmpty {
        page.add("    Its cohort follows no template that is known.")
      }
      page.add(table(pairing))
      for one in pairing.open.prefix(Self.needsMax) {
        page.add(paragraph: "Needed for \(one.progress.milestone): \(one.need).", indent: 4)
      }
    }
  }

  private func table(_ pairing: PairingProgress) -> TextTable {
    var table = TextTable([
      TextTable.Column("id"), TextTable.Column("milestone", isElastic: true),
      TextTable.Column("status"), TextTable.Column("due"), TextTable.Column("achieved"),
      TextTable.Column("late", isRight: true), TextTable.Column("flags", isElastic: true),
      TextTable.Column("events", isElastic: true),
    ])
    table.indent = "    "
    for one in pairing.byUrgency {
      let progress = one.progress
      table.add([
        progress.milestone, progress.name + (progress.isMandatory ? "" : " (optional)"),
        progress.status.word, Spelling.day(progress.due, in: pairing.zone),
        Spelling.day(progress.achieved, in: pairing.zone), Self.lateness(progress),
        Self.flags(progress), Spelling.events(progress.events, shown: 3),
      ])
    }
    return table
  }

  // MARK: Sheet

  /// A sheet (RFC 4180): a row a milestone, overdue first. O(milestones).
  public var sheet: String {
    var text = CSVRow([
      "programme", "cohort", "pairing", "between", "pairing_state", "milestone", "name", "module",
      "mandatory", "status", "due", "achieved", "days_late", "needed", "flags", "reopened_by",
      "events", "now", "as_of_size", "synthetic",
    ]).line
    for programme in model.programmes {
      for cohort in programme.cohorts {
        for pairing in cohort.pairings {
          for one in pairing.byUrgency {
            text += row(one, pairing, cohort.subject, programme.subject).line
          }
        }
      }
    }
    return text
  }

  private func row(
    _ one: PairingProgress.Milestone, _ pairing: PairingProgress, _ cohort: String,
    _ programme: String
  ) -> CSVRow {
    let progress = one.progress
    var row = CSVRow()
    for text in [programme, cohort, pairing.subject, pairing.name, pairing.status.word] {
      row.add(shown: text)
    }
    for text in [progress.milestone, progress.name, progress.module] { row.add(shown: text) }
    row.add(text: progress.isMandatory ? "true" : "false")
    row.add(text: progress.status.word)
    row.add(text: progress.due?.description ?? "")
    row.add(text: progress.achieved?.description ?? "")
    row.add(number: progress.daysLate.map { Int64($0) })
    row.add(text: one.isOpen ? one.need : "")
    row.add(text: progress.flags.words.joined(separator: " "))
    row.add(number: progress.reopenedBy)
    row.add(text: EvidenceSource.runs(progress.events, bytesMax: ImpactSheet.eventsBytesMax))
    row.add(text: model.now.description)
    row.add(number: model.size)
    row.add(text: model.isSynthetic ? "true" : "false")
    return row
  }
}
