/// The house as the tests hold it: which module may import what, and where exceptions stand.
enum House {
  /// Modules of the toolchain that reach the machine: files, clocks, threads, processes. Only the
  /// kept modules, the rim and tests may name one.
  static let machine: Set<String> = [
    "Foundation", "FoundationEssentials", "Glibc", "Synchronization", "Dispatch",
  ]

  /// For each directory of `Sources`, what its files may import, ours first, then from outside. No
  /// row names a module from a row above it, so no import goes up.
  static let imports: [String: Set<String>] = [
    "twinledger": machine.union([
      "Server", "Vault", "Ledger", "Reporting", "Twinning", "EventStore", "TransparencyLog",
      "CanonicalJSON", "LMDB", "ArgumentParser",
    ]),
    "Ledger": machine.union([
      "Twinning", "EventStore", "TransparencyLog", "CanonicalJSON", "Vault",
    ]),
    "EventStore": machine.union(["LMDB", "TransparencyLog", "CanonicalJSON"]),
    "LMDB": machine.union(["CLMDB"]),
    "CLMDB": [],
    "CXLSXWriter": [],
    "twinledger-baseline": [],
    "Reporting": ["Twinning", "CanonicalJSON", "CXLSXWriter"],
    "Twinning": ["CanonicalJSON"],
    "TransparencyLog": ["Crypto"],
    "CanonicalJSON": [],
  ]

  /// For each directory of `Tests`, the modules of ours that it may import beside `Testing` and the
  /// machine's.
  static let testImports: [String: Set<String>] = [
    "LMDBTests": ["LMDB", "CLMDB"],
    "CanonicalJSONTests": ["CanonicalJSON"],
    "TransparencyLogTests": ["TransparencyLog", "Crypto"],
    "EventStoreTests": ["EventStore", "LMDB", "TransparencyLog", "CanonicalJSON"],
    "TwinningTests": ["Twinning", "CanonicalJSON"],
    "LedgerTests": [
      "Ledger", "Reporting", "Twinning", "EventStore", "TransparencyLog", "CanonicalJSON", "LMDB",
    ],
    "ReportingTests": ["Reporting", "Twinning", "CanonicalJSON"],
    "CommandTests": [
      "twinledger", "Ledger", "Reporting", "Twinning", "EventStore", "TransparencyLog",
      "CanonicalJSON", "LMDB", "ArgumentParser",
    ],
    "TidyTests": [],
  ]

  /// What may stand at the top level beside dot files.
  static let topLevel: Set<String> = [
    "CHANGELOG.md", "Package.swift", "README.md", "Schemas", "Sources", "Tests", "Tools",
  ]

  /// Directories where memory is handled by hand and tested for it.
  static let unsafeDirectories = ["Sources/LMDB/", "Tests/LMDBTests/"]

  /// Files elsewhere that may say `unsafe`, because a benchmark shows what it buys. The figure
  /// stands in a comment beside each use.
  static let measuredUnsafeFiles: Set<String> = []

  /// Files elsewhere that call a C library: its interface is made of pointers, so that each call
  /// says `unsafe`, and there is nothing to measure. One file a library, which lets no pointer out.
  static let foreignUnsafeFiles: Set<String> = ["Sources/Reporting/Workbook/WorkbookFile.swift"]

  static let columnsMax = 100
  static let functionLinesMax = 70

  /// The modules that a file at `path` may import; nil where no row of the tables covers it.
  static func allowedImports(path: String) -> Set<String>? {
    let parts = path.split(separator: "/")
    guard parts.count > 2 else { return nil }
    let module = String(parts[1])
    return switch parts[0] {
    case "Sources": imports[module]
    case "Tests": testImports[module].map { $0.union(machine).union(["Testing"]) }
    default: nil
    }
  }
}
