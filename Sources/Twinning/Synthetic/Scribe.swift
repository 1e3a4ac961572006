/// Who records something, and as what.
struct Actor {
  var ref: Ref
  var role: Role

  func `as`(_ role: Role) -> Actor { Actor(ref: ref, role: role) }
}

/// What is asked to be recorded.
struct Draft {
  var data: EventData
  var subject: Ref
  var actor: Actor
  var occurred: Instant?
}

/// A recorded event, as a correction or a void names it.
struct Recorded {
  var index: Int64
  var id: EventID
  var subject: Ref
  var actor: Actor
  var time: Instant

  var target: EventTarget {
    var target = EventTarget()
    target.id = id
    target.index = index
    return target
  }
}

/// Where the made-up ledger stands, over all its programmes.
final class LogPosition {
  /// How many events there are; the ledger's opening is the first.
  var size: Int64 = 1

  /// What the rules refused though it was meant to be admitted: a fault of the generator.
  var refusals: [Refusal] = []

  /// How many commands were refused against expectation.
  var refusalCount = 0

  /// How many were refused on purpose.
  var blunderCount = 0
}

/// Turns drafts into commands that the real rules admit, and so knows the index and the id of every
/// event that comes of them.
final class Scribe {
  let world: World

  /// When the next command is recorded.
  var now: Instant

  /// What was recorded and not yet handed on.
  var output: [SyntheticCommand] = []

  /// What the rules added to the last command.
  private(set) var consequences: [Admitted] = []
  private var position: LogPosition
  private var ids: Dice

  init(world: World, position: LogPosition, ids: Dice, now: Instant) {
    self.world = world
    self.position = position
    self.ids = ids
    self.now = now
  }

  /// How many events the ledger has.
  var size: Int64 { position.size }

  /// Goes on at another place in the ledger, after what this world knows already.
  func moveOn(to position: LogPosition, ids: Dice) {
    self.position = position
    self.ids = ids
    output.removeAll()
  }

  /// Takes the ids of further commands from `other`, and gives the dice used so far.
  func swapIDs(with other: inout Dice) { swap(&ids, &other) }

  /// Records one event; nil where the rules refuse it.
  @discardableResult
  func record(
    _ data: EventData, on subject: Ref, by actor: Actor, occurred: Instant? = nil
  ) -> Recorded? {
    record([Draft(data: data, subject: subject, actor: actor, occurred: occurred)]).first
  }

  /// Records several events as one; none of them where the rules refuse one.
  @discardableResult
  func record(_ drafts: [Draft]) -> [Recorded] {
    let (commands, id) = commands(of: drafts, &ids)
    world.size = position.size
    let admitted: [Admitted]
    do throws(Refusal) {
      admitted = try world.admit(commands, commandID: id, at: now)
    } catch {
      position.refusalCount += 1
      if position.refusals.count < 100 { position.refusals.append(error) }
      return []
    }
    hand(commands, id, admitted: admitted.count)
    position.size += Int64(admitted.count)
    consequences = admitted.filter { $0.event.role == .sys }
    return admitted.filter { $0.event.role != .sys }.map {
      Recorded(
        index: $0.event.index, id: $0.id, subject: $0.event.subject,
        actor: Actor(ref: $0.event.actor, role: $0.event.role), time: $0.event.time)
    }
  }

  /// Hands on a command that the rules must refuse, and checks that they do. Its id comes from dice
  /// of its own, so that what is admitted stays the same.
  func blunder(_ draft: Draft, ids: inout Dice) {
    let (commands, id) = commands(of: [draft], &ids)
    world.size = position.size
    guard (try? world.admit(commands, commandID: id, at: now)) == nil else {
      preconditionFailure("\(draft.data.type.name) was meant to be refused")
    }
    hand(commands, id, admitted: 0)
    position.blunderCount += 1
  }

  private func commands(of drafts: [Draft], _ ids: inout Dice) -> ([Command], EventID) {
    let id = EventID(
      version7: now, random: (UInt16(truncatingIfNeeded: ids.roll()), ids.roll()))
    let commands = drafts.map { draft in
      Command(
        subject: draft.subject, data: draft.data,
        bytes: draft.data.canonicalBytes(interner: world.interner), occurred: draft.occurred,
        actor: draft.actor.ref, role: draft.actor.role)
    }
    return (commands, id)
  }

  private func hand(_ commands: [Command], _ id: EventID, admitted: Int) {
    let parts = commands.map { command in
      SyntheticCommand.Part(
        type: command.data.type, subject: world.interner.subject(of: command.subject),
        data: command.bytes, occurred: command.occurred,
        actor: world.interner.slug(of: command.actor), role: command.role)
    }
    output.append(
      SyntheticCommand(
        parts: parts, commandID: id, recordedTime: now, firstIndex: position.size,
        eventCount: admitted))
  }
}
