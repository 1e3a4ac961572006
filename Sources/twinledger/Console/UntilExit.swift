import Synchronization

/// Objects that are held until the process ends. To take a large one apart costs as much as a
/// report that is made of it, and the system does that at once.
enum UntilExit {
  /// Nobody looks at it again, so that it may lie where any thread could.
  private struct Held: @unchecked Sendable {
    let object: AnyObject
  }

  private static let held = Mutex<[Held]>([])

  static func hold(_ object: AnyObject) {
    let one = Held(object: object)
    held.withLock { $0.append(one) }
  }
}
