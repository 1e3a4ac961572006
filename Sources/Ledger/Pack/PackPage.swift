internal import TransparencyLog

/// The page that a pack begins with: the same bytes in every pack of one version of this program.
enum PackPage {
  /// From the first byte to the end of the program, with the newline behind it.
  static let bytes: [UInt8] = {
    let (style, program) = (PackageResources.pack_css, PackageResources.pack_js)
    let policy = [
      "default-src 'none'", "script-src 'sha256-\(base64Digest(program))'",
      "style-src 'sha256-\(base64Digest(style))'", "base-uri 'none'", "form-action 'none'",
      "require-trusted-types-for 'script'", "trusted-types 'none'",
    ].joined(separator: "; ")
    return filled(
      PackageResources.pack_html,
      [("policy", Array(policy.utf8)), ("style", style), ("program", program)])
  }()

  private static func base64Digest(_ bytes: [UInt8]) -> String { PackFormat.digest(bytes).base64 }

  /// The template with each `{{name}}` replaced, in the order in which they stand there.
  private static func filled(
    _ template: [UInt8], _ values: [(name: String, value: [UInt8])]
  ) -> [UInt8] {
    var page: [UInt8] = []
    var rest = template[...]
    for (name, value) in values {
      let mark = Array("{{\(name)}}".utf8)
      guard let place = rest.firstRange(of: mark) else {
        preconditionFailure("the page's template has no place for \(name)")
      }
      page += rest[..<place.lowerBound]
      page += value
      rest = rest[place.upperBound...]
    }
    return page + rest
  }
}
