import Foundation
import Glibc
import LMDB
import Testing

@Suite(.scratchDirectory)
struct FileSystemTests {
  let directory = ScratchDirectory.path

  @Test func `a file is replaced whole`() throws {
    let path = directory + "/file"
    try FileSystem.replace(file: path, with: "one".utf8.span)
    try FileSystem.replace(file: path, with: "another".utf8.span)
    try FileSystem.sync(file: path)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "another")
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory) == ["file"])
  }

  @Test func `a failed replacement leaves the old file`() throws {
    let path = directory + "/file"
    try FileSystem.replace(file: path, with: "one".utf8.span)
    try FileManager.default.createDirectory(
      atPath: path + ".new", withIntermediateDirectories: false)
    #expect(throws: LMDBError(code: EISDIR)) {
      try FileSystem.replace(file: path, with: "two".utf8.span)
    }
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "one")
  }

  @Test func `errors say what, where and what to do`() throws {
    let error = #expect(throws: LMDBError(code: ENOENT)) {
      try FileSystem.sync(directory: directory + "/nothing")
    }
    #expect("\(error as Any)".contains("sync \(directory)/nothing: No such file"))
    #expect("\(LMDBError.mapFull)".contains("grow the map"))
    #expect("\(LMDBError.foreignNamespace)".contains("one PID namespace"))
    #expect(Set([LMDBError.mapFull, LMDBError(code: -30_792)]).count == 1)
  }

  @Test func `there is a kind and some room`() throws {
    #expect(try FileSystem.kind(of: directory).isSupported)
    #expect(try FileSystem.freeBytes(at: directory) > 0)
    #expect(FileSystemKind(magic: 0xef53).description == "ext4")
    #expect(FileSystemKind(magic: 0x42).description == "0x42")
    #expect(try FileSystem.kind(of: "/proc").isSupported)
  }
}
