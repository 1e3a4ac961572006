internal import Glibc

/// Counts the transactions of one environment in this process, keeps ended readers for reuse, and
/// lets the map be replaced only while none is running.
@safe final class TransactionGate: Sendable {
  @safe private struct State {
    var parked: [OpaquePointer] = unsafe []
    var live = 0
    var isClosed = false
  }

  /// More readers than this are given back to LMDB when they end.
  private static let parkedMax = 64

  private nonisolated(unsafe) let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private nonisolated(unsafe) let changed: UnsafeMutablePointer<pthread_cond_t>
  private nonisolated(unsafe) let state: UnsafeMutablePointer<State>

  init() {
    unsafe mutex = .allocate(capacity: 1)
    unsafe changed = .allocate(capacity: 1)
    unsafe state = .allocate(capacity: 1)
    unsafe state.initialize(to: State())
    unsafe pthread_mutex_init(mutex, nil)
    var attributes = pthread_condattr_t()
    unsafe pthread_condattr_init(&attributes)
    unsafe pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
    unsafe pthread_cond_init(changed, &attributes)
    unsafe pthread_condattr_destroy(&attributes)
  }

  deinit {
    unsafe pthread_cond_destroy(changed)
    unsafe pthread_mutex_destroy(mutex)
    unsafe state.deinitialize(count: 1)
    unsafe state.deallocate()
    unsafe changed.deallocate()
    unsafe mutex.deallocate()
  }

  /// Enters to read; the result is an ended reader to renew, if one is parked.
  func enterToRead() -> OpaquePointer? {
    unsafe pthread_mutex_lock(mutex)
    while unsafe state.pointee.isClosed { unsafe pthread_cond_wait(changed, mutex) }
    unsafe state.pointee.live += 1
    let reader = unsafe state.pointee.parked.popLast()
    unsafe pthread_mutex_unlock(mutex)
    return unsafe reader
  }

  /// Enters to write.
  func enterToWrite() {
    unsafe pthread_mutex_lock(mutex)
    while unsafe state.pointee.isClosed { unsafe pthread_cond_wait(changed, mutex) }
    unsafe state.pointee.live += 1
    unsafe pthread_mutex_unlock(mutex)
  }

  /// Leaves, parking the ended `reader`; the result is one too many, to be given back to LMDB.
  @unsafe func leave(parking reader: OpaquePointer? = nil) -> OpaquePointer? {
    var surplus: OpaquePointer?
    unsafe pthread_mutex_lock(mutex)
    if let reader = unsafe reader {
      if unsafe state.pointee.parked.count < Self.parkedMax {
        unsafe state.pointee.parked.append(reader)
      } else {
        unsafe surplus = reader
      }
    }
    unsafe state.pointee.live -= 1
    if unsafe state.pointee.isClosed && state.pointee.live == 0 {
      unsafe pthread_cond_broadcast(changed)
    }
    unsafe pthread_mutex_unlock(mutex)
    return unsafe surplus
  }

  /// Takes every parked reader out, to give their slots back.
  func takeParked() -> [OpaquePointer] {
    unsafe pthread_mutex_lock(mutex)
    let parked = unsafe state.pointee.parked
    unsafe state.pointee.parked = []
    unsafe pthread_mutex_unlock(mutex)
    return unsafe parked
  }

  /// Runs `body` once no transaction runs, and lets none begin meanwhile; nil if that didn't
  /// happen in time.
  func alone<R>(waitingAtMostMilliseconds patience: Int, _ body: () -> R) -> R? {
    var deadline = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &deadline)
    let nanoseconds = deadline.tv_nsec + patience % 1000 * 1_000_000
    deadline.tv_sec += patience / 1000 + nanoseconds / 1_000_000_000
    deadline.tv_nsec = nanoseconds % 1_000_000_000

    unsafe pthread_mutex_lock(mutex)
    defer { unsafe pthread_mutex_unlock(mutex) }
    while unsafe state.pointee.isClosed {
      if unsafe pthread_cond_timedwait(changed, mutex, &deadline) != 0 { return nil }
    }
    unsafe state.pointee.isClosed = true
    defer {
      unsafe state.pointee.isClosed = false
      unsafe pthread_cond_broadcast(changed)
    }
    while unsafe state.pointee.live > 0 {
      if unsafe pthread_cond_timedwait(changed, mutex, &deadline) != 0 { return nil }
    }
    return body()
  }
}
