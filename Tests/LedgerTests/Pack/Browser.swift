import Foundation

/// A Chromium without a window, where one is installed.
enum Browser {
  static let absence: String =
    "no Chromium is installed here, so the page isn't opened; apt-get install chromium adds one"

  /// Where it lies.
  static let path: String? = {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
    return names.lazy.flatMap { name in folders.lazy.map { "\($0)/\(name)" } }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }()

  /// The page of `pack` as it is once its program has done its work.
  ///
  /// - Parameter address: what stands behind the hash sign.
  static func page(of pack: PackCopy, at address: String = "/check") throws -> Page {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "browser-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "pack.html")
    try Data(pack.text).write(to: file)
    let output = folder.appending(path: "page.html")
    try Data().write(to: output)
    let process = Process()
    process.executableURL = path.map { URL(filePath: $0) }
    process.arguments = [
      "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
      "--user-data-dir=\(folder.path)/profile", "--virtual-time-budget=60000", "--dump-dom",
      "file://\(file.path)#\(address)",
    ]
    process.standardInput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: output)
    try process.run()
    process.waitUntilExit()
    return Page(text: String(decoding: try Data(contentsOf: output), as: UTF8.self))
  }

  /// A page as markup.
  struct Page {
    let text: String

    /// What stands first in the element with this id, up to the next element.
    func text(of id: String) -> String? {
      guard let start = text.range(of: "id=\"\(id)\""),
        let open = text[start.upperBound...].firstIndex(of: ">"),
        let end = text[open...].firstIndex(of: "<")
      else { return nil }
      return String(text[text.index(after: open)..<end])
        .replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&amp;", with: "&")
    }
  }
}
