import Foundation

/// A bar on the terminal that messages go to; nothing where they go to a file or a pipe.
final class Progress {
  private let what: String
  private let isShown = Terminal.showsMessages
  private let start = ContinuousClock.now
  private var lastDrawn = ContinuousClock.now
  private var isDrawn = false

  /// - Parameter what: what is being done, such as `replaying`.
  init(_ what: String) { self.what = what }

  /// - Parameter share: how much is done, from 0 to 1.
  func show(_ share: Double) {
    guard isShown else { return }
    let now = ContinuousClock.now
    guard now - start > .milliseconds(300), now - lastDrawn > .milliseconds(100) else { return }
    lastDrawn = now
    isDrawn = true
    let done = min(max(Int(share * 30), 0), 30)
    let bar = String(repeating: "#", count: done) + String(repeating: "-", count: 30 - done)
    let percent = min(max(Int(share * 100), 0), 100)
    write("\r\(what) [\(bar)] \(percent) %")
  }

  /// Takes the bar away.
  func end() {
    guard isDrawn else { return }
    isDrawn = false
    write("\r\u{1B}[K")
  }

  private func write(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Array(text.utf8))
  }
}
