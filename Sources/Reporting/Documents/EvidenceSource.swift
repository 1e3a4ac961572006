internal import CanonicalJSON
internal import Twinning

/// How far the newest signed checkpoint reaches: the events below its size are proved.
public enum ProofState: Hashable, Sendable {
  /// Nobody has signed anything yet.
  case unsigned

  /// A signed checkpoint covers the first `size` events.
  case signed(size: Int64)

  /// Whether the event at `index` is covered.
  public func covers(_ index: Int64) -> Bool {
    if case .signed(let size) = self { index < size } else { false }
  }

  /// What the document says of it.
  var words: String {
    switch self {
    case .unsigned: "no checkpoint is signed yet"
    case .signed(let size): "the newest signed checkpoint covers the first \(size) events"
    }
  }
}

/// Where documents look up the events behind a figure.
struct EvidenceSource {
  /// What a document shows of one event.
  struct Item {
    var line: EventLine
    var subject: String
    var proof: String
  }

  let columns: EventColumns
  let interner: Interner
  let proof: ProofState

  /// What is shown of the event at `index`; nil where it lies beyond what is known.
  func item(_ index: Int64) -> Item? {
    guard let line = columns.line(at: index) else { return nil }
    return Item(
      line: line, subject: subject(of: line),
      proof: proof.covers(index) ? "signed" : "not yet signed")
  }

  /// The stream of an event. A person's is withheld: an id of a person is in no document.
  func subject(of line: EventLine) -> String {
    guard line.subject != .none else { return "of a kind unknown to this program" }
    return interner.kind(of: line.subject) == .person
      ? "person (withheld)" : interner.subject(of: line.subject)
  }

  /// Indexes as runs: `3 7..9 14`; at most `bytesMax` bytes, then an ellipsis.
  static func runs(_ events: [Int64], bytesMax: Int = .max) -> String {
    var text = ""
    var place = 0
    while place < events.count {
      var end = place
      while end + 1 < events.count, events[end + 1] == events[end] + 1 { end += 1 }
      let run = end == place ? "\(events[place])" : "\(events[place])..\(events[end])"
      if text.utf8.count + run.utf8.count + 4 > bytesMax { return text + " …" }
      text += text.isEmpty ? run : " " + run
      place = end + 1
    }
    return text
  }
}
