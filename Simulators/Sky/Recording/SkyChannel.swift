// One receiver on one satellite: every transmission that the transponder passes into the recorded band,
// delayed and turned along its own path, limited by the amplifier, with noise, scaled like a receiver.

import Geolocation
import Glibc
import Quantities
import Signals

/// The synthesis of one recording.
struct SkyChannel {
    /// Nominal downlink that the receiver is tuned to.
    let centre: Hertz
    private let sky: SimulatedSky
    private let number: Int
    private let start: Double
    private let budget: DownlinkBudget
    private let arrivals: [Arrival]
    private let noiseStream: UInt64
    private var receiver: SkyReceiver { sky.scenario.receiver }
    /// Samples between which delay and phase run on straight lines.
    private static let blockSize = 64
    /// Root mean square of what is recorded, full scale 1.
    private static let level = 0.15

    init(_ sky: SimulatedSky, satellite number: Int, tunedTo uplink: Hertz, from start: Double) {
        (self.sky, self.number, self.start) = (sky, number, start)
        let satellite = sky.satellites[number]
        let receiver = sky.scenario.receiver
        let centre = satellite.settings.transponder.downlink(of: uplink)
        self.centre = centre
        budget = DownlinkBudget(
            satellite.settings, uplink: uplink, to: sky.scenario.station, receiver)
        let span = start...(start + receiver.duration.value)
        arrivals = sky.transmissions.compactMap {
            Arrival($0, in: sky, through: number, centre: centre, during: span)
        }
        noiseStream = SkyGenerator.mixed(
            sky.seed,
            UInt64(number) &* 0x1_0000 &+ UInt64(bitPattern: Int64(start * 1e3))
                &+ UInt64(uplink.value))
    }

    /// The recorded samples.
    func samples() -> ComplexSamples {
        let count = receiver.sampleCount
        var parts = [Float](repeating: 0, count: 2 * count)
        let relay = arrivals.filter { !$0.isTerrestrial }
        let direct = arrivals.filter(\.isTerrestrial)
        parts.withUnsafeMutableBufferPointer { buffer in
            for arrival in relay {
                add(arrival, to: buffer, gain: Float(arrival.drive.squareRoot()))
            }
            let noise = amplify(buffer, drive: relay.reduce(0) { $0 + $1.drive })
            for arrival in direct {
                add(arrival, to: buffer, gain: Float(arrival.drive.squareRoot()))
            }
            let power = (relay + direct).reduce(noise) { $0 + $1.recordedPower(budget) }
            finish(buffer, noise: noise, power: power)
        }
        return ComplexSamples(interleaved: parts)
    }

    /// Adds a transmission; its delay and phase run on straight lines through each block.
    private func add(
        _ arrival: Arrival, to buffer: UnsafeMutableBufferPointer<Float>, gain: Float
    ) {
        let block = UnsafeMutableBufferPointer<Float>.allocate(capacity: 2 * Self.blockSize)
        defer { block.deallocate() }
        let step = 1 / receiver.sampleRate.value
        let length = Double(Self.blockSize) * step
        var here = arrival.place(at: start)
        for first in stride(from: 0, to: buffer.count / 2, by: Self.blockSize) {
            let time = start + Double(first) * step
            let next = arrival.place(at: time + length)
            let count = min(Self.blockSize, buffer.count / 2 - first)
            if arrival.isSending(at: time - here.delay) {
                let share = UnsafeMutableBufferPointer(rebasing: block[0..<2 * count])
                arrival.waveform.fill(
                    share, from: time - here.delay,
                    step: step * (1 - (next.delay - here.delay) / length))
                let target = UnsafeMutableBufferPointer(
                    rebasing: buffer[2 * first..<2 * (first + count)])
                turn(
                    share, from: here.cycles,
                    by: (next.cycles - here.cycles) / Double(Self.blockSize),
                    conjugate: arrival.isInverted, gain: gain, addTo: target)
            }
            here = next
        }
    }

    /// Multiplies by a turning phasor and adds.
    private func turn(
        _ block: UnsafeMutableBufferPointer<Float>, from cycles: Double, by advance: Double,
        conjugate: Bool, gain: Float, addTo target: UnsafeMutableBufferPointer<Float>
    ) {
        let angle = 2 * .pi * (cycles - cycles.rounded())
        var (re, im) = (Float(cos(angle)) * gain, Float(sin(angle)) * gain)
        let (c, s) = (Float(cos(2 * .pi * advance)), Float(sin(2 * .pi * advance)))
        let sign: Float = conjugate ? -1 : 1
        for index in 0..<block.count / 2 {
            let (x, y) = (block[2 * index], sign * block[2 * index + 1])
            target[2 * index] += re * x - im * y
            target[2 * index + 1] += re * y + im * x
            (re, im) = (re * c - im * s, re * s + im * c)
        }
    }

    /// The amplifier and the downlink: soft limiting (Rapp 1991, order 1) once the drive is felt, then
    /// the scale in which the receiver's own noise has unit power.
    ///
    /// - Returns: power of all noise in that scale.
    private func amplify(_ buffer: UnsafeMutableBufferPointer<Float>, drive: Double) -> Double {
        let load = sky.satellites[number].settings.transponder.load
        let scale = Float(budget.saturatedRatio.squareRoot())
        let mean = 1 + drive + load
        if drive + load > 0.02 {
            let fixed = Float(1 + load)
            for index in 0..<buffer.count / 2 {
                let (x, y) = (buffer[2 * index], buffer[2 * index + 1])
                let gain = scale / (fixed + x * x + y * y).squareRoot()
                buffer[2 * index] = x * gain
                buffer[2 * index + 1] = y * gain
            }
        } else {
            for index in buffer.indices { buffer[index] *= scale }
        }
        return 1 + budget.uplinkNoise * budget.saturatedRatio / mean
    }

    private func finish(
        _ buffer: UnsafeMutableBufferPointer<Float>, noise: Double, power: Double
    ) {
        var random = SkyGenerator(seed: noiseStream)
        let gainError = number == 0 ? 0 : receiver.gainError.value
        let scale = Float(Self.level / power.squareRoot() * pow(10, gainError / 20))
        let spread = Float((noise / 2).squareRoot())
        for index in 0..<buffer.count / 2 {
            let (n, m) = random.normalPair()
            buffer[2 * index] = scale * (buffer[2 * index] + spread * Float(n))
            buffer[2 * index + 1] = scale * (buffer[2 * index + 1] + spread * Float(m))
        }
    }
}
