/// One place where a house rule does not hold.
struct Finding: Equatable, CustomStringConvertible {
  /// The file, from the repository's root.
  let path: String
  /// The line, from 1; 0 where the whole file is meant.
  let line: Int
  /// What is wrong and what would be right.
  let message: String

  /// `path:line: message`, as compilers print it.
  var description: String {
    line == 0 ? "\(path): \(message)" : "\(path):\(line): \(message)"
  }
}

extension [Finding] {
  /// The findings one a line, for a test's failure text.
  var report: String {
    map(\.description).joined(separator: "\n")
  }
}
