import Foundation
import Glibc
import LMDB
import Synchronization
import Testing

@Suite(.scratchDirectory)
struct FileLockTests {
  let path = ScratchDirectory.path + "/turn"

  @Test func `one holder at a time, in one process too`() throws {
    var one = try FileLock(path: path)
    var other = try FileLock(path: path)
    try one.acquire()
    #expect(one.isHeld == true)
    #expect(try !other.tryAcquire())
    #expect(other.isHeld == false)
    one.release()
    #expect(try other.tryAcquire())
    #expect(try !one.tryAcquire())
    other.release()
    #expect(try one.withLock { 7 } == 7)
    #expect(one.isHeld == false)
  }

  @Test func `a lock is given back when its body throws, when it goes and when it dies`()
    async throws
  {
    struct Stop: Error {}
    var lock = try FileLock(path: path)
    #expect(throws: Stop.self) { try lock.withLock { throw Stop() } }
    do {
      var passing = try FileLock(path: path)
      try passing.acquire()
    }
    #expect(try lock.tryAcquire())
    lock.release()
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
      var lock = try FileLock(path: path)
      try lock.withLock { _ = kill(getpid(), SIGKILL) }
    }
    #expect(try lock.tryAcquire())
  }

  @Test func `acquiring twice traps`() async {
    await #expect(processExitsWith: .trap) { [path = path as String] in
      var lock = try FileLock(path: path)
      try lock.acquire()
      try lock.acquire()
    }
  }

  @Test func `whoever comes back goes behind the one that waits`() throws {
    let order = Order()
    var holder = try FileLock(path: path)
    try holder.acquire()
    let (path, done) = (path, DispatchSemaphore(value: 0))
    Thread.detachNewThread {
      defer { done.signal() }
      guard var waiter = try? FileLock(path: path) else { return }
      try? waiter.withLock { order.names.withLock { $0.append("waiter") } }
    }
    // Whoever waits holds the turnstile.
    let turnstile = unsafe open(path + ".queue", O_RDWR)
    defer { close(turnstile) }
    while flock(turnstile, LOCK_EX | LOCK_NB) == 0 {
      flock(turnstile, LOCK_UN)
      sched_yield()
    }
    holder.release()
    try holder.withLock { order.names.withLock { $0.append("holder") } }
    done.wait()
    #expect(order.names.withLock { $0 } == ["waiter", "holder"])
  }
}

/// Who had the lock, one after another.
private final class Order: Sendable {
  let names = Mutex<[String]>([])
}
