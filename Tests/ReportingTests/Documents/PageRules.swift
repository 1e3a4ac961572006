import Foundation
import Testing

/// What must hold of a page so that everybody can read it: the part of WCAG 2.2 that a program can
/// judge without a browser.
struct PageRules {
  struct Element {
    var name: String
    var attributes: [String: String]
    var parent: String?

    subscript(_ attribute: String) -> String? { attributes[attribute] }
  }

  private let page: String
  private(set) var elements: [Element] = []

  /// What the parser found: elements that aren't closed as they were opened.
  private var faults: [String] = []

  private static let void: Set<String> = ["meta", "br", "hr", "img", "link", "wbr"]

  init(_ page: String) throws {
    self.page = page
    var open: [String] = []
    var rest = page[...]
    while let start = rest.firstIndex(of: "<") {
      rest = rest[rest.index(after: start)...]
      let end = try #require(rest.firstIndex(of: ">"), "a tag ends")
      let tag = rest[..<end]
      rest = rest[rest.index(after: end)...]
      if tag.hasPrefix("!") { continue }
      if tag.hasPrefix("/") {
        if open.last != String(tag.dropFirst()) { faults.append("</\(tag.dropFirst())> closes") }
        _ = open.popLast()
        continue
      }
      let element = Self.element(tag, in: open.last)
      elements.append(element)
      if tag.hasSuffix("/") || Self.void.contains(element.name) { continue }
      open.append(element.name)
      if element.name == "style", let close = rest.firstRange(of: "</style>") {
        rest = rest[close.lowerBound...]
      }
    }
    if !open.isEmpty { faults.append("left open: \(open)") }
  }

  private static func element(_ tag: Substring, in parent: String?) -> Element {
    let name = tag.prefix { $0 != " " && $0 != "/" }
    var attributes: [String: String] = [:]
    for match in tag.dropFirst(name.count).matches(of: /([a-zA-Z0-9-]+)(?:="([^"]*)")?/) {
      attributes[String(match.1)] = match.2.map(String.init) ?? ""
    }
    return Element(name: String(name), attributes: attributes, parent: parent)
  }

  private func all(_ name: String) -> [Element] { elements.filter { $0.name == name } }

  /// Everything that is wrong; nothing for a good page.
  func problems() throws -> [String] {
    try faults + structure() + references() + tables() + drawings() + activeContent() + contrast()
  }

  private func structure() -> [String] {
    var problems: [String] = []
    if all("html").first?["lang"] != "en" { problems.append("html without lang") }
    if all("title").filter({ $0.parent == "head" }).count != 1 { problems.append("no title") }
    for name in ["h1", "main", "header", "footer"] where all(name).count != 1 {
      problems.append("\(all(name).count) \(name)")
    }
    var level = 0
    for element in elements {
      guard element.name.count == 2, element.name.first == "h",
        let own = element.name.last?.wholeNumberValue
      else { continue }
      if own > level + 1 { problems.append("h\(own) after h\(level)") }
      level = own
    }
    guard let skip = all("a").first, skip["class"] == "skip", skip["href"] == "#main" else {
      return problems + ["the first link doesn't skip to the content"]
    }
    return problems
  }

  private func references() -> [String] {
    let ids = elements.compactMap { $0["id"] }
    let known = Set(ids)
    var problems: [String] = []
    if known.count != ids.count {
      problems.append(
        "ids that aren't unique: \(ids.filter { id in ids.filter { $0 == id }.count > 1 })")
    }
    for element in elements {
      if let href = element["href"] {
        if !href.hasPrefix("#") { problems.append("a link leaves the page: \(href)") }
        if !known.contains(String(href.dropFirst())) { problems.append("nothing at \(href)") }
      }
      for id in (element["aria-labelledby"] ?? "").split(separator: " ")
      where !known.contains(String(id)) { problems.append("no label \(id)") }
    }
    return problems
  }

  private func tables() -> [String] {
    var problems: [String] = []
    for header in all("th") where !["col", "row", "rowgroup"].contains(header["scope"] ?? "") {
      problems.append("a th without scope")
    }
    if all("caption").count != all("table").count { problems.append("a table without caption") }
    if all("thead").count != all("table").count { problems.append("a table without titles") }
    return problems
  }

  private func drawings() -> [String] {
    elements.filter { $0.name == "svg" && $0.parent != "svg" }.compactMap { drawing in
      if drawing["aria-hidden"] == "true" { return nil }
      let isNamed = drawing["aria-labelledby"] != nil || drawing["aria-label"]?.isEmpty == false
      return drawing["role"] == "img" && isNamed ? nil : "a drawing without words"
    }
  }

  private func activeContent() -> [String] {
    var problems: [String] = []
    for name in ["script", "iframe", "object", "embed", "form", "base", "img", "link"] {
      if !all(name).isEmpty { problems.append("<\(name)>") }
    }
    for element in elements {
      for (name, value) in element.attributes {
        if name.hasPrefix("on") || name == "style" || name == "src" { problems.append(name) }
        if value.lowercased().hasPrefix("javascript:") { problems.append(value) }
      }
    }
    let style = page.firstRange(of: "<style>").flatMap { start in
      page.firstRange(of: "</style>").map { page[start.upperBound..<$0.lowerBound] }
    }
    if style?.contains("url(") ?? true || style?.contains("@import") ?? true {
      problems.append("the style sheet asks for something")
    }
    return problems
  }

  // MARK: Contrast

  /// Which colour stands on which, and how far they must be apart: text 4.5, shapes 3 (WCAG 2.2,
  /// 1.4.3 and 1.4.11).
  private static let pairs: [(front: String, back: String, ratioMin: Double)] = [
    ("ink", "paper", 4.5), ("ink", "panel", 4.5), ("ink", "land", 4.5), ("soft", "paper", 4.5),
    ("soft", "panel", 4.5), ("link", "paper", 4.5), ("over", "paper", 4.5),
    ("fill", "paper", 3), ("fill", "track", 3), ("fill", "land", 3), ("twin", "land", 3),
    ("peer", "land", 3), ("peer", "paper", 3),
    ("soft", "track", 3), ("over", "track", 3),
  ]

  private func contrast() throws -> [String] {
    var problems: [String] = []
    let schemes = try colours()
    if schemes.count != 3 { problems.append("\(schemes.count) colour schemes, not 3") }
    for (place, scheme) in schemes.enumerated() {
      for pair in Self.pairs {
        let front = try Self.luminance(#require(scheme[pair.front], "--\(pair.front)"))
        let back = try Self.luminance(#require(scheme[pair.back], "--\(pair.back)"))
        let ratio = (max(front, back) + 0.05) / (min(front, back) + 0.05)
        if ratio < pair.ratioMin {
          problems.append("scheme \(place): \(pair.front) on \(pair.back) is \(ratio)")
        }
      }
    }
    return problems
  }

  /// The colours of each `:root`: light, dark and print.
  private func colours() throws -> [[String: String]] {
    page.split(separator: ":root {").dropFirst().map { part in
      var colours: [String: String] = [:]
      for match in part.prefix(while: { $0 != "}" }).matches(of: /--([a-z]+): (#[0-9a-f]{6});/) {
        colours[String(match.1)] = String(match.2)
      }
      return colours
    }
  }

  private static func luminance(_ colour: String) throws -> Double {
    let value = try #require(Int(colour.dropFirst(), radix: 16))
    let parts = [value >> 16 & 255, value >> 8 & 255, value & 255].map { part in
      let share = Double(part) / 255
      return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }
}
