internal import CanonicalJSON
internal import TransparencyLog

/// The words of a pack, as `Schemas/pack.md` has them.
enum PackFormat {
  /// The first member of a pack's description.
  static let name = "twinledger.pack.v1"

  /// How many events stand in one block.
  static let blockEvents = 256

  /// What stands for `<` inside parts: no event, checkpoint or canonical JSON can hold it.
  static let lessThanSign: UInt8 = 0x1A

  static let partEnd = "</script>"
  static let pageEnd = "</body>\n</html>\n"

  /// The line that a part begins with.
  static func start(_ part: Part) -> String {
    switch part {
    case .description: #"<script type="application/json" id="pack">"#
    case .checkpoint: #"<script type="text/plain" id="checkpoint">"#
    case .impact(let digest):
      #"<script type="application/json" id="impact" data-sha256="\#(digest.hex)">"#
    case .milestones(let digest):
      #"<script type="application/json" id="milestones" data-sha256="\#(digest.hex)">"#
    case .events(let first, let root):
      #"<script type="application/x-ndjson" class="events" data-first="\#(first)" "#
        + #"data-root="\#(root.hex)">"#
    case .leaves(let first):
      #"<script type="text/plain" class="leaves" data-first="\#(first)">"#
    case .changes(let first, let digest):
      #"<script type="application/x-ndjson" class="changes" data-first="\#(first)" "#
        + #"data-sha256="\#(digest.hex)">"#
    }
  }

  /// The parts of a pack behind its page.
  enum Part {
    case description, checkpoint
    case impact(Hash)
    case milestones(Hash)
    case events(first: Int64, root: Hash)
    case leaves(first: Int64)
    case changes(first: Int64, Hash)
  }

  /// SHA-256 of a part's content, without what stands for `<`.
  static func digest(_ content: [UInt8]) -> Hash {
    var digest = Digest256()
    digest.update(content.span)
    return digest.finish()
  }

  /// `bytes` with `<` and what stands for it exchanged, either way.
  static func exchanged(_ bytes: [UInt8], _ found: UInt8, for other: UInt8) -> [UInt8] {
    bytes.contains(found) ? bytes.map { $0 == found ? other : $0 } : bytes
  }
}

/// What a pack says of itself in its first part.
struct PackDescription: Equatable {
  var origin: String
  var size: Int64
  var recordedTime: String?
  var root: Hash
  var stateDigest: Hash
  var subjects: Int64
  var isSynthetic: Bool
  var verifierKey: String

  /// Canonical JSON.
  var bytes: [UInt8] {
    var writer = CanonicalWriter()
    writer.beginObject()
    writer.key("blockEvents")
    writer.integer(Int64(PackFormat.blockEvents))
    writer.key("format")
    writer.string(PackFormat.name)
    writer.key("origin")
    writer.string(origin)
    writer.key("recordedTime")
    if let recordedTime { writer.string(recordedTime) } else { writer.null() }
    writer.key("root")
    writer.string(root.hex)
    writer.key("size")
    writer.integer(size)
    writer.key("stateDigest")
    writer.string(stateDigest.hex)
    writer.key("subjects")
    writer.integer(subjects)
    writer.key("synthetic")
    writer.bool(isSynthetic)
    writer.key("verifierKey")
    writer.string(verifierKey)
    writer.endObject()
    return writer.bytes
  }
}
