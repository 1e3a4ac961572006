internal import EventStore
internal import Twinning

/// The index terms of an event: what filtered reads find it by. The namespaces are part of the
/// storage format.
enum EventTerms {
  /// The type's name, whatever its version.
  static let typeNamespace: UInt8 = 1

  /// A subject that the payload mentions.
  static let mentionNamespace: UInt8 = 2

  /// A city that the event concerns through its stream: a party of the pairing, the applicant.
  static let cityNamespace: UInt8 = 3

  static func type(_ name: String) -> Term { Term(typeNamespace, name) }

  static func mention(of ref: Ref, in interner: Interner) -> Term {
    Term(mentionNamespace, interner.subject(of: ref))
  }

  static func city(_ ref: Ref, in interner: Interner) -> Term {
    Term(cityNamespace, interner.subject(of: ref))
  }
}

/// Terms already made, by reference; a term is a hash of a name that seldom changes.
struct TermCache {
  private var mentions: [Term?] = []
  private var cities: [Term?] = []
  private var types: [Term?] = []

  /// Puts the terms of `event`, which `world` has taken in with its whole command, in place of what
  /// `found` holds; each once.
  mutating func collect(of event: Event, in world: World, into found: inout [Term]) {
    found.removeAll(keepingCapacity: true)
    let interner = world.interner
    found.append(type(event.data.type))
    var mentioned: [Ref] = []
    event.data.forEachMention(in: interner) { ref in
      if !mentioned.contains(ref) { mentioned.append(ref) }
    }
    for ref in mentioned { found.append(mention(of: ref, in: interner)) }
    for city in world.cities(concernedBy: event) {
      let term = self.city(city, in: interner)
      if !found.contains(term) { found.append(term) }
    }
  }

  mutating func mention(of ref: Ref, in interner: Interner) -> Term {
    Self.cached(&mentions, ref.index) { EventTerms.mention(of: ref, in: interner) }
  }

  mutating func city(_ ref: Ref, in interner: Interner) -> Term {
    Self.cached(&cities, ref.index) { EventTerms.city(ref, in: interner) }
  }

  mutating func type(_ type: EventType) -> Term {
    Self.cached(&types, Int(type.rawValue)) { EventTerms.type(type.name) }
  }

  private static func cached(_ terms: inout [Term?], _ index: Int, _ make: () -> Term) -> Term {
    if terms.count <= index {
      terms.append(contentsOf: repeatElement(nil, count: index + 1 - terms.count))
    }
    if let term = terms[index] { return term }
    let term = make()
    terms[index] = term
    return term
  }
}
