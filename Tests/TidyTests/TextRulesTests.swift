import Testing

/// The rules for texts, over small ones.
@Suite struct TextRulesTests {
  private func problems(_ text: String) -> [String] {
    TextRules.changelog(path: "CHANGELOG.md", text: text).map(\.message)
  }

  @Test func `a mark of unfinished work is named with its line`() {
    let text = "fine\nlater: " + "TO" + "DO tidy\nTODOS and MASTODON are words\n"
    #expect(TextRules.leftovers(path: "a.md", text: text).map(\.line) == [2])
  }

  @Test func `a path of one machine is named and a part of a URL is not`() {
    let machine = "cd /" + "home/ann/x\n"
    #expect(TextRules.leftovers(path: "a.md", text: machine).count == 1)
    let url = "https://example.org/" + "home/index.html and $DIR/" + "work/a\n"
    #expect(TextRules.leftovers(path: "a.md", text: url).isEmpty)
  }

  @Test func `a change log in shape has no findings`() {
    let text = """
      # Changes

      Words before the first section are free.

      ## Unreleased

      ### Additions

      - One thing,
        over two lines.
      - Another.

      ### Format

      - The first storage format.

      ## 1.0.0 (2026-01-01)

      ### Fixes

      - Mended.

      """
    #expect(problems(text).isEmpty)
  }

  @Test func `a change log out of shape is refused`() {
    #expect(problems("# Changes\n").count == 1)
    #expect(problems("## 1.0.0\n\n### Fixes\n\n- a\n").count == 1)
    #expect(problems("## Unreleased\n\n### Improvements\n\n- a\n").count >= 1)
    #expect(problems("## Unreleased\n\n### Fixes\n\n- a\n\n### Additions\n\n- b\n").count == 1)
    #expect(problems("## Unreleased\n\n### Fixes\n").count == 1)
    #expect(problems("## Unreleased\n\n### Fixes\n\n### Format\n\n- a\n").count == 1)
    #expect(problems("## Unreleased\n\n- a\n").count == 1)
    #expect(problems("## Unreleased\n\n### Fixes\n\n- a\nloose words\n").count == 1)
  }

  @Test func `a command counts as shown only in a code block of the first screen`() {
    let block = "# T\n\n```console\n$ Tools/demo here\n```\n"
    let commands = ["Tools/demo"]
    #expect(TextRules.missingCommands(commands, readme: block, screenLines: 40).isEmpty)
    #expect(TextRules.missingCommands(commands, readme: block, screenLines: 2) == commands)
    let prose = "# T\n\nRun Tools/demo here.\n"
    #expect(TextRules.missingCommands(commands, readme: prose, screenLines: 40) == commands)
  }
}
