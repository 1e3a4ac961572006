internal import LMDB

/// The tables of a ledger's environment; `Schemas/storage.md` gives their rows to the byte.
struct Tables: Sendable {
  static let names = [
    "meta", "log", "tree", "tail", "subjects", "names", "states.0", "states.1", "streams",
    "postings", "commands", "checkpoints",
  ]

  let meta: Table
  let log: Table
  let tree: Table
  let tail: Table
  let subjects: Table
  let names: Table
  let streams: Table
  let postings: Table
  let commands: Table
  let checkpoints: Table
  private let states: (Table, Table)

  /// The tables of an environment; nil if one is missing, so that it can't be a ledger.
  init?(_ environment: Environment) {
    let found = Self.names.compactMap { environment.tableIfPresent($0) }
    guard found.count == Self.names.count else { return nil }
    meta = found[0]
    log = found[1]
    tree = found[2]
    tail = found[3]
    subjects = found[4]
    names = found[5]
    states = (found[6], found[7])
    streams = found[8]
    postings = found[9]
    commands = found[10]
    checkpoints = found[11]
  }

  /// The states of one of the two slots.
  func states(slot: UInt8) -> Table { slot == 0 ? states.0 : states.1 }
}
