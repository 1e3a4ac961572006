extension Refusal {
  /// A stream in a state in which `event` can't happen.
  static func state<Status: Vocabulary>(
    _ status: Status, of what: String, for event: borrowing Event, allowed: [Status]
  ) -> Refusal {
    let words = allowed.map(\.word).joined(separator: ", ")
    return Refusal(
      .stateForbids,
      status == Status()
        ? "the \(what) hasn't begun."
        : "the \(what) is \(status.word).",
      admitted: allowed.contains(Status()) && allowed.count == 1
        ? "\(event.data.type.name) begins a \(what) that doesn't exist yet; use a new name."
        : "\(event.data.type.name) is admitted while it is \(words).")
  }

  /// An event that doesn't belong to this kind of stream.
  static func foreign(_ event: borrowing Event) -> Refusal {
    Refusal(
      .subjectKindMismatch, "\(event.data.type.name) doesn't belong to this kind of stream.")
  }
}
