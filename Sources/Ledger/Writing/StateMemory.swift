internal import Twinning

/// When states are let go from a world, so that memory stays bounded.
struct StateMemory {
  /// How many states may always lie in memory.
  private static let heldMin = 20_000

  private var limit = heldMin

  /// Whether more lies in memory than may.
  func isFull(_ world: World) -> Bool { world.heldStateCount > limit }

  /// Lets go of what wasn't asked for since the last time. Where nearly all of it was, there is
  /// room for half as much again, so that what is in use isn't read anew all the time.
  mutating func release(_ world: World) {
    world.forgetUntouched()
    limit = max(Self.heldMin, world.heldStateCount * 3 / 2)
  }
}
