/// Judging a log anew from event 0: what stands in it is admitted again, command by command, and
/// compared with what stands there.
extension World {
  /// An empty world for such a judgement. `source` is asked for the events of streams and for
  /// nothing else: states and mentions are kept here as the events come by.
  public convenience init(auditing source: any StreamSource, interner: Interner = Interner()) {
    self.init(source: source, interner: interner)
    isReplaying = true
    keepsMentions = true
  }

  /// Takes what stands in the log for right, where it isn't what was admitted: goes on at `size`,
  /// with the streams of `events` and of everything that changed since the last
  /// ``settle()`` folded from the source, which must have these events by now.
  ///
  /// - Returns: the first stream that can't be folded, in words; nil where all can.
  public func resume(
    at size: Int64, recordedTime: Instant, after events: [StoredEvent]
  ) -> String? {
    var subjects = touched
    settle()
    self.size = size
    self.recordedTime = recordedTime
    for event in events where event.head.subject != .none {
      if event.head.streamVersion == 1 { noteBeginning(of: event.head.subject) }
      event.data?.forEachMention(in: interner) { note(event.head.subject, mentions: $0) }
      if !subjects.contains(event.head.subject) { subjects.append(event.head.subject) }
    }
    var failure: String?
    for subject in subjects where interner.kind(of: subject).isStream {
      do throws(Refusal) { try refold(subject) } catch {
        failure = failure ?? "\(interner.subject(of: subject)): \(error)"
      }
    }
    settle()
    return failure
  }
}
