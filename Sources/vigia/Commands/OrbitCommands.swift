// Orbits at the command line: states of objects from element sets and ephemerides, and where they stand
// in the sky of a site.

import ArgumentParser
import CanonicalJSON
import Desk
import Geolocation
import Quantities

/// Frames in which states are printed.
enum PrintedFrame: String, ExpressibleByArgument, CaseIterable {
    case teme, itrf
}

/// Constants for SGP4.
enum PrintedConstants: String, ExpressibleByArgument, CaseIterable {
    case wgs72, wgs84

    var constants: GravityConstants { self == .wgs72 ? .wgs72 : .wgs84 }
}

struct OrbitCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "orbit", abstract: "Where satellites are: SGP4, ephemerides, look angles.",
        subcommands: [Propagate.self, Look.self])

    struct Propagate: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Give the states of every object of a file, a line for each instant.",
            discussion: """
                FILE holds TLE (Alpha-5 too), OMM (KVN, XML, JSON, CSV) or OEM. Minutes count from the
                epoch of the elements. Positions in km, velocities in km/s; in ITRF relative to the
                rotating Earth. Where the theory fails the line has its number; exit 65 at the end.
                Example: vigia orbit propagate --elements sat.tle --minutes 0:1440:60 --frame itrf
                """)

        @Option(help: "File with elements or an ephemeris.")
        var elements: String

        @Option(
            parsing: .unconditional,
            help: "Minutes from the epoch: FROM:TO:STEP, or a list with commas.")
        var minutes: String?

        @Option(help: "Instants in UTC, with commas.")
        var at: String?

        @Option(help: "teme or itrf.")
        var frame = PrintedFrame.teme

        @Option(help: "Constants of SGP4: wgs72 or wgs84.")
        var constants = PrintedConstants.wgs72

        @Flag(help: "Print JSON, a line for each instant.")
        var json = false

        func validate() throws {
            guard (minutes == nil) != (at == nil) else {
                throw ValidationError("either --minutes or --at must be given")
            }
        }

        func run() throws {
            let file = try ElementsInput.read(elements)
            let printer = StatePrinter(
                frame: frame, isJSON: json, namesObject: file.objects.count > 1)
            var hasFailed = false
            for object in file.objects {
                var propagator = OrbitPropagator(object, constants: constants.constants)
                for time in try times(propagator) {
                    if !printer.print(&propagator, time) { hasFailed = true }
                }
                Self.warn(propagator, try times(propagator).last?.instant)
            }
            if hasFailed { throw Failure(.badInput, "") }
        }

        private func times(_ propagator: OrbitPropagator) throws -> [PropagationTime] {
            if let minutes {
                return try TimeList.minutes(minutes).map { value in
                    PropagationTime(minutes: value, instant: propagator.instant(minutes: value))
                }
            }
            return try TimeList.instants(at ?? "").map { instant in
                let minutes = (instant - propagator.epoch) / .seconds(60)
                return PropagationTime(minutes: minutes, instant: instant, isInstant: true)
            }
        }

        private static func warn(_ propagator: OrbitPropagator, _ last: UTCInstant?) {
            guard let last else { return }
            for warning in propagator.warnings(at: last) { Output.complain(warning.message) }
        }
    }

    struct Look: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Give azimuth, elevation and range of satellites from a site.",
            discussion: """
                Azimuth clockwise from true north; no refraction, no horizon mask.
                Example: vigia orbit look --site -22.91,-43.23,0 --longitude -65
                """)

        @Option(
            parsing: .unconditional,
            help: "Site: a station file, or latitude,longitude,height in degrees and metres.")
        var site: String

        @Option(help: "File with elements or an ephemeris.")
        var elements: String?

        @Option(
            parsing: .unconditional, help: "Longitude of a geostationary satellite, degrees east.")
        var longitude: Double?

        @Option(help: "Instants in UTC, with commas (default: now).")
        var at: String?

        @Flag(help: "Print JSON, a line for each instant.")
        var json = false

        func validate() throws {
            guard (elements == nil) != (longitude == nil) else {
                throw ValidationError("either --elements or --longitude must be given")
            }
            if let longitude, !(-360...360).contains(longitude) {
                throw ValidationError("--longitude must be within -360 and 360 degrees")
            }
        }

        func run() throws {
            let place = try PlaceInput.read(site)
            if let longitude {
                let target = Position<EarthFixed>.geostationary(longitude: .degrees(longitude))
                return show(SkyDirection(from: place, to: target), [])
            }
            let file = try ElementsInput.read(elements ?? "")
            var hasFailed = false
            for object in file.objects {
                var propagator = OrbitPropagator(object)
                for time in try at.map(TimeList.instants) ?? [Surroundings.real.now()] {
                    var head: [JSONValue.Member] = [.init("t", .string(time.description))]
                    if file.objects.count > 1 {
                        head.insert(.init("object", .string(object.name)), at: 0)
                    }
                    do throws(PropagationError) {
                        let state = try propagator.earthFixed(at: time)
                        show(SkyDirection(from: place, to: state.position), head)
                    } catch {
                        hasFailed = true
                        Output.complain("\(object.name) at \(time): \(error.message)")
                    }
                }
            }
            if hasFailed { throw Failure(.badInput, "") }
        }

        private func show(_ direction: SkyDirection, _ head: [JSONValue.Member]) {
            let isVisible = direction.elevation.value > 0
            if json {
                return Output.print(
                    .object(
                        head + [
                            .init("azimuth_deg", .number(direction.azimuth.degrees)),
                            .init("elevation_deg", .number(direction.elevation.degrees)),
                            .init("range_m", .number(direction.range.value)),
                            .init("visible", .bool(isVisible)),
                        ]))
            }
            let words = head.compactMap(\.value.string).joined(separator: " ")
            Output.print(
                "\(words.isEmpty ? "" : words + "  ")azimuth \(direction.azimuth.degrees.fixed(3)) deg, "
                    + "elevation \(direction.elevation.degrees.fixed(3)) deg, "
                    + "range \(direction.range.kilometres.fixed(1)) km"
                    + (isVisible ? "" : ", below the horizon"))
        }
    }
}

/// An instant of propagation, as minutes from the epoch and as UTC.
struct PropagationTime {
    var minutes: Double
    /// `nil` beyond the years that instants have.
    var instant: UTCInstant?
    /// True if the instant was asked for, and the minutes follow from it.
    var isInstant = false
}

/// Prints states, or why there is none.
struct StatePrinter {
    let frame: PrintedFrame
    let isJSON: Bool
    let namesObject: Bool

    /// Prints one line.
    ///
    /// - Returns: false if there is no state.
    func print(_ propagator: inout OrbitPropagator, _ time: PropagationTime) -> Bool {
        var line: [JSONValue.Member] = [
            .init("t", JSONValue(time.instant?.description)),
            .init("minutes", .number(time.minutes)),
        ]
        if namesObject { line.insert(.init("object", .string(propagator.name)), at: 0) }
        do throws(PropagationError) {
            let (position, velocity) = try state(&propagator, time)
            line.append(.init("position_km", JSONValue(position.map { $0 / 1000 })))
            line.append(.init("velocity_kmps", JSONValue(velocity.map { $0 / 1000 })))
            show(line)
            return true
        } catch {
            let fault: JSONValue = [
                "code": JSONValue(error.code), "message": .string(error.message),
            ]
            show(line + [.init("error", fault)])
            return false
        }
    }

    private func state(
        _ propagator: inout OrbitPropagator, _ time: PropagationTime
    ) throws(PropagationError) -> ([Double], [Double]) {
        switch frame {
        case .teme:
            let state =
                if time.isInstant, let instant = time.instant {
                    try propagator.teme(at: instant)
                } else {
                    try propagator.teme(minutes: time.minutes)
                }
            return (state.position.components, state.velocity.components)
        case .itrf:
            guard let instant = time.instant else { throw .spanTooLong }
            let state = try propagator.earthFixed(at: instant)
            return (state.position.components, state.velocity.components)
        }
    }

    private func show(_ line: [JSONValue.Member]) {
        guard !isJSON else { return Output.print(.object(line)) }
        let cells = line.map { member in
            if let numbers = member.value.array {
                return numbers.compactMap(\.double)
                    .map { $0.fixed(member.name == "position_km" ? 6 : 9) }.joined(separator: " ")
            }
            return member.value.string ?? member.value["message"]?.string
                ?? member.value.double?.fixed(4) ?? "-"
        }
        Output.print(cells.joined(separator: "  "))
    }
}
