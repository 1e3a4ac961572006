internal import CanonicalJSON
public import Twinning

/// What was announced, beside what the ledger counts itself.
public struct AnnouncementReport {
  private let comparisons: [AnnouncedComparison]
  private let world: World
  private let day: Instant

  /// - Parameter day: the moment whose belief the comparisons hold.
  public init(_ comparisons: [AnnouncedComparison], world: World, believedOn day: Instant) {
    self.comparisons = comparisons
    self.world = world
    self.day = day
  }

  /// A row for each figure: every announcement in its order, what was believed on the day, and the
  /// ledger's own count; then, for each, how that count comes about.
  public func text(width: Int) -> String {
    var page = Page(width: width, isSynthetic: world.isSynthetic)
    page.add(
      "Announced by others, and counted by the ledger itself; believed at \(Spelling.moment(day))")
    page.add()
    if comparisons.isEmpty { page.add("No announcement is recorded.") }
    var table = TextTable([
      TextTable.Column("about", isElastic: true), TextTable.Column("figure"),
      TextTable.Column("believed", isRight: true),
      TextTable.Column("the ledger's own", isRight: true),
      TextTable.Column("published", isElastic: true), TextTable.Column("events"),
    ])
    for one in comparisons {
      table.add([
        world.interner.subject(of: one.about), one.figure.word,
        Spelling.number(one.believed?.value), own(one),
        one.announcements.map { "\($0.value) \($0.basis.word) \($0.announcedOn)" }
          .joined(separator: "; "),
        Spelling.events(one.announcements.map(\.fact.index).sorted()),
      ])
    }
    page.add(table)
    for one in comparisons {
      page.add()
      page.add(paragraph: one.because(world.interner))
    }
    if !comparisons.isEmpty {
      page.add()
      page.add(
        paragraph: "An announcement says what somebody published; the ledger counts only what it "
          + "records. Neither corrects the other.")
    }
    return page.text
  }

  private func own(_ one: AnnouncedComparison) -> String {
    switch one.own?.amount {
    case .integer(let number)?: String(number)
    case .decimal(let text)?, .text(let text)?: text
    case .notReported?, nil: Spelling.notReported
    }
  }

  /// An array with an object for each figure.
  public func json() -> [UInt8] {
    var writer = CanonicalWriter()
    writer.beginArray()
    for one in comparisons { write(one, &writer) }
    writer.endArray()
    return writer.bytes
  }

  private func write(_ one: AnnouncedComparison, _ writer: inout CanonicalWriter) {
    writer.beginObject()
    writer.key("about")
    writer.string(world.interner.subject(of: one.about))
    writer.key("announcements")
    writer.beginArray()
    for (place, announcement) in one.announcements.enumerated() {
      let own = place < one.ownThen.count ? one.ownThen[place] : nil
      write(announcement, own: .some(own), &writer)
    }
    writer.endArray()
    writer.key("because")
    writer.beginArray()
    for part in one.parts { write(part, &writer) }
    writer.endArray()
    writer.key("believed")
    if let believed = one.believed { write(believed, own: nil, &writer) } else { writer.null() }
    writer.key("figure")
    writer.string(one.figure.word)
    writer.key("indicator")
    writer.optional(one.indicator)
    writer.key("own")
    if let own = one.own { writer.value(own) } else { writer.null() }
    writer.key("programme")
    writer.string(world.interner.subject(of: one.programme))
    writer.endObject()
  }

  private func write(_ part: AnnouncedComparison.Part, _ writer: inout CanonicalWriter) {
    writer.beginObject()
    writer.key("from_record")
    writer.integer(part.fromRecord)
    writer.key("taken_away")
    writer.bool(part.isTakenAway)
    writer.key("value")
    writer.value(part.value)
    writer.endObject()
  }

  /// - Parameter own: what the ledger counts for that day; nil where that isn't told.
  private func write(
    _ one: ProgrammeState.Announcement, own: FigureValue??, _ writer: inout CanonicalWriter
  ) {
    writer.beginObject()
    writer.key("announced_on")
    var date: [UInt8] = []
    one.announcedOn.appendJSON(to: &date)
    writer.raw(date.span)
    writer.key("basis")
    writer.string(one.basis.word)
    writer.key("event")
    writer.integer(one.fact.index)
    if let own {
      writer.key("own_then")
      if let own { writer.value(own) } else { writer.null() }
    }
    writer.key("value")
    writer.integer(one.value)
    writer.endObject()
  }
}
