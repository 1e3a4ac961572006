internal import CanonicalJSON
internal import Twinning

extension ProgressReport {
  /// Canonical JSON: programmes with their cohorts, pairings and milestones. O(milestones).
  public func json() -> [UInt8] {
    var writer = CanonicalWriter()
    writer.beginObject()
    writer.key("asOf")
    writer.beginObject()
    writer.key("now")
    writer.string(model.now.description)
    writer.key("size")
    writer.integer(model.size)
    writer.endObject()
    writer.key("programmes")
    writer.array(model.programmes) { writer, programme in
      writer.share(programme.share)
      writer.key("cohorts")
      writer.array(programme.cohorts) { writer, cohort in
        writer.share(cohort.share)
        writer.key("name")
        writer.optional(cohort.name)
        writer.key("pairings")
        writer.array(cohort.pairings) { $0.pairing($1) }
        writer.key("subject")
        writer.string(cohort.subject)
      }
      writer.key("subject")
      writer.string(programme.subject)
      writer.key("title")
      writer.optional(programme.title)
    }
    if model.isSynthetic {
      writer.key("synthetic")
      writer.bool(true)
    }
    writer.endObject()
    return writer.bytes
  }
}

extension CanonicalWriter {
  /// An array with an object for each of `items`.
  fileprivate mutating func array<Item>(
    _ items: [Item], _ body: (inout CanonicalWriter, Item) -> Void
  ) {
    beginArray()
    for item in items {
      beginObject()
      body(&self, item)
      endObject()
    }
    endArray()
  }

  /// `achieved`, of mandatory milestones.
  fileprivate mutating func share(_ share: MilestoneShare) {
    key("achieved")
    beginObject()
    key("achieved")
    integer(Int64(share.achieved))
    key("expected")
    integer(Int64(share.expected))
    endObject()
  }

  fileprivate mutating func pairing(_ pairing: PairingProgress) {
    share(pairing.share)
    key("hosts")
    strings(pairing.hostNames)
    key("milestones")
    array(pairing.byUrgency) { $0.milestone($1) }
    key("state")
    string(pairing.status.word)
    key("subject")
    string(pairing.subject)
    key("twins")
    strings(pairing.twinNames)
  }

  fileprivate mutating func milestone(_ one: PairingProgress.Milestone) {
    let progress = one.progress
    key("achieved")
    optional(progress.achieved?.description)
    key("daysLate")
    optional(progress.daysLate)
    key("due")
    optional(progress.due?.description)
    key("events")
    integers(progress.events)
    key("flags")
    strings(progress.flags.words)
    key("mandatory")
    bool(progress.isMandatory)
    key("milestone")
    string(progress.milestone)
    key("module")
    string(progress.module)
    key("name")
    string(progress.name)
    key("needed")
    optional(one.isOpen ? one.need : nil)
    if let event = progress.reopenedBy {
      key("reopenedBy")
      integer(event)
    }
    key("status")
    string(progress.status.word)
  }
}
