internal import Glibc

/// Notices of writes to one file, by whichever process of this machine; on Linux's inotify.
///
/// A notice says that something was written, not that it is whole: look, and wait again. It comes
/// for writes to the file, never for changes of a shared map. LMDB writes its pages and, last in
/// each commit, its meta page into `data.mdb`, because no environment of this module is opened to
/// write through the map; a moment after that last write the commit can be read.
///
/// One thread at a time waits on a watch; it may move between threads.
public struct FileWatch: ~Copyable, Sendable {
  private let path: String
  private let notices: Descriptor

  /// Watches the file at `path` from now on. It opens no descriptor of that file, so that it may be
  /// the `data.mdb` of an environment that is open.
  ///
  /// - Throws: ``LMDBError`` of the system: where there is no such file, and `EMFILE` where this
  ///   user has no watches left, 128 of which are usual.
  public init(path: String) throws(LMDBError) {
    let notices = try Descriptor(owning: inotify_init1(Int32(IN_CLOEXEC | IN_NONBLOCK)), path)
    guard unsafe inotify_add_watch(notices.number, path, UInt32(IN_MODIFY)) >= 0 else {
      throw .system("watch", path)
    }
    self.path = path
    self.notices = notices
  }

  /// Blocks the thread until the file is written, or was since the last call, but no longer than
  /// the given time; never call it on the cooperative pool.
  ///
  /// - Returns: Whether there was a notice; false as well where a signal came.
  public func wait(atMostMilliseconds patience: Int) throws(LMDBError) -> Bool {
    var place = pollfd(fd: notices.number, events: Int16(POLLIN), revents: 0)
    let count = unsafe poll(&place, 1, Int32(clamping: patience))
    if count < 0 && errno != EINTR { throw .system("wait for", path) }
    guard count > 0 else { return false }
    try drain()
    return true
  }

  /// Takes the notices that have come; what they say is known.
  private func drain() throws(LMDBError) {
    let number = notices.number
    var bytes = [UInt8](repeating: 0, count: 4_096)
    let failure = unsafe bytes.withUnsafeMutableBytes { bytes -> Int32 in
      while true {
        let count = unsafe read(number, bytes.baseAddress, bytes.count)
        if count > 0 || (count < 0 && errno == EINTR) { continue }
        return count == 0 || errno == EAGAIN ? 0 : errno
      }
    }
    try LMDBError.check(failure, "wait for", path)
  }
}
