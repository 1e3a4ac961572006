import EventStore
import Foundation
import Ledger
import Twinning

/// The measures, in an order in which each prepares the next.
struct Bench {
  let benchFolder: URL
  private let seed: UInt64
  private let eventCount: Int
  private let commandCount: Int
  let benchLedger: String

  /// How many commands the ledger holds that a large one is compared with.
  private static let smallCount = 10_000
  private let importFile: URL

  init(folder: URL, seed: UInt64, events: Int, commands: Int) throws {
    benchFolder = folder
    self.seed = seed
    eventCount = events
    commandCount = commands
    benchLedger = folder.appending(path: "ledger").path
    importFile = folder.appending(path: "commands.ndjson")
  }

  mutating func run(_ say: (String) -> Void) throws {
    let device = try syncRate()
    say(
      "device: \(Self.rate(device)) synced appends of 512 bytes a second; the figures below are "
        + "ratios to it or to C in the same run")
    var later = try writeCommands(say)
    try importAll(say)
    try measureStore(say)
    let rows = try measureClients(&later, device, say)
    try measureBaseline(rows, say)
    try measureReplay(say)
    try measureReports(say)
    try measureAudit(say)
    try measureOpening(say)
  }

  /// How often a second the device completes a synced append.
  private func syncRate() throws -> Double {
    try Self.baseline(["sync", benchFolder.appending(path: "sync").path, "2"])
  }

  // MARK: Commands

  /// Writes the commands to import, and returns those for the clients that come after them.
  private func writeCommands(_ say: (String) -> Void) throws -> [Request] {
    var synthesizer = Synthesizer(seed: seed, options: Self.options)
    let clock = ContinuousClock()
    let start = clock.now
    let written = try Self.write(eventCount, of: &synthesizer, to: importFile)
    var reader = CommandReader()
    var later: [Request] = []
    while later.count < commandCount * 5, let command = synthesizer.next() {
      later.append(try reader.request(from: command.ndjson().span))
    }
    say(
      "made up \(written) commands in \(Self.seconds(start.duration(to: clock.now))); refused "
        + "against expectation: \(synthesizer.refusalCount)")
    return later
  }

  /// Programmes enough for as many commands as anybody asks for.
  private static var options: Synthesizer.Options {
    var options = Synthesizer.Options()
    options.programmes = 100_000
    return options
  }

  /// Writes the next `count` commands to `file`, fewer where there are no more.
  private static func write(
    _ count: Int, of synthesizer: inout Synthesizer, to file: URL
  ) throws -> Int {
    try Data().write(to: file)
    let handle = try FileHandle(forWritingTo: file)
    var buffer: [UInt8] = []
    var written = 0
    while written < count, let command = synthesizer.next() {
      buffer.append(contentsOf: command.ndjson())
      buffer.append(UInt8(ascii: "\n"))
      written += 1
      if buffer.count > 1 << 20 {
        try handle.write(contentsOf: buffer)
        buffer.removeAll(keepingCapacity: true)
      }
    }
    try handle.write(contentsOf: buffer)
    try handle.close()
    return written
  }

  // MARK: Import

  /// Makes a ledger with the first commands of the same programme, and says where it is.
  func makeSmallLedger() throws -> String {
    let ledger = benchFolder.appending(path: "small-ledger").path
    let file = benchFolder.appending(path: "few-commands.ndjson")
    var synthesizer = Synthesizer(seed: seed, options: Self.options)
    _ = try Self.write(min(eventCount, Self.smallCount), of: &synthesizer, to: file)
    try Self.create(ledger)
    let recorder = try Recorder(directory: ledger)
    defer { recorder.close() }
    let outcome = try Importer(recorder).importFile(file.path)
    guard outcome.problems.isEmpty else {
      throw InputError("the made-up commands were refused: \(outcome.problems[0].place)")
    }
    return ledger
  }

  private static func create(_ ledger: String) throws {
    try LedgerCreation.create(
      in: ledger, origin: "bench.example.org/synthetic", zone: Zone("Europe/Brussels"),
      isSynthetic: true)
  }

  private func importAll(_ say: (String) -> Void) throws {
    try Self.create(benchLedger)
    let recorder = try Recorder(directory: benchLedger)
    defer { recorder.close() }
    let waits = OtherWriter(recorder)
    waits.begin()
    let clock = ContinuousClock()
    let start = clock.now
    let outcome = try Importer(recorder).importFile(importFile.path)
    let duration = start.duration(to: clock.now)
    let (longest, anonymous) = waits.end()
    guard outcome.problems.isEmpty else {
      throw InputError("the made-up commands were refused: \(outcome.problems[0].place)")
    }
    let memory = ProcessMemory.now()
    say(
      "import: \(Self.rate(Double(outcome.commands) / duration.inSeconds)) commands a second, "
        + "\(outcome.commands) commands, \(outcome.events) events in \(Self.seconds(duration)); "
        + "memory at most \(anonymous) MB of its own, "
        + "\(memory.residentMegabytes) MB with the pages of the file; another writer waited at "
        + "most \(Self.milliseconds(longest))")
  }

  private func measureStore(_ say: (String) -> Void) throws {
    let reader = try LedgerReader(directory: benchLedger)
    let head = try reader.store.head()
    let file = try FileManager.default.attributesOfItem(atPath: benchLedger + "/data.mdb")
    let size = (file[.size] as? NSNumber)?.doubleValue ?? 0
    let bytes = Double(head.eventBytes)
    say(
      "events: \(head.size.value), \(Int(bytes / Double(head.size.value))) bytes each on average; "
        + "the file has \(String(format: "%.2f", size / bytes)) times the events' own bytes")
    var counts: [String: Int] = [:]
    let interner = Interner()
    try reader.store.events(from: Index(0), limit: 200_000) { _, bytes in
      let type = try EventHead.read(bytes, interner: interner).type?.name ?? "unknown"
      counts[type, default: 0] += 1
      return true
    }
    let total = counts.values.reduce(0, +)
    let mix = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(12).map {
      "\($0.key) \(String(format: "%.1f", Double($0.value) * 100 / Double(total))) %"
    }
    say("mix: " + mix.joined(separator: ", ") + ", …")
  }
}

extension Bench {
  /// What the C program beside this one measures with `arguments`.
  static func baseline(_ arguments: [String]) throws -> Double {
    guard let program = Bundle.main.executableURL else { return 0 }
    let baseline = program.deletingLastPathComponent().appending(path: "twinledger-baseline")
    guard FileManager.default.isExecutableFile(atPath: baseline.path) else {
      throw InputError(
        "the C program to compare with isn't beside this one; swift build -c release makes both.")
    }
    let process = Process()
    process.executableURL = baseline
    process.arguments = arguments
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0, let found = Double(text.filter { !$0.isWhitespace })
    else { throw InputError("the C program to compare with failed; build all products.") }
    return found
  }

  static func rate(_ value: Double) -> String {
    let whole = String(Int(value.rounded()))
    var grouped = ""
    for (place, digit) in whole.reversed().enumerated() {
      if place > 0, place % 3 == 0 { grouped.append(",") }
      grouped.append(digit)
    }
    return String(grouped.reversed())
  }

  static func seconds(_ duration: Duration) -> String {
    String(format: "%.1f s", duration.inSeconds)
  }

  static func milliseconds(_ duration: Duration) -> String {
    String(format: "%.1f ms", duration.inSeconds * 1_000)
  }
}

extension Duration {
  var inSeconds: Double {
    Double(components.seconds) + Double(components.attoseconds) / 1e18
  }
}
