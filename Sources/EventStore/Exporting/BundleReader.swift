internal import LMDB
internal import TransparencyLog

/// Reads the events of a directory of tiles, one after the other. Nothing is verified: see
/// ``CopyVerification/tiles(_:keys:progress:)``.
public struct BundleReader {
  private let directory: String
  private let size: UInt64
  private var next: UInt64 = 0
  private var bundle: [UInt8] = []
  private var place = 0

  /// A reader of the first `size` events in `directory`.
  public init(directory: String, size: UInt64) {
    self.directory = directory
    self.size = size
  }

  /// The next event's bytes; nil after the last.
  ///
  /// - Throws: ``TileExport/Refusal`` where a bundle is missing or cut; what the system refused.
  public mutating func event() throws -> [UInt8]? {
    guard next < size else { return nil }
    if next % UInt64(TilePath.fullWidth) == 0 { try load() }
    guard place + 2 <= bundle.count else { throw cut() }
    let length = Int(bundle[place]) << 8 | Int(bundle[place + 1])
    guard place + 2 + length <= bundle.count else { throw cut() }
    defer {
      place += 2 + length
      next += 1
    }
    return Array(bundle[place + 2..<place + 2 + length])
  }

  private mutating func load() throws {
    let width = Int(min(UInt64(TilePath.fullWidth), size - next))
    let number = next / UInt64(TilePath.fullWidth)
    let bytesMax = TilePath.fullWidth * 65_537
    for path in [
      TilePath(.entries, number: number, width: width), TilePath(.entries, number: number),
    ] {
      guard let found = try DurableFile.read(directory + "/" + path.text, bytesMax: bytesMax) else {
        continue
      }
      (bundle, place) = (found, 0)
      return
    }
    throw cut()
  }

  private func cut() -> TileExport.Refusal {
    TileExport.Refusal(description: "the bundle with event \(next) is missing or cut.")
  }
}
