import EventStore
import Ledger
import Twinning

/// A summary of which versions were published.
struct PublishedSummary {
  /// Its stream.
  let name: String

  /// What it is about, and in which reporting period.
  let about: String
  let period: String

  private let state: SummaryState

  /// - Parameter text: its id, with or without its kind.
  /// - Throws: ``InputError`` where there is none.
  init(_ ledger: OpenLedger, _ text: String) throws {
    let world = try ledger.world(at: ledger.resolve(nil))
    let ref = try world.subject(.summary, text, option: "SUMMARY")
    guard case .summary(let state)? = world.state(of: ref), let scope = state.scope,
      let period = state.period
    else { throw InputError("there is no \(text).", member: "SUMMARY") }
    try world.checkSource()
    name = world.interner.subject(of: ref)
    about = world.interner.subject(of: scope)
    self.period = world.interner.subject(of: period)
    self.state = state
  }

  /// The version in force.
  func newest() throws(InputError) -> SummaryState.Version {
    guard let last = state.versions.last else {
      throw InputError("\(name) has no version.", member: "SUMMARY")
    }
    return last
  }

  /// - Throws: ``InputError`` where there is no such version.
  func version(_ number: Int64) throws(InputError) -> SummaryState.Version {
    if let found = state.versions.first(where: { $0.number == number }) { return found }
    let known = state.versions.map { String($0.number) }.joined(separator: ", ")
    throw InputError("\(name) has no version \(number); it has \(known).", member: "VERSION")
  }

  /// The figures of a version, made again.
  ///
  /// - Throws: ``InputError`` for definitions that this program no longer has; ``Failure`` with
  ///   ``ExitStatus/integrity`` where they aren't what was published.
  func reproduce(
    _ version: SummaryState.Version, _ ledger: OpenLedger
  ) throws -> PublishedFigures {
    guard let definitions = DefinitionSet.released(version.definitionVersion) else {
      let known = DefinitionSet.released.map(\.version).joined(separator: ", ")
      throw InputError(
        "version \(version.number) follows the definitions \(version.definitionVersion), which "
          + "aren't among those that were released: \(known).", member: "VERSION")
    }
    let made = try PublishedFigures(
      ledger, about: about, in: period, at: version.asOfSize, definitions: definitions)
    let expected = version.figuresSha256.text
    if made.digest == expected { return made }
    throw Failure(
      .integrity,
      "version \(version.number) of \(name), published by event \(version.fact.index), has the "
        + "digest \(expected); the figures of size \(version.asOfSize) have \(made.digest). "
        + "Nothing was written or recorded.")
  }
}
