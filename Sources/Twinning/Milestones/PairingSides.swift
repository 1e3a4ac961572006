/// The cities of either side of a pairing, and since and until when they stood there.
struct PairingSides {
  struct Member {
    var city: Ref
    var from: Instant
    var to: Instant
  }

  struct Side {
    var members: [Member] = []

    func holds(_ city: Ref) -> Bool { members.contains { $0.city == city } }

    /// Whether one of the cities that stood on this side at `time` took part.
    func came(_ participants: Participants?, at time: Instant) -> Bool {
      guard let participants else { return false }
      return participants.byCity.contains { count in
        count.total > 0
          && members.contains { $0.city == count.cityID && $0.from <= time && time < $0.to }
      }
    }

    /// The first moment from `time` on at which `city` stood on this side, or nil.
    func counts(_ city: Ref, from time: Instant) -> Instant? {
      members.filter { $0.city == city && $0.to > time }.map { max($0.from, time) }.min()
    }
  }

  var host = Side()
  var twin = Side()

  init(of states: ContiguousArray<PairingState>, _ slot: Int) {
    if states[slot].peers.count == 2 {
      host.members = [Member(states[slot].peers[0])]
      twin.members = [Member(states[slot].peers[1])]
      return
    }
    if let city = states[slot].twinCity { twin.members = [Member(city)] }
    if states[slot].memberChanges.isEmpty {
      host.members = states[slot].hostCities.map { Member($0) }
      return
    }
    var cities = states[slot].hostCities
    for change in states[slot].memberChanges where !cities.contains(change.city) {
      cities.append(change.city)
    }
    for city in cities {
      host.members += Member.stays(
        of: city, changes: states[slot].memberChanges.filter { $0.city == city })
    }
  }
}

extension PairingSides.Member {
  init(_ city: Ref) { self.init(city: city, from: .distantPast, to: .distantFuture) }

  /// The stretches in which `city` was in a party, by the `changes` that are about it.
  fileprivate static func stays(of city: Ref, changes: [PairingState.MemberChange]) -> [Self] {
    var stays: [Self] = []
    var from: Instant? = changes.first?.joined ?? false ? nil : .distantPast
    for change in changes {
      if change.joined {
        from = from ?? change.fact.time
      } else if let since = from {
        stays.append(Self(city: city, from: since, to: change.fact.time))
        from = nil
      }
    }
    if let from { stays.append(Self(city: city, from: from, to: .distantFuture)) }
    return stays
  }
}
