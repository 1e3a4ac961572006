/// States as the store keeps them: the members of the canonical JSON, in the same order, without
/// their names and as short as they go. `Schemas/storage.md` says what stands where.
///
/// A state in canonical JSON has about 2,200 bytes in a busy programme, packed about a sixth of
/// that: every commit writes the states it touched, and reading one begins with unpacking it.
enum PackedState {
  /// The packed bytes of `state`. O(state).
  static func bytes<S: StreamState>(of state: inout S, interner: Interner) -> [UInt8] {
    var writer = PackedWriter(interner: interner)
    do throws(SchemaError) {
      try state.code(&writer)
    } catch {
      preconditionFailure("a state couldn't be packed: \(error)")
    }
    return writer.bytes
  }

  /// The state that packed `bytes` hold.
  ///
  /// - Throws: ``SchemaError`` where they hold anything else.
  static func read<S: StreamState>(
    _ type: S.Type, from bytes: Span<UInt8>, interner: Interner
  ) throws(SchemaError) -> S {
    var state = S()
    var reader = PackedReader(bytes, interner: interner)
    try state.code(&reader)
    try reader.finish()
    return state
  }
}
