/// A closed list of words, one byte each in memory.
public protocol Vocabulary: RawRepresentable<UInt8>, CaseIterable, Hashable, Sendable {
  /// The word in canonical text.
  var word: String { get }

  /// The entry of a word, or nil where the vocabulary doesn't hold it. Letter case counts. O(1).
  init?(word: borrowing Span<UInt8>)

  /// What a reader holds before it has read.
  init()
}

extension Vocabulary {
  /// The entry of a word, or nil where the vocabulary doesn't hold it. Letter case counts.
  public init?(word: String) { self.init(word: word.utf8.span) }
}

/// A set of words of one vocabulary. Its order in canonical text is that of the vocabulary.
public protocol VocabularySet: OptionSet, Hashable, Sendable where RawValue == UInt16 {
  /// The vocabulary.
  associatedtype Word: Vocabulary
}

extension VocabularySet {
  /// The set of one word.
  public init(_ word: Word) { self.init(rawValue: 1 << UInt16(word.rawValue)) }

  /// The set of these words.
  public init(_ words: [Word]) {
    self.init(rawValue: words.reduce(0) { $0 | 1 << UInt16($1.rawValue) })
  }

  /// Whether the set holds `word`.
  public func contains(_ word: Word) -> Bool { rawValue & (1 << UInt16(word.rawValue)) != 0 }

  /// The words, in the vocabulary's order.
  public var words: [Word] { Word.allCases.filter { contains($0) } }

  /// How many words the set holds.
  public var count: Int { rawValue.nonzeroBitCount }
}
