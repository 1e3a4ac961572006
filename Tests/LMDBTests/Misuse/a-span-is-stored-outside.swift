// error: escapes its scope
import LMDB
func misuse(_ e: Environment, _ table: Table) throws {
  var kept: Span<UInt8>? = nil
  try e.read { t in kept = try t.value(at: 1, in: table) }
  print(kept!.count)
}
