import CanonicalJSON
import EventStore
import Ledger
import Reporting
import Twinning

/// Prints what was recorded: each event with its place, the consequences of rules among them.
struct AnswerPrinter {
  private let ledger: OpenLedger
  private let format: PageFormat

  init(_ ledger: OpenLedger, _ format: PageFormat) {
    self.ledger = ledger
    self.format = format
  }

  func print(_ answers: [Answer]) throws {
    let output = Output()
    switch format {
    case .text:
      if ledger.isSynthetic { try output.write("SYNTHETIC LEDGER\n") }
      for answer in answers { try output.write(text(answer)) }
    case .json:
      for answer in answers { try output.line(json(answer).canonicalBytes()) }
    }
    try output.flush()
    for answer in answers {
      for warning in answer.warnings { Terminal.say("warning: \(warning)") }
    }
  }

  private struct Recorded {
    var line: LogReport.Line
    var version: Int64
    var id: EventID
    var isConsequence: Bool
  }

  private func events(_ answer: Answer) throws -> [Recorded] {
    let interner = Interner()
    var found: [Recorded] = []
    try ledger.store.events(from: Index(UInt64(answer.first)), limit: answer.count) {
      index, bytes in
      let head = try EventHead.read(bytes, interner: interner)
      found.append(
        Recorded(
          line: EventPrinter.line(Int64(index.value), bytes, interner),
          version: head.streamVersion, id: head.id, isConsequence: head.causationID != nil))
      return true
    }
    return found
  }

  private func text(_ answer: Answer) throws -> String {
    var text = ""
    if answer.isRepeat { text += "recorded before; nothing was appended now\n" }
    for event in try events(answer) {
      text += event.isConsequence ? "  by rule: event " : "event "
      text += "\(event.line.index) \(event.line.type) on \(event.line.subject), version "
      text += "\(event.version)"
      if !event.line.note.isEmpty { text += " (\(event.line.note))" }
      text += "\n"
    }
    return text + "command id \(answer.commandID.text)\n"
  }

  private func json(_ answer: Answer) throws -> JSONValue {
    let events = try events(answer).map { event in
      JSONValue.object([
        ("consequence", .bool(event.isConsequence)), ("id", .string(event.id.text)),
        ("index", .integer(event.line.index)), ("subject", .string(event.line.subject)),
        ("type", .string(event.line.type)), ("version", .integer(event.version)),
      ])
    }
    var members: [(String, JSONValue)] = [
      ("commandid", .string(answer.commandID.text)), ("count", .integer(Int64(answer.count))),
      ("events", .array(events)), ("index", .integer(answer.first)),
      ("repeat", .bool(answer.isRepeat)),
    ]
    if let first = events.first, case .object(let parts) = first {
      for (name, value) in parts where name == "version" || name == "subject" {
        members.append((name, value))
      }
    }
    if !answer.warnings.isEmpty {
      members.append(("warnings", .array(answer.warnings.map { .string($0) })))
    }
    if ledger.isSynthetic { members.append(("synthetic", .bool(true))) }
    return .object(members)
  }
}
