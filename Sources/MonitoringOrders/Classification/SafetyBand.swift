// What the category suggestion compares an order with: bands of safety services, and single
// fixed-satellite links that carry safety traffic. Both are data; neither decides a category.

public import Quantities

/// A band whose overlap with the victim's band suggests category 1 (R44).
public struct SafetyBand: Hashable, Sendable, Codable {
    /// Edges, both included; equal for a single frequency.
    public var low, high: Hertz
    /// What the band is used for.
    public var use: String
    /// The provision of the Radio Regulations, as the table names it.
    public var provision: String
    /// Where the edges were seen.
    public var source: String
    /// True if the edges were seen in the source. It says nothing of the provision's number.
    public var areEdgesVerified: Bool
    /// The limb of clause 3.2.1.2 that the use fixes; `nil` where the dispatcher has to choose.
    public var grounds: Grounds?

    /// A row of the table of safety bands.
    public init(
        low: Hertz, high: Hertz, use: String, provision: String, source: String,
        areEdgesVerified: Bool, grounds: Grounds? = nil
    ) {
        (self.low, self.high, self.use, self.provision) = (low, high, use, provision)
        (self.source, self.areEdgesVerified, self.grounds) = (source, areEdgesVerified, grounds)
    }

    /// True for bands in which only the links of the watch-list count (C band): such a row never
    /// suggests anything by itself.
    public var countsOnlyByWatchList: Bool { use.contains("watch-list") }

    /// True if an emission of a centre frequency and bandwidth touches the band; edges count.
    public func overlaps(_ centre: Hertz, bandwidth: Hertz?) -> Bool {
        (low...max(low, high)).overlaps(.emission(at: centre, bandwidth: bandwidth))
    }
}

/// A link of the fixed-satellite service that is known to carry safety traffic (R44).
public struct WatchListLink: Hashable, Sendable, Codable {
    public var satellite: String
    /// Positive east.
    public var longitude: Angle?
    public var transponder: String?
    public var uplink: ClosedRange<Hertz>?
    public var downlink: ClosedRange<Hertz>?
    /// What the link carries, for example `aviation ground network`.
    public var use: String
    public var grounds: Grounds?

    /// A link with the bands it occupies on the way up and down.
    public init(
        satellite: String, longitude: Angle? = nil, transponder: String? = nil,
        uplink: ClosedRange<Hertz>?, downlink: ClosedRange<Hertz>?, use: String, grounds: Grounds?
    ) {
        (self.satellite, self.longitude, self.transponder) = (satellite, longitude, transponder)
        (self.uplink, self.downlink, self.use, self.grounds) = (uplink, downlink, use, grounds)
    }

    /// True if the victim of a form is this link: same satellite by name (letter case ignored) and
    /// a common frequency on the way up or down.
    public func isVictim(of form: OrderForm) -> Bool {
        let isHit = { (band: ClosedRange<Hertz>?, centre: Hertz?) -> Bool in
            guard let band, let centre else { return false }
            return band.overlaps(.emission(at: centre, bandwidth: form.bandwidth))
        }
        // Most links are told apart by their bands, which takes less than by their names.
        return (isHit(uplink, form.uplink) || isHit(downlink, form.downlink))
            && WordSequence(satellite) == WordSequence(form.satellite.name)
    }
}

extension ClosedRange where Bound == Hertz {
    /// The band of an emission: centre frequency plus and minus half the bandwidth, edges included.
    static func emission(at centre: Hertz, bandwidth: Hertz?) -> Self {
        let half = (bandwidth ?? .zero).magnitude / 2
        return centre - half...centre + half
    }

    /// `1646.5-1656.5 MHz`, or the one frequency where the edges are equal.
    var inMegahertz: String {
        guard lowerBound < upperBound else { return lowerBound.inMegahertz }
        return lowerBound.inMegahertz.dropLast(4) + "-" + upperBound.inMegahertz
    }
}
