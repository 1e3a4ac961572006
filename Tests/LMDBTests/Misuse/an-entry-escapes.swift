// error: escapes its scope
import LMDB
func misuse(_ e: Environment, _ table: Table) throws {
  var kept: Entry?
  try e.read { t in
    var cursor = try t.cursor(in: table)
    kept = try cursor.next()
  }
  print(kept!.index)
}
