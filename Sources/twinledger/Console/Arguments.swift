import Foundation
import Ledger

/// The arguments as the system gave them.
enum Arguments {
  /// Refuses arguments that are no UTF-8: Swift would replace their faults without a word.
  ///
  /// - Throws: ``InputError``.
  static func check() throws(InputError) {
    guard CommandLine.arguments.contains(where: { $0.unicodeScalars.contains("\u{FFFD}") }),
      let raw = FileManager.default.contents(atPath: "/proc/self/cmdline")
    else { return }
    for (place, bytes) in raw.split(separator: 0, omittingEmptySubsequences: false).enumerated() {
      if String(validating: bytes, as: UTF8.self) == nil {
        throw InputError("it is no valid UTF-8.", member: "argument \(place)")
      }
    }
  }
}
