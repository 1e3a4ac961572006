import ArgumentParser
import CanonicalJSON
import EventStore
import Ledger
import TransparencyLog
import Twinning

/// `twinledger init`.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Make a ledger and record its first event.",
    discussion: """
      The origin names the ledger for ever and stands in every event: a host and a path, without a \
      scheme, in small letters. A synthetic ledger holds made-up events, says so on every output, \
      and takes recorded times from its commands.

      A key is made that signs checkpoints; it lies outside the ledger, and whoever has it can \
      sign another history. Its public half, the verifier key, is what others check the ledger \
      with: give it to them now, by another way than the ledger.

      Example: twinledger --ledger demo init --origin ledger.example.org/nzc-twinning --zone \
      Europe/Brussels
      """)

  @OptionGroup var location: LedgerOption
  @OptionGroup var key: KeyOption

  @Option(help: ArgumentHelp("The ledger's name for ever.", valueName: "origin"))
  var origin: String

  @Option(
    help: ArgumentHelp(
      "The zone in which dates are read where a programme names none.", valueName: "zone"),
    completion: .list(Zone.all.map(\.name)))
  var zone = "UTC"

  @Option(
    help: ArgumentHelp(
      "The last checkpoint of the ledger that this one follows; its first event holds it.",
      valueName: "file"))
  var predecessor: String?

  @Flag(help: "Mark the ledger as made up.")
  var synthetic = false

  @Option(help: "How: a page, or one JSON text.")
  var format = PageFormat.text

  func run() throws {
    let found: Zone
    do throws(TimeError) { found = try Zone(zone) } catch {
      throw InputError("\(error)", member: "--zone")
    }
    let note = try predecessor.map { file in
      let bytes = try SourceText("@" + file, option: "--predecessor").bytes
      do throws(NoteError) { return try SignedNote(bytes) } catch {
        throw InputError("\(error)", file: file)
      }
    }
    let keyPath = key.directory(for: location)
    try LedgerCreation.create(
      in: location.directory, origin: origin, zone: found, isSynthetic: synthetic,
      keyDirectory: keyPath, predecessor: note)
    let verifier = try KeyDirectory(opening: keyPath, origin: origin).verifierKey
    let head = try LedgerReader(directory: location.directory).store.head()
    let output = Output()
    switch format {
    case .text:
      if synthetic { try output.write("SYNTHETIC LEDGER\n") }
      try output.write(
        """
        made the ledger \(location.directory)
        origin \(origin)
        zone   \(found.name)
        size   \(head.size)
        root   \(head.root.hex)
        key    \(keyPath)
        vkey   \(verifier.text)
        Keep the vkey somewhere else than here: it is what the ledger is checked with.

        """)
    case .json:
      var members: [(String, JSONValue)] = [
        ("origin", .string(origin)), ("root", .string(head.root.hex)),
        ("size", .integer(Int64(head.size.value))),
        ("verifierKey", .string(verifier.text)), ("zone", .string(found.name)),
      ]
      if synthetic { members.append(("synthetic", .bool(true))) }
      try output.line(JSONValue.object(members).canonicalBytes())
    }
    try output.flush()
  }
}
