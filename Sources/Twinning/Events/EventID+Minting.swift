extension EventID {
  /// The id of the event at `offset` among those that a command led to: a version 7 UUID whose
  /// random bits follow from the command's id, so that the same command recorded at the same time
  /// gives the same ids anywhere.
  ///
  /// Command ids are unique, and the mixing is a bijection of each of their halves for every
  /// offset; two events share an id only where 74 bits collide within a millisecond.
  public init(recordedTime: Instant, commandID: EventID, offset: Int) {
    let step = UInt64(truncatingIfNeeded: offset) &* 0x9E37_79B9_7F4A_7C15
    let high = Self.mixed(commandID.high ^ step)
    let low = Self.mixed(commandID.low &+ high &+ step)
    self.init(
      version7: recordedTime, random: (UInt16(truncatingIfNeeded: high >> 48), low))
  }

  /// The finaliser of SplitMix64: every bit of the input reaches every bit of the output.
  private static func mixed(_ value: UInt64) -> UInt64 {
    var mixed = value
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
