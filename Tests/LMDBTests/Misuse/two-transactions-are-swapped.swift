// error: conform to 'Escapable'
import LMDB
func misuse(_ a: inout Writer, _ b: inout Writer) throws {
  try a.write { x in try b.write { y in swap(&x, &y) } }
}
