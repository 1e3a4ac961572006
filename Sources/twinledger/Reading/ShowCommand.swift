import ArgumentParser
import CanonicalJSON
import Ledger
import Reporting
import Twinning

/// `twinledger show`.
struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show states: of a kind, of one subject, or how many there are.",
    discussion: """
      KIND is one of \(kinds). announcements compares what was published with what the ledger \
      counts itself. A subject is a kind and a slug, such as pairing/budapest--eskisehir.

      Example: twinledger show pairings --as-of 2025-03-28T16:00:00Z
      """)

  private static let kinds =
    Kind.shown.map(\.plural).joined(separator: ", ") + " and announcements"

  @OptionGroup var location: LedgerOption
  @OptionGroup var asOf: AsOfOption

  @Argument(
    help: ArgumentHelp("A kind in the plural, or a subject.", valueName: "kind|subject"),
    completion: .list(Kind.shown.map(\.plural) + ["announcements"]))
  var what: String?

  @Option(help: "How: a page, or for machines.")
  var format = ListFormat.text

  @Option(
    help: ArgumentHelp(
      "For announcements: what was believed on that day; the as-of day otherwise.",
      valueName: "date"))
  var on: String?

  func run() throws {
    let ledger = try OpenLedger(location)
    let point = try asOf.point()
    let resolved = try ledger.resolve(point)
    let output = Output()
    if point != nil {
      let words = OpenLedger.words(resolved)
      if format == .text { try output.write(words + "\n") } else { Terminal.say(words) }
    }
    if format != .text { ledger.markSynthetic() }
    if on != nil, what != "announcements" {
      throw InputError("it is about announcements alone.", member: "--on")
    }
    switch what {
    case nil: try overview(ledger, resolved, output)
    case "announcements"?: try announcements(ledger, resolved, output)
    case let what?:
      if let kind = Kind(plural: what), Kind.shown.contains(kind) {
        try list(kind, ledger, resolved, output)
      } else {
        try subject(what, ledger, resolved, output)
      }
    }
    try output.flush()
  }

  private func overview(
    _ ledger: OpenLedger, _ asOf: LedgerReader.AsOf, _ output: Output
  ) throws {
    let world = try ledger.world(at: asOf, listing: [""])
    if format == .text {
      let page = StateReport(world, now: asOf.now, countsMembers: false).overview(
        width: Terminal.width)
      try world.checkSource()
      return try output.write(page)
    }
    let counts = Kind.shown.map {
      ($0.plural, JSONValue.integer(Int64(world.subjects(of: $0).count)))
    }
    try world.checkSource()
    try write(.array([.object(counts)]), isList: false, output)
  }

  private func list(
    _ kind: Kind, _ ledger: OpenLedger, _ asOf: LedgerReader.AsOf, _ output: Output
  ) throws {
    let members = kind == .cohort ? ["pairing/", "participation/"] : []
    let world = try ledger.world(at: asOf, listing: [kind.word + "/"] + members)
    let report = StateReport(world, now: asOf.now, countsMembers: kind == .cohort)
    if format == .text {
      let page = report.list(kind, width: Terminal.width)
      try world.checkSource()
      return try output.write(page)
    }
    let array = report.json(kind)
    try world.checkSource()
    try write(array, output)
  }

  private func subject(
    _ name: String, _ ledger: OpenLedger, _ asOf: LedgerReader.AsOf, _ output: Output
  ) throws {
    let slug = name.hasPrefix("cohort/") ? name.dropFirst("cohort/".count) : ""
    let members = slug.isEmpty ? [] : ["pairing/\(slug)--", "participation/\(slug)--"]
    let world = try ledger.world(at: asOf, listing: members)
    guard let ref = world.interner.intern(subject: name) else {
      throw InputError(
        "\"\(name)\" is neither a kind nor a subject. Kinds: \(Self.kinds). A subject is a kind "
          + "and a slug, such as pairing/budapest--eskisehir.")
    }
    let report = StateReport(
      world, now: asOf.now, countsMembers: world.interner.kind(of: ref) == .cohort)
    let text = format == .text ? report.text(subject: ref, width: Terminal.width) : nil
    let json = format == .text ? nil : report.json(subject: ref)
    try world.checkSource()
    if let text { return try output.write(text) }
    guard let json else {
      throw InputError(
        "there is no \(name) as of size \(asOf.size); show "
          + "\(world.interner.kind(of: ref).plural) lists what there is.")
    }
    try write(.array([try JSONValue(parsing: json.span)]), isList: false, output)
  }

  private func announcements(
    _ ledger: OpenLedger, _ asOf: LedgerReader.AsOf, _ output: Output
  ) throws {
    let world = try ledger.known(at: asOf.size)
    var day = asOf.now
    if let on {
      do throws(TimeError) {
        day = try PointInTime(people: on).interval(in: ledger.zone).end
      } catch {
        throw InputError("\(error)", member: "--on")
      }
    }
    let report = AnnouncementReport(
      world.announcements(believedOn: day, now: asOf.now, columns: world.columns), world: world,
      believedOn: day)
    if format == .text { return try output.write(report.text(width: Terminal.width)) }
    try write(report.json(), output)
  }

  private func write(_ array: [UInt8], _ output: Output) throws {
    switch format {
    case .text, .json: try output.line(array)
    case .ndjson: try Listing.lines(array, to: output)
    case .csv: try Listing.sheet(array, to: output)
    }
  }

  /// Writes one object: for JSON as it is, else as a list of one.
  private func write(_ value: JSONValue, isList: Bool, _ output: Output) throws {
    if format == .json, !isList, case .array(let items) = value, let only = items.first {
      return try output.line(only.canonicalBytes())
    }
    try write(value.canonicalBytes(), output)
  }
}
