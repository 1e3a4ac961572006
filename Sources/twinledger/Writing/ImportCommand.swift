import ArgumentParser
import CanonicalJSON
import EventStore
import Foundation
import Ledger
import Twinning

/// `twinledger import`.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Record the commands of files: NDJSON, or sheets as CSV.",
    discussion: """
      A sheet's name says its type (02-CityRegistered.csv), its header the members, dotted for \
      nested ones. Each file is judged whole before anything of it is appended; of one with a \
      problem, nothing is, unless --partial. An import that was cut goes on where it was when run \
      again; repeated, it appends nothing. A name that ends in .csv is a sheet; - is NDJSON from \
      standard input.

      Example: twinledger import --dry-run 02-CityRegistered.csv visits.ndjson
      """)

  @OptionGroup var location: LedgerOption
  @OptionGroup var key: KeyOption

  @Argument(help: ArgumentHelp("What to import, in this order.", valueName: "file"))
  var files: [String]

  @Flag(help: "List every problem and append nothing.")
  var dryRun = false

  @Flag(help: "Append what can be, line by line, and list the rest.")
  var partial = false

  @Option(help: "How: a page, or one JSON text.")
  var format = PageFormat.text

  func validate() throws {
    if dryRun, partial { throw ValidationError("Use --dry-run or --partial, not both.") }
    if files.count(where: { $0 == "-" }) > 1 {
      throw ValidationError("Standard input can be imported once.")
    }
  }

  func run() throws {
    let recorder = try key.recorder(location)
    defer { recorder.close() }
    let ledger = try OpenLedger(LedgerReader(of: recorder))
    var options = Importer.Options()
    options.isDryRun = dryRun
    options.isPartial = partial
    let importer = try Importer(recorder, options: options)
    var outcomes: [Importer.Outcome] = []
    for file in files {
      let outcome = try importOne(file, importer)
      outcomes.append(outcome)
      if !outcome.problems.isEmpty, !dryRun, !partial { break }
    }
    try print(outcomes, ledger)
    if !dryRun { try recorder.checkpoint() }
    let problems = outcomes.flatMap(\.problems)
    if problems.contains(where: { $0.rule != nil }) { throw ExitCode(ExitStatus.refused.rawValue) }
    if !problems.isEmpty { throw ExitCode(ExitStatus.badInput.rawValue) }
  }

  private func importOne(_ file: String, _ importer: Importer) throws -> Importer.Outcome {
    let name = file == "-" ? "standard input" : file
    let progress = Progress(dryRun ? "checking \(name)" : "importing \(name)")
    defer { progress.end() }
    if file != "-" { return try importer.importFile(file, progress: progress.show) }
    let spool = try Spool()
    return try importer.importFile(spool.path, name: name, progress: progress.show)
  }

  // MARK: Printing

  /// How many warnings of a file people are shown.
  private static let warningsMax = 20

  private func print(_ outcomes: [Importer.Outcome], _ ledger: OpenLedger) throws {
    let output = Output()
    for outcome in outcomes {
      for problem in outcome.problems { Terminal.say("\(problem.place)") }
      for warning in outcome.warnings.prefix(Self.warningsMax) {
        Terminal.say("warning: \(warning)")
      }
      let more = outcome.warnings.count - Self.warningsMax
      if more > 0 { Terminal.say("warning: \(more) more like these; --format json has them all") }
    }
    switch format {
    case .text:
      if ledger.isSynthetic { try output.write("SYNTHETIC LEDGER\n") }
      for outcome in outcomes { try output.write(summary(outcome) + "\n") }
      let missing = files.count - outcomes.count
      if missing > 0 { try output.write("files not looked at: \(missing)\n") }
      try output.write("size \(try ledger.store.size())\n")
    case .json: try output.line(json(outcomes, ledger).canonicalBytes())
    }
    try output.flush()
  }

  private func summary(_ outcome: Importer.Outcome) -> String {
    let problems = outcome.problems.count
    var words = ["\(outcome.file): \(Self.count(outcome.commands, "command"))"]
    if !dryRun { words.append("\(Self.count(Int(outcome.events), "event")) appended") }
    if outcome.repeats > 0 { words.append("\(outcome.repeats) recorded before") }
    if problems > 0 { words.append(Self.count(problems, "problem")) }
    if dryRun { words.append("nothing appended: dry run") }
    return words.joined(separator: ", ")
  }

  private static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }

  private func json(_ outcomes: [Importer.Outcome], _ ledger: OpenLedger) throws -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("dryRun", .bool(dryRun)), ("files", .array(outcomes.map(json))), ("partial", .bool(partial)),
      ("size", .integer(Int64(try ledger.store.size().value))),
    ]
    if ledger.isSynthetic { members.append(("synthetic", .bool(true))) }
    return .object(members)
  }

  private func json(_ outcome: Importer.Outcome) -> JSONValue {
    .object([
      ("commands", .integer(Int64(outcome.commands))), ("events", .integer(outcome.events)),
      ("file", .string(outcome.file)), ("problems", .array(outcome.problems.map(json))),
      ("repeats", .integer(Int64(outcome.repeats))),
      ("warnings", .array(outcome.warnings.map { .string($0) })),
    ])
  }

  private func json(_ problem: Importer.Problem) -> JSONValue {
    var members: [(String, JSONValue)] = [("message", .string(problem.place.message))]
    if let file = problem.place.file { members.append(("file", .string(file))) }
    if let line = problem.place.line { members.append(("line", .integer(Int64(line)))) }
    if let column = problem.place.column { members.append(("column", .integer(Int64(column)))) }
    if let member = problem.place.member { members.append(("member", .string(member))) }
    if let rule = problem.rule { members.append(("rule", .string(rule.rawValue))) }
    return .object(members)
  }
}

/// Standard input in a file of its own, because an import reads twice; it goes with the object.
private final class Spool {
  let path: String

  init() throws(InputError) {
    path = NSTemporaryDirectory() + "twinledger-input-" + UUID().uuidString + ".ndjson"
    guard
      FileManager.default.createFile(
        atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]),
      let handle = FileHandle(forWritingAtPath: path)
    else {
      throw InputError("no temporary file can be made; check the space and rights there.")
    }
    do {
      while let chunk = try FileHandle.standardInput.read(upToCount: 1 << 20), !chunk.isEmpty {
        try handle.write(contentsOf: chunk)
      }
      try handle.close()
    } catch {
      throw InputError(
        "it can't be copied to a temporary file: \(error.localizedDescription)",
        file: "standard input")
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
