import Testing

@testable import Twinning

@Suite struct ExactTests {
  @Test func `a half is rounded up, towards the larger number`() {
    #expect(Exact.decimal(25, over: 100) == "0.3")
    #expect(Exact.decimal(24, over: 100) == "0.2")
    #expect(Exact.decimal(-25, over: 100) == "-0.2")
    #expect(Exact.decimal(-26, over: 100) == "-0.3")
    #expect(Exact.decimal(-1, over: 100) == "0.0")
    #expect(Exact.decimal(0, over: 7) == "0.0")
    #expect(Exact.decimal(200, over: 3) == "66.7")
    #expect(Exact.decimal(Int128(Int64.max) * 100, over: 1) == "922337203685477580700.0")
  }

  @Test func `a median of an even count is the mean of the middle two`() throws {
    #expect(Exact.median(of: []) == nil)
    for count in 1...40 {
      var dice = SeededDice(seed: UInt64(count))
      let values = (0..<count).map { _ in Int64.random(in: -9...9, using: &dice) }
      let sorted = values.sorted()
      let median = try #require(Exact.median(of: values))
      let expected = sorted[(count - 1) / 2] + sorted[count / 2]
      #expect(median.numerator * (2 / median.denominator) == expected, "\(values)")
    }
  }

  @Test func `events come out in order and once, few or many`() {
    for count in [0, 1, 5, 63, 64, 500, 4_000] {
      var dice = SeededDice(seed: UInt64(count))
      var sorter = EventSorter(size: 10_000)
      let events = (0..<count).map { _ in Int64.random(in: 0..<10_000, using: &dice) }
      #expect(sorter.sorted(events) == Set(events).sorted())
      // Nothing is left behind of the ones before.
      #expect(sorter.sorted([9, 3, 9]) == [3, 9])
    }
  }
}
