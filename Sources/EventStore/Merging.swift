internal import LMDB

/// Spreads the tail over the scattered tables.
extension EventLog {
  /// Puts everything the overlay holds into the merged tables and empties the tail. Every table is
  /// written in the order of its keys, so that each page is touched once.
  func merge(
    _ overlay: Overlay, _ head: HeadRow, into transaction: inout WriteTransaction
  ) throws {
    let range = overlay.from..<overlay.to
    var builder = PostingBlockBuilder()
    for term in overlay.terms.keys.sorted() {
      try extend(
        term, tables.postings, "postings", with: overlay.terms.ascending(term, in: range),
        &builder, isNew: false, &transaction)
    }
    for number in overlay.streams.keys.sorted() {
      try extend(
        number, tables.streams, "streams", with: overlay.streams.ascending(number, in: range),
        &builder, isNew: number >= overlay.from, &transaction)
    }
    try mergeSubjects(overlay, &transaction)
    try mergeStates(overlay, head, &transaction)
    try mergeCommands(overlay, &transaction)
    try transaction.deleteAll(in: tables.tail)
  }

  /// Adds indexes to a list. One that `isNew` has a greater number than all there are.
  private func extend(
    _ list: UInt64, _ table: Table, _ name: String, with indexes: [UInt64],
    _ builder: inout PostingBlockBuilder, isNew: Bool, _ transaction: inout WriteTransaction
  ) throws {
    var key = Arena(capacity: PostingBlock.keyBytes)
    PostingBlock.appendKey(list, PostingBlock.openEnd, to: &key)
    if !isNew, let open = try transaction.value(forKey: key.span, in: table) {
      try builder.begin(with: open, name)
    } else {
      builder.begin()
    }
    let mode: PutMode = isNew ? .append : .upsert
    for index in indexes {
      if builder.isFull {
        var full = Arena(capacity: PostingBlock.keyBytes)
        PostingBlock.appendKey(list, builder.first, to: &full)
        builder.finish()
        try transaction.put(builder.value.span, forKey: full.span, in: table, mode: mode)
        builder.begin()
      }
      builder.append(index)
    }
    builder.finish()
    try transaction.put(builder.value.span, forKey: key.span, in: table, mode: mode)
  }

  private func mergeSubjects(
    _ overlay: Overlay, _ transaction: inout WriteTransaction
  ) throws {
    var row = Arena()
    var key = Arena(capacity: NameRow.keyBytes)
    for entry in overlay.subjects.entries {
      let name = overlay.subjects.name(of: entry)
      let hash = subjectHash(name)
      row.removeAll()
      if let others = try transaction.value(at: hash, in: tables.subjects) { row.append(others) }
      SubjectRow.append(name: name, number: entry.number, to: &row)
      try transaction.put(row.span, at: hash, in: tables.subjects, mode: .upsert)
      key.removeAll()
      NameRow.appendKey(name: name, number: entry.number, to: &key)
      try transaction.put(name, forKey: key.span, in: tables.names)
    }
  }

  private func mergeStates(
    _ overlay: Overlay, _ head: HeadRow, _ transaction: inout WriteTransaction
  ) throws {
    let table = tables.states(slot: head.liveSlot)
    var row = Arena(capacity: 1 << 12)
    for number in overlay.subjectsWithState {
      guard let state = overlay.state(of: number, at: head.size) else { continue }
      row.removeAll()
      StateRow.append(
        version: state.version, changedAt: state.changedAt, state: overlay.bytes(of: state),
        to: &row)
      let mode: PutMode = number >= overlay.from ? .append : .upsert
      try transaction.put(row.span, at: number, in: table, mode: mode)
    }
  }

  /// Ids greater than all there are fill their pages to the brim; others find their place.
  private func mergeCommands(
    _ overlay: Overlay, _ transaction: inout WriteTransaction
  ) throws {
    let last = try lastCommand(transaction)
    var row = Arena(capacity: 28)
    for (id, result) in overlay.commandsInOrder {
      let key = CommandRow.key(id)
      row.removeAll()
      CommandRow.append(result, to: &row)
      let isGreatest = last.map { $0 < id } ?? true
      try transaction.put(
        row.span, forKey: key.span, in: tables.commands, mode: isGreatest ? .append : .insert)
    }
  }

  private func lastCommand(
    _ transaction: borrowing WriteTransaction
  ) throws -> CommandID? {
    var cursor = try transaction.cursor(in: tables.commands)
    guard let entry = try cursor.last() else { return nil }
    return try CommandRow.id(entry.key)
  }
}
