import ArgumentParser
import Foundation
import Ledger
import Twinning

/// Who records, and in which role.
struct ActorOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Who records it: an opaque id; $TWINLEDGER_ACTOR otherwise.", valueName: "id"))
  var actor: String?

  @Option(
    help: ArgumentHelp("In which role; $TWINLEDGER_ROLE otherwise.", valueName: "role"),
    completion: .list(Role.allCases.map(\.word)))
  var role: String?

  /// Who records it, as the option or the environment says.
  func givenActor() throws(InputError) -> String {
    try given(actor, "TWINLEDGER_ACTOR", option: "--actor")
  }

  /// In which role, as the option or the environment says; it may be none.
  func givenRole() throws(InputError) -> String {
    try given(role, "TWINLEDGER_ROLE", option: "--role")
  }

  /// What an option says, or the environment where it says nothing.
  private func given(
    _ value: String?, _ variable: String, option: String
  ) throws(InputError) -> String {
    if let value { return value }
    let found = ProcessInfo.processInfo.environment[variable] ?? ""
    if !found.isEmpty { return found }
    throw InputError("say who records it, by the option or by $\(variable).", member: option)
  }
}
