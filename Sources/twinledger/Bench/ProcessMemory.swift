import Foundation

/// How much memory this process has taken so far, as Linux counts it.
struct ProcessMemory {
  /// The most that was resident, pages of mapped files included.
  var residentMegabytes: Int

  /// What is resident now of its own, without mapped files.
  var anonymousMegabytes: Int

  static func now() -> ProcessMemory {
    var memory = ProcessMemory(residentMegabytes: 0, anonymousMegabytes: 0)
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    for line in status.split(separator: "\n") {
      let words = line.split(whereSeparator: \.isWhitespace)
      guard words.count >= 2, let kilobytes = Int(words[1]) else { continue }
      if line.hasPrefix("VmHWM:") { memory.residentMegabytes = kilobytes / 1_024 }
      if line.hasPrefix("RssAnon:") { memory.anonymousMegabytes = kilobytes / 1_024 }
    }
    return memory
  }
}
