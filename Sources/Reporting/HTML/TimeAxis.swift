internal import Twinning

/// Days along the width of a drawing, with lines where months, quarters or years begin.
struct TimeAxis {
  /// The first day of a month, and the first day of the month after the last.
  let from: CivilDate
  let to: CivilDate

  /// The months of `days`, and as many more behind them as `monthsMin` asks for; nil for no days.
  init?(around days: [CivilDate], monthsMin: Int = 1) {
    guard let first = days.min(), let last = days.max(),
      let from = CivilDate(year: first.year, month: first.month, day: 1),
      let month = CivilDate(year: last.year, month: last.month, day: 1)
    else { return nil }
    self.from = from
    to = max(month.adding(months: 1), from.adding(months: monthsMin))
  }

  /// How many months it spans, at least 1.
  var months: Int { max(1, (to.year - from.year) * 12 + to.month - from.month) }

  /// Whether a day lies on it.
  func holds(_ day: CivilDate) -> Bool { from <= day && day < to }

  /// Where a day lies, in percent of the width.
  func place(of day: CivilDate) -> String {
    Drawing.percent(Int64(day.days(since: from)), of: Int64(max(1, to.days(since: from))))
  }

  /// Months between two lines: 1, 3, 12 or more, so that there are at most about a dozen.
  private var step: Int {
    if months <= 8 { return 1 }
    if months <= 36 { return 3 }
    return 12 * max(1, (months + 143) / 144)
  }

  private var ticks: [CivilDate] {
    var ticks: [CivilDate] = []
    for month in 0...months {
      let day = from.adding(months: month)
      if (day.year * 12 + day.month - 1) % step == 0 { ticks.append(day) }
    }
    return ticks
  }

  /// Lines where the steps begin.
  func grid(_ page: inout Markup, height: Int) {
    for day in ticks {
      let place = place(of: day)
      page.empty(
        "line",
        [
          ("class", day.month == 1 ? "tick year" : "tick"), ("x1", place), ("x2", place),
          ("y1", "0"), ("y2", "\(height)"),
        ])
    }
  }

  /// What the lines stand for: years, and months between them.
  func labels(_ page: inout Markup) {
    for day in ticks where day < to {
      let isYear = day.month == 1 || day == ticks.first
      let text = isYear || step >= 12 ? "\(day.year)" : Self.names[day.month - 1]
      let month = day.month != 1 && isYear ? Self.names[day.month - 1] + " " : ""
      page.element(
        "text",
        [
          ("x", place(of: day)), ("y", "13"),
          ("class", isYear ? day.month == 1 ? "year" : "year first" : "month"),
        ],
        words: month + text)
    }
  }

  private static let names = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
}
