// error: has no member 'write'
import LMDB
func misuse(_ e: Environment) throws {
  try e.write { t in }
}
