internal import Twinning

/// A document about impact as a workbook (XLSX): a sheet for each part of the figures, then
/// milestones, corrections, the events behind every value, and definitions.
public struct ImpactWorkbook {
  /// At most so many events of one value are listed, and so many in all.
  private static let eventsOfValueMax = 1_000
  private static let eventsMax = 200_000

  private let document: ImpactDocument

  /// A workbook of what `document` says.
  public init(_ document: ImpactDocument) { self.document = document }

  /// Makes the file. It is the only document that isn't returned as text: the library writes to a
  /// path and to nothing else. The same document makes the same bytes.
  ///
  /// - Parameter path: where nothing stands that is still needed.
  /// - Complexity: O(values and events), in memory O(1).
  /// - Throws: what the library couldn't do; what then stands at `path` is to be removed.
  public func write(to path: String) throws(WorkbookError) {
    let summary = document.summary
    let properties = WorkbookFile.Properties(
      title: "Impact summary: \(DisplayText.harmless(document.title))",
      subject: DisplayText.harmless(document.scopeWords), company: document.origin,
      comments: (summary.isSynthetic ? "\(Page.syntheticBanner). " : "")
        + "As of \(document.asOfWords); definitions \(summary.definitions).",
      created: summary.now)
    try WorkbookFile.write(to: path, properties) { file in
      about(file)
      for (group, figures) in document.groups { sheet(group, figures, file) }
      milestones(file)
      announced(file)
      corrections(file)
      evidence(file)
      definitions(file)
    }
  }

  // MARK: Figures

  private func about(_ file: WorkbookFile) {
    file.begin("About", [WorkbookFile.Column("", 22), WorkbookFile.Column("", 90)])
    file.add([.heading("Impact summary"), .heading(document.title)])
    if document.summary.isSynthetic {
      file.add([.heading(Page.syntheticBanner), .heading("Everything here is made up.")])
    }
    for (name, value) in document.facts { file.add([.text(name), .text(value)]) }
    file.add([.text("The same again"), .text(document.command(format: "xlsx"))])
    for one in document.restatements { file.add([.text("Restatement due"), .text(one)]) }
    file.add([.text("NR"), .text("Not reported: never zero.")])
    file.add([.text("Times"), .text("UTC; days are those of the programme's zone.")])
    file.add([
      .text("Definitions"),
      .text("On the last sheet, and printed by: twinledger report definitions"),
    ])
  }

  private func sheet(_ group: FigureGroup, _ figures: [Figure], _ file: WorkbookFile) {
    file.begin(
      group.title,
      [
        WorkbookFile.Column("Figure", 8), WorkbookFile.Column("Name", 34),
        WorkbookFile.Column("What", 34), WorkbookFile.Column("Value", 14),
        WorkbookFile.Column("Unit", 22), WorkbookFile.Column("Numerator", 12),
        WorkbookFile.Column("Denominator", 12), WorkbookFile.Column("Not reported", 12),
        WorkbookFile.Column("Events", 10), WorkbookFile.Column("Key", 28),
        WorkbookFile.Column("Definition", 14), WorkbookFile.Column("Notes", 60),
      ])
    for figure in figures {
      for value in figure.values {
        file.add([
          .text(figure.id), .text(figure.definition.name), .text(label(value.key)), amount(value),
          .text(value.unit == .hash ? "SHA-256" : FigureWords.unit(value.unit)),
          number(value.numerator), number(value.denominator), .integer(value.notReported),
          .integer(Int64(value.events.count)), .text(value.key),
          .text(figure.definition.versionText), .text(figure.notes.joined(separator: " ")),
        ])
      }
    }
  }

  private func label(_ key: String) -> String {
    FigureWords.dimension(of: key).map { "\($0): \(FigureWords.label(key).lowercased())" }
      ?? FigureWords.label(key)
  }

  private func amount(_ value: FigureValue) -> WorkbookFile.Cell {
    if value.unit.isMoney, value.isReported { return .money(value.amountWords) }
    return switch value.amount {
    case .notReported: .text(Spelling.notReported)
    case .integer(let number): .integer(number)
    case .decimal(let text): .decimal(text)
    case .text(let text): .text(text)
    }
  }

  private func number(_ number: Int64?) -> WorkbookFile.Cell {
    number.map { .integer($0) } ?? .empty
  }

  // MARK: Milestones and corrections

  private func milestones(_ file: WorkbookFile) {
    file.begin(
      "Milestones",
      [
        WorkbookFile.Column("Cohort", 26), WorkbookFile.Column("Pairing", 40),
        WorkbookFile.Column("Between", 40), WorkbookFile.Column("State", 12),
        WorkbookFile.Column("Id", 6), WorkbookFile.Column("Milestone", 30),
        WorkbookFile.Column("Mandatory", 10), WorkbookFile.Column("Status", 14),
        WorkbookFile.Column("Due", 12), WorkbookFile.Column("Achieved", 12),
        WorkbookFile.Column("Days late", 10), WorkbookFile.Column("Needed next", 50),
        WorkbookFile.Column("Events", 24),
      ])
    for programme in document.progress.programmes {
      for cohort in programme.cohorts {
        for pairing in cohort.pairings {
          for one in pairing.byUrgency { file.add(row(one, pairing, cohort.subject)) }
        }
      }
    }
  }

  private func row(
    _ one: PairingProgress.Milestone, _ pairing: PairingProgress, _ cohort: String
  ) -> [WorkbookFile.Cell] {
    let progress = one.progress
    return [
      .text(cohort), .text(pairing.subject), .text(pairing.name),
      .text(FigureWords.phrase(pairing.status.word)), .text(progress.milestone),
      .text(progress.name), .text(progress.isMandatory ? "yes" : "no"),
      .text(FigureWords.phrase(progress.status.word)), day(progress.due, pairing.zone),
      day(progress.achieved, pairing.zone),
      progress.daysLate.map { .integer(Int64($0)) } ?? .empty, .text(one.isOpen ? one.need : ""),
      .text(EvidenceSource.runs(progress.events, bytesMax: 1_000)),
    ]
  }

  private func day(_ instant: Instant?, _ zone: Zone) -> WorkbookFile.Cell {
    guard let instant, instant.hasText else { return .empty }
    return .day(zone.date(of: instant))
  }

  private func announced(_ file: WorkbookFile) {
    if document.announced.isEmpty { return }
    file.begin(
      "Announced by others",
      [
        WorkbookFile.Column("About", 30), WorkbookFile.Column("Figure", 20),
        WorkbookFile.Column("Published", 50), WorkbookFile.Column("Believed now", 14),
        WorkbookFile.Column("The ledger's own", 16), WorkbookFile.Column("Indicator", 10),
        WorkbookFile.Column("Events", 16), WorkbookFile.Column("Because", 100),
      ])
    for one in document.announced {
      file.add([
        .text(one.about), .text(one.figure), .text(one.published.joined(separator: "; ")),
        number(one.believed), Int64(one.own).map { .integer($0) } ?? .text(one.own),
        .text(one.indicator ?? ""), .text(EvidenceSource.runs(one.events, bytesMax: 1_000)),
        .text(one.because),
      ])
    }
  }

  private func corrections(_ file: WorkbookFile) {
    file.begin(
      "Corrections",
      [
        WorkbookFile.Column("Event", 10), WorkbookFile.Column("Recorded (UTC)", 20),
        WorkbookFile.Column("What", 12), WorkbookFile.Column("Of event", 10),
        WorkbookFile.Column("Which was", 30), WorkbookFile.Column("Subject", 44),
        WorkbookFile.Column("Reason", 20), WorkbookFile.Column("Proof", 16),
      ])
    for one in document.corrections.suffix(Self.eventsMax) {
      file.add([
        .integer(one.event.index), .instant(one.event.recordedTime),
        .text(one.isVoid ? "voided" : "corrected"), number(one.target?.index),
        .text(one.target.map { FigureWords.event($0.type) } ?? Spelling.notReported),
        .text(document.source.subject(of: one.event)),
        .text(one.reason.map { FigureWords.phrase($0.word) } ?? Spelling.notReported),
        .text(document.source.proof.covers(one.event.index) ? "signed" : "not yet signed"),
      ])
    }
  }

  // MARK: Evidence and definitions

  private func evidence(_ file: WorkbookFile) {
    file.begin(
      "Evidence",
      [
        WorkbookFile.Column("Figure", 8), WorkbookFile.Column("Key", 28),
        WorkbookFile.Column("Event", 10), WorkbookFile.Column("Happened (UTC)", 20),
        WorkbookFile.Column("Recorded (UTC)", 20), WorkbookFile.Column("What", 30),
        WorkbookFile.Column("Subject", 50), WorkbookFile.Column("Proof", 16),
      ])
    var left = Self.eventsMax
    for figure in document.summary.figures {
      for value in figure.values where !value.events.isEmpty {
        let shown = value.events.prefix(min(left, Self.eventsOfValueMax))
        left -= shown.count
        for index in shown { file.add(row(index, figure, value)) }
        let omitted = value.events.count - shown.count
        if omitted > 0 {
          file.add([
            .text(figure.id), .text(value.key), .empty, .empty, .empty, .empty,
            .text("\(omitted) more: \(document.command(format: "json"))"), .empty,
          ])
        }
      }
    }
  }

  private func row(
    _ index: Int64, _ figure: Figure, _ value: FigureValue
  ) -> [WorkbookFile.Cell] {
    guard let item = document.source.item(index) else {
      return [.text(figure.id), .text(value.key), .integer(index)]
    }
    return [
      .text(figure.id), .text(value.key), .integer(index), .instant(item.line.time),
      .instant(item.line.recordedTime), .text(FigureWords.event(item.line.type)),
      .text(item.subject), .text(item.proof),
    ]
  }

  private func definitions(_ file: WorkbookFile) {
    file.begin(
      "Definitions",
      [
        WorkbookFile.Column("Figure", 8), WorkbookFile.Column("Name", 36),
        WorkbookFile.Column("Formula", 70), WorkbookFile.Column("Unit", 26),
        WorkbookFile.Column("Counts", 60), WorkbookFile.Column("Never", 60),
        WorkbookFile.Column("Period", 44), WorkbookFile.Column("Version", 14),
      ])
    for one in document.summary.figures.map(\.definition) {
      file.add([
        .text(one.id), .text(one.name), .text(one.formula),
        .text(
          one.units.map { $0 == .hash ? "SHA-256" : FigureWords.unit($0) }.joined(separator: "; ")),
        .text(one.counts), .text(one.neverCounts), .text(one.timing.words), .text(one.versionText),
      ])
    }
  }
}
