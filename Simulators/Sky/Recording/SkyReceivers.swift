// The antennas of the simulated station: they record what the sky sends, and tell nothing else.

import Dispatch
import Quantities
public import Signals
import Synchronization

/// What the station can point and tune.
public struct SkyReceivers: Sendable {
    private let sky: SimulatedSky

    /// Receivers under a sky.
    public init(_ sky: SimulatedSky) { self.sky = sky }

    /// Records an emission's two downlinks at once, tuned to their nominal frequencies.
    ///
    /// - Parameters:
    ///   - carrier: what to tune to.
    ///   - adjacent: number of the neighbour among the candidates; `nil` records the victim alone.
    ///   - time: seconds from the start of the scenario to the first sample.
    /// - Returns: the recordings, the victim's first.
    public func record(_ carrier: BriefedCarrier, adjacent: Int?, at time: Double) -> [Recording] {
        let chosen = [0] + [adjacent].compactMap { $0.map { $0 + 1 } }
        let recorded = Mutex([Int: Recording]())
        DispatchQueue.concurrentPerform(iterations: chosen.count) { index in
            let channel = SkyChannel(
                sky, satellite: chosen[index], tunedTo: carrier.uplink, from: time)
            let recording = Recording(
                name: "\(carrier.name), \(index == 0 ? "victim" : "adjacent")",
                samples: channel.samples(), sampleRate: sky.scenario.receiver.sampleRate,
                centreFrequency: channel.centre,
                start: StartTime(
                    sky.scenario.start + Seconds(time)))
            recorded.withLock { $0[index] = recording }
        }
        return recorded.withLock { all in all.sorted { $0.key < $1.key }.map(\.value) }
    }
}
