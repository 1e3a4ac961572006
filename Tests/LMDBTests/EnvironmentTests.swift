import Foundation
import Glibc
import LMDB
import Testing

@Suite(.scratchDirectory)
struct EnvironmentTests {
  let directory = ScratchDirectory.path

  @Test func `a second opening in one process is refused while the first lives`() throws {
    var environment: Environment? = try Writer(directory: directory, options: .small).environment
    #expect(throws: LMDBError.alreadyOpen) {
      _ = try Writer(directory: directory, options: .small)
    }
    #expect(throws: LMDBError.alreadyOpen) {
      _ = try Environment(reading: directory + "/.", options: .small)
    }
    _ = consume environment
    environment = nil
    _ = try Environment(reading: directory, options: .small)
  }

  @Test func `a data file that is also linked elsewhere counts as the same`() throws {
    let (one, two) = (directory + "/one", directory + "/two")
    let writer = try Writer(directory: one, options: .small)
    try FileManager.default.createDirectory(atPath: two, withIntermediateDirectories: false)
    try FileManager.default.linkItem(atPath: one + "/data.mdb", toPath: two + "/data.mdb")
    #expect(throws: LMDBError.alreadyOpen) { _ = try Writer(directory: two, options: .small) }
    _ = consume writer
  }

  @Test func `what was written is there after opening anew`() throws {
    do {
      var writer = try Writer(directory: directory, options: .small)
      let table = writer.environment.table("second")
      try writer.write { try $0.put("kept".utf8.span, at: 9, in: table) }
    }
    let environment = try Environment(reading: directory, options: .small)
    #expect(environment.isReadOnly)
    #expect(try environment.copiedValue(at: 9, in: "second") == Array("kept".utf8))
  }

  @Test func `reading where nothing is says so, and leaves nothing`() throws {
    #expect(throws: LMDBError(code: ENOENT)) {
      _ = try Environment(reading: directory + "/nothing", options: .small)
    }
    #expect(throws: LMDBError(code: ENOENT)) {
      _ = try Environment(reading: directory, options: .small)
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory) == [])
  }

  @Test func `a table the file does not have is absent to a reader and made by a writer`() throws {
    var more = EnvironmentOptions.small
    more.tables.append("third")
    _ = try Writer(directory: directory, options: .small)
    do {
      let environment = try Environment(reading: directory, options: more)
      #expect(environment.tableIfPresent("first") != nil)
      #expect(environment.tableIfPresent("third") == nil)
      #expect(environment.tableIfPresent("undeclared") == nil)
    }
    _ = try Writer(directory: directory, options: more)
    let environment = try Environment(reading: directory, options: more)
    #expect(environment.tableIfPresent("third") != nil)
  }

  @Test func `asking for an undeclared table traps`() async {
    await #expect(processExitsWith: .trap) { [directory = directory as String] in
      _ = try Writer(directory: directory, options: .small).environment.table("undeclared")
    }
  }

  @Test(arguments: [0x6969, 0x517b, 0xff53_4d42, 0xfe53_4d42, 0x0102_1997, 0x6573_5546])
  func `a network file system is refused until allowed`(magic: UInt32) throws {
    var options = EnvironmentOptions.small
    options.assumedFileSystem = FileSystemKind(magic: magic)
    do {
      _ = try Writer(directory: directory, options: options)
      Issue.record("it was opened")
    } catch {
      #expect(error == .unsupportedFileSystem)
      #expect("\(error)".contains(directory))
    }
    #expect(!FileManager.default.fileExists(atPath: directory + "/data.mdb"))
    options.allowsUnsupportedFileSystem = true
    _ = try Writer(directory: directory, options: options)
  }

  @Test func `only a fresh environment is written without syncing`() throws {
    var options = EnvironmentOptions.small
    options.syncs = false
    do {
      var writer = try Writer(directory: directory, options: options)
      let table = writer.environment.table("first")
      try writer.write { try $0.put("one".utf8.span, at: 1, in: table) }
      try writer.sync()
    }
    #expect(throws: LMDBError.notFresh) { _ = try Writer(directory: directory, options: options) }
    let environment = try Environment(reading: directory, options: .small)
    #expect(try environment.copiedValue(at: 1) == Array("one".utf8))
  }

  @Test func `info tells size, use, free pages and readers`() throws {
    var writer = try Writer(directory: directory, options: .small)
    let environment = writer.environment
    let table = environment.table("first")
    let value = [UInt8](repeating: 1, count: 1_000)
    try writer.write { transaction in
      for key in 0..<1000 as Range<UInt64> { try transaction.put(value.span, at: key, in: table) }
    }
    let full = try environment.info
    #expect(full.mapSizeBytes == 16 << 20)
    #expect(full.maxReaders == 1024)
    #expect(full.readersInUse == 1)
    #expect(full.usedBytes > 1_000_000 && full.usedBytes < 2_000_000)
    #expect(full.usedBytes == (full.lastPage + 1) * full.pageSizeBytes)
    let statistics = try environment.statistics(of: table)
    #expect(statistics.entries == 1000)
    try writer.write { try $0.deleteAll(in: table) }
    let emptied = try environment.info
    #expect(emptied.freePages >= full.freePages + statistics.pages)
    #expect(emptied.lastTransaction == full.lastTransaction + 1)
  }

  @Test(arguments: [false, true])
  func `a copy holds what was committed and opens anywhere`(compacting: Bool) throws {
    var writer = try Writer(directory: directory + "/from", options: .small)
    let table = writer.environment.table("first")
    let value = [UInt8](repeating: 1, count: 1_000)
    try writer.write { transaction in
      for key in 0..<1000 as Range<UInt64> { try transaction.put(value.span, at: key, in: table) }
    }
    try writer.write { transaction in
      for key in 10..<1000 as Range<UInt64> { _ = try transaction.delete(at: key, in: table) }
    }
    let target = directory + "/to"
    try writer.environment.copy(to: target, compacting: compacting)
    #expect(throws: LMDBError(code: EEXIST)) {
      try writer.environment.copy(to: target, compacting: compacting)
    }
    let copy = try Environment(reading: target, options: .small)
    #expect(try copy.entryCount() == 10)
    #expect(try copy.copiedValue(at: 9) == value)
    let (used, was) = (try copy.info.usedBytes, try writer.environment.info.usedBytes)
    #expect(compacting ? used < was / 4 : used == was)
  }

  @Test func `copying from inside a write traps instead of waiting for itself`() async {
    await #expect(processExitsWith: .trap) { [directory = directory as String] in
      var writer = try Writer(directory: directory + "/from", options: .small)
      let environment = writer.environment
      try writer.write { _ in try environment.copy(to: directory + "/to", compacting: false) }
    }
  }

  @Test func `a copy that this user can only read is read`() async throws {
    var writer = try Writer(directory: directory + "/live", options: .small)
    let table = writer.environment.table("first")
    try writer.write { try $0.put("one".utf8.span, at: 1, in: table) }
    try writer.environment.copy(to: directory + "/copy", compacting: true)
    try UserWithoutRights.withdraw(from: directory + "/copy")
    await #expect(processExitsWith: .success) { [directory = directory as String] in
      UserWithoutRights.become()
      let environment = try Environment(reading: directory + "/copy", options: .small)
      guard try environment.copiedValue(at: 1) == Array("one".utf8) else { exit(2) }
      guard try environment.readers().isEmpty else { exit(3) }
      exit(EXIT_SUCCESS)
    }
  }

  @Test func `an environment in use is not read without registering`() async throws {
    let live = directory + "/live"
    let environment = try Writer(directory: live, options: .small).environment
    try UserWithoutRights.withdraw(from: live)
    await #expect(processExitsWith: .success) { [live = live as String] in
      UserWithoutRights.become()
      do throws(LMDBError) {
        _ = try Environment(reading: live, options: .small)
        exit(2)
      } catch {
        exit(error == .inUseByOthers ? EXIT_SUCCESS : 3)
      }
    }
    withExtendedLifetime(environment) {}
  }
}

/// Someone who may read a directory but not write to it.
enum UserWithoutRights {
  static func withdraw(from directory: String) throws {
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: directory)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755],
      ofItemAtPath: URL(filePath: directory).deletingLastPathComponent().path)
    if getuid() != 0 {
      try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: directory)
    }
  }

  /// Root may write everywhere, so it turns into nobody.
  static func become() {
    if getuid() == 0 { precondition(setuid(65_534) == 0, "root couldn't become nobody") }
  }
}
