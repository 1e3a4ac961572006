import Foundation
import Testing

/// Whole pages, kept as files.
///
/// With `TWINLEDGER_WRITE_GOLDEN` set the files are written anew; read the difference before it is
/// kept.
enum Golden {
  static func expect(
    _ page: String, is name: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let file = file(name)
    if ProcessInfo.processInfo.environment["TWINLEDGER_WRITE_GOLDEN"] != nil {
      try Data(page.utf8).write(to: file)
      return
    }
    let kept = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    if page == kept { return }
    let (new, old) = (lines(page), lines(kept))
    let place = zip(new, old).enumerated().first { $0.element.0 != $0.element.1 }?.offset
    let line = place ?? min(new.count, old.count)
    Issue.record(
      """
      \(name) differs from line \(line + 1) on
      kept: \(line < old.count ? old[line] : "nothing more")
      new:  \(line < new.count ? new[line] : "nothing more")
      """, sourceLocation: sourceLocation)
  }

  /// A file of the golden ones.
  static func file(_ name: String) -> URL {
    URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")
      .appending(path: name)
  }

  private static func lines(_ text: String) -> [Substring] {
    text.split(separator: "\n", omittingEmptySubsequences: false)
  }
}
