internal import CanonicalJSON
internal import Twinning

/// `diff`: what changed between two points of the log, by subject, with the events that did it.
public struct DiffReport {
  /// One subject that had events between the two points.
  public struct SubjectChange: Sendable {
    public var subject: String

    /// The canonical state before, nil where there was none; and after.
    public var before: [UInt8]?
    /// What it is afterwards, canonical; nil where it is gone.
    public var after: [UInt8]?

    /// The subject's events between the two, in the order of the log.
    public var events: [LogReport.Line]

    /// Puts the parts together.
    public init(
      subject: String, before: [UInt8]?, after: [UInt8]?, events: [LogReport.Line]
    ) {
      self.subject = subject
      self.before = before
      self.after = after
      self.events = events
    }
  }

  /// A member that is another one now; nil where there was, or is, none.
  struct MemberChange {
    var path: String
    var old: String?
    var new: String?
  }

  private let changes: [SubjectChange]
  private let from: Int64
  private let to: Int64
  private let isSynthetic: Bool

  /// - Parameters:
  ///   - from: the size of the log before.
  ///   - to: the size of the log after.
  public init(_ changes: [SubjectChange], from: Int64, to: Int64, isSynthetic: Bool) {
    self.changes = changes.sorted {
      Array($0.subject.utf8).lexicographicallyPrecedes(Array($1.subject.utf8))
    }
    self.from = from
    self.to = to
    self.isSynthetic = isSynthetic
  }

  // MARK: Text

  public func text(width: Int) -> String {
    var page = Page(width: width, isSynthetic: isSynthetic)
    let events = changes.reduce(0) { $0 + $1.events.count }
    page.add("From size \(from) to \(to): \(events) events on \(changes.count) subjects")
    for change in changes { add(change, to: &page) }
    return page.text
  }

  private func add(_ change: SubjectChange, to page: inout Page) {
    page.add()
    page.add(DisplayText.harmless(change.subject) + (change.before == nil ? "  (new)" : ""))
    for event in change.events {
      let note = event.note.isEmpty ? "" : " (\(event.note))"
      page.add(
        DisplayText.harmless(
          "  event \(event.index)  \(event.type)  \(Spelling.moment(event.time))  "
            + "\(event.role)\(note)"))
    }
    var table = TextTable([
      TextTable.Column("", isElastic: true), TextTable.Column("", isElastic: true),
      TextTable.Column(""), TextTable.Column("", isElastic: true),
    ])
    table.indent = "    "
    for member in members(of: change) {
      table.add([member.path, member.old ?? "-", "→", member.new ?? "-"])
    }
    page.add(table)
  }

  /// The members that differ, in the order of their paths.
  func members(of change: SubjectChange) -> [MemberChange] {
    let old = Self.flat(change.before)
    let new = Self.flat(change.after)
    return Set(old.keys).union(new.keys).sorted().compactMap { path in
      old[path] == new[path] ? nil : MemberChange(path: path, old: old[path], new: new[path])
    }
  }

  /// Every plain value of a state by its path; what only counts events is left out.
  private static func flat(_ state: [UInt8]?) -> [String: String] {
    guard let state,
      case .object(let members)? = (try? JSONValue(parsing: state.span)).map(
        FlatMember.withoutPersons)
    else { return [:] }
    var found: [String: String] = [:]
    for (name, value) in members where name != "stream" {
      let name = StateReport.words[name] ?? name
      for (path, text) in FlatMember.flat(value, name) {
        found[path] = text
      }
    }
    return found
  }

  // MARK: JSON

  /// An object: `from`, `to`, and for each subject its events and the members that changed.
  public func json() -> [UInt8] {
    var writer = CanonicalWriter()
    writer.beginObject()
    writer.key("from")
    writer.integer(from)
    writer.key("subjects")
    writer.beginArray()
    for change in changes { write(change, &writer) }
    writer.endArray()
    if isSynthetic {
      writer.key("synthetic")
      writer.bool(true)
    }
    writer.key("to")
    writer.integer(to)
    writer.endObject()
    return writer.bytes
  }

  private func write(_ change: SubjectChange, _ writer: inout CanonicalWriter) {
    writer.beginObject()
    writer.key("events")
    writer.beginArray()
    for event in change.events {
      writer.beginObject()
      writer.key("index")
      writer.integer(event.index)
      writer.key("recordedTime")
      writer.string(event.recordedTime.description)
      writer.key("time")
      writer.string(event.time.description)
      writer.key("type")
      writer.string(event.type)
      writer.endObject()
    }
    writer.endArray()
    writer.key("members")
    writer.beginArray()
    for member in members(of: change) {
      writer.beginObject()
      writer.key("new")
      writer.optional(member.new)
      writer.key("old")
      writer.optional(member.old)
      writer.key("path")
      writer.string(member.path)
      writer.endObject()
    }
    writer.endArray()
    writer.key("subject")
    writer.string(change.subject)
    writer.endObject()
  }
}
