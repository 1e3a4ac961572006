import ArgumentParser
import CanonicalJSON
import Ledger
import Twinning

/// Who records a version of a summary, and when; and the command that does it.
struct VersionOption: ParsableArguments {
  @OptionGroup var by: ActorOption

  @Option(
    help: ArgumentHelp(
      "The command's id, a UUID; the same id and content are recorded once.", valueName: "uuid"))
  var commandId: String?

  @Option(
    help: ArgumentHelp("On a synthetic ledger: when it is recorded.", valueName: "time"))
  var recorded: String?

  /// Records an event of `type` with the payload `data` on the summary's stream `name`.
  ///
  /// - Throws: ``InputError`` and ``RecordError``: nothing is recorded then, or nobody knows and
  ///   the error says so.
  func record(
    _ type: EventType, on name: String, _ data: [(String, JSONValue)], _ zone: Zone,
    by recorder: Recorder
  ) throws -> Answer {
    var members: [(String, JSONValue)] = [
      ("actor", .string(try by.givenActor())), ("data", .object(data)),
      ("role", .string(try by.givenRole())), ("subject", .string(name)),
      ("type", .string(type.name)),
    ]
    if let commandId { members.append(("commandid", .string(commandId))) }
    if let recorded { members.append(("recordedtime", .string(recorded))) }
    let command = try JSONValue.object(members).canonicalBytes()
    var reader = CommandReader(zone: zone)
    let request = try reader.request(from: command.span)
    do throws(RecordError) { return try recorder.recordBlocking(request) } catch {
      throw RecordCommand.placed(error)
    }
  }
}
