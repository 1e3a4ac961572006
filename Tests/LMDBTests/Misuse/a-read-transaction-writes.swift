// error: requires the types 'ReadOnly' and 'ReadWrite' be equivalent
import LMDB
func misuse(_ e: Environment, _ table: Table) throws {
  try e.read { t in try t.put("v".utf8.span, at: 1, in: table) }
}
