extension [UInt8] {
  /// The bytes that `span` lends. O(n): a block copy, which appending one by one isn't.
  init(copying span: Span<UInt8>) {
    self.init()
    append(addingCapacity: span.count) { (room: inout OutputSpan<UInt8>) in
      for index in span.indices { room.append(span[index]) }
    }
  }
}
