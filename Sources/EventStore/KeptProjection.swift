internal import Foundation
internal import LMDB
internal import TransparencyLog

/// Read models that are kept beside the log, each in a file of its own: what a fold made of the
/// first events. They are a short cut; whoever misses one folds from event 0.
///
/// A file tells the size and the tree's root there, so one that belongs to another history, or was
/// cut short or damaged, is passed over. Whether it holds what the fold makes is for an audit.
extension EventLog {
  /// What a fold made of the events below a size.
  public struct KeptProjection: Sendable {
    /// How many events it was made of.
    public let size: Size

    fileprivate let file: [UInt8]
    fileprivate let range: Range<Int>

    /// What the fold made of them.
    public var bytes: Span<UInt8> {
      @_lifetime(borrow self)
      get { file.span.extracting(range) }
    }
  }

  /// How many events lie between those that are kept for good.
  public static let keptProjectionSpacing: UInt64 = 1 << 18

  /// More than so many bytes are no projection.
  private static let keptBytesMax = 1 << 32

  private var keptDirectory: String { directory + "/projections" }

  private func keptPath(_ projection: Projection, _ size: Size) -> String {
    let digits = String(size.value)
    let padded = String(repeating: "0", count: 20 - digits.count) + digits
    return "\(keptDirectory)/\(projection.name)-\(projection.version)-\(padded)"
  }

  /// The sizes for which a file of `projection` is there, ascending; none of them need be good.
  public func keptProjectionSizes(_ projection: Projection) -> [Size] {
    let start = "\(projection.name)-\(projection.version)-"
    let names = try? FileManager.default.contentsOfDirectory(atPath: keptDirectory)
    return (names ?? []).compactMap { name in
      guard name.hasPrefix(start) else { return nil }
      let digits = name.dropFirst(start.count)
      guard digits.utf8.count == 20, let value = UInt64(digits) else { return nil }
      return Size(value)
    }
    .sorted()
  }

  /// The good file of `projection` with the greatest size up to `size`; nil where there is none.
  ///
  /// - Complexity: O(n) in its bytes.
  public func keptProjection(
    _ projection: Projection, atMost size: Size
  ) throws -> KeptProjection? {
    for kept in keptProjectionSizes(projection).reversed() where kept <= size {
      if let found = try keptProjection(projection, at: kept) { return found }
    }
    return nil
  }

  /// The file of `projection` for exactly `size`; nil where there is none, or none that is whole
  /// and of this log.
  public func keptProjection(_ projection: Projection, at size: Size) throws -> KeptProjection? {
    guard let root = try root(at: size) else { return nil }
    let path = keptPath(projection, size)
    guard let file = try? DurableFile.read(path, bytesMax: Self.keptBytesMax) else { return nil }
    let header = Self.keptHeader(projection, size, root)
    let end = file.count - Hash.bytesCount
    guard end >= header.count, file.span.starts(with: header.span),
      Self.digest(of: file.span.extracting(0..<end)) == Hash(file.span, at: end)
    else { return nil }
    return KeptProjection(size: size, file: file, range: header.count..<end)
  }

  /// Keeps what `projection` made of the first `size` events. Files of smaller sizes stay if these
  /// are multiples of `spacing`; others go.
  ///
  /// - Returns: Whether it is kept: not where this process may not write beside the log, or another
  ///   one does the same.
  public func keepProjection(
    _ projection: Projection, _ bytes: [UInt8], at size: Size,
    sparing spacing: UInt64 = keptProjectionSpacing
  ) throws -> Bool {
    guard let root = try root(at: size) else { return false }
    var file = Self.keptHeader(projection, size, root)
    file.append(contentsOf: bytes)
    let digest = Self.digest(of: file.span).bytes
    for place in digest.indices { file.append(digest[place]) }
    do throws(LMDBError) {
      try DurableFile.makePublicDirectory(keptDirectory)
      try DurableFile.replace(keptPath(projection, size), with: file, permissions: 0o644)
      for other in keptProjectionSizes(projection)
      where other < size && other.value % spacing != 0 {
        try DurableFile.remove(keptPath(projection, other))
      }
    } catch { return false }
    return true
  }

  /// What a file begins with: a word, the format, the projection, the size and the root there.
  private static func keptHeader(
    _ projection: Projection, _ size: Size, _ root: Hash
  ) -> [UInt8] {
    var header = Arena(capacity: 128)
    header.append("TWLPROJ1".utf8.span)
    header.append(bigEndian: projection.version)
    header.append(varint: UInt64(projection.name.utf8.count))
    header.append(projection.name.utf8.span)
    header.append(bigEndian: size.value)
    header.append(root)
    return header.span.copied()
  }

  /// SHA-256, a megabyte at a time.
  private static func digest(of bytes: Span<UInt8>) -> Hash {
    var digest = Digest256()
    var start = 0
    while start < bytes.count {
      let end = min(bytes.count, start + 1 << 20)
      digest.update(bytes.extracting(start..<end))
      start = end
    }
    return digest.finish()
  }
}
