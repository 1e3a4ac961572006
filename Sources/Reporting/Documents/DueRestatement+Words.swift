internal import Twinning

extension DueRestatement {
  /// That it is due, and because of which events.
  func words(_ interner: Interner) -> String {
    let name = interner.subject(of: summary)
    let period = interner.subject(of: period)
    var reasons: [String] = []
    if !triggers.isEmpty {
      let verb = triggers.count == 1 ? "bears" : "bear"
      reasons.append("\(Self.events(triggers)) \(verb) on the closed \(period)")
    }
    if !reopenings.isEmpty {
      reasons.append("\(Self.events(reopenings)) opened \(period) again")
    }
    return "A restatement of \(name) is due. Since its version \(version.number), made at size "
      + "\(version.asOfSize), \(reasons.joined(separator: ", and ")). What differs: twinledger "
      + "report restate \(interner.slug(of: summary)) --dry-run"
  }

  private static func events(_ events: [Int64]) -> String {
    (events.count == 1 ? "event " : "events ") + Spelling.events(events, shown: 12)
  }
}
