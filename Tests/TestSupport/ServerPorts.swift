// Ports for servers whose configuration must name them before they start.

/// A range of ports for the servers of one test.
public enum ServerPorts {
    /// The first of a thousand ports that no other run is likely to have, below those that the system gives to connections.
    public static func thousand() -> Int { Int.random(in: 10...31) * 1000 }
}
