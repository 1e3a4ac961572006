internal import Glibc

/// An open file, closed when it goes; never inherited by a program this one starts.
struct Descriptor: ~Copyable, Sendable {
  let number: Int32

  init(
    path: String, flags: Int32, permissions: UInt16 = 0, _ operation: StaticString
  ) throws(LMDBError) {
    var number: Int32
    repeat {
      number = unsafe open(path, flags | O_CLOEXEC, mode_t(permissions))
    } while number < 0 && errno == EINTR
    if number < 0 { throw .system(operation, path) }
    self.number = number
  }

  /// Takes over what a system call gave; negative where that failed.
  init(owning number: Int32, _ place: String) throws(LMDBError) {
    if number < 0 { throw .system("watch", place) }
    self.number = number
  }

  deinit { close(number) }

  /// Writes all of `bytes` from the file's current position.
  func write(_ bytes: Span<UInt8>, _ path: String) throws(LMDBError) {
    let number = number
    let failure = unsafe bytes.withUnsafeBytes { bytes -> Int32 in
      var rest = unsafe bytes[...]
      while unsafe !rest.isEmpty {
        let chunk = unsafe UnsafeRawBufferPointer(rebasing: rest)
        let count = unsafe Glibc.write(number, chunk.baseAddress, chunk.count)
        if count < 0 && errno == EINTR { continue }
        if count < 0 { return errno }
        unsafe rest = rest.dropFirst(count)
      }
      return 0
    }
    try LMDBError.check(failure, "write", path)
  }
}
