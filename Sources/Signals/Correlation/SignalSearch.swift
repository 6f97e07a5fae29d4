// How one signal is looked for in two recordings, as a value that can be written down and repeated: the
// windows, and the other signals that are taken away first.

import Quantities

/// A search for one common signal.
public struct SignalSearch: Hashable, Sendable {
    public var settings: CorrelationSettings
    /// Signals whose peaks are known beforehand and lie in the band of the one looked for.
    public var known: [KnownSignal]

    /// A signal whose peak is known beforehand.
    public struct KnownSignal: Hashable, Sendable {
        public var name: String
        /// Settings that find its peak and nothing else.
        public var settings: CorrelationSettings
        /// The cells that it fills.
        public var region: CorrelationSettings.Excluded

        /// A known signal.
        public init(
            name: String, settings: CorrelationSettings, region: CorrelationSettings.Excluded
        ) {
            (self.name, self.settings, self.region) = (name, settings, region)
        }
    }

    /// A search; without known signals it is one correlation.
    public init(_ settings: CorrelationSettings, known: [KnownSignal] = []) {
        (self.settings, self.known) = (settings, known)
    }

    /// Searches two recordings.
    ///
    /// - Returns: the strongest common signal that is none of the known ones, and the names of those that
    ///   were heard and removed.
    /// - Throws: ``RecordingFaults`` with everything that forbids a correlation.
    public func run(
        _ victim: Recording, _ adjacent: Recording
    ) throws(RecordingFaults) -> (result: CorrelationResult, removed: [String]) {
        var found = try correlate(victim, adjacent, settings: settings)
        var removed: [String] = []
        for one in known {
            guard let parted = try part(found, from: one, victim, adjacent) else { continue }
            removed.append(one.name)
            found = parted
        }
        return (found, removed)
    }

    /// Parts the signal from a known one: each is measured in what is left without the other, twice
    /// (RELAX: Li and Stoica, IEEE Trans. Signal Processing 44(2), 1996).
    ///
    /// - Returns: `nil` if the known signal is not heard.
    private func part(
        _ strongest: CorrelationResult, from known: KnownSignal, _ victim: Recording,
        _ adjacent: Recording
    ) throws(RecordingFaults) -> CorrelationResult? {
        var settings = settings
        settings.excluded.append(known.region)
        var target = known.region.holds(strongest, grownBy: 1) ? nil : strongest
        for _ in 0..<2 {
            var without = adjacent
            if let target { without = try adjacent.removing(target, sharedWith: victim) }
            let carrier = try correlate(victim, without, settings: known.settings)
            guard carrier.significant else { return nil }
            let rest = try adjacent.removing(carrier, sharedWith: victim)
            let found = try correlate(victim, rest, settings: settings)
            guard found.significant else { return found }
            target = found
        }
        return target
    }
}

extension CorrelationSettings.Excluded {
    /// Whether a peak lies in the region, or in it grown by a factor.
    public func holds(_ peak: CorrelationResult, grownBy factor: Double) -> Bool {
        let delay = peak.tdoa.map { ($0 - tdoa).magnitude } ?? .zero
        return delay < factor * delayReach
            && (peak.fdoa - fdoa).magnitude < factor * dopplerReach
    }
}
