import EventStore
import Foundation
import LMDB
import Testing
import TransparencyLog

/// Gives each test of a suite a directory of its own, and removes it after the test.
struct ScratchDirectory: TestTrait, SuiteTrait, TestScoping {
  @TaskLocal static var path = ""
  var isRecursive: Bool { true }

  func provideScope(
    for test: Test, testCase: Test.Case?,
    performing body: @concurrent @Sendable () async throws -> Void
  ) async throws {
    guard testCase != nil else { return try await body() }
    let directory = FileManager.default.temporaryDirectory
      .appending(path: "event-store-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(
      atPath: directory, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(atPath: directory) }
    try await Self.$path.withValue(directory, operation: body)
  }
}

extension Trait where Self == ScratchDirectory {
  static var scratchDirectory: Self { Self() }
}

/// A generator whose every sequence can be had again from its seed.
struct SplitMix64: RandomNumberGenerator {
  var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}

func hex(_ bytes: Span<UInt8>) -> String {
  var text = ""
  for position in bytes.indices {
    let digits = String(bytes[position], radix: 16)
    text += digits.count == 1 ? "0" + digits : digits
  }
  return text
}

func text(_ bytes: Span<UInt8>) -> String {
  var copy: [UInt8] = []
  for position in bytes.indices { copy.append(bytes[position]) }
  return String(decoding: copy, as: UTF8.self)
}

extension LogWriterOptions {
  /// For tests that don't ask what a power cut leaves: no syncs, and a merge every few events.
  static func quick(mergeWindow: UInt64 = 4_096) -> Self {
    var options = LogWriterOptions(mapSizeBytes: 1 << 30, syncs: false)
    options.mergeWindow = mergeWindow
    return options
  }

  static func synced(mergeWindow: UInt64 = 4_096, mapSizeBytes: Int = 1 << 30) -> Self {
    var options = LogWriterOptions(mapSizeBytes: mapSizeBytes)
    options.mergeWindow = mergeWindow
    return options
  }
}

let origin = "ledger.example.org/tests"
let projection = Projection(name: "states", version: 1)

/// The definition of RFC 6962, 2.1, as it stands there.
func naiveRoot(_ events: ArraySlice<[UInt8]>) -> Hash {
  switch events.count {
  case 0: return emptyRoot
  case 1:
    let event = events[events.startIndex]
    return leafHash(of: event.span)
  default:
    var half = 1
    while half * 2 < events.count { half *= 2 }
    let middle = events.startIndex + half
    return nodeHash(naiveRoot(events[..<middle]), naiveRoot(events[middle...]))
  }
}

extension Turn {
  /// Appends an event whose bytes are a text, and sets its subject's state to the same.
  @discardableResult
  mutating func append(
    _ event: String, to subject: String, terms: [Term] = [], at time: Int64 = 0
  ) throws -> Index {
    let index = try append(
      event.utf8.span, subject: subject.utf8.span, terms: terms, recordedTimeMilliseconds: time)
    try setState(
      event.utf8.span, of: subject.utf8.span, version: StreamVersion(1), changedAt: index)
    return index
  }
}

extension EventLog {
  func text(at index: UInt64) throws -> String? {
    try eventBytes(at: Index(index)).map { String(decoding: $0, as: UTF8.self) }
  }

  func stateText(of subject: String) throws -> String? {
    try state(of: subject).map { String(decoding: $0.bytes, as: UTF8.self) }
  }
}
