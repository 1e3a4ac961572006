// Written by Tools/generate from the JSON Schemas. Change those, not this file.

@testable import Twinning

/// How a letter sounds.
enum FixtureTone: UInt8, Vocabulary {
  /// `plain`
  case plain
  /// `warm`
  case warm

  init() { self = .plain }

  var word: String {
    switch self {
    case .plain: "plain"
    case .warm: "warm"
    }
  }

  /// The entry of a word, or nil where the vocabulary doesn't hold it.
  init?(word: borrowing Span<UInt8>) {
    let packed = PackedWord(word)
    switch (packed.a, packed.b, packed.c, packed.d) {
    case (0x6E69616C70, 0, 0, 0): self = .plain
    case (0x6D726177, 0, 0, 0): self = .warm
    default: return nil
    }
  }
}
