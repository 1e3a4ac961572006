internal import Glibc

/// A page that the kernel clears in a forked child, so that a child can tell at no cost.
@safe struct ForkMark: ~Copyable, Sendable {
  private nonisolated(unsafe) let page: UnsafeMutableRawPointer
  private static let sizeBytes = 4096

  init() throws(LMDBError) {
    let page = unsafe mmap(
      nil, Self.sizeBytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    guard let page = unsafe page, unsafe page != MAP_FAILED else {
      throw .system("map a page for", "the fork mark")
    }
    guard unsafe madvise(page, Self.sizeBytes, MADV_WIPEONFORK) == 0 else {
      let error = LMDBError.system("have forks clear", "the fork mark")
      unsafe munmap(page, Self.sizeBytes)
      throw error
    }
    unsafe page.storeBytes(of: 1, as: UInt8.self)
    unsafe self.page = page
  }

  deinit { unsafe munmap(page, Self.sizeBytes) }

  /// Whether this is the process that made the mark.
  var isInMakingProcess: Bool { unsafe page.load(as: UInt8.self) == 1 }
}
