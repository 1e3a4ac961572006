/// The words of a state machine, for states: a list instead of a case a word.
public protocol StateVocabulary: Vocabulary {
  /// The words, in the order of the raw values.
  static var words: [String] { get }
}

extension StateVocabulary {
  public var word: String { Self.words[Int(rawValue)] }

  /// Puts the parts together.
  public init?(word: borrowing Span<UInt8>) {
    let packed = PackedWord(word)
    guard let index = Self.words.firstIndex(where: { PackedWord($0) == packed }),
      let found = Self(rawValue: UInt8(index))
    else { return nil }
    self = found
  }

  /// The first word.
  public init() {
    guard let first = Self(rawValue: 0) else { preconditionFailure("a vocabulary has a word 0") }
    self = first
  }
}
