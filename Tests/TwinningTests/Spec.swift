import CanonicalJSON
import Testing

@testable import Twinning

/// One command of a test, in words: what, about which stream, by whom and when.
struct Told {
  var type: String
  var subject: String
  var data: String
  var role: Role?
  var actor: String
  var occurred: String?
  var recorded: String?
  var isImported = false
}

/// A command. Without a role it is the first that may record the type; a reason and evidence are
/// added where the type demands them and `data` has none.
///
/// - Parameters:
///   - occurred: when it happened, for types without a date of their own.
///   - recorded: when it is recorded; without it when it occurred, else at the clock.
func told(
  _ type: String, _ subject: String, _ data: String = "{}", by role: Role? = nil,
  actor: String = "somebody-01", occurred: String? = nil, recorded: String? = nil
) -> Told {
  Told(
    type: type, subject: subject, data: data, role: role, actor: actor, occurred: occurred,
    recorded: recorded)
}

/// A world under test: `given` commands that are admitted, `when` one more or a batch, `then`.
final class Spec {
  let world = World()

  /// When the next command is recorded if nothing else is said; never goes back.
  private(set) var clock: Instant
  private var commands: UInt64 = 0

  init(clock: String = "2024-01-01T00:00:00.000Z") throws {
    self.clock = try Instant(canonical: clock)
  }

  /// Moves the clock on.
  func at(_ time: String) throws { clock = max(clock, try Instant(canonical: time)) }

  /// Records what must be admitted.
  @discardableResult
  func given(_ told: [Told], sourceLocation: SourceLocation = #_sourceLocation) throws -> Spec {
    for one in told {
      if case .failure(let refusal) = try admit([one]) {
        Issue.record(
          "\(one.type) of \(one.subject) was refused: \(refusal)", sourceLocation: sourceLocation)
        throw refusal
      }
    }
    return self
  }

  /// Tries a command, or several as one batch.
  func when(_ told: Told...) throws -> Outcome { Outcome(result: try admit(told)) }

  /// The reference of a subject.
  func ref(_ subject: String) throws -> Ref {
    try #require(world.interner.intern(subject: subject))
  }

  /// What came of a command.
  struct Outcome {
    let result: Result<[Admitted], Refusal>

    func thenRefused(
      _ rule: Refusal.Rule, sourceLocation: SourceLocation = #_sourceLocation
    ) {
      switch result {
      case .failure(let refusal):
        #expect(refusal.rule == rule, "\(refusal)", sourceLocation: sourceLocation)
      case .success(let events):
        Issue.record(
          "admitted as \(events.map(\.event.data.type.name)), not refused by \(rule.rawValue)",
          sourceLocation: sourceLocation)
      }
    }

    /// Exactly these events were admitted, consequences included.
    func then(_ names: String..., sourceLocation: SourceLocation = #_sourceLocation) {
      switch result {
      case .failure(let refusal): Issue.record("\(refusal)", sourceLocation: sourceLocation)
      case .success(let events):
        #expect(events.map(\.event.data.type.name) == names, sourceLocation: sourceLocation)
      }
    }
  }

  // MARK: Reading

  private func admit(_ told: [Told]) throws -> Result<[Admitted], Refusal> {
    var recorded = clock
    for one in told {
      guard let text = one.recorded ?? one.occurred else { continue }
      recorded = max(recorded, try Instant(canonical: text))
    }
    clock = recorded
    commands += 1
    let id = EventID(high: 0x7000, low: 0x8000_0000_0000_0000 | commands)
    let read = try told.map(command)
    do throws(Refusal) {
      return .success(try world.admit(read, commandID: id, at: recorded))
    } catch {
      return .failure(error)
    }
  }

  private func command(_ told: Told) throws -> Command {
    let type = try #require(EventType(name: told.type), "no type \(told.type)")
    var bytes: [UInt8] = []
    try canonicalize(completed(told.data, type).utf8.span, into: &bytes)
    let data = try EventData.read(
      type, from: bytes.span, strength: .admit, interner: world.interner)
    let role = told.role ?? type.roles.words.first ?? .po
    return Command(
      subject: try ref(told.subject), data: data, bytes: bytes,
      occurred: try told.occurred.map { try Instant(canonical: $0) },
      actor: world.interner.intern(.actor, told.actor), role: role, isImported: told.isImported,
      isByRule: role == .sys)
  }

  private func completed(_ data: String, _ type: EventType) -> String {
    var members: [String] = []
    if type.requiresReason, !data.contains("\"reason\"") {
      members.append(#""reason":{"code":"organiser_decision"}"#)
    }
    if type.requiresEvidence, !data.contains("\"evidence\"") {
      let digest = String(repeating: "ab", count: 32)
      members.append(
        #""evidence":[{"kind":"file","bytes":1,"media_type":"application/pdf","#
          + #""sha256":"\#(digest)"}]"#
      )
    }
    if members.isEmpty { return data }
    let rest = data.drop { $0 != "{" }.dropFirst()
    let isEmpty = rest.allSatisfy { $0 == "}" || $0.isWhitespace }
    return "{" + members.joined(separator: ",") + (isEmpty ? "" : ",") + rest
  }
}
