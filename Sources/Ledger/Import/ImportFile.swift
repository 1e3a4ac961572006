internal import CanonicalJSON
internal import Foundation
internal import TransparencyLog
internal import Twinning

/// A file to import, opened as often as it takes: requests in order, each with its line.
struct ImportFile: Sendable {
  /// One line or row.
  struct Item: Sendable {
    var line: Int

    /// How many bytes of the file were read with it.
    var end: Int64
    var request: Result<Request, InputError>
  }

  let path: String

  /// What messages call it.
  let name: String
  let digest: Hash
  let bytes: Int64
  let isSheet: Bool
  private let zone: Zone

  /// Opens the file at `path` and takes its digest. O(n).
  init(path: String, name: String? = nil, zone: Zone) throws(InputError) {
    self.path = path
    self.name = name ?? path
    self.zone = zone
    isSheet = path.lowercased().hasSuffix(".csv")
    let handle = try LineReader.openFile(path)
    var digest = Digest256()
    var bytes: Int64 = 0
    do {
      while let chunk = try handle.read(upToCount: 1 << 20), !chunk.isEmpty {
        bytes += Int64(chunk.count)
        digest.update(Array(chunk).span)
      }
      try handle.close()
    } catch { throw InputError("it can't be read: \(error.localizedDescription)", file: path) }
    self.digest = digest.finish()
    self.bytes = bytes
  }

  /// How much of the file lies before byte `end`, from 0 to 1.
  func share(readTo end: Int64?) -> Double {
    bytes == 0 ? 1 : min(1, Double(end ?? 0) / Double(bytes))
  }

  /// The batch's name: the file's digest.
  var batch: String { digest.hex }

  /// The id under which line `line` is recorded where it has none of its own.
  func commandID(ofLine line: Int) -> EventID {
    guard let digest = ContentDigest(digest.hex) else { return EventID() }
    return EventID(version8: digest, line: line)
  }

  /// Calls `body` with each line's request, in order, until it says stop.
  func forEachItem(_ body: (Item) throws -> Bool) throws {
    var lines = try LineReader.open(path)
    if isSheet {
      try forEachRow(lines, body)
      return
    }
    var reader = CommandReader(zone: zone)
    var number = 0
    while let line = try lines.next() {
      number += 1
      if line.allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }) { continue }
      var outcome: Result<Request, InputError>
      do throws(InputError) {
        outcome = .success(try reader.request(from: line.span))
      } catch {
        outcome = .failure(error.placed(in: name, line: number))
      }
      if case .success(var request) = outcome {
        request.importBatch = batch
        if request.commandID == nil { request.commandID = commandID(ofLine: number) }
        outcome = .success(request)
      }
      if !(try body(Item(line: number, end: lines.bytesTaken, request: outcome))) { return }
    }
  }

  private func forEachRow(_ lines: LineReader, _ body: (Item) throws -> Bool) throws {
    let type = try Sheet.type(ofFileNamed: name)
    var rows = SheetReader(lines)
    guard let header = try place({ () throws(InputError) in try rows.next() }) else {
      throw InputError("the sheet is empty; its first row names the columns.", file: name)
    }
    let sheet = try place { () throws(InputError) in
      try Sheet(
        type: type, header: header.cells, line: header.line,
        digest: SheetDigest(sha256: digest.hex, bytes: bytes))
    }
    let reader = CommandReader(zone: zone)
    while let row = try place({ () throws(InputError) in try rows.next() }) {
      var outcome: Result<Request, InputError>
      do throws(InputError) {
        var request = try sheet.request(
          of: row, days: { (text) throws(TimeError) in try CommandReader.instant(text, zone) },
          checking: reader)
        request.importBatch = batch
        if request.commandID == nil { request.commandID = commandID(ofLine: row.line) }
        outcome = .success(request)
      } catch {
        outcome = .failure(error.placed(in: name, line: row.line))
      }
      if !(try body(Item(line: row.line, end: rows.bytesTaken, request: outcome))) { return }
    }
  }

  /// Names the file in what goes wrong.
  private func place<T>(_ body: () throws(InputError) -> T) throws(InputError) -> T {
    do throws(InputError) { return try body() } catch { throw error.placed(in: name) }
  }
}
