import Foundation
import Testing
import Twinning

@testable import Reporting

@Suite struct PageRulesTests {
  @Test func `pages can be read by everybody`() throws {
    let ledger = try SmallLedger.documented()
    let pages = [try ImpactPage(ledger.document()).html, ledger.progress.html]
    for page in pages {
      let problems = try PageRules(page).problems()
      #expect(problems == [])
    }
  }

  @Test func `the rules find what is wrong`() throws {
    let page = ImpactPage(try SmallLedger.documented().document()).html
    func problems(_ part: String, _ other: String) throws -> [String] {
      let place = try #require(page.firstRange(of: part), "\(part)")
      return try PageRules(page.replacingCharacters(in: place, with: other)).problems()
    }
    #expect(try problems("<html lang=\"en\">", "<html>") == ["html without lang"])
    #expect(try problems("id=\"map\"", "id=\"main\"").contains { $0.contains("unique") })
    #expect(try problems("href=\"#I06\"", "href=\"#I99\"") == ["nothing at #I99"])
    #expect(try problems("<th scope=\"row\"", "<th scope=\"\"") == ["a th without scope"])
    #expect(try problems("role=\"img\"", "role=\"x\"") == ["a drawing without words"])
    #expect(
      try problems("<h2 id=\"h-selection\"", "<h4 id=\"h-selection\"").contains("h4 after h2"))
    #expect(try problems("<p class=\"kicker\"", "<p onclick=\"x\"") == ["onclick"])
    #expect(try problems("--soft: #535b61", "--soft: #8a8a8a").contains { $0.contains("soft on") })
    #expect(try !problems("</nav>", "</div>").isEmpty)
    #expect(try problems("<footer>", "<footer><script></script>") == ["<script>"])
  }

  /// `html5lib` is Python's parser by the standard's own algorithm.
  @Test(.enabled(if: Python.has("html5lib")))
  func `a parser by the standard takes the pages without an error`() throws {
    let ledger = try SmallLedger.documented()
    for page in [try ImpactPage(ledger.document()).html, ledger.progress.html] {
      let found = try Python.run(
        """
        import sys, html5lib
        parser = html5lib.HTMLParser()
        parser.parse(sys.stdin.buffer.read().decode("utf-8"))
        print(parser.errors)
        """, input: Data(page.utf8))
      #expect(found == "[]\n")
    }
  }
}
