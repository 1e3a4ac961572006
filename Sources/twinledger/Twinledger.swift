import ArgumentParser
import Foundation

/// The command line: `twinledger [--ledger DIR] COMMAND`.
@main struct Twinledger: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "twinledger",
    abstract: "Keep the record book of a knowledge-exchange programme between cities.",
    discussion: """
      Every action is an immutable event in a log; states, milestones and figures are rebuilt from \
      it. The ledger is the directory of --ledger, which may stand before or after the command; \
      else $TWINLEDGER_DIR; else ./ledger.

      Exit codes: 0 done; 1 refused by a rule; 2 conflict; 64 bad input; 65 the log is not what it \
      was; 74 the store failed.

      Example: twinledger --ledger demo show pairings
      """,
    groupedSubcommands: [
      CommandGroup(
        name: "Writing",
        subcommands: [InitCommand.self, RecordCommand.self, ImportCommand.self, TickCommand.self]),
      CommandGroup(
        name: "Reading",
        subcommands: [
          ShowCommand.self, LogCommand.self, TailCommand.self, MilestonesCommand.self,
          ReportCommand.self, CompareCommand.self, ReplayCommand.self, DiffCommand.self,
        ]),
      CommandGroup(name: "Auditing", subcommands: auditing),
      CommandGroup(
        name: "Operating",
        subcommands: [
          StatsCommand.self, DoctorCommand.self, RebuildCommand.self, BackupCommand.self,
          RecoverCommand.self,
        ]),
      CommandGroup(name: "Trying out", subcommands: tryingOut),
    ])

  /// What lets others check the ledger.
  private static let auditing: [any ParsableCommand.Type] = [
    AuditCommand.self, ExplainCommand.self, CheckpointCommand.self, ProveCommand.self,
    ReceiptCommand.self, VerifyCommand.self, ExportCommand.self, RotateKeyCommand.self,
  ]

  /// What makes up events or measures, for those who want to see how it goes.
  private static let tryingOut: [any ParsableCommand.Type] = [
    SynthesizeCommand.self, BenchCommand.self,
  ]

  @OptionGroup var location: LedgerOption

  static func main() {
    var command: any ParsableCommand
    do {
      try Arguments.check()
      command = try parseAsRoot()
    } catch {
      Failure.end(parsing: error)
    }
    do {
      try command.run()
    } catch {
      Failure.end(error)
    }
  }
}
