// compiles
import LMDB
func use(_ e: Environment, _ table: Table) throws {
  try e.read { t in
    var cursor = try t.cursor(in: table)
    let first = try cursor.next()!
    let second = try cursor.next()!
    print(first.index, second.value.count)
  }
}
