internal import Twinning

/// Milestones of pairings over time: a strip a pairing, a mark a milestone.
struct MilestoneChart {
  /// At most so many pairings have a strip.
  static let pairingsMax = 120

  private let pairings: [PairingProgress]
  private let omitted: Int
  private let now: Instant
  private let axis: TimeAxis?

  init(_ pairings: [PairingProgress], now: Instant) {
    let known = pairings.filter { !$0.milestones.isEmpty }
    self.pairings = Array(known.prefix(Self.pairingsMax))
    omitted = known.count - self.pairings.count
    self.now = now
    axis = TimeAxis(around: self.pairings.flatMap(Self.days))
  }

  private static func days(_ pairing: PairingProgress) -> [CivilDate] {
    let milestones = pairing.milestones.flatMap { [$0.progress.due, $0.progress.achieved] }
    return milestones.compactMap { $0.flatMap { $0.hasText ? pairing.zone.date(of: $0) : nil } }
      + [pairing.start, pairing.end].compactMap { $0 }
  }

  func write(_ page: inout Markup) {
    guard let axis else {
      return page.paragraph(
        "No due dates are known: no pairing was formed, or their cohorts follow no template that "
          + "is known, or when they began isn't reported.")
    }
    MilestoneMark.legend(&page)
    page.element("div", [("class", "gantt")]) { page in
      page.element("div", [("class", "row axis")]) { page in
        page.element("div", [("class", "who")]) { _ in }
        page.element(
          "svg", [("aria-hidden", "true"), ("width", "100%"), ("height", "18")]
        ) { page in
          axis.labels(&page)
        }
        page.element("div", [("class", "tally")]) { _ in }
      }
      page.element("ul") { page in
        for pairing in pairings { row(pairing, axis, &page) }
      }
    }
    if omitted > 0 {
      page.paragraph("\(omitted) more pairings are in: twinledger report progress", "note")
    }
  }

  private func row(_ pairing: PairingProgress, _ axis: TimeAxis, _ page: inout Markup) {
    page.element("li", [("class", "row")]) { page in
      page.element("div", [("class", "who")]) { page in
        page.name(pairing.name)
        if pairing.status != .active {
          page.element(
            "span", [("class", "state")], words: " \(FigureWords.phrase(pairing.status.word))")
        }
      }
      page.element(
        "svg",
        [
          ("role", "img"), ("aria-label", description(pairing)), ("width", "100%"),
          ("height", "22"),
        ]
      ) { page in
        axis.grid(&page, height: 22)
        span(pairing, axis, &page)
        nowLine(pairing, axis, &page)
        for milestone in pairing.milestones { mark(milestone, pairing, axis, &page) }
      }
      page.element("div", [("class", "tally")]) { tally(pairing, &$0) }
    }
  }

  private func tally(_ pairing: PairingProgress, _ page: inout Markup) {
    page.words(pairing.share.words)
    if pairing.milestones.allSatisfy({ $0.progress.due == nil }) {
      page.words(", due dates \(Spelling.notReported)")
    }
    let overdue = pairing.overdue.count
    if overdue > 0 {
      page.words(", ")
      page.element("strong", [("class", "overdue")], words: "\(overdue) overdue")
    }
  }

  /// What the strip shows, for those who don't see it.
  private func description(_ pairing: PairingProgress) -> String {
    var words = "\(pairing.name): \(pairing.share.sentence)."
    let overdue = pairing.overdue.map {
      "\($0.progress.milestone) by \($0.progress.daysLate ?? 0) d"
    }
    if !overdue.isEmpty { words += " Overdue: \(overdue.joined(separator: ", "))." }
    if let next = pairing.open.first {
      words +=
        " Next: \(next.progress.milestone) \(next.progress.name), due "
        + "\(Spelling.day(next.progress.due, in: pairing.zone)); needed: \(next.need)."
    }
    return words
  }

  private func span(_ pairing: PairingProgress, _ axis: TimeAxis, _ page: inout Markup) {
    guard let start = pairing.start, let end = pairing.end else { return }
    page.empty(
      "line",
      [
        ("class", "span"), ("x1", axis.place(of: start)), ("x2", axis.place(of: end)), ("y1", "11"),
        ("y2", "11"),
      ])
  }

  private func nowLine(_ pairing: PairingProgress, _ axis: TimeAxis, _ page: inout Markup) {
    guard now.hasText, axis.holds(pairing.zone.date(of: now)) else { return }
    let place = axis.place(of: pairing.zone.date(of: now))
    page.empty("line", [("class", "now"), ("x1", place), ("x2", place), ("y1", "0"), ("y2", "22")])
  }

  private func mark(
    _ milestone: PairingProgress.Milestone, _ pairing: PairingProgress, _ axis: TimeAxis,
    _ page: inout Markup
  ) {
    let progress = milestone.progress
    let due = progress.due.flatMap { $0.hasText ? pairing.zone.date(of: $0) : nil }
    let achieved = progress.achieved.flatMap { $0.hasText ? pairing.zone.date(of: $0) : nil }
    guard let day = progress.status == .achieved ? achieved ?? due : due else { return }
    if let due, let achieved, (progress.daysLate ?? 0) > 0 {
      page.empty(
        "line",
        [
          ("class", "delay"), ("x1", axis.place(of: due)), ("x2", axis.place(of: achieved)),
          ("y1", "11"), ("y2", "11"),
        ])
    }
    page.element(
      "svg", [("x", axis.place(of: day)), ("y", "11"), ("overflow", "visible")]
    ) { page in
      page.element("title", words: Self.words(progress, pairing.zone))
      MilestoneMark.draw(progress, &page)
    }
  }

  /// A milestone in a line: its name, where it stands and since when.
  static func words(_ progress: MilestoneProgress, _ zone: Zone) -> String {
    var words =
      "\(progress.milestone) \(progress.name): \(FigureWords.phrase(progress.status.word))"
    if progress.status == .achieved { words += " on \(Spelling.day(progress.achieved, in: zone))" }
    if let days = progress.daysLate {
      words += days == 0 ? ", in time" : ", \(days) d late"
    }
    return words + "; due \(Spelling.day(progress.due, in: zone))"
  }
}
