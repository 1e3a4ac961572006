// error: overlapping accesses
import LMDB
func misuse(_ w: inout Writer, _ table: Table) throws {
  try w.write { t in
    let value = try t.value(at: 1, in: table)!
    try t.put(value, at: 2, in: table)
  }
}
