import ArgumentParser
import CanonicalJSON
import EventStore
import Foundation
import Ledger
import Twinning

/// `twinledger record`.
struct RecordCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "record",
    abstract: "Record one event, if the rules admit it.",
    discussion: """
      The answer is given once the event is durable. Where it isn't known whether it was recorded, \
      send it again with the --command-id that the message names: it is answered once.

      Example: twinledger record CityRegistered city/hu-budapest --actor ce-01 --role CE --data \
      '{"name":"Budapest","iso_country":"HU","kind":"city"}'
      """)

  @OptionGroup var location: LedgerOption
  @OptionGroup var key: KeyOption

  @Argument(
    help: ArgumentHelp("The event's type, such as SiteVisitHeld.", valueName: "type"),
    completion: .list(EventType.allCases.map(\.name)))
  var type: String

  @Argument(help: ArgumentHelp("The stream, such as city/hu-budapest.", valueName: "subject"))
  var subject: String

  @Option(
    help: ArgumentHelp(
      "The payload as JSON, @FILE, or - for standard input.", valueName: "json|@file|-"))
  var data = "{}"

  @Option(
    help: ArgumentHelp(
      "When it happened, where the payload has no date of its own.", valueName: "time"))
  var occurred: String?

  @OptionGroup var by: ActorOption

  @Option(
    help: ArgumentHelp(
      "The stream's version that you know; 0 for a new stream.", valueName: "version"))
  var expect: Int?

  @Option(
    help: ArgumentHelp(
      "The command's id, a UUID; the same id and content are recorded once.", valueName: "uuid"))
  var commandId: String?

  @Option(
    help: ArgumentHelp("On a synthetic ledger: when it is recorded.", valueName: "time"))
  var recorded: String?

  @Option(help: "How: a page, or one JSON text.")
  var format = PageFormat.text

  func run() throws {
    let source = try SourceText(data, option: "--data")
    let recorder = try key.recorder(location)
    defer { recorder.close() }
    let ledger = try OpenLedger(LedgerReader(of: recorder))
    var request = try request(source, zone: ledger.zone)
    if request.commandID == nil { request.commandID = Self.newCommandID() }
    let answer: Answer
    do throws(RecordError) { answer = try recorder.recordBlocking(request) } catch {
      throw Self.placed(error)
    }
    try AnswerPrinter(ledger, format).print([answer])
    try recorder.checkpoint()
  }

  /// A version 7 UUID, made before the first try so that a second one can be recognised.
  private static func newCommandID() -> EventID {
    var random = SystemRandomNumberGenerator()
    return EventID(
      version7: Clock.system.now(),
      random: (UInt16.random(in: 0...UInt16.max, using: &random), random.next()))
  }

  // MARK: The request

  private func request(_ source: SourceText, zone: Zone) throws -> Request {
    let payload = try payload(source)
    let command = text(payload, actor: try by.givenActor(), role: try by.givenRole())
    var reader = CommandReader(zone: zone)
    do throws(InputError) {
      return try reader.request(from: command.span)
    } catch {
      throw place(error, source)
    }
  }

  /// The payload in canonical form.
  private func payload(_ source: SourceText) throws(InputError) -> [UInt8] {
    let name = source.name ?? "--data"
    var payload: [UInt8] = []
    let bytes = source.bytes
    do throws(JSONError) {
      try canonicalize(bytes.span, rules: .event, into: &payload)
    } catch {
      throw InputError(
        error.message, file: name, line: error.line, column: error.column,
        member: error.pointer)
    }
    guard payload.first == UInt8(ascii: "{") else {
      throw InputError("the payload is a JSON object.", file: name, line: 1)
    }
    return payload
  }

  /// The command as JSON, with the payload's canonical bytes.
  private func text(_ payload: [UInt8], actor: String, role: String) -> [UInt8] {
    var writer = CanonicalWriter()
    writer.beginObject()
    func write(_ name: String, _ value: String?) {
      guard let value else { return }
      writer.key(name)
      writer.string(value)
    }
    write("actor", actor)
    write("commandid", commandId)
    writer.key("data")
    writer.raw(payload.span)
    if let expect {
      writer.key("expect")
      writer.integer(Int64(expect))
    }
    write("occurred", occurred)
    write("recordedtime", recorded)
    write("role", role)
    write("subject", subject)
    write("type", type)
    writer.endObject()
    return writer.bytes
  }

  private static let options = [
    "/actor": "--actor", "/commandid": "--command-id", "/expect": "--expect",
    "/occurred": "--occurred", "/recordedtime": "--recorded", "/role": "--role",
    "/subject": "SUBJECT", "/type": "TYPE",
  ]

  /// The problem in the words of the command line: the option, or the place in the payload.
  private func place(_ error: InputError, _ source: SourceText) -> InputError {
    let member = error.member ?? ""
    if member.hasPrefix("/data") {
      let pointer = String(member.dropFirst("/data".count))
      let place = locate(pointer: pointer, in: source.bytes.span)
      return InputError(
        error.message, file: source.name ?? "--data", line: place?.line, column: place?.column,
        member: pointer)
    }
    return InputError(error.message, member: Self.options[member] ?? member)
  }

  /// The same in the words of the command line.
  static func placed(_ error: RecordError) -> RecordError {
    guard case .input(var input) = error else { return error }
    input.member = input.member.map { options[$0] ?? $0 }
    return .input(input)
  }
}
