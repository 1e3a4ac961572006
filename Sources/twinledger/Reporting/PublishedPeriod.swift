import Ledger
import Twinning

/// A reporting period whose figures are published.
struct PublishedPeriod {
  /// Its subject, such as `period/nzc-tlp--2025`, and its id alone.
  let name: String
  let slug: String

  /// Whether it is closed: what is recorded in it from then on makes a restatement due.
  let isClosed: Bool

  /// How many events its figures know: those that its closing knew, or all where it is open.
  let size: Int64

  /// - Parameter text: its id, with or without its kind.
  /// - Throws: ``InputError`` where there is none.
  init(_ ledger: OpenLedger, _ text: String, at asOf: LedgerReader.AsOf) throws {
    let world = try ledger.world(at: asOf)
    let ref = try world.subject(.period, text, option: "--in")
    guard case .period(let state)? = world.state(of: ref) else {
      throw InputError("there is no \(text) as of size \(asOf.size).", member: "--in")
    }
    try world.checkSource()
    name = world.interner.subject(of: ref)
    slug = world.interner.slug(of: ref)
    isClosed = state.isClosed
    size = state.isClosed ? state.sizeAtClosing ?? asOf.size : asOf.size
  }
}
