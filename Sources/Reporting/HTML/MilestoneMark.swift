internal import Twinning

/// How a milestone looks by its status. Shapes differ, not only colours.
enum MilestoneMark {
  private static let kinds: [(status: MilestoneStatus, isLate: Bool, words: String)] = [
    (.achieved, false, "achieved in time"), (.achieved, true, "achieved late"),
    (.overdue, false, "overdue"), (.dueSoon, false, "due within 30 days"),
    (.notDue, false, "not due yet"), (.waived, false, "waived"),
    (.notApplicable, false, "not applicable"),
  ]

  /// Draws the mark of a milestone about the origin.
  static func draw(_ progress: MilestoneProgress, _ page: inout Markup) {
    draw(progress.status, isLate: (progress.daysLate ?? 0) > 0, &page)
  }

  private static func draw(_ status: MilestoneStatus, isLate: Bool, _ page: inout Markup) {
    switch status {
    case .achieved where isLate:
      page.empty("circle", [("class", "done late"), ("r", "4.5")])
      page.empty("circle", [("class", "hole"), ("r", "1.8")])
    case .achieved: page.empty("circle", [("class", "done"), ("r", "4.5")])
    case .overdue: page.empty("path", [("class", "over"), ("d", "M0-6L6 5H-6z")])
    case .dueSoon: page.empty("path", [("class", "soon"), ("d", "M0-5.5L5.5 0 0 5.5-5.5 0z")])
    case .notDue: page.empty("circle", [("class", "open"), ("r", "3.8")])
    case .waived: page.empty("path", [("class", "off"), ("d", "M-4 0H4")])
    case .notApplicable: page.empty("path", [("class", "off"), ("d", "M-3-3L3 3M-3 3L3-3")])
    }
  }

  /// What the marks mean.
  static func legend(_ page: inout Markup) {
    page.element("ul", [("class", "legend")]) { page in
      for (status, isLate, words) in kinds {
        page.element("li") { page in
          page.element(
            "svg",
            [
              ("aria-hidden", "true"), ("width", "16"), ("height", "14"),
              ("viewBox", "-8 -7 16 14"),
            ]
          ) { draw(status, isLate: isLate, &$0) }
          page.words(" \(words)")
        }
      }
    }
  }
}
