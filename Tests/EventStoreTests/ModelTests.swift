import EventStore
import Testing

/// Random groups against dictionaries that do the same, verified after every step.
@Suite(.scratchDirectory)
struct ModelTests {
  private let directory = ScratchDirectory.path

  @Test(arguments: [1, 2, 3, UInt64.random(in: 4...(.max))])
  func `the store is the dictionary`(seed: UInt64) throws {
    print("the store is the dictionary: seed \(seed)")
    let window = seed % 37 + 1
    var twins = Twins(
      try LogWriter(
        creating: directory, origin: origin, projection: projection,
        options: .quick(mergeWindow: window)), seed: seed)
    for step in 0..<150 {
      try twins.step()
      if step % 50 == 49 { try twins.compareAll() }
    }
  }

  @Test(arguments: [5, UInt64.random(in: 6...(.max))])
  func `the store is the dictionary when it is opened anew`(seed: UInt64) throws {
    print("the store is the dictionary when it is opened anew: seed \(seed)")
    var model = Model()
    for round in 0..<6 {
      let options = LogWriterOptions.synced(mergeWindow: 20)
      let writer =
        round == 0
        ? try LogWriter(
          creating: directory, origin: origin, projection: projection, options: options)
        : try LogWriter(opening: directory, options: options)
      var twins = Twins(writer, seed: seed &+ UInt64(round))
      twins.model = model
      try twins.compareAll()
      for _ in 0..<8 { try twins.step() }
      try twins.compareAll()
      model = twins.model
    }
    let store = try EventLog(reading: directory)
    #expect(try store.stateDigest() == model.digest)
    try store.verify()
  }
}
