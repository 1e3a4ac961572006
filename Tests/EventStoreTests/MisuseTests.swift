import EventStore
import Testing

/// What no program that is right can do: each trap says which rule was broken.
@Suite(.scratchDirectory)
struct MisuseTests {
  private let directory = ScratchDirectory.path

  @Test func `a state can't stand for an event that isn't there`() async {
    await #expect(processExitsWith: .failure) { [directory = directory as String] in
      var writer = try LogWriter(creating: directory, origin: origin, projection: projection)
      try writer.turn { turn in
        try turn.append("event", to: "a/1")
        try turn.setState(
          "state".utf8.span, of: "a/1".utf8.span, version: StreamVersion(1), changedAt: Index(1))
      }
    }
  }

  @Test func `a checkpoint can't be of a size not reached`() async {
    await #expect(processExitsWith: .failure) { [directory = directory as String] in
      var writer = try LogWriter(creating: directory, origin: origin, projection: projection)
      try writer.turn { $0.keepCheckpoint([1], at: Size(1)) }
    }
  }

  @Test func `a turn can't end while its commit is under way`() async {
    await #expect(processExitsWith: .failure) { [directory = directory as String] in
      var writer = try LogWriter(creating: directory, origin: origin, projection: projection)
      try writer.turn { turn in
        try turn.append("event", to: "a/1")
        var commit = turn.beginCommit()
        commit.run()
      }
    }
  }

  @Test func `a second commit can't begin before the first is finished`() async {
    await #expect(processExitsWith: .failure) { [directory = directory as String] in
      var writer = try LogWriter(creating: directory, origin: origin, projection: projection)
      try writer.turn { turn in
        try turn.append("event", to: "a/1")
        let first = turn.beginCommit()
        try turn.append("event", to: "a/1")
        var second = turn.beginCommit()
        second.run()
        try turn.finishCommit(second)
        try turn.finishCommit(first)
      }
    }
  }

  @Test func `states can't be committed without an event`() async {
    await #expect(processExitsWith: .failure) { [directory = directory as String] in
      var writer = try LogWriter(creating: directory, origin: origin, projection: projection)
      try writer.turn { turn in
        try turn.append("event", to: "a/1")
        try turn.commit()
        try turn.setState(
          "state".utf8.span, of: "a/1".utf8.span, version: StreamVersion(1), changedAt: Index(0))
        try turn.commit()
      }
    }
  }
}
