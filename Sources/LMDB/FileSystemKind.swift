/// What kind of file system holds a file.
public struct FileSystemKind: Hashable, Sendable, CustomStringConvertible {
  /// The number Linux tells kinds apart by (`statfs`).
  public let magic: UInt32

  /// A kind by its number.
  public init(magic: UInt32) { self.magic = magic }

  /// Kinds on which a lock or a map isn't shared by all that open the file.
  private static let unsupported: [UInt32: String] = [
    0x6969: "NFS", 0x517b: "SMB", 0xff53_4d42: "CIFS", 0xfe53_4d42: "SMB2", 0x0102_1997: "9p",
    0x6573_5546: "FUSE", 0x5346_414f: "AFS", 0x6b41_4653: "AFS", 0x00c3_6400: "Ceph",
    0x0bd0_0bd0: "Lustre", 0x7375_7245: "Coda", 0x564c: "NCP", 0x786f_4256: "VirtualBox share",
    0xbacb_acbc: "VMware share", 0x0116_1970: "GFS2", 0x7461_636f: "OCFS2",
  ]

  private static let supported: [UInt32: String] = [
    0xef53: "ext4", 0x5846_5342: "XFS", 0x9123_683e: "Btrfs", 0x2fc1_2fc1: "ZFS",
    0x0102_1994: "tmpfs", 0x794c_7630: "overlay", 0xf2f5_2010: "F2FS",
  ]

  /// Whether LMDB may be trusted on it.
  public var isSupported: Bool { Self.unsupported[magic] == nil }

  /// Its usual name, or its number if it has none here.
  public var description: String {
    Self.unsupported[magic] ?? Self.supported[magic] ?? "0x" + String(magic, radix: 16)
  }
}
