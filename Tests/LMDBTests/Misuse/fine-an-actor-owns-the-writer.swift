// compiles
import LMDB
actor Keeper {
  private var writer: Writer
  nonisolated let environment: Environment
  init(directory: String) throws {
    let writer = try Writer(directory: directory, options: EnvironmentOptions(tables: ["a"]))
    environment = writer.environment
    self.writer = writer
  }
  func keep(_ value: String, at key: UInt64) throws {
    let table = environment.table("a")
    try writer.write { try $0.put(value.utf8.span, at: key, in: table) }
  }
}
