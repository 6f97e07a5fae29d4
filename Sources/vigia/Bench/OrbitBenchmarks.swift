// The speed of SGP4 on what the house is about: geostationary objects, in sequence and in any order.

import Foundation
import Geolocation
import Quantities

extension Benchmark {
    /// 32 synthetic 24-hour objects at 10 000 instants of one day, in sequence and shuffled; the same
    /// objects as those of python-sgp4 in the published peers.
    static let orbits = [
        geostationary("sgp4-gso", times: sequence),
        geostationary("sgp4-gso-random", times: shuffled),
    ]

    private static let sequence = (0..<10_000).map { 1440 * Double($0) / 9999 }

    private static var shuffled: [Double] {
        var random = SplitMix64(seed: 3)
        return sequence.shuffled(using: &random)
    }

    private static func geostationary(_ name: String, times: [Double]) -> Benchmark {
        rate(name, "M propagations/s", count: 0.32) {
            let objects = (0..<32).map { SGP4(object($0)) }
            return {
                var sum = 0.0
                for object in objects {
                    var table = ResonanceTable()
                    for minutes in times {
                        sum += try object.state(minutes: minutes, table: &table).position.x
                    }
                }
                consume(sum)
            }
        }
    }

    private static func object(_ k: Int) -> ElementSet {
        let k = Double(k)
        return ElementSet(
            epoch: UTCInstant(secondsSince1970: 1_805_781_600), meanMotion: 1.00272,
            eccentricity: 8e-5 * (1 + k.truncatingRemainder(dividingBy: 4)),
            inclination: .degrees(0.015 + 0.0025 * k),
            rightAscensionOfAscendingNode: Angle(
                (0.9 + 0.19 * k).truncatingRemainder(dividingBy: 2 * .pi)),
            argumentOfPericentre: Angle(0.21 * k), meanAnomaly: Angle(0.17 * k))
    }
}
