// error: overlapping accesses
import LMDB
func misuse(_ w: inout Writer, _ table: Table) throws {
  try w.write { t in
    let old = try t.value(at: 1, in: table)!
    try t.put("v".utf8.span, at: 2, in: table)
    print(old.count)
  }
}
