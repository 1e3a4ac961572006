import Foundation
import Glibc
import LMDB
import Testing

@Suite(.scratchDirectory)
struct DurableFileTests {
  let path = ScratchDirectory.path + "/file"

  private func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

  @Test func `a file is replaced whole, with the mode that was asked for`() throws {
    for (text, mode) in [("one", 0o600), ("another", 0o644), ("", 0o600)] {
      try DurableFile.replace(path, with: Array(text.utf8), permissions: UInt16(mode))
      #expect(try DurableFile.read(path, bytesMax: 100) == Array(text.utf8))
      let attributes = try FileManager.default.attributesOfItem(atPath: path)
      #expect(attributes[.posixPermissions] as? Int == mode)
      #expect(try DurableFile.isOpenToOthers(path) == (mode != 0o600))
      #expect(!exists(path + ".new"))
    }
  }

  @Test func `at most so many bytes are read, and no more room is taken than the file needs`()
    throws
  {
    #expect(try DurableFile.read(path, bytesMax: 5) == nil)
    for count in 0...5 {
      try DurableFile.replace(path, with: Array(repeating: 7, count: count), permissions: 0o600)
      #expect(try DurableFile.read(path, bytesMax: 5)?.count == count)
      #expect(try DurableFile.read(path, bytesMax: 1 << 40)?.count == count)
    }
    try DurableFile.replace(path, with: Array(repeating: 7, count: 6), permissions: 0o600)
    #expect(throws: LMDBError(code: EFBIG)) { try DurableFile.read(path, bytesMax: 5) }
    // A file that says it has no size.
    #expect(try #require(try DurableFile.read("/proc/self/status", bytesMax: 1 << 20)).count > 100)
    #expect(throws: LMDBError(code: EFBIG)) {
      try DurableFile.read("/proc/self/status", bytesMax: 10)
    }
  }

  @Test func `one builder at a time, and what is given up is removed`() throws {
    try DurableFile.replace(path, with: [1], permissions: 0o600)
    do {
      let one = try FileBuilder(replacing: path, permissions: 0o600)
      try one.append([2, 2])
      #expect(throws: LMDBError(code: EBUSY)) {
        try DurableFile.replace(path, with: [3], permissions: 0o600)
      }
      #expect(try DurableFile.read(path, bytesMax: 9) == [1])
    }
    #expect(!exists(path + ".new"))
    let two = try FileBuilder(replacing: path, permissions: 0o600)
    try two.append([4])
    try two.putInPlace()
    #expect(try DurableFile.read(path, bytesMax: 9) == [4])
  }

  @Test func `what a dead process left over is written over, and a link there isn't followed`()
    async throws
  {
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
      let builder = try FileBuilder(replacing: path, permissions: 0o600)
      try builder.append(Array(repeating: 9, count: 100))
      kill(getpid(), SIGKILL)
    }
    #expect(exists(path + ".new"))
    try DurableFile.replace(path, with: [5], permissions: 0o600)
    #expect(try DurableFile.read(path, bytesMax: 9) == [5])
    try FileManager.default.createSymbolicLink(
      atPath: path + ".new", withDestinationPath: path + "-other")
    #expect(throws: LMDBError(code: ELOOP)) {
      try DurableFile.replace(path, with: [6], permissions: 0o600)
    }
    #expect(!exists(path + "-other"))
  }

  @Test func `threads that replace one file each leave it whole`() async throws {
    let done = await withTaskGroup(of: Int.self) { group in
      for byte in UInt8(1)...8 {
        group.addTask { [path] in
          var done = 0
          for _ in 0..<20 {
            let bytes = [UInt8](repeating: byte, count: 3_000)
            do throws(LMDBError) {
              try DurableFile.replace(path, with: bytes, permissions: 0o600)
              done += 1
            } catch { #expect(error.code == EBUSY) }
            if let found = try? DurableFile.read(path, bytesMax: 10_000) {
              #expect(found.count == 3_000 && Set(found).count == 1)
            }
          }
          return done
        }
      }
      return await group.reduce(0, +)
    }
    #expect(done > 0)
  }
}
