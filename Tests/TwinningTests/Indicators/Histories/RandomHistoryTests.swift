import Foundation
import Synchronization
import Testing

@testable import Twinning

/// Every figure beside its recount, over thousands of small histories in which anything happens.
@Suite struct `Indicators over random histories` {
  /// How many histories if nobody asks for more.
  private static let usualCount = 2_000

  /// As many as the environment asks for.
  private static let count =
    ProcessInfo.processInfo.environment["TWINLEDGER_HISTORIES"].flatMap { Int($0) } ?? usualCount

  private static let chunk = 250

  /// The seeds that chunks begin with: half of them the same each time, half drawn.
  private static let seeds: [UInt64] = (0..<max(1, count / chunk)).map { number in
    number % 2 == 0
      ? UInt64(number * chunk) : .random(in: 1_000_000...UInt64(UInt32.max))
  }

  /// What came about in the chunks that are done, and how many those are.
  private static let told = Mutex<(chunks: Int, counts: [String: Int])>((0, [:]))

  @Test(arguments: seeds)
  func `every value equals its recount`(from seed: UInt64) throws {
    print("every value equals its recount: seeds from \(seed)")
    var reached: [String: Int] = [:]
    for seed in seed..<seed + UInt64(min(Self.chunk, Self.count)) {
      let random = try RandomHistory(seed: seed)
      let history = try History(of: random.world)
      for scope in try random.scopes() {
        for (key, value) in try history.compare(scope, "seed \(seed)")
        where key.hasSuffix("date_uncertain") || key.hasSuffix("NR") && value.shown != "0" {
          reached[key, default: 0] += 1
        }
      }
      reached.merge(random.reached, uniquingKeysWith: +)
    }
    let all = Self.told.withLock { told in
      told.chunks += 1
      told.counts.merge(reached, uniquingKeysWith: +)
      return told
    }
    // The last chunk finds what all of them reached.
    if all.chunks < Self.seeds.count || Self.count < Self.usualCount { return }
    for name in Self.wanted {
      #expect(all.counts[name, default: 0] > 0, "no history reached: \(name)")
    }
  }

  @Test func `the same seed makes the same history`() throws {
    let (first, second) = (try RandomHistory(seed: 5), try RandomHistory(seed: 5))
    #expect(first.reached == second.reached)
    #expect(first.world.size == second.world.size)
    #expect(try History(of: first.world).summary() == History(of: second.world).summary())
  }

  /// What must have come about.
  private static let wanted =
    amendments + corrected + endings + course
    + [
      "not reported", "I01 date_uncertain", "I08 date_uncertain", "I11 date_uncertain",
      "I15 date_uncertain", "I25 achieved/date_uncertain", "I26 date_uncertain", "I08 mode/NR",
      "I09 direction/NR", "I12 NR",
    ]

  private static let amendments = [
    "EventCorrected", "EventVoided", "CorrectionProposed", "void of a birth",
    "void of what was held", "void of ParticipationConfirmed", "void of PairingDissolved",
    "void of ApplicationSubmitted", "void of DeliverableAccepted", "late entry",
    "correction after a closing",
  ]

  /// The members that figures read.
  private static let corrected = [
    "activity_id", "approved_minor", "basis", "city_id", "cohort_id", "effective_on", "from",
    "host_city_id", "learner_city_id", "milestone", "minutes", "mode", "new_due", "pairing_id",
    "pairing_ids", "participants", "person_id", "population", "practices_presented", "signed_count",
    "stage", "start_date", "started_at", "tco2e_per_year", "themes", "to", "twin_city_id", "type",
    "visits", "year",
  ].map { "corrected \($0)" }

  private static let endings = [
    "withdrawal of a host", "withdrawal of a twin", "after a withdrawal: ConsortiumMemberLeft",
    "after a withdrawal: PairingDissolved", "after a withdrawal: ActivityCancelled",
    "ParticipationSuspended", "ParticipationResumed", "PairingDissolved", "PairingReplaced",
    "PairingCompleted", "ReplicationAbandoned",
  ]

  private static let course = [
    "shared activity", "cohort-wide activity", "PairingPaused", "PairingResumed",
    "MilestoneExtended", "MilestoneWaived", "DeliverableWaived", "AcceptanceRevoked",
    "ReportingPeriodOpened", "ReportingPeriodClosed", "ReportingPeriodReopened",
    "ConsortiumMemberJoined", "CohortDurationChanged", "CohortTemplateChanged", "CitySuperseded",
    "TravelClaimSubmitted in another currency", "TravelReimbursed in another currency",
    "ReimbursementRecovered", "SelectionOverturned", "EmissionEffectEstimated",
  ]
}
