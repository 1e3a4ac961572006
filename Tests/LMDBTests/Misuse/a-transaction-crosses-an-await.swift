// error: expecting synchronous function type
import LMDB
func other() async {}
func misuse(_ w: inout Writer) async throws {
  try await w.write { t in await other() }
}
