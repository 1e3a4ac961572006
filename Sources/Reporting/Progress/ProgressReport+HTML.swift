internal import Twinning

extension ProgressReport {
  /// At most so many rows of a list; the rest is in the sheet.
  private static let rowsMax = 200

  /// One HTML file: no scripts, no network, for the screen and for A4. O(milestones).
  public var html: String {
    var parts = overdue.isEmpty ? [] : [("overdue", "Overdue")]
    for (place, programme) in model.programmes.enumerated() {
      parts.append(("programme-\(place + 1)", programme.title ?? programme.subject))
    }
    let facts = [
      ("Judged at", Spelling.moment(model.now)), ("As of", "\(model.size) events"),
      ("Ledger", model.origin),
    ]
    return PageShell.page(
      kicker: "Milestones", title: model.programmes.count == 1 ? parts.last?.1 ?? "" : model.origin,
      facts: facts, isSynthetic: model.isSynthetic, parts: parts
    ) { page in
      if model.programmes.isEmpty { page.paragraph(Self.nothing) }
      if !overdue.isEmpty { page.part("overdue", "Overdue") { overdue(&$0) } }
      for (place, programme) in model.programmes.enumerated() {
        page.part("programme-\(place + 1)", programme.title ?? programme.subject) { page in
          page.paragraph("All cohorts: \(programme.share.sentence).", "intro")
          for cohort in programme.cohorts { write(cohort, &page) }
        }
      }
    }
  }

  private func overdue(_ page: inout Markup) {
    let rows = overdue
    let columns = [
      ("Pairing", false), ("Milestone", false), ("Due", false), ("Late", true), ("Needed", false),
    ]
    page.table("Overdue milestones, the longest overdue first", columns) { page in
      for (pairing, one) in rows.prefix(Self.rowsMax) {
        page.element("tr") { page in
          page.element("th", [("scope", "row")]) { $0.name(pairing.name) }
          page.element("td") { page in
            page.words("\(one.progress.milestone) ")
            page.name(one.progress.name)
          }
          page.cell(Spelling.day(one.progress.due, in: pairing.zone))
          page.number(Self.lateness(one.progress))
          page.cell(one.need)
        }
      }
    }
    if rows.count > Self.rowsMax {
      page.paragraph(
        "\(rows.count - Self.rowsMax) more: twinledger report progress --format csv", "note")
    }
  }

  private func write(_ cohort: ProgressModel.OfCohort, _ page: inout Markup) {
    page.element("h3") { $0.name(cohort.name ?? cohort.subject) }
    page.paragraph(
      "\(cohort.pairings.count) pairings; \(cohort.share.sentence).", "note")
    MilestoneChart(cohort.pairings, now: model.now).write(&page)
    for pairing in cohort.pairings.prefix(Self.rowsMax) where !pairing.milestones.isEmpty {
      page.element("details") { page in
        page.element("summary") { page in
          page.name(pairing.name)
          page.words(": \(pairing.share.words)")
          let count = pairing.overdue.count
          if count > 0 { page.words(", \(count) overdue") }
        }
        table(pairing, &page)
      }
    }
    if cohort.pairings.count > Self.rowsMax {
      page.paragraph(
        "\(cohort.pairings.count - Self.rowsMax) more: twinledger report progress --format csv",
        "note")
    }
  }

  private func table(_ pairing: PairingProgress, _ page: inout Markup) {
    let columns = [
      ("Milestone", false), ("Status", false), ("Due", false), ("Achieved", false), ("Late", true),
      ("Needed next", false), ("Events", false),
    ]
    page.table(pairing.subject, columns) { page in
      for one in pairing.byUrgency {
        let progress = one.progress
        page.element("tr") { page in
          page.element("th", [("scope", "row")]) { page in
            page.words("\(progress.milestone) ")
            page.name(progress.name)
          }
          let flags = Self.flags(progress)
          let status = FigureWords.phrase(progress.status.word)
          page.cell(flags.isEmpty ? status : "\(status) (\(flags))")
          page.cell(Spelling.day(progress.due, in: pairing.zone))
          page.cell(Spelling.day(progress.achieved, in: pairing.zone))
          page.number(Self.lateness(progress))
          page.cell(one.isOpen ? one.need : "")
          page.cell(EvidenceSource.runs(progress.events, bytesMax: 160))
        }
      }
    }
  }
}
