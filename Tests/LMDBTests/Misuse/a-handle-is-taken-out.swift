// error: is inaccessible due to 'internal' protection level
import LMDB
func misuse(_ e: Environment) throws {
  let stale = try e.read { t in t.handle }
  _ = stale
}
