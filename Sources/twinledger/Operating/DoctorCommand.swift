import ArgumentParser
import CanonicalJSON
import EventStore
import LMDB
import Ledger
import TransparencyLog
import Twinning

/// `twinledger doctor`.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Examine the ledger and the machine under it, and say what to do.",
    discussion: """
      --clear-failed-sync verifies every event first and removes the mark that a failed sync left.

      Recorded times never go back, so nothing is recorded while the clock is more than 5 s behind \
      the last of them. If that one is wrong, because somebody recorded with a clock that was \
      ahead, --accept-clock records that the clock is right now: events are recorded at that last \
      time, in its order, until the clock has passed it.

      --adopt-head takes a checkpoint from an export, a receipt or an auditor as the one signed \
      last, where the key directory has lost it. Bring the newest there is: what was signed after \
      it can't be told any more.

      Example: twinledger doctor --all
      """)

  @OptionGroup var location: LedgerOption
  @OptionGroup var key: KeyOption

  @Flag(help: "Verify every event's bytes and hashes, not only the last ones.")
  var all = false

  @Flag(help: "After verifying everything, remove the mark of a failed sync.")
  var clearFailedSync = false

  @Flag(help: "Record that the clock is right although the last event was recorded later.")
  var acceptClock = false

  @Option(
    help: ArgumentHelp(
      "Take this checkpoint as the one signed last, where that was lost.", valueName: "file"))
  var adoptHead: String?

  @OptionGroup var by: ActorOption

  @Option(help: "How: a page, or one JSON text.")
  var format = PageFormat.text

  func run() throws {
    if acceptClock { try accept() }
    if let adoptHead { try adopt(adoptHead) }
    var examination = Examination(
      directory: location.directory, keyDirectory: key.directory(for: location),
      verifiesAll: all || clearFailedSync)
    try examination.run()
    if clearFailedSync { try clear(&examination) }
    let output = Output()
    switch format {
    case .text: try output.write(examination.text)
    case .json: try output.line(examination.json.canonicalBytes())
    }
    try output.flush()
    if let status = examination.worst { throw ExitCode(status.rawValue) }
  }

  private func adopt(_ file: String) throws {
    let bytes = try SourceText("@" + file, option: "--adopt-head").bytes
    let note: SignedNote
    do throws(NoteError) { note = try SignedNote(bytes) } catch {
      throw InputError("\(error)", file: file)
    }
    let store = try LedgerReader(directory: location.directory).store
    try KeyDirectory(opening: key.directory(for: location), origin: store.head().origin)
      .adopt(note, for: store)
  }

  private func accept() throws {
    let (actor, word) = (try by.givenActor(), try by.givenRole())
    guard let role = Role(word: word.uppercased()) else {
      throw InputError(
        "\"\(word)\" is no role; one of \(Role.allCases.map(\.word).joined(separator: ", ")) is.",
        member: "--role")
    }
    let recorder = try key.recorder(location)
    defer { recorder.close() }
    do throws(RecordError) { _ = try recorder.acceptClock(actor: actor, role: role) } catch {
      throw RecordCommand.placed(error)
    }
    try recorder.checkpoint()
  }

  private func clear(_ examination: inout Examination) throws {
    guard examination.isLogWhole else {
      throw Failure(
        .integrity, "the mark of the failed sync stays: the log isn't whole, as printed by doctor.")
    }
    var writer = try LogWriter(opening: location.directory)
    try writer.clearFailedSync()
    examination.noteCleared()
  }
}
