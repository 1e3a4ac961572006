// compiles
import LMDB
func use(_ w: inout Writer, _ table: Table) throws {
  try w.write { t in
    let count = try t.value(at: 1, in: table)!.count
    try t.put("\(count)".utf8.span, at: 2, in: table)
  }
}
