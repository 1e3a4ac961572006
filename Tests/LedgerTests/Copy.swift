import EventStore
import Foundation
import Ledger
import Twinning

/// A ledger with the events of another one and states of the test's choosing, as another program
/// or a fault may have left them.
final class Copy: Sendable {
  let directory: String

  /// - Parameter state: what is kept of a subject as it is stored; nil keeps nothing.
  init(
    of reader: LedgerReader, state: (_ subject: String) throws -> (bytes: [UInt8], version: Int)?
  ) throws {
    directory =
      FileManager.default.temporaryDirectory.appending(path: "copy-\(UUID().uuidString)").path
    var writer = try LogWriter(
      creating: directory, origin: reader.store.origin, projection: Rebuild.projection)
    try writer.turn { turn in
      let interner = Interner()
      var bytes: [[UInt8]] = []
      try reader.store.events(from: Index(0)) { index, event in
        bytes.append(event.indices.map { event[$0] })
        return true
      }
      for event in bytes {
        let head = try EventHead.read(event.span, interner: interner)
        try turn.append(
          event.span, subject: interner.subject(of: head.subject).utf8.span, terms: [],
          recordedTimeMilliseconds: head.recordedTime.milliseconds)
      }
      for subject in try reader.store.subjects() {
        guard let state = try state(subject) else { continue }
        try turn.setState(
          state.bytes.span, of: subject.utf8.span, version: StreamVersion(UInt32(state.version)),
          changedAt: Index(0))
      }
      try turn.commit()
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: directory) }
}

extension LedgerReader {
  /// What is kept of a subject at `size`, as it is stored; nil where there was nothing yet.
  func kept(_ subject: String, at size: Int64) throws -> (bytes: [UInt8], version: Int)? {
    let world = try pastWorld(at: size)
    guard let ref = world.interner.intern(subject: subject),
      let state = world.packedState(of: ref)
    else { return nil }
    return (state, world.version(of: ref))
  }
}
