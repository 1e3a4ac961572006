internal import EventStore
public import TransparencyLog
internal import Twinning

extension Recorder {
  /// Replaces the key that signs checkpoints: records an event that names the new one, signs a
  /// checkpoint with it by the old one, and puts the new one in its place. Close this recorder
  /// afterwards; it still has the old key.
  ///
  /// A rotation that was cut goes on with the same new key when it is asked for again.
  /// - Returns: the new key's public half.
  /// - Throws: `SigningError` or ``RecordError``; the old key is in its place then, and the event
  ///   may be recorded.
  public func rotateKey() throws -> VerifierKey {
    guard let keys = signer?.keys else { throw SigningError.keyMissing("the recorder's options") }
    let next = try keys.prepareNextKey()
    var rotated = KeyRotatedV1()
    rotated.verifierKey = Text(next.text)
    // The key itself names the command, so that a second try finds what the first recorded.
    let digest = RequestDigest.identifier(of: next.text)
    let request = Request(
      commands: [
        CommandText(
          type: .keyRotated, subject: "ledger/self",
          data: EventData.keyRotated(rotated).write(texts: Span(), interner: Interner()),
          actor: "sys", role: .sys)
      ],
      commandID: digest, isByRule: true)
    _ = try recordBlocking(request)
    try checkpoint()
    return try keys.replaceKey().verifierKey
  }
}
