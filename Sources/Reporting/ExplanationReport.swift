internal import CanonicalJSON
public import Twinning

/// `explain`: one figure with every event that comes into question, and why each counts or doesn't,
/// as text for people and as canonical JSON for machines.
public struct ExplanationReport {
  /// What proves that the events that count are in the log.
  public struct Evidence: Sendable {
    /// The proof of one event.
    public struct Proof: Sendable {
      /// The hash of the event's bytes as a leaf, in base64.
      public var leafHash: String

      /// The hashes on the way to the root, in base64, the leaf's sibling first.
      public var hashes: [String]

      /// Puts the parts together.
      public init(leafHash: String, hashes: [String]) {
        self.leafHash = leafHash
        self.hashes = hashes
      }
    }

    /// The log's name.
    public var origin: String

    /// How many events the tree has that the proofs lead to.
    public var size: Int64

    /// Its root in base64.
    public var root: String

    /// The signed checkpoint of that size, as it stands in its file; nil where there is none yet.
    public var checkpoint: String?

    /// By event; none for what was recorded since the checkpoint.
    public var proofs: [Int64: Proof]

    /// Puts the parts together.
    public init(
      origin: String, size: Int64, root: String, checkpoint: String?, proofs: [Int64: Proof]
    ) {
      self.origin = origin
      self.size = size
      self.root = root
      self.checkpoint = checkpoint
      self.proofs = proofs
    }
  }

  private let explanation: Explanation
  private let interner: Interner
  private let words: ExplanationWords

  /// - Parameter interner: what names the explanation's subjects.
  public init(_ explanation: Explanation, interner: Interner) {
    self.explanation = explanation
    self.interner = interner
    words = ExplanationWords(of: explanation, interner)
  }

  private var summary: ImpactSummary { explanation.summary }
  private var definition: IndicatorDefinition { explanation.figure.definition }

  // MARK: Text

  /// The explanation as text. O(events).
  ///
  /// - Parameter width: columns of the terminal.
  public func text(width: Int) -> String {
    var page = Page(width: width, isSynthetic: summary.isSynthetic)
    let key = explanation.key.map { "/\($0)" } ?? ""
    page.add("\(definition.id)\(key)  \(definition.name)")
    page.add("Of \(summary.scopeWords(interner))")
    page.addHead(of: summary)
    page.add("Definition: \(definition.versionText)")
    page.add(definition)
    page.add()
    page.add(table: explanation.values)
    for note in explanation.figure.notes { page.add(paragraph: note, indent: 5) }
    let counting = explanation.events.filter(\.counts)
    let others = explanation.events.filter { !$0.counts }
    add(counting, under: counting.count == 1 ? "event counts" : "events count", to: &page)
    add(others, under: others.count == 1 ? "event doesn't count" : "events don't count", to: &page)
    return page.text
  }

  private func add(_ events: [ExplainedEvent], under title: String, to page: inout Page) {
    page.add()
    page.add("\(events.count) \(title)\(events.isEmpty ? "" : ":")")
    let columns = events.last.map { String($0.index).count } ?? 0
    for event in events {
      let index = String(event.index)
      let space = String(repeating: " ", count: columns - index.count)
      page.add(
        DisplayText.harmless(
          "  \(space)\(index)  \(Spelling.moment(event.time))  \(words.type(of: event)) "
            + words.subject(of: event)))
      page.add(paragraph: words.reason(for: event), indent: columns + 4)
    }
  }

  // MARK: JSON

  /// The explanation as canonical JSON. O(events and their proofs).
  public func json(_ evidence: Evidence) -> [UInt8] {
    var writer = CanonicalWriter(capacity: 1 << 16)
    writer.beginObject()
    writer.key("asOf")
    writer.asOf(of: summary)
    writer.key("definition")
    write(definition, &writer)
    writer.key("events")
    writer.beginArray()
    for event in explanation.events { write(event, evidence, &writer) }
    writer.endArray()
    writer.key("key")
    writer.optional(explanation.key)
    writer.key("log")
    write(evidence, &writer)
    writer.key("notes")
    writer.strings(explanation.figure.notes)
    writer.key("period")
    writer.period(of: summary)
    writer.key("scope")
    writer.scope(of: summary, interner)
    if summary.isSynthetic {
      writer.key("synthetic")
      writer.bool(true)
    }
    writer.key("values")
    writer.beginArray()
    for value in explanation.values { writer.value(value) }
    writer.endArray()
    writer.endObject()
    return writer.bytes
  }

  private func write(_ definition: IndicatorDefinition, _ writer: inout CanonicalWriter) {
    let members = [
      ("counts", definition.counts), ("formula", definition.formula), ("id", definition.id),
      ("name", definition.name), ("never", definition.neverCounts),
      ("timing", definition.timing.rawValue), ("version", definition.versionText),
    ]
    writer.beginObject()
    for (name, text) in members {
      writer.key(name)
      writer.string(text)
    }
    writer.endObject()
  }

  private func write(_ evidence: Evidence, _ writer: inout CanonicalWriter) {
    writer.beginObject()
    writer.key("checkpoint")
    writer.optional(evidence.checkpoint)
    writer.key("origin")
    writer.string(evidence.origin)
    writer.key("root")
    writer.string(evidence.root)
    writer.key("size")
    writer.integer(evidence.size)
    writer.endObject()
  }

  private func write(
    _ event: ExplainedEvent, _ evidence: Evidence, _ writer: inout CanonicalWriter
  ) {
    let proof = event.counts ? evidence.proofs[event.index] : nil
    writer.beginObject()
    if let leftOut = event.leftOut {
      writer.key("code")
      writer.string(leftOut.code)
    }
    if !event.correctedBy.isEmpty {
      writer.key("correctedBy")
      writer.integers(event.correctedBy)
    }
    writer.key("counts")
    writer.bool(event.counts)
    writer.key("index")
    writer.integer(event.index)
    writer.key("keys")
    writer.strings(event.keys)
    if let proof {
      writer.key("leafHash")
      writer.string(proof.leafHash)
      writer.key("proof")
      writer.strings(proof.hashes)
    }
    writer.key("reason")
    writer.string(words.reason(for: event))
    if let side = event.side {
      writer.key("side")
      writer.string(side.rawValue)
    }
    writer.key("subject")
    writer.string(words.subject(of: event))
    writer.key("time")
    writer.string(event.time.description)
    if let before = event.timeAsRecorded {
      writer.key("timeAsRecorded")
      writer.string(before.description)
    }
    writer.key("type")
    writer.string(words.type(of: event))
    writer.endObject()
  }
}
