// error: conform to 'Escapable'
import LMDB
func misuse(_ e: Environment, _ table: Table) throws {
  let cursor: Cursor = try e.read { t in return try t.cursor(in: table) }
  _ = consume cursor
}
