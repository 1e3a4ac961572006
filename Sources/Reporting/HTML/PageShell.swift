internal import Twinning

/// What all pages share: one file without scripts that asks no network for anything.
enum PageShell {
  /// A whole page.
  ///
  /// - Parameters:
  ///   - kicker: what sort of page it is.
  ///   - isSynthetic: whether the ledger is made up, which the page then says first.
  ///   - parts: what the page holds, for its table of contents.
  static func page(
    kicker: String, title: String, facts: [(name: String, value: String)], isSynthetic: Bool,
    parts: [(id: String, title: String)], _ body: (inout Markup) -> Void
  ) -> String {
    var page = Markup()
    page.doctype()
    page.element("html", [("lang", "en")]) { page in
      head("\(kicker): \(title)", &page)
      page.element("body") { page in
        page.element("a", [("class", "skip"), ("href", "#main")], words: "Skip to the content")
        header(kicker, title, facts, isSynthetic, parts, &page)
        page.element("main", [("id", "main"), ("tabindex", "-1")], body)
        footer(isSynthetic, &page)
      }
    }
    return page.text + "\n"
  }

  private static func head(_ title: String, _ page: inout Markup) {
    page.element("head") { page in
      page.empty("meta", [("charset", "utf-8")])
      page.empty(
        "meta", [("name", "viewport"), ("content", "width=device-width, initial-scale=1")])
      page.empty(
        "meta",
        [
          ("http-equiv", "Content-Security-Policy"),
          ("content", "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'"),
        ])
      page.empty("meta", [("name", "color-scheme"), ("content", "light dark")])
      page.empty("meta", [("name", "generator"), ("content", "twinledger")])
      page.element("title", words: title)
      page.style(String(decoding: PackageResources.report_css, as: UTF8.self))
    }
  }

  private static func header(
    _ kicker: String, _ title: String, _ facts: [(name: String, value: String)],
    _ isSynthetic: Bool, _ parts: [(id: String, title: String)], _ page: inout Markup
  ) {
    page.element("header", [("class", "top")]) { page in
      if isSynthetic {
        page.element("p", [("class", "synthetic")]) { page in
          page.element("strong", words: Page.syntheticBanner)
          page.words(": everything here is made up.")
        }
      }
      page.element("p", [("class", "kicker")], words: kicker)
      page.element("h1") { $0.name(title) }
      page.element("dl", [("class", "facts")]) { page in
        for (name, value) in facts {
          page.element("div") { page in
            page.element("dt", words: name)
            page.element("dd", words: value)
          }
        }
      }
    }
    page.element("nav", [("aria-label", "Contents")]) { page in
      page.element("ul") { page in
        for (id, title) in parts {
          page.element("li") { $0.element("a", [("href", "#\(id)")], words: title) }
        }
      }
    }
  }

  private static func footer(_ isSynthetic: Bool, _ page: inout Markup) {
    page.element("footer") { page in
      if isSynthetic {
        page.element(
          "p", [("class", "synthetic")],
          words: "\(Page.syntheticBanner): no city, person or event here is real.")
      }
      page.element(
        "p", words: "Made by twinledger from the ledger's events and from nothing else.")
    }
  }
}

extension Markup {
  /// A part of a page with its heading.
  mutating func part(
    _ id: String, _ title: String, _ classes: String = "part", _ body: (inout Markup) -> Void
  ) {
    element("section", [("class", classes), ("id", id), ("aria-labelledby", "h-\(id)")]) { page in
      page.element("h2", [("id", "h-\(id)")], words: title)
      body(&page)
    }
  }

  /// A paragraph.
  mutating func paragraph(_ words: String, _ classes: String = "") {
    element("p", classes.isEmpty ? [] : [("class", classes)], words: words)
  }

  /// A table that scrolls on its own where it is too wide for the screen.
  mutating func table(
    _ caption: String, _ columns: [(title: String, isNumber: Bool)], _ classes: String = "",
    _ rows: (inout Markup) -> Void
  ) {
    element(
      "div", [("class", "scroll"), ("role", "region"), ("aria-label", caption), ("tabindex", "0")]
    ) { page in
      page.element("table", classes.isEmpty ? [] : [("class", classes)]) { page in
        page.element("caption", words: caption)
        page.element("thead") { page in
          page.element("tr") { page in
            for (title, isNumber) in columns {
              page.element(
                "th", [("scope", "col")] + (isNumber ? [("class", "n")] : []), words: title)
            }
          }
        }
        page.element("tbody", [], rows)
      }
    }
  }

  /// A cell with text.
  mutating func cell(_ words: String) { element("td", words: words) }

  /// A cell with a name that somebody gave.
  mutating func nameCell(_ words: String) { element("td") { $0.name(words) } }

  /// A cell with a number.
  mutating func number(_ words: String) { element("td", [("class", "n")], words: words) }

  /// What opens on demand.
  mutating func details(
    _ summary: String, _ classes: String = "", _ body: (inout Markup) -> Void
  ) {
    element("details", classes.isEmpty ? [] : [("class", classes)]) { page in
      page.element("summary", words: summary)
      body(&page)
    }
  }
}
