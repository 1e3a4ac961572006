internal import CanonicalJSON
public import Twinning

/// `stats`: how large the ledger is, and by which root it can be checked.
public struct StatisticsReport: Sendable {
  /// The ledger's name.
  public var origin: String
  /// How many events there are.
  public var size: Int64

  /// The root of the tree at that size, in lower-case hexadecimal digits.
  public var root: String
  /// When the last event was recorded.
  public var recordedTime: Instant?
  /// Whether everything in the ledger is made up.
  public var isSynthetic: Bool

  /// What else is counted, by JSON names in the byte order of these: bytes, subjects, pages.
  public var counts: [(name: String, value: Int64)]

  /// Puts the parts together.
  public init(
    origin: String, size: Int64, root: String, recordedTime: Instant?, isSynthetic: Bool,
    counts: [(name: String, value: Int64)] = []
  ) {
    self.origin = origin
    self.size = size
    self.root = root
    self.recordedTime = recordedTime
    self.isSynthetic = isSynthetic
    self.counts = counts
  }

  public func text(width: Int) -> String {
    var page = Page(width: width, isSynthetic: isSynthetic)
    var table = TextTable([TextTable.Column(""), TextTable.Column("", isElastic: true)])
    table.add(["origin", origin])
    table.add(["size", "\(size) events"])
    table.add(["root", root])
    table.add(["recorded until", size == 0 ? "-" : Spelling.moment(recordedTime)])
    for (name, value) in counts { table.add([name, String(value)]) }
    // The root is there to be compared: it is never cut.
    for line in table.lines(width: max(width, 100)) { page.add(line) }
    return page.text
  }

  /// An object with the members `origin`, `recordedTime`, `root`, `size`, and each further count.
  public func json() -> [UInt8] {
    var members: [(String, (inout CanonicalWriter) -> Void)] = [
      ("origin", { $0.string(origin) }),
      ("recordedTime", { $0.optional(recordedTime?.description) }),
      ("root", { $0.string(root) }), ("size", { $0.integer(size) }),
    ]
    if isSynthetic { members.append(("synthetic", { $0.bool(true) })) }
    for (name, value) in counts { members.append((name, { $0.integer(value) })) }
    members.sort { Array($0.0.utf16).lexicographicallyPrecedes(Array($1.0.utf16)) }
    var writer = CanonicalWriter()
    writer.beginObject()
    for (name, write) in members {
      writer.key(name)
      write(&writer)
    }
    writer.endObject()
    return writer.bytes
  }
}
