import EventStore
import Ledger
import Reporting
import TransparencyLog
import Twinning

/// The figures that are published: what a scope, a reporting period and a size of the log make, and
/// nothing else. The same three give the same bytes at any later time.
struct PublishedFigures {
  /// How many events they know.
  let size: Int64

  /// When the last of these was recorded; due dates and effects are judged as of then.
  let asOf: Instant

  /// The figures as canonical JSON, as anybody may read them: what `report impact` prints with
  /// `--format json`, without the line's end.
  let bytes: [UInt8]

  /// What the bytes were made of.
  let summary: ImpactSummary
  let world: World

  /// SHA-256 of the bytes, as 64 lower-case hexadecimal digits.
  var digest: String { Self.digest(of: bytes) }

  static func digest(of bytes: [UInt8]) -> String {
    var digest = Digest256()
    digest.update(bytes.span)
    return digest.finish().hex
  }

  /// - Parameters:
  ///   - subject: what they are about, such as cohort/nzc-2.
  ///   - period: the reporting period, with or without its kind.
  ///   - definitions: what the figures mean: today's, unless older ones are made again.
  /// - Throws: ``InputError`` where either isn't known at that size, or nothing is reported on it.
  init(
    _ ledger: OpenLedger, about subject: String, in period: String, at size: Int64,
    definitions: DefinitionSet = .current
  ) throws {
    world = try ledger.known(at: size)
    let scope = try Self.scope(world, about: subject, in: period)
    let root = try ledger.store.root(at: Size(UInt64(size)))
    asOf = world.recordedTime ?? Instant(milliseconds: 0)
    self.size = size
    summary = world.impact(
      of: scope, now: asOf, columns: world.columns, root: root?.hex, definitions: definitions)
    try world.checkSource()
    bytes = ImpactReport(summary, interner: world.interner, audience: .everybody).json()
  }

  private static func scope(
    _ world: World, about subject: String, in period: String
  ) throws(InputError) -> ReportScope {
    guard let ref = world.interner.intern(subject: subject), world.state(of: ref) != nil else {
      throw InputError(
        "there is no \(subject) as of size \(world.size).", member: "--about")
    }
    guard var scope = ReportScope(about: ref, of: world.interner) else {
      throw InputError(
        "figures are about a programme, a cohort, a pairing, a city or a country; \(subject) is "
          + "none.", member: "--about")
    }
    let found = try world.subject(.period, period, option: "--in")
    guard case .period(let state)? = world.state(of: found) else {
      throw InputError("there is no \(period) as of size \(world.size).", member: "--in")
    }
    let zone = world.zone(of: scope)
    scope.period = ReportPeriod(from: state.start(in: zone), to: state.end(in: zone))
    return scope
  }
}
