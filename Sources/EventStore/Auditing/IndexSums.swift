/// What index tables hold, as sums that don't depend on the order of adding: two tables with the
/// same entries have the same sums. The sums are of numbers that nobody can foresee, made with a
/// key of the run, so that entries can't be exchanged for others of the same sum.
///
/// 4,096 sums a table, so that a difference leads to few lists. 164 kB.
public struct IndexSums: Sendable {
  /// An index table.
  public enum Table: Int, CaseIterable, Sendable {
    case subjects, names, streams, postings, commands

    /// The table's name in the storage format.
    public var name: String {
      switch self {
      case .subjects: "subjects"
      case .names: "names"
      case .streams: "streams"
      case .postings: "postings"
      case .commands: "commands"
      }
    }
  }

  /// Numbers of one run that no file can know.
  public struct Key: Sendable {
    fileprivate let a: UInt64
    fileprivate let b: UInt64

    /// A new key.
    public init() {
      var random = SystemRandomNumberGenerator()
      (a, b) = (random.next(), random.next() | 1)
    }
  }

  static let bucketCount = 4_096
  private let key: Key
  private var sums: [UInt64]
  /// By table: how many entries were added.
  private var counts: [Int]

  /// Sums of nothing.
  public init(key: Key) {
    self.key = key
    sums = [UInt64](repeating: 0, count: Self.bucketCount * Table.allCases.count)
    counts = [Int](repeating: 0, count: Table.allCases.count)
  }

  /// How many entries of `table` were added.
  public func count(_ table: Table) -> Int { counts[table.rawValue] }

  /// Adds the entry of a list: `value` in the list `list`.
  public mutating func add(_ table: Table, list: UInt64, value: UInt64) {
    let mixed = Self.mix(list ^ key.a, value &+ key.b)
    sums[table.rawValue * Self.bucketCount + Self.bucket(list)] &+= Self.mix(mixed ^ key.b, key.a)
    counts[table.rawValue] += 1
  }

  /// Adds the first event of a subject to the tables of names.
  public mutating func add(subject name: Span<UInt8>, number: UInt64) {
    let hash = subjectHash(name)
    add(.subjects, list: hash, value: nameValue(number, name.count))
    add(.names, list: hash, value: nameValue(number, name.count))
  }

  /// What stands for a name in the tables of names, beside its hash.
  func nameValue(_ number: UInt64, _ length: Int) -> UInt64 {
    Self.mix(number &+ key.a, UInt64(length) ^ key.b)
  }

  /// Adds what a command led to.
  public mutating func add(command id: CommandID, first: UInt64, count: Int) {
    add(.commands, list: id.high ^ id.low, value: Self.mix(id.low ^ key.a, first &+ key.b))
    add(.commands, list: id.high ^ id.low, value: Self.mix(id.high ^ key.b, UInt64(count)))
  }

  /// The lists' numbers whose entries differ, by their lowest twelve bits.
  public func differingBuckets(_ table: Table, from other: IndexSums) -> [Int] {
    let start = table.rawValue * Self.bucketCount
    return (0..<Self.bucketCount).filter { sums[start + $0] != other.sums[start + $0] }
  }

  /// The bucket of a list.
  public static func bucket(_ list: UInt64) -> Int {
    Int(truncatingIfNeeded: list & UInt64(bucketCount - 1))
  }

  @inline(__always)
  static func mix(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let product = (a ^ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(by: b ^ 0xA076_1D64_78BD_642F)
    return product.high ^ product.low
  }
}
