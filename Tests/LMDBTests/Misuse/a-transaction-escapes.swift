// error: is consuming
import LMDB
func misuse(_ w: inout Writer) throws {
  var kept: WriteTransaction?
  try w.write { t in kept = t }
  _ = consume kept
}
