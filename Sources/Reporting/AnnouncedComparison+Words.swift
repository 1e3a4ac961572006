internal import Twinning

extension AnnouncedComparison {
  /// What was announced, what the ledger knows of it and by which events: a few sentences.
  func because(_ interner: Interner) -> String {
    let told = announcements.map {
      "\($0.value) \($0.basis.word) on \($0.announcedOn) (event \($0.fact.index))"
    }
    let about = "\(interner.subject(of: about)), \(FigureWords.phrase(figure.word).lowercased()):"
    return ([about, told.joined(separator: ", ") + "."] + ownWords + changeWords)
      .joined(separator: " ")
  }

  /// The ledger's count, and what it is made of.
  private var ownWords: [String] {
    guard case .integer(let count)? = own?.amount, let whole = parts.first else {
      return ["Nothing that the ledger counts corresponds to it."]
    }
    if whole.value.events.isEmpty {
      return ["The ledger knows \(count), because no event says more."] + gapWords(count)
    }
    let made = Self.words(whole)
    let ended = parts.dropFirst().map { part in
      "\(part.value.amountWords) \(FigureWords.phrase(part.value.key).lowercased()) "
        + "(\(Self.events(part)))"
    }
    let none = whole.value.key == "ever" ? " and no end of any" : ""
    let less = ended.isEmpty ? none : ", less \(ended.joined(separator: ", less "))"
    return ["The ledger knows \(count), because it records \(made)\(less)."] + gapWords(count)
  }

  /// How far the ledger's count is from what was said last.
  private func gapWords(_ count: Int64) -> [String] {
    guard let last = announcements.last else { return [] }
    if count == last.value { return ["That is what was \(last.basis.word)."] }
    if count > last.value {
      return ["That is \(count - last.value) more than was \(last.basis.word)."]
    }
    let missing = count == 0 ? "all" : "\(last.value - count)"
    return ["For \(missing) of the \(last.value) it holds no event."]
  }

  /// How what was announced moved from day to day, and how the ledger's count did.
  private var changeWords: [String] {
    zip(announcements.indices, announcements.indices.dropFirst()).compactMap { first, second in
      guard first < ownThen.count, second < ownThen.count,
        case .integer(let before)? = ownThen[first]?.amount,
        case .integer(let after)? = ownThen[second]?.amount
      else { return nil }
      let (one, other) = (announcements[first], announcements[second])
      return "From \(one.announcedOn) to \(other.announcedOn) what was said went from "
        + "\(one.value) to \(other.value), the ledger's count from \(before) to \(after)."
    }
  }

  private static func words(_ part: Part) -> String {
    let verb = part.value.key == "ever" ? " confirmed" : ""
    return "\(part.value.amountWords)\(verb) (\(events(part)))"
  }

  private static func events(_ part: Part) -> String {
    let events = part.value.events
    let named = (events.count == 1 ? "event " : "events ") + Spelling.events(events, shown: 8)
    if part.fromRecord == 0 { return named }
    let share =
      part.fromRecord == Int64(events.count) ? "taken" : "\(part.fromRecord) of them taken"
    return "\(named), \(share) over from older records"
  }
}
