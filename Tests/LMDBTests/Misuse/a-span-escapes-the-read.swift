// error: conform to 'Escapable'
import LMDB
func misuse(_ e: Environment, _ table: Table) throws -> Int {
  let leaked: Span<UInt8> = try e.read { t in return try t.value(at: 1, in: table)! }
  return leaked.count
}
