/// Notes, while figures are made, what one of them leaves out and why: the code that decides is the
/// code that says so.
///
/// It belongs to one making of the figures.
final class FigureTrace {
  /// Why an event is left out, perhaps only under one key.
  struct Note {
    var why: LeftOut
    var key: String?
  }

  /// Why the events of a stream are left out, perhaps only those of some types.
  struct StreamNote {
    var why: LeftOut
    var types: Set<EventType>
  }

  /// The events above and below the line of a share or a mean.
  struct Sides {
    var numerator: Set<Int64>
    var denominator: Set<Int64>

    /// Whether the numerator is what is left of the denominator without what was noted of it.
    var isSubtracted = false
  }

  /// The figure that is asked about.
  let id: String
  private let wanted: IndicatorSet

  /// By event.
  private(set) var notes: [Int64: [Note]] = [:]

  /// By stream.
  private(set) var streamNotes: [Ref: [StreamNote]] = [:]

  /// By key.
  private(set) var sides: [String: Sides] = [:]

  /// The sides of values that aren't part of a figure yet.
  private var waiting: [String: Sides] = [:]

  /// Whether a theme was asked for and the figure knows none.
  private(set) var isThemeless = false

  init(of id: String) {
    self.id = id
    wanted = IndicatorSet(id: id)
  }

  func leave(_ event: Int64, _ why: LeftOut, _ figures: IndicatorSet, under key: String?) {
    if wanted.isDisjoint(with: figures) { return }
    notes[event, default: []].append(Note(why: why, key: key))
  }

  func leave(streamOf ref: Ref, _ why: LeftOut, _ figures: IndicatorSet, _ types: Set<EventType>) {
    if wanted.isDisjoint(with: figures) { return }
    streamNotes[ref, default: []].append(StreamNote(why: why, types: types))
  }

  /// Notes what a share or a mean is made of; the next figure claims it.
  func note(_ key: String, numerator: [Int64], denominator: [Int64]) {
    waiting[key] = Sides(numerator: Set(numerator), denominator: Set(denominator))
  }

  /// Notes that what was noted of the numerator is what isn't in it.
  func noteSubtraction(_ key: String) { waiting[key]?.isSubtracted = true }

  /// Gives what waits to the figure of `id`, which was made of it.
  func claim(_ id: String, isThemeless: Bool = false) {
    if id == self.id {
      sides = waiting
      self.isThemeless = isThemeless
    }
    waiting.removeAll()
  }
}

/// What noting costs where nobody asks: a look whether somebody does.
extension FigureMaker {
  @inline(__always)
  func leave(
    _ fact: @autoclosure () -> Fact?, _ why: @autoclosure () -> LeftOut, _ figures: IndicatorSet,
    under key: String? = nil
  ) {
    guard let trace, let fact = fact() else { return }
    trace.leave(fact.index, why(), figures, under: key)
  }

  @inline(__always)
  func leave(
    all facts: @autoclosure () -> [Fact], _ why: @autoclosure () -> LeftOut,
    _ figures: IndicatorSet, under key: String? = nil
  ) {
    guard let trace else { return }
    for fact in facts() { trace.leave(fact.index, why(), figures, under: key) }
  }

  /// Leaves out what the stream of `ref` has of `types`; of all where there is none.
  @inline(__always)
  func leave(
    streamOf ref: Ref, _ why: @autoclosure () -> LeftOut, _ figures: IndicatorSet,
    _ types: Set<EventType> = []
  ) {
    trace?.leave(streamOf: ref, why(), figures, types)
  }

  /// Leaves out a stream that the filters, or its own state, keep out.
  @inline(__always)
  func leaveOutside(streamOf ref: Ref, exists: Bool, _ figures: IndicatorSet) {
    leave(
      streamOf: ref, exists ? .notInScope : .circumstance(.streamNotInEffect), figures)
  }

  /// Of facts that take each other's place, leaves out all but the one that was chosen.
  @inline(__always)
  func leave(
    othersThan chosen: Fact?, of facts: @autoclosure () -> [Fact], _ figures: IndicatorSet
  ) {
    guard let trace else { return }
    for fact in facts() where fact != chosen {
      let isBefore = counts(fact)
      let why = isBefore ? chosen.map { LeftOut.superseded(by: $0.index) } : .afterEnd
      trace.leave(fact.index, why ?? .circumstance(.unexplained), figures, under: nil)
    }
  }
}
