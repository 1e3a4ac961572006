public import EventStore

public typealias EventLog = EventStore
public typealias LogWriter = EventWriter
public typealias LogWriterOptions = EventWriterOptions
public typealias CommandDigest = ContentDigest
public typealias LogDirection = Direction
