internal import Dispatch
internal import Synchronization
internal import Twinning

/// Reads and checks a file's lines on another thread, a few chunks ahead of who takes them.
final class ItemPipe: Sendable {
  private struct State {
    var chunks: [[ImportFile.Item]] = []
    var failure: (any Error)?
  }

  private let state = Mutex(State())
  private let filled = DispatchSemaphore(value: 0)
  private let room: DispatchSemaphore
  private static let chunkCount = 250
  private static let chunksAhead = 16

  /// Begins to read `file`.
  init(_ file: ImportFile) {
    room = DispatchSemaphore(value: Self.chunksAhead)
    DispatchQueue(label: "twinledger.import", qos: .userInitiated).async { [self] in
      read(file)
    }
  }

  /// The next chunk of lines, or nil at the end.
  func next() throws -> [ImportFile.Item]? {
    filled.wait()
    let (chunk, failure) = state.withLock { state -> ([ImportFile.Item]?, (any Error)?) in
      if state.chunks.isEmpty { return (nil, state.failure) }
      return (state.chunks.removeFirst(), nil)
    }
    if let failure { throw failure }
    if chunk != nil { room.signal() } else { filled.signal() }
    return chunk
  }

  private func read(_ file: ImportFile) {
    var chunk: [ImportFile.Item] = []
    do {
      try file.forEachItem { item in
        chunk.append(item)
        guard chunk.count == Self.chunkCount else { return true }
        send(chunk)
        chunk.removeAll(keepingCapacity: true)
        return true
      }
      if !chunk.isEmpty { send(chunk) }
    } catch {
      if !chunk.isEmpty { send(chunk) }
      state.withLock { $0.failure = error }
    }
    filled.signal()
  }

  private func send(_ chunk: [ImportFile.Item]) {
    room.wait()
    state.withLock { $0.chunks.append(chunk) }
    filled.signal()
  }
}
