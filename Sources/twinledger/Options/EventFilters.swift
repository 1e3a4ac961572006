import ArgumentParser
import Ledger
import Twinning

/// Which events a stream is about.
struct EventFilters: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Only events of this type, such as SiteVisitHeld; repeat for several.", valueName: "type"),
    completion: .list(EventType.allCases.map(\.name)))
  var type: [String] = []

  @Option(
    help: ArgumentHelp(
      "Only events whose subject begins so, such as pairing/.", valueName: "prefix"))
  var subject: String?

  @Option(
    help: ArgumentHelp(
      "Only events that name this city, or whose stream is of it; such as hu-budapest.",
      valueName: "id"))
  var city: String?

  var filter: LogFilter {
    var filter = LogFilter()
    filter.types = Set(type)
    filter.subjectPrefix = subject
    filter.city = city.map { $0.hasPrefix("city/") ? String($0.dropFirst(5)) : $0 }
    return filter
  }
}
