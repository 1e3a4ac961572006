import Testing

@Suite struct StoryTests {
  @Test(arguments: Story.all)
  func `the program does what the transcript shows`(story: Story) throws {
    let stage = try Stage()
    for step in story.steps {
      let actual = try stage.play(step.command)
      let isAsExpected = Story.matches(step.expected[...], actual[...])
      #expect(
        isAsExpected,
        """
        \(story.name), line \(step.line): $ \(step.command)
        expected:
        \(step.expected.joined(separator: "\n"))
        but it printed:
        \(actual.joined(separator: "\n"))
        """)
      if !isAsExpected { return }
    }
  }

  @Test func `there are stories`() {
    #expect(Story.all.count > 10)
  }

  @Test func `an ellipsis stands for characters within a line, and alone for lines`() {
    func matches(_ expected: [String], _ actual: [String]) -> Bool {
      Story.matches(expected[...], actual[...])
    }
    #expect(matches(["a … c", "…", "z"], ["a b c", "1", "2", "z"]))
    #expect(matches(["…"], []))
    #expect(!matches(["a … c"], ["a b d"]))
    #expect(!matches(["a"], ["a", "b"]))
    #expect(!matches(["…x…y"], ["yx"]))
  }
}
