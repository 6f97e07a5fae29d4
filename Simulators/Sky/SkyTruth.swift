// The truth of a sky, for `truth.json`: opened only to compare when a measurement is over.

public import CanonicalJSON
import Geolocation
public import Quantities

/// What is true of one emission between the victim and a neighbour.
public struct TrueObservables: Hashable, Sendable {
    /// Seconds after the start of the scenario.
    public var time: Double
    /// Delay of the adjacent path after the victim's, with the receiving chains.
    public var tdoa: Seconds
    /// Rate of turn of the adjacent path against the victim's, each relative to its nominal downlink,
    /// with the oscillators.
    public var fdoa: Hertz
}

extension SimulatedSky {
    /// Observables of a transmission through the victim and a neighbour at a time.
    ///
    /// - Parameters:
    ///   - carrier: name of the transmission; `target` is the interferer.
    ///   - adjacent: number of the neighbour among the candidates.
    ///   - time: seconds after the start of the scenario.
    /// - Returns: `nil` if either receiver does not hear it.
    public func trueObservables(of carrier: String, adjacent: Int, at time: Double)
        -> TrueObservables?
    {
        let sender =
            carrier == "target" ? interferer : transmissions.first { $0.settings.name == carrier }
        guard let sender else { return nil }
        let half = 0.1
        let paths = [0, adjacent + 1].compactMap { number -> Arrival? in
            let downlink = satellites[number].settings.transponder.downlink(
                of: sender.settings.frequency)
            return Arrival(
                sender, in: self, through: number,
                centre: downlink,
                during: time - half...time + half)
        }
        guard paths.count == 2 else { return nil }
        // Against an inverted spectrum the victim's stands for its conjugate.
        let sign = paths[0].isInverted == paths[1].isInverted ? 1.0 : -1
        let cycles = [time - half, time + half].map {
            paths[1].place(at: $0).cycles - sign * paths[0].place(at: $0).cycles
        }
        let delays = paths.map { $0.place(at: time).delay }
        return TrueObservables(
            time: time, tdoa: Seconds(delays[1] - delays[0]),
            fdoa: Hertz((cycles[1] - cycles[0]) / (2 * half)))
    }

    /// Everything that is hidden from the measuring side.
    ///
    /// - Parameter time: seconds after the start of the scenario at which recordings begin.
    /// - Returns: emitter, satellites, offsets and true observables.
    public func truth(recordedAt time: Double) -> JSONValue {
        let end = time + scenario.receiver.duration.value
        var truth: JSONValue = [
            "scenario": .string(scenario.title), "seed": JSONValue(Double(seed)),
            "chain_delay_s": JSONValue(chainDelay.value),
        ]
        truth.set("emitter", to: emitter.map(\.json))
        truth.set(
            "satellites",
            to: .array(
                satellites.map { satellite in
                    let state = satellite.orbit.state(at: (time + end) / 2)
                    return [
                        "name": .string(satellite.settings.name),
                        "position_ecef_m": Self.list([
                            state.position.x, state.position.y, state.position.z,
                        ]),
                        "velocity_ecef_mps": Self.list([
                            state.velocity.x, state.velocity.y, state.velocity.z,
                        ]),
                        "oscillator_offset_hz": JSONValue(satellite.oscillator.offset),
                    ]
                }))
        let names =
            ["target"]
            + transmissions.map(\.settings.name).filter { $0 != interferer?.settings.name }
        truth.set(
            "observables",
            to: .array(
                names.flatMap { name in
                    scenario.candidates.indices.flatMap { number in
                        [time, (time + end) / 2, end].compactMap { instant in
                            trueObservables(of: name, adjacent: number, at: instant).map {
                                $0.json(of: name, through: scenario.candidates[number].name)
                            }
                        }
                    }
                }))
        return truth
    }

    private static func list(_ numbers: [Double]) -> JSONValue {
        .array(numbers.map { JSONValue($0) })
    }
}

extension TrueObservables {
    fileprivate func json(of name: String, through adjacent: String) -> JSONValue {
        [
            "emission": .string(name), "adjacent": .string(adjacent), "time_s": JSONValue(time),
            "tdoa_s": JSONValue(tdoa.value), "fdoa_hz": JSONValue(fdoa.value),
        ]
    }
}
