import Testing

@testable import EventStore

struct SipHashTests {
  /// The first outputs of the vectors that the authors of SipHash published: key 00…0f, and the
  /// message 00 01 02 … of that many bytes.
  @Test(
    arguments: [
      (0, 0x726f_db47_dd0e_0e31), (1, 0x74f8_39c5_93dc_67fd), (2, 0x0d6c_8009_d9a9_4f5a),
      (3, 0x8567_6696_d7fb_7e2d), (7, 0xab02_00f5_8b01_d137), (8, 0x93f5_f579_9a93_2462),
      (15, 0xa129_ca61_49be_45e5), (63, 0x958a_324c_eb06_4572),
    ] as [(Int, UInt64)])
  func `the hash is that of the published vectors`(count: Int, expected: UInt64) {
    var hash = SipHash()
    for byte in 0..<count { hash.add(UInt8(byte)) }
    #expect(hash.finish() == expected)
  }

  @Test func `a term is the hash of its namespace and its text`() {
    var hash = SipHash()
    for byte in [3] + Array("city".utf8) { hash.add(byte) }
    #expect(Term(3, "city").value == hash.finish())
    #expect(Term(3, "city") != Term(4, "city"))
  }
}
