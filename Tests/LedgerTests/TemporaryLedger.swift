import Foundation
import Ledger
import Synchronization
import Twinning

/// A ledger in a folder of its own that goes with the test, and a clock that the test moves.
final class TemporaryLedger: Sendable {
  let directory: String
  private let moment: Mutex<Instant>

  /// Makes a ledger opened at 2026-11-01T00:00:00Z.
  init(isSynthetic: Bool = false, zone: String = "Europe/Brussels") throws {
    directory =
      FileManager.default.temporaryDirectory.appending(path: "ledger-\(UUID().uuidString)")
      .path
    moment = Mutex(Instant(milliseconds: 1_793_491_200_000))
    try LedgerCreation.create(
      in: directory, origin: "ledger.example.org/test", zone: Zone(zone),
      isSynthetic: isSynthetic, clock: clock)
  }

  deinit { try? FileManager.default.removeItem(atPath: directory) }

  /// The clock that the ledger is opened with.
  var clock: Clock { Clock { [self] in moment.withLock { $0 } } }

  func setClock(_ text: String) throws {
    let instant = try Instant(people: text)
    moment.withLock { $0 = instant }
  }

  /// Makes a synthetic ledger that holds a made-up programme. Its own zone is another than the
  /// programme's, so that a date read in the wrong one shows.
  convenience init(seed: UInt64, pairings: Int = 4) throws {
    try self.init(isSynthetic: true, zone: "Pacific/Auckland")
    let recorder = try recorder()
    defer { recorder.close() }
    for group in try Sample.programme(seed: seed, pairings: pairings).grouped(by: 200) {
      for outcome in recorder.recordBlocking(group) { _ = try outcome.get() }
    }
  }

  func recorder(_ options: RecorderOptions = RecorderOptions()) throws -> Recorder {
    try Recorder(directory: directory, clock: clock, options: options)
  }
}

extension Recorder {
  /// Records the command that `json` holds.
  @discardableResult
  func record(json: String) throws -> Answer {
    var reader = CommandReader()
    return try recordBlocking(reader.request(from: json.utf8.span))
  }
}

extension [Request] {
  /// Parts of at most `count`, in order.
  func grouped(by count: Int) -> [[Request]] {
    stride(from: 0, to: self.count, by: count).map {
      Array(self[$0..<Swift.min($0 + count, self.count)])
    }
  }
}

/// Commands in JSON that tests begin with.
enum Sample {
  /// The commands of a made-up programme, a JSON text each.
  static func lines(
    seed: UInt64, pairings: Int, includingRefused: Bool = false
  ) -> [[UInt8]] {
    var options = Synthesizer.Options()
    options.pairings = pairings
    options.includingRefused = includingRefused
    var synthesizer = Synthesizer(seed: seed, options: options)
    var lines: [[UInt8]] = []
    while let command = synthesizer.next() { lines.append(command.ndjson()) }
    return lines
  }

  /// The commands of a made-up programme.
  static func programme(
    seed: UInt64, pairings: Int, includingRefused: Bool = false
  ) throws -> [Request] {
    var reader = CommandReader()
    var requests: [Request] = []
    for line in lines(seed: seed, pairings: pairings, includingRefused: includingRefused) {
      requests.append(try reader.request(from: line.span))
    }
    return requests
  }

  static func city(_ slug: String, id: String? = nil) -> String {
    let iso = slug.prefix(2).uppercased()
    let commandID = id.map { ",\"commandid\":\"\($0)\"" } ?? ""
    return """
      {"type":"CityRegistered","subject":"city/\(slug)","actor":"ce-01","role":"CE",\
      "data":{"name":"City \(slug)","iso_country":"\(iso)","kind":"city"}\(commandID)}
      """
  }
}
