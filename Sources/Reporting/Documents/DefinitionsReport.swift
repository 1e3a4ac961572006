internal import CanonicalJSON
public import Twinning

/// `report definitions`: what each indicator counts, in which unit, and what it never does.
public struct DefinitionsReport {
  private let version: String
  private let definitions: [IndicatorDefinition]

  /// - Parameter set: today's, unless older ones are asked for.
  public init(_ set: DefinitionSet = .current) {
    version = set.version
    definitions = set.indicators
  }

  /// The definitions that a summary's figures follow.
  init(of summary: ImpactSummary) {
    version = summary.definitions
    definitions = summary.figures.map(\.definition).sorted { $0.id < $1.id }
  }

  private static let intro =
    "Every figure of a report follows one of these. A change of meaning is a new version; what was "
    + "published before keeps its own. What belongs to a cohort, a pairing, a place or a theme "
    + "goes by all that is known, whenever it came about; where only the end of a period counts, a "
    + "date that isn't exact counts from its beginning. The part after tz is the version of the "
    + "table of time zones by which dates are read."

  // MARK: Text

  /// A page for a terminal. O(definitions).
  public func text(width: Int) -> String {
    var page = Page(width: width, isSynthetic: false)
    page.add("Definitions \(version)")
    page.add(paragraph: Self.intro)
    for one in definitions {
      page.add()
      page.add("\(one.id)  \(one.name)")
      for (name, value) in Self.parts(one) { page.add(paragraph: "\(name): \(value)", indent: 5) }
    }
    return page.text
  }

  private static func parts(_ one: IndicatorDefinition) -> [(name: String, value: String)] {
    [
      ("Formula", one.formula), ("Unit", one.units.map(unit).joined(separator: "; ")),
      ("Counts", one.counts), ("Never", one.neverCounts), ("Period", one.timing.words),
      ("Version", one.versionText),
    ]
  }

  private static func unit(_ unit: Unit) -> String {
    unit == .hash ? "SHA-256" : FigureWords.unit(unit)
  }

  // MARK: Markdown

  /// Markdown. O(definitions).
  public var markdown: String {
    var page = MarkdownText()
    write(&page, level: 1)
    return page.text
  }

  func write(_ page: inout MarkdownText, level: Int) {
    page.heading(level, "Definitions \(version)")
    page.paragraph(Self.intro)
    for one in definitions {
      page.heading(level + 1, "\(one.id) \(one.name)")
      page.facts(Self.parts(one))
    }
  }

  // MARK: JSON

  /// Canonical JSON. O(definitions).
  public func json() -> [UInt8] {
    var writer = CanonicalWriter()
    writer.beginObject()
    writer.key("definitions")
    writer.beginArray()
    for one in definitions {
      writer.beginObject()
      for (name, value) in [
        ("counts", one.counts), ("formula", one.formula), ("id", one.id), ("name", one.name),
        ("never", one.neverCounts), ("timing", one.timing.rawValue),
      ] {
        writer.key(name)
        writer.string(value)
      }
      writer.key("units")
      writer.strings(one.units.map(\.rawValue))
      writer.key("version")
      writer.string(one.versionText)
      writer.endObject()
    }
    writer.endArray()
    writer.key("version")
    writer.string(version)
    writer.endObject()
    return writer.bytes
  }
}
