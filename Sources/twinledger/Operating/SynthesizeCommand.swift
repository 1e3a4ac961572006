import ArgumentParser
import Twinning

/// `twinledger synthesize`.
struct SynthesizeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "synthesize",
    abstract: "Print the commands of made-up twinning programmes as NDJSON.",
    discussion: """
      The same seed gives the same commands. They carry recorded times of their own, so only a \
      synthetic ledger takes them.

      Example: twinledger synthesize --seed 7 | twinledger --ledger made-up import -
      """)

  @Option(help: "Which programmes: the same seed, the same commands.")
  var seed: UInt64 = 1

  @Option(help: "How many programmes.")
  var programmes = 1

  @Option(help: "How many pairings each has, 1 to 100.")
  var pairings = 24

  @Flag(help: "Put in commands that the rules refuse, about one of 25.")
  var includingRefused = false

  func validate() throws {
    if programmes < 0 { throw ValidationError("--programmes is a number: 0 or more.") }
    if !(1...100).contains(pairings) { throw ValidationError("--pairings is from 1 to 100.") }
  }

  func run() throws {
    var options = Synthesizer.Options()
    options.programmes = programmes
    options.pairings = pairings
    options.includingRefused = includingRefused
    var synthesizer = Synthesizer(seed: seed, options: options)
    let output = Output()
    while let command = synthesizer.next() { try output.line(command.ndjson()) }
    try output.flush()
    if synthesizer.refusalCount > 0, !includingRefused {
      Terminal.say("left out, because the rules refused them: \(synthesizer.refusalCount)")
      for refusal in synthesizer.refusals.prefix(3) { Terminal.say("  \(refusal)") }
    }
  }
}
