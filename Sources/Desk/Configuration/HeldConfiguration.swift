// The configuration that holds, shared by all copies of a desk, and its change while the desk serves.

import MonitoringOrders
import Synchronization

/// A configuration that can be exchanged for one that was read anew.
final class HeldConfiguration: Sendable {
    /// Behind a reference, so that nobody copies all of it while others wait.
    private final class Version: Sendable {
        let configuration: DeskConfiguration

        init(_ configuration: DeskConfiguration) { self.configuration = configuration }
    }

    private let held: Mutex<Version>

    init(_ configuration: DeskConfiguration) { held = Mutex(Version(configuration)) }

    var configuration: DeskConfiguration { held.withLock { $0 }.configuration }

    /// Takes a configuration over, except for what the store, the listening socket and the readers of letters were
    /// made with, and for the production switch, which no signal may turn.
    ///
    /// - Returns: the keys of what differs and stays as it was.
    func adopt(_ new: DeskConfiguration) -> [String] {
        held.withLock { held in
            var adopted = new
            let waiting = adopted.settings.keepFixed(of: held.configuration.settings)
            held = Version(adopted)
            return waiting
        }
    }
}

extension Settings {
    /// Keeps what only a start can change as it was.
    ///
    /// - Returns: the keys whose new values were others.
    fileprivate mutating func keepFixed(of old: Settings) -> [String] {
        var waiting: [String] = []
        func keep<Value: Equatable>(
            _ key: String, _ path: WritableKeyPath<Settings, Value>, _ new: inout Settings
        ) {
            if old[keyPath: path] != new[keyPath: path] { waiting.append(key) }
            new[keyPath: path] = old[keyPath: path]
        }
        keep("desk", \.desk, &self)
        keep("register", \.register, &self)
        keep("production", \.isProduction, &self)
        keep("addresses", \.correspondents, &self)
        keep("order_series", \.orderSeries, &self)
        keep("reference_series", \.referenceSeries, &self)
        keep("mail.signatures", \.mail.signatures, &self)
        keep("console", \.console, &self)
        keep("database", \.database, &self)
        keep("python", \.pythonPath, &self)
        keep("acknowledgement_copies", \.acknowledgementCopies, &self)
        return waiting
    }
}
