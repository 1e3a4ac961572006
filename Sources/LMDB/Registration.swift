internal import Glibc
internal import Synchronization

/// A file, whatever its path.
struct FileIdentity: Hashable {
  let device: UInt64
  let inode: UInt64

  /// The file at `path`, or nil if there is none.
  init?(path: String) {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return nil }
    device = UInt64(status.st_dev)
    inode = UInt64(status.st_ino)
  }
}

/// The environments this process has open, by directory and by data file.
///
/// LMDB loses its locks without a word if one process opens a file twice.
private let openFiles = Mutex<Set<FileIdentity>>([])
private let lastEnvironmentID = Atomic<UInt32>(0)

/// The right of one environment to be open in this process.
struct Registration: ~Copyable, Sendable {
  let environmentID: UInt32
  private var files: Set<FileIdentity>

  /// Registers the directory, and its data file if there is one already.
  init(directory: String) throws(LMDBError) {
    guard let identity = FileIdentity(path: directory) else {
      throw .system("open the environment in", directory)
    }
    var files: Set = [identity]
    if let data = FileIdentity(path: directory + "/data.mdb") { files.insert(data) }
    let isFree = openFiles.withLock { [files] open in
      guard open.isDisjoint(with: files) else { return false }
      open.formUnion(files)
      return true
    }
    guard isFree else {
      throw LMDBError(
        LMDBError.alreadyOpen.code, "open the environment in", directory)
    }
    self.files = files
    environmentID = lastEnvironmentID.add(1, ordering: .relaxed).newValue
  }

  /// Registers the data file too, now that it is there.
  mutating func include(dataFileIn directory: String) {
    guard let data = FileIdentity(path: directory + "/data.mdb") else { return }
    files.insert(data)
    openFiles.withLock { _ = $0.insert(data) }
  }

  deinit {
    openFiles.withLock { [files] in $0.subtract(files) }
  }
}
