import Testing

@testable import Twinning

@Suite struct SlugRulesTests {
  @Test(arguments: [
    "a", "7", "hu-budapest", "cohort-1--hu-budapest--tr-eskisehir--2", "bucharest-2", "a--b",
    String(repeating: "a", count: 120),
  ])
  func `a slug is accepted`(slug: String) {
    #expect(throws: Never.self) { try SlugRules.check(slug) }
    let accepted = SlugRules.accepts(slug.utf8.span)
    #expect(accepted)
  }

  @Test(arguments: [
    ("", TextProblem.Code.empty), ("..", .forbiddenCharacter), ("a..b", .forbiddenCharacter),
    ("a/b", .forbiddenCharacter), ("../etc", .forbiddenCharacter), ("%2e%2e", .forbiddenCharacter),
    ("Budapest", .forbiddenCharacter), ("a_b", .forbiddenCharacter), ("a b", .forbiddenCharacter),
    ("łódź", .forbiddenCharacter), ("a\u{0}", .forbiddenCharacter), ("a\n", .forbiddenCharacter),
    ("-a", .misplacedHyphen), ("a-", .misplacedHyphen), ("a---b", .misplacedHyphen),
    ("-", .misplacedHyphen), ("a--", .misplacedHyphen),
    (String(repeating: "a", count: 121), .tooLong),
  ])
  func `what is no slug is refused with what would be one`(text: String, code: TextProblem.Code) {
    let error = #expect(throws: TextProblem.self) { try SlugRules.check(text) }
    #expect(error?.code == code)
    #expect(error?.description.contains("hu-budapest") == true)
  }

  @Test func `the grammar is that of its regular expression`() throws {
    let seed: UInt64 = 0x51E6
    var dice = SeededDice(seed: seed)
    let grammar = try Regex("[a-z0-9](-{0,2}[a-z0-9])*")
    for _ in 0..<3000 {
      let length = Int.random(in: 0...8, using: &dice)
      let text = String(
        (0..<length).map { _ in Array("aaz09---A.")[Int.random(in: 0..<10, using: &dice)] })
      let accepted = SlugRules.accepts(text.utf8.span)
      #expect(accepted == (text.wholeMatch(of: grammar) != nil), "\(text), seed \(seed)")
    }
  }
}
