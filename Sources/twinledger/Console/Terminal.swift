import Foundation

/// What the program is connected to.
enum Terminal {
  /// How many columns there are for a page: `COLUMNS`, else the terminal's, else 120.
  static var width: Int {
    if let columns = ProcessInfo.processInfo.environment["COLUMNS"].flatMap({ Int($0) }) {
      return min(max(columns, 40), 1_000)
    }
    return isatty(STDOUT_FILENO) == 1 ? terminalWidth ?? 80 : 120
  }

  /// Whether standard output is a terminal.
  static var showsOutput: Bool { isatty(STDOUT_FILENO) == 1 }

  /// Whether messages go to a terminal.
  static var showsMessages: Bool { isatty(STDERR_FILENO) == 1 }

  /// Whether messages may have colours: on a terminal that isn't dumb, unless `NO_COLOR` is set.
  static var colours: Bool {
    let environment = ProcessInfo.processInfo.environment
    return showsMessages && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
  }

  /// What `stty` says of the terminal.
  private static var terminalWidth: Int? {
    guard let terminal = FileHandle(forReadingAtPath: "/dev/tty") else { return nil }
    let process = Process()
    process.executableURL = URL(filePath: "/bin/stty")
    process.arguments = ["size"]
    process.standardInput = terminal
    process.standardError = FileHandle.nullDevice
    let pipe = Pipe()
    process.standardOutput = pipe
    guard (try? process.run()) != nil,
      let answer = try? pipe.fileHandleForReading.readToEnd()
    else { return nil }
    process.waitUntilExit()
    let words = String(decoding: answer, as: UTF8.self).split(whereSeparator: \.isWhitespace)
    guard words.count == 2, let columns = Int(words[1]), columns >= 40 else { return nil }
    return columns
  }

  /// Whether somebody sits there who reads and answers.
  static var isInteractive: Bool { isatty(STDOUT_FILENO) == 1 && isatty(STDIN_FILENO) == 1 }

  /// Asks on standard error and leaves the line open.
  static func ask(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Array(text.utf8))
  }

  /// Writes a message for people, on standard error.
  static func say(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Array((text + "\n").utf8))
  }

  /// A message whose beginning stands out where colours may be used.
  static func alarm(_ head: String, _ text: String) {
    say(colours ? "\u{1B}[1;31m\(head)\u{1B}[0m\(text)" : head + text)
  }
}
