/// What the schemas say of a type of event beside its payload.
struct EventFacts: Sendable {
  struct Flags: OptionSet, Sendable {
    let rawValue: UInt8
    static let birth = Flags(rawValue: 1)
    static let reason = Flags(rawValue: 2)
    static let evidence = Flags(rawValue: 4)
  }

  let name: String
  let version: Int
  let kind: Kind?
  let roles: RoleSet
  let timeMember: String?
  private let flags: Flags

  var isBirth: Bool { flags.contains(.birth) }
  var requiresReason: Bool { flags.contains(.reason) }
  var requiresEvidence: Bool { flags.contains(.evidence) }

  init(
    _ name: String, _ version: Int, _ kind: Kind?, _ roles: UInt16, _ timeMember: String?,
    _ flags: Flags
  ) {
    self.name = name
    self.version = version
    self.kind = kind
    self.roles = RoleSet(rawValue: roles)
    self.timeMember = timeMember
    self.flags = flags
  }
}
