// swift-tools-version: 6.3
import PackageDescription

let package = Package(
  name: "twinledger",
  products: [.executable(name: "twinledger", targets: ["twinledger"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
  ],
  targets: [
    .systemLibrary(name: "CLMDB", pkgConfig: "lmdb", providers: [.apt(["liblmdb-dev"])]),
    .systemLibrary(
      name: "CXLSXWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
    .target(name: "LMDB", dependencies: ["CLMDB"]),
    .target(name: "CanonicalJSON"),
    .target(
      name: "TransparencyLog", dependencies: [.product(name: "Crypto", package: "swift-crypto")]),
    .target(name: "EventStore", dependencies: ["LMDB", "TransparencyLog", "CanonicalJSON"]),
    .target(name: "Twinning", dependencies: ["CanonicalJSON"]),
    .target(
      name: "Ledger", dependencies: ["Twinning", "EventStore", "TransparencyLog", "CanonicalJSON"],
      // The page of an audit pack lies in the program itself: it needs no file at run time.
      resources: [
        .embedInCode("Pack/Page/pack.html"), .embedInCode("Pack/Page/pack.css"),
        .embedInCode("Pack/Page/pack.js"),
      ]),
    .target(
      name: "Reporting", dependencies: ["Twinning", "CanonicalJSON", "CXLSXWriter"],
      // Pages are one file and so is the program: the style sheet and the outline of the map lie in it.
      resources: [.embedInCode("HTML/report.css"), .embedInCode("HTML/europe.txt")]),
    // The C program that `twinledger bench` compares with: the same puts and commits on liblmdb.
    .executableTarget(name: "twinledger-baseline", dependencies: ["CLMDB"]),
    .executableTarget(
      name: "twinledger",
      dependencies: [
        "Ledger", "Reporting", "Twinning", "EventStore", "TransparencyLog", "CanonicalJSON", "LMDB",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .testTarget(name: "LMDBTests", dependencies: ["LMDB"], exclude: ["Misuse"]),
    .testTarget(
      name: "CanonicalJSONTests", dependencies: ["CanonicalJSON"], exclude: ["Fixtures"]),
    .testTarget(name: "TransparencyLogTests", dependencies: ["TransparencyLog"]),
    .testTarget(
      name: "EventStoreTests", dependencies: ["EventStore", "LMDB", "TransparencyLog"],
      exclude: ["Fixtures"]),
    .testTarget(
      name: "TwinningTests", dependencies: ["Twinning", "CanonicalJSON"],
      exclude: ["Events/Fixtures", "Events/Golden", "State/Golden"]),
    .testTarget(
      name: "LedgerTests",
      dependencies: [
        "Ledger", "Reporting", "Twinning", "EventStore", "TransparencyLog", "CanonicalJSON",
      ], exclude: ["Pack/Golden"]),
    .testTarget(
      name: "ReportingTests", dependencies: ["Reporting", "Twinning"], exclude: ["Golden"]),
    .testTarget(
      name: "CommandTests",
      dependencies: [
        "twinledger", "Ledger", "Twinning", "EventStore", "TransparencyLog", "LMDB",
      ],
      exclude: ["Stories"]),
    .testTarget(name: "TidyTests"),
  ]
)

/// Modules that lend spans out of a transaction or a text need lifetimes; nothing above them does.
let lendsSpans: Set<String> = ["LMDB", "CanonicalJSON", "EventStore", "Twinning"]

for target in package.targets
where target.type != .system && target.name != "twinledger-baseline" {
  target.swiftSettings = [
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  ]
  if lendsSpans.contains(target.name) || target.type == .test {
    target.swiftSettings?.append(.enableExperimentalFeature("Lifetimes"))
  }
}
