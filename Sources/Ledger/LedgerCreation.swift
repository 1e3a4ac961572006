public import EventStore
public import TransparencyLog
public import Twinning

/// Making a ledger.
public enum LedgerCreation {
  /// When a synthetic ledger is opened where nothing else is said: 2000-01-01T00:00:00Z.
  public static let syntheticOpening = Instant(milliseconds: 946_684_800_000)

  /// Makes a ledger in `directory`, which must not hold one, and records its first event.
  ///
  /// - Parameters:
  ///   - origin: a schema-less URL such as `ledger.example.org/nzc-twinning`; it never changes.
  ///   - zone: the IANA zone in which dates are read where a programme names none.
  ///   - isSynthetic: whether the ledger holds made-up events, which every output then says.
  ///   - openedAt: when a synthetic ledger was opened, by its own account; commands can't be
  ///     recorded before. 2000-01-01 where it isn't said.
  ///   - keyDirectory: where the key is made that signs checkpoints, and the first one signed; nil
  ///     for a ledger that nobody signs.
  ///   - predecessor: the last checkpoint of the ledger that this one follows.
  /// - Throws: ``RecordError``; after one, the directory may hold an empty ledger and nothing else,
  ///   and making it again for the same origin goes on.
  public static func create(
    in directory: String, origin: String, zone: Zone, isSynthetic: Bool,
    clock: Clock = .system, openedAt: Instant? = nil, keyDirectory: String? = nil,
    predecessor: SignedNote? = nil,
    options: LogWriterOptions = RecorderOptions().store
  ) throws(RecordError) {
    guard TextPattern.origin.matches(origin.utf8.span) else {
      throw .input(
        InputError(
          "\"\(origin)\" is no origin: a host and a path without a scheme, in small letters, such "
            + "as ledger.example.org/nzc-twinning.", member: "--origin"))
    }
    do {
      _ = try LogWriter(
        creating: directory, origin: origin, projection: Admitter.projection, options: options)
    } catch {
      guard Self.isEmptyLedger(directory, origin: origin) else { throw .store(error) }
    }
    var recorderOptions = RecorderOptions()
    recorderOptions.store = options
    recorderOptions.keyDirectory = keyDirectory
    if let keyDirectory {
      do throws(SigningError) { _ = try KeyDirectory.create(keyDirectory, origin: origin) } catch {
        throw .store(error)
      }
    }
    let recorder = try Recorder(directory: directory, clock: clock, options: recorderOptions)
    defer { recorder.close() }
    var opened = LedgerOpenedV1()
    opened.origin = Text(origin)
    opened.zone = zone
    opened.synthetic = isSynthetic
    if let predecessor {
      opened.predecessorCheckpoint = Text(String(decoding: predecessor.bytes, as: UTF8.self))
    }
    opened.rulesVersion = Ruleset.known.upperBound
    let request = Request(
      commands: [
        CommandText(
          type: .ledgerOpened, subject: "ledger/self",
          data: EventData.ledgerOpened(opened).write(texts: Span(), interner: Interner()),
          actor: "sys", role: .sys)
      ],
      recordedTime: isSynthetic ? openedAt ?? syntheticOpening : nil, isByRule: true)
    _ = try recorder.recordBlocking(request)
    do { try recorder.checkpoint() } catch { throw .store(error) }
  }

  /// Whether a creation for this origin was cut before the first event; it may go on then.
  private static func isEmptyLedger(_ directory: String, origin: String) -> Bool {
    guard let head = try? LedgerReader(directory: directory).store.head() else { return false }
    return head.size == .zero && head.origin == origin
  }
}
