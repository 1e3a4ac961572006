/// Where a part of a log lies under a prefix (C2SP tlog-tiles v0.1.0): hashes of one level in tiles
/// of 256, entries in bundles of 256.
public struct TilePath: Hashable, Sendable {
  /// What a file holds.
  public enum Content: Hashable, Sendable {
    /// Roots of full subtrees of 256^level leaves.
    case hashes(level: Int)
    /// Entries, each behind its length in two bytes, the higher first.
    case entries
  }

  /// How many hashes or entries a full tile has.
  public static let fullWidth = 256

  /// What the file holds.
  public let content: Content

  /// Which of its level, from 0.
  public let number: UInt64

  /// How many it holds: 1 to 255, or ``fullWidth``.
  public let width: Int

  /// Puts the parts together.
  public init(_ content: Content, number: UInt64, width: Int = fullWidth) {
    precondition((1...Self.fullWidth).contains(width), "a tile holds 1 to 256 items")
    self.content = content
    self.number = number
    self.width = width
  }

  /// Whether it is as wide as it will ever be.
  public var isFull: Bool { width == Self.fullWidth }

  /// The path behind the prefix, for example `tile/0/x001/x234/067.p/8`.
  public var text: String {
    let level =
      switch content {
      case .hashes(let level): String(level)
      case .entries: "entries"
      }
    var groups: [String] = []
    var rest = number
    repeat {
      let digits = String(rest % 1_000)
      groups.append(String(repeating: "0", count: 3 - digits.count) + digits)
      rest /= 1_000
    } while rest > 0
    let name = groups.reversed().enumerated().map { place, group in
      place < groups.count - 1 ? "x" + group : group
    }
    return "tile/\(level)/" + name.joined(separator: "/") + (isFull ? "" : ".p/\(width)")
  }

  /// The tiles that a log of `size` entries consists of: the full ones and, at each level, the
  /// partial one, if there is any.
  ///
  /// - Parameter from: a size whose full tiles are there already and aren't named again.
  /// - Complexity: O(n / 256) in the entries between.
  public static func all(of size: UInt64, beyond from: UInt64 = 0) -> [TilePath] {
    var paths: [TilePath] = []
    func add(_ content: Content, _ before: UInt64, _ now: UInt64) {
      for number in before / 256..<now / 256 { paths.append(TilePath(content, number: number)) }
      let width = Int(now % 256)
      if width > 0 { paths.append(TilePath(content, number: now / 256, width: width)) }
    }
    add(.entries, from, size)
    var (level, before, now) = (0, from, size)
    while now > 0 {
      add(.hashes(level: level), before, now)
      (level, before, now) = (level + 1, before / 256, now / 256)
    }
    return paths
  }
}
