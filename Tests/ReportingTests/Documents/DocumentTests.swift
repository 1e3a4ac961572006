import Testing
import Twinning

@testable import Reporting

@Suite struct DocumentTests {
  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) + "\n" }

  @Test func `an impact summary as a page, as Markdown and as a sheet`() throws {
    let document = try SmallLedger.documented().document()
    try Golden.expect(ImpactPage(document).html, is: "impact.html")
    try Golden.expect(ImpactMarkdown(document).text, is: "impact.md")
    try Golden.expect(ImpactSheet(document).text, is: "impact.csv")
  }

  @Test func `milestones in every form`() throws {
    let report = try SmallLedger.documented().progress
    try Golden.expect(report.text(width: 100), is: "progress.txt")
    try Golden.expect(report.markdown, is: "progress.md")
    try Golden.expect(report.html, is: "progress.html")
    try Golden.expect(text(report.json()), is: "progress.json")
    try Golden.expect(report.sheet, is: "progress.csv")
  }

  @Test func `definitions in every form`() throws {
    let report = DefinitionsReport()
    try Golden.expect(report.text(width: 80), is: "definitions.txt")
    try Golden.expect(report.markdown, is: "definitions.md")
    try Golden.expect(text(report.json()), is: "definitions.json")
  }

  @Test func `an empty ledger has documents too`() throws {
    let world = World()
    let summary = world.impact(of: ReportScope(), now: .first, columns: EventColumns())
    let document = ImpactDocument(
      summary, world: world, columns: EventColumns(), proof: .unsigned)
    let page = ImpactPage(document).html
    #expect(try PageRules(page).problems() == [])
    #expect(page.contains("no checkpoint is signed yet"))
    #expect(ImpactMarkdown(document).text.contains("## Exchange"))
    #expect(ImpactSheet(document).text.hasPrefix("figure,name,key,"))
    let progress = ProgressReport(ProgressModel(world, now: .first))
    for text in [progress.text(width: 80), progress.markdown, progress.html] {
      #expect(text.contains("No pairing was formed"))
    }
    #expect(progress.sheet.split(separator: "\r\n").count == 1)
  }

  @Test func `the same document is made again byte for byte`() throws {
    let (first, second) = (
      try SmallLedger.documented().document(), try SmallLedger.documented().document()
    )
    #expect(ImpactPage(first).html == ImpactPage(second).html)
    #expect(ImpactMarkdown(first).text == ImpactMarkdown(second).text)
    #expect(ImpactSheet(first).text == ImpactSheet(second).text)
  }

  @Test func `every form holds every value, its parts and its definition's version`() throws {
    let document = try SmallLedger.documented().document()
    let (page, markdown, sheet) = (
      ImpactPage(document).html, ImpactMarkdown(document).text, ImpactSheet(document).text
    )
    for figure in document.summary.figures {
      for text in [page, markdown, sheet] {
        #expect(text.contains(figure.id) && text.contains(figure.definition.versionText))
      }
      #expect(page.contains("href=\"#def-\(figure.id)\""))
      #expect(page.contains("id=\"def-\(figure.id)\""))
      for value in figure.values {
        let parts = value.partsWords
        if value.isReported {
          #expect(page.contains(FigureCard.grouped(value)), "\(figure.id) \(value.key)")
          #expect(markdown.contains(" \(value.amountWords) "))
        }
        #expect(page.contains(parts) && markdown.contains(parts))
        #expect(sheet.contains("\(figure.id),"))
        #expect(sheet.contains(",\(value.key),"))
      }
    }
  }

  @Test func `an event is proved where the checkpoint covers it`() throws {
    let ledger = try SmallLedger.documented()
    let signed = ImpactPage(try ledger.document(proof: .signed(size: 1_000))).html
    let unsigned = ImpactPage(try ledger.document(proof: .unsigned)).html
    #expect(signed.contains("<td>signed</td>") && !signed.contains("not yet signed"))
    #expect(unsigned.contains("not yet signed") && !unsigned.contains("<td>signed</td>"))
  }

  @Test func `few persons of a gender are merged in every form for everybody`() throws {
    let ledger = try SmallLedger.documented()
    let open = try ledger.document()
    let office = try ledger.document(audience: .office)
    #expect(open.summary.value("I12", "M+U")?.amount == .integer(7))
    #expect(office.summary.value("I12", "U")?.amount == .integer(2))
    for text in [ImpactPage(open).html, ImpactMarkdown(open).text, ImpactSheet(open).text] {
      #expect(!text.contains(">Undisclosed</th>") && !text.contains(",U,Undisclosed"))
      #expect(text.contains("Men and undisclosed"))
      #expect(text.contains("Cells of fewer than 5 persons are merged."))
    }
  }

  @Test func `no document names a person`() throws {
    let ledger = try SmallLedger.documented()
    let document = try ledger.document(audience: .office)
    let progress = ledger.progress
    let forms = [
      ImpactPage(document).html, ImpactMarkdown(document).text, ImpactSheet(document).text,
      progress.html, progress.markdown, progress.sheet, text(progress.json()),
      progress.text(width: 200),
    ]
    for text in forms { #expect(!text.contains("4711") && !text.contains("person/")) }
    var line = try #require(document.source.columns.line(at: 0))
    line.subject = ledger.ref(.person, "p-4711")
    #expect(document.source.subject(of: line) == "person (withheld)")
  }

  @Test func `expected and measured effects are figures of their own and no form sums them`() throws
  {
    let document = try SmallLedger.documented().document()
    #expect(document.summary.value("I22", "year/2030")?.amount == .decimal("62.5"))
    #expect(document.summary.value("I23", "year/2030") == nil)
    let page = ImpactPage(document).html
    #expect(page.contains("never added"))
    #expect(ImpactHeadline.tileIDs.isDisjoint(with: ["I22", "I23"]))
  }

  @Test func `a shared exchange counts once, and rows that sum to more say so`() throws {
    let document = try SmallLedger.documented().document()
    #expect(document.exchanges.count == 1)
    #expect(document.exchanges.first?.pairings.count == 2)
    let page = ImpactPage(document).html
    #expect(page.contains("the rows sum to 2, the exchanges to 1"))
    #expect(page.contains("the rows of themes sum to 2, the exchanges to 1"))
  }

  @Test func `corrections come after what was published last, and with their targets`() throws {
    let document = try SmallLedger.documented().document()
    #expect(document.corrections.count == 1)
    #expect(document.corrections.first?.target?.type == .kickoffHeld)
    #expect(document.corrections.first?.reason == .wrongCount)
    #expect(document.published == nil)
    let page = ImpactPage(document).html
    #expect(page.contains("No version of this summary was published yet"))
    #expect(page.contains("<td>wrong count</td>"))
  }

  @Test func `once a version was published, only what came after it is listed`() throws {
    let ledger = try SmallLedger.documented()
    try ledger.publish(about: ledger.ref(.programme, "made-up"))
    let document = try ledger.document()
    #expect(document.corrections.isEmpty)
    #expect(ImpactPage(document).html.contains("Since version 1 of summary/h1"))
    try ledger.correctMinutes(from: 130, to: 140)
    #expect(try ledger.document().corrections.map(\.event.index) == [ledger.world.size - 1])
    let cohort = ReportScope(cohort: ledger.ref(.cohort, "first"))
    #expect(try ledger.document(cohort).published == nil)
    #expect(try ledger.document(cohort).corrections.count == 2)
    let elsewhere = ReportScope(city: ledger.ref(.city, "hu-tokyo"))
    #expect(try ledger.document(elsewhere).corrections.isEmpty)
  }

  @Test func `every form says that a restatement is due, and by which event`() throws {
    let ledger = try SmallLedger.documented()
    var closing = ReportingPeriodClosedV1()
    closing.cutOffSize = ledger.world.size
    try ledger.record("period/made-up--h1", .reportingPeriodClosed(closing))
    let size = ledger.world.size
    try ledger.publish(about: ledger.ref(.cohort, "first"))
    #expect(try ledger.document().restatements.isEmpty)
    try ledger.correctMinutes(from: 130, to: 140, by: .po)
    let document = try ledger.document()
    let words =
      "A restatement of summary/h1 is due. Since its version 1, made at size "
      + "\(size), event \(ledger.world.size - 2) bears on the closed "
      + "period/made-up--h1."
    #expect(document.restatements.map { String($0.prefix(words.count)) } == [words])
    #expect(ImpactPage(document).html.contains(words))
    #expect(ImpactMarkdown(document).text.contains("event \(ledger.world.size - 2) bears"))
  }

  @Test func `long lists are cut, say how much is left out and how to get it`() throws {
    let document = try SmallLedger.documented().document()
    let page = ImpactPage(document).html
    #expect(document.summary.asOf.size < FigureCard.eventsMax + 1)
    #expect(!page.contains("These are the first"))
    let ledger = try SmallLedger.documented()
    for number in 0..<40 {
      var city = CityRegisteredV1()
      city.name = "One more"
      city.isoCountry = ledger.ref(.country, "hu")
      city.kind = .city
      try ledger.record("city/hu-more-\(number)", .cityRegistered(city), by: .ce)
    }
    let size = ledger.world.size
    let long = ImpactPage(try ledger.document()).html
    #expect(long.contains("These are the first 50 of \(size). All, and why each counts: "))
    #expect(long.contains("<code>twinledger explain I29 --as-of \(size)</code>"))
  }

  @Test func `what a filter leaves out is in no part of the document`() throws {
    let ledger = try SmallLedger.documented()
    let scope = ReportScope(pairing: ledger.ref(.pairing, "first--host--pecs"))
    let document = try ledger.document(scope)
    #expect(document.progress.pairings.map(\.subject) == ["pairing/first--host--pecs"])
    #expect(document.places.count == 2)
    let page = ImpactPage(document).html
    #expect(page.contains("--pairing pairing/first--host--pecs"))
    #expect(!page.contains("Evil"))
  }
}
