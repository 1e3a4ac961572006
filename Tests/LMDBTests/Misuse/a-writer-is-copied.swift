// error: is borrowed and cannot be consumed
import LMDB
func misuse(_ w: borrowing Writer) {
  var second = w
  try? second.sync()
}
