// error: conform to protocol 'Escapable'
import LMDB
func misuse(_ e: Environment, _ table: Table) throws -> [Span<UInt8>] {
  try e.read { t in [try t.value(at: 1, in: table)!] }
}
