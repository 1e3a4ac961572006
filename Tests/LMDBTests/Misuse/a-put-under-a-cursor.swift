// error: overlapping accesses
import LMDB
func misuse(_ w: inout Writer, _ table: Table) throws {
  try w.write { t in
    var cursor = try t.cursor(in: table)
    while let entry = try cursor.next() {
      try t.put("v".utf8.span, forKey: entry.key, in: table, mode: .upsert)
    }
  }
}
