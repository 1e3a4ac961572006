internal import Twinning

/// A document about impact as one HTML file: no scripts, no network, for the screen and for A4.
public struct ImpactPage {
  /// At most so many corrections are listed.
  static let correctionsMax = 100

  /// At most so many pairings are on paper as a table too.
  static let printedMax = 60

  private let document: ImpactDocument

  /// A page of what `document` says.
  public init(_ document: ImpactDocument) { self.document = document }

  /// The file's text. O(values, pairings and exchanges); lists of events, pairings, exchanges and
  /// corrections are cut, say how much is left out, and name the command that gives the rest.
  public var html: String {
    var parts = [("short", "In short")]
    parts += document.groups.map { (Self.id($0.group), $0.group.title) }
    parts += [
      ("map", "Where"), ("milestones", "Milestones"), ("exchanges", "Exchanges over time"),
    ]
    if !document.announced.isEmpty { parts.append(("announced", "Announced by others")) }
    parts += [
      ("corrections", "Corrections"), ("definitions", "Definitions"), ("check", "Check it"),
    ]
    return PageShell.page(
      kicker: "Impact summary", title: document.title, facts: document.facts,
      isSynthetic: document.summary.isSynthetic, parts: parts
    ) { page in
      page.part("short", "In short") { ImpactHeadline(document).write(&$0) }
      for (group, figures) in document.groups { write(group, figures, &page) }
      page.part("map", "Where") { page in
        PairingMap(document).write(&page)
        pairings(&page)
      }
      page.part("milestones", "Milestones") { milestones(&$0) }
      page.part("exchanges", "Exchanges over time") { ExchangeTimeline(document).write(&$0) }
      if !document.announced.isEmpty {
        page.part("announced", "Announced by others") { announced(&$0) }
      }
      page.part("corrections", "Corrections") { corrections(&$0) }
      page.part("definitions", "Definitions") { definitions(&$0) }
      page.part("check", "Check it") { check(&$0) }
    }
  }

  private static func id(_ group: FigureGroup) -> String {
    String(group.title.lowercased().map { $0 == " " ? "-" : $0 })
  }

  private func write(_ group: FigureGroup, _ figures: [Figure], _ page: inout Markup) {
    page.part(Self.id(group), group.title) { page in
      page.paragraph(group.summary, "intro")
      page.element("div", [("class", "figures")]) { page in
        for figure in figures { FigureCard(figure: figure, document: document).write(&page) }
      }
    }
  }

  // MARK: Pairings and milestones

  private func pairings(_ page: inout Markup) {
    let all = document.progress.pairings
    if all.isEmpty { return }
    var held: [Ref: Int] = [:]
    for exchange in document.exchanges {
      for pairing in exchange.pairings { held[pairing, default: 0] += 1 }
    }
    let columns = [
      ("Pairing", false), ("Hosts", false), ("Twins", false), ("State", false), ("Exchanges", true),
    ]
    let shown = all.prefix(PairingMap.pairingsMax)
    let isPrinted = shown.count <= Self.printedMax
    page.details("The pairings as a table", isPrinted ? "printed" : "") { page in
      page.table("Pairings", columns) { page in
        for one in shown {
          page.element("tr") { page in
            page.element("th", [("scope", "row")]) { $0.element("code", words: one.subject) }
            names(
              one.hostNames.isEmpty ? [one.partyName ?? Spelling.notReported] : one.hostNames, &page
            )
            names(one.twinNames, &page)
            page.cell(
              FigureWords.phrase(one.status.word) + (one.isOfPeers ? ", between peers" : ""))
            page.number(String(held[one.ref] ?? 0))
          }
        }
      }
      let rows = all.reduce(0) { $0 + (held[$1.ref] ?? 0) }
      let total = document.exchanges.filter { !$0.pairings.isEmpty }.count
      if rows > total {
        page.paragraph(
          "An exchange that several pairings shared stands in the row of each: the rows sum to "
            + "\(rows), the exchanges to \(total).", "note")
      }
      if all.count > shown.count {
        page.paragraph("\(all.count - shown.count) more: twinledger show pairings", "note")
      }
    }
  }

  private func names(_ names: [String], _ page: inout Markup) {
    page.element("td") { page in
      for (place, name) in names.enumerated() {
        if place > 0 { page.words(", ") }
        page.name(name)
      }
    }
  }

  private func milestones(_ page: inout Markup) {
    page.paragraph(
      "Judged at \(Spelling.moment(document.summary.moment)). The longest overdue pairings of each "
        + "cohort come first. Every milestone with its events: twinledger report progress", "note")
    MilestoneChart(document.progress.pairings, now: document.summary.moment).write(&page)
    let needs = document.progress.pairings.compactMap { one in one.open.first.map { (one, $0) } }
    if needs.isEmpty { return }
    let columns = [
      ("Pairing", false), ("Next", false), ("Due", false), ("Late", true), ("Needed", false),
    ]
    page.details("What is needed next, as a table") { page in
      page.table("What is needed next", columns) { page in
        for (one, next) in needs.prefix(MilestoneChart.pairingsMax) {
          page.element("tr") { page in
            page.element("th", [("scope", "row")]) { $0.name(one.name) }
            page.element("td") { page in
              page.words("\(next.progress.milestone) ")
              page.name(next.progress.name)
            }
            page.cell(Spelling.day(next.progress.due, in: one.zone))
            page.number(next.progress.daysLate.map { "\($0) d" } ?? "")
            page.cell(next.need)
          }
        }
      }
    }
  }

  // MARK: What others said, and what was corrected

  private func announced(_ page: inout Markup) {
    page.paragraph(ImpactDocument.announcedWords, "intro")
    let columns = [
      ("About", false), ("Figure", false), ("Published", false), ("Believed now", true),
      ("The ledger's own", true), ("Events", false),
    ]
    page.table("Announced, beside the ledger's own count", columns) { page in
      for one in document.announced {
        page.element("tr") { page in
          page.element("th", [("scope", "row")]) { $0.element("code", words: one.about) }
          page.cell(one.figure)
          page.cell(one.published.joined(separator: "; "))
          page.number(Spelling.number(one.believed))
          page.element("td", [("class", "n")]) { page in
            page.words(one.own)
            guard let indicator = one.indicator else { return }
            page.words(" ")
            page.element("a", [("href", "#\(indicator)")], words: indicator)
          }
          page.cell(EvidenceSource.runs(one.events, bytesMax: 200))
        }
      }
    }
    page.details("Why the ledger's own count is what it is") { page in
      for one in document.announced { page.paragraph(one.because) }
    }
  }

  private func corrections(_ page: inout Markup) {
    page.paragraph(document.correctionsWords, "intro")
    for one in document.restatements { page.paragraph(one, "due") }
    if document.corrections.isEmpty { return page.paragraph("There are none.") }
    let columns = [
      ("Event", true), ("Recorded", false), ("What", false), ("Of event", true),
      ("Which was", false),
      ("Subject", false), ("Reason", false), ("Proof", false),
    ]
    let shown = document.corrections.suffix(Self.correctionsMax)
    page.table("Corrections and voids", columns, "events") { page in
      for one in shown { row(one, &page) }
    }
    let omitted = document.corrections.count - shown.count
    if omitted > 0 {
      page.element("p", [("class", "note")]) { page in
        page.words("These are the latest; \(omitted) earlier ones: ")
        page.element("code", words: "twinledger log --type EventCorrected --type EventVoided")
      }
    }
  }

  private func row(_ one: CorrectionLine, _ page: inout Markup) {
    page.element("tr") { page in
      page.element("th", [("scope", "row"), ("class", "n")], words: String(one.event.index))
      page.cell(Spelling.moment(one.event.recordedTime))
      page.cell(one.isVoid ? "voided" : "corrected")
      page.number(one.target.map { String($0.index) } ?? Spelling.notReported)
      page.cell(one.target.map { FigureWords.event($0.type) } ?? Spelling.notReported)
      page.element("td") { page in
        page.element("code", words: document.source.subject(of: one.event))
      }
      page.cell(one.reason.map { FigureWords.phrase($0.word) } ?? Spelling.notReported)
      page.cell(document.source.proof.covers(one.event.index) ? "signed" : "not yet signed")
    }
  }

  // MARK: Definitions and checking

  private func definitions(_ page: inout Markup) {
    page.element("dl", [("class", "definitions")]) { page in
      for figure in document.summary.figures {
        let definition = figure.definition
        page.element("div", [("id", "def-\(definition.id)")]) { page in
          page.element("dt") { page in
            page.element("a", [("href", "#\(definition.id)")], words: definition.id)
            page.words(" \(definition.name)")
          }
          page.element("dd") { page in
            page.paragraph(definition.formula)
            page.paragraph("Counts: \(definition.counts)")
            page.paragraph("Never: \(definition.neverCounts)")
            page.paragraph("\(definition.timing.words) Version \(definition.versionText).", "note")
          }
        }
      }
    }
  }

  private func check(_ page: inout Markup) {
    let size = document.summary.asOf.size
    page.paragraph(
      "These figures are made from \(size == 0 ? "an empty log" : "events 0 to \(size - 1)") and "
        + "can be made again from them. An event that a signed checkpoint covers can't be changed, "
        + "removed or put in between without the signature failing. With the ledger at hand:")
    page.element("pre") { page in
      page.element("code") { page in
        page.words(document.command(format: "json"))
      }
    }
    page.element("pre") { $0.element("code", words: document.command(explaining: "I08/all")) }
    page.element("pre") {
      $0.element("code", words: "twinledger receipt INDEX -o event.tlog-proof")
    }
    page.element("pre") { $0.element("code", words: "twinledger audit") }
  }
}

extension IndicatorDefinition.Timing {
  /// Which events a period lets in.
  var words: String {
    switch self {
    case .stock: "Stock: everything that happened before the period's end."
    case .flow: "Flow: what happened in the period."
    case .recorded: "What was recorded in the period."
    }
  }
}
