public import Twinning

/// `log` for people: a line an event.
public struct LogReport: Sendable {
  /// What a line says of an event.
  public struct Line: Hashable, Sendable {
    /// The place in the log, from 0.
    public var index: Int64
    /// When the ledger recorded it.
    public var recordedTime: Instant
    /// When it happened.
    public var time: Instant

    /// The event's name, such as `SiteVisitHeld`, or the text of a type that isn't known.
    public var type: String
    public var subject: String
    /// The role it was recorded in.
    public var role: String

    /// What else is to be said, such as `corrects event 12`.
    public var note: String

    /// Puts the parts together.
    public init(
      index: Int64, recordedTime: Instant, time: Instant, type: String, subject: String,
      role: String, note: String = ""
    ) {
      self.index = index
      self.recordedTime = recordedTime
      self.time = time
      self.type = type
      self.subject = subject
      self.role = role
      self.note = note
    }

    /// What an event's stored form says of itself.
    ///
    /// - Parameter bytes: the event's bytes.
    public init(_ stored: StoredEvent, in bytes: Span<UInt8>, interner: Interner) {
      let head = stored.head
      var note = ""
      switch stored.data {
      case .eventCorrected(let correction): note = "corrects event \(correction.target.index)"
      case .eventVoided(let void):
        note = "voids event \(void.target.index) (\(void.cause.word))"
      case .correctionProposed(let proposal):
        note = "proposes to change event \(proposal.target.index)"
      case nil: note = "unknown to this program"
      default: break
      }
      self.init(
        index: head.index, recordedTime: head.recordedTime, time: head.time,
        type: head.type?.name ?? head.typeText.string(in: bytes),
        subject: head.subject == .none ? "-" : interner.subject(of: head.subject),
        role: head.role?.word ?? "-", note: note)
    }
  }

  private let width: Int

  /// - Parameter width: columns of the terminal.
  public init(width: Int) { self.width = max(40, width) }

  /// The lines above the first event.
  public func heading(isSynthetic: Bool) -> String {
    let titles = pad("index", 9) + "  " + pad("recorded", 20) + "  " + pad("happened", 20)
    return (isSynthetic ? Page.syntheticBanner + "\n" : "") + titles
      + "  role  event and subject\n"
  }

  /// One event. Columns have fixed places, so that lines can be written as they come.
  public func line(_ line: Line) -> String {
    let index = String(line.index)
    let left =
      String(repeating: " ", count: max(0, 9 - index.count)) + index + "  "
      + pad(Spelling.moment(line.recordedTime.wholeSecond), 20) + "  "
      + pad(Spelling.moment(line.time.wholeSecond), 20) + "  " + pad(line.role, 4) + "  "
    let note = line.note.isEmpty ? "" : " (\(line.note))"
    let right = DisplayText.harmless("\(line.type) \(line.subject)\(note)")
    return left + right + "\n"
  }

  private func pad(_ text: String, _ columns: Int) -> String {
    text + String(repeating: " ", count: max(0, columns - DisplayText.width(of: text)))
  }
}

extension Instant {
  /// The second in which it lies: pages of many lines leave out the rest.
  fileprivate var wholeSecond: Instant {
    let rest = milliseconds % 1_000
    return adding(milliseconds: rest < 0 ? -rest - 1_000 : -rest)
  }
}
