// error: overlapping accesses to 'w'
import LMDB
func misuse(_ w: inout Writer) throws {
  try w.write { _ in try w.growMap(to: 1 << 30) }
}
