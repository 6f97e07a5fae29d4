// The antennas of a station: which bands each receives, and when it is out of use. One antenna does one
// task; antennas work at the same time.

public import Quantities

/// An antenna of a station.
public struct Antenna: Hashable, Sendable, Codable {
    public var name: String
    /// Bands of downlinks that it receives.
    public var bands: [FrequencyBand]
    /// When it is out of use.
    public var maintenance: [TimeSpan]

    /// An antenna.
    public init(name: String, bands: [FrequencyBand], maintenance: [TimeSpan] = []) {
        (self.name, self.bands, self.maintenance) = (name, bands, maintenance)
    }

    /// True if it can receive a downlink; any antenna may try one that is not known.
    public func receives(_ downlink: Hertz?) -> Bool {
        guard let downlink else { return true }
        return bands.contains { $0.contains(downlink) }
    }
}
