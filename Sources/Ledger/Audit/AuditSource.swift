internal import EventStore
internal import Twinning

/// What an audit's world reads: the events of streams, found by the audit's own list of them. No
/// index table is believed.
final class AuditSource: StreamSource {
  private let store: EventLog

  /// By reference: the indexes of the stream's events that were taken in, ascending.
  private(set) var streams: [[Int64]] = []
  private(set) var failure: (any Error)?

  init(_ store: EventLog) { self.store = store }

  /// Notes that the event at `index` is of `subject`'s stream.
  func append(_ index: Int64, to subject: Ref) {
    if streams.count <= subject.index {
      streams.append(contentsOf: repeatElement([], count: subject.index + 1 - streams.count))
    }
    streams[subject.index].append(index)
  }

  func indexes(of subject: Ref) -> [Int64] {
    subject.index < streams.count ? streams[subject.index] : []
  }

  func state(of subject: Ref, in interner: Interner) -> [UInt8]? { nil }

  func events(of subject: Ref, in interner: Interner) -> [[UInt8]] {
    indexes(of: subject).compactMap { event(at: $0) }
  }

  func event(at index: Int64) -> [UInt8]? {
    do { return try store.eventBytes(at: Index(UInt64(index))) } catch {
      failure = failure ?? error
      return nil
    }
  }

  func subjects(mentioning subject: Ref, in interner: Interner) -> [Ref] { [] }
}
