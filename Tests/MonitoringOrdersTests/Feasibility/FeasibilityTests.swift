// Feasibility: each reason alone, the worst class only, and what a location needs.

import MonitoringOrders
import Quantities
import Testing

@Suite("Feasibility")
struct FeasibilityTests {
    static func station() throws -> Station {
        let address = try #require(MailAddress("station@anatel.example"))
        let band = { (name: String, low: Double, high: Double) in
            FrequencyBand(name: name, low: .megahertz(low), high: .megahertz(high))
        }
        return Station(
            name: "EMSAT-RIO", city: "Rio de Janeiro", operatingBody: "ANATEL",
            legalForm: .administration, mailbox: Mailbox(address: address),
            position: GeodeticPosition(latitude: .degrees(-22.91), longitude: .degrees(-43.23)),
            isAssumed: true, downlinkBands: [band("C", 3400, 4200), band("Ku", 10700, 12750)],
            uplinkBands: [band("C", 5850, 6725), band("Ku", 12750, 14500)],
            lowElevation: .degrees(5))
    }

    static func judge(
        _ form: OrderForm, elevation degrees: Double? = 45
    ) throws -> Feasibility {
        Feasibility(of: form, at: try station(), elevation: degrees.map(Angle.degrees))
    }

    @Test("an order within arc and bands is feasible, without reasons")
    func feasible() throws {
        let feasibility = try Self.judge(try quietForm())
        #expect(feasibility.verdict == .feasible)
        #expect(feasibility.reasons.isEmpty)
        #expect(feasibility.locationStatement == nil)
    }

    @Test(
        "elevation decides between seen, low and below the horizon; the limits belong to the better",
        arguments: [
            (-0.1, "below-horizon", Feasibility.Verdict.infeasible),
            (0, "low-elevation", .doubtful),
            (4.9, "low-elevation", .doubtful), (5, nil, .feasible),
            (nil, "position-unknown", .doubtful),
        ] as [(Double?, String?, Feasibility.Verdict)])
    func elevations(
        _ degrees: Double?, _ code: String?, _ verdict: Feasibility.Verdict
    ) throws {
        let feasibility = try Self.judge(try quietForm(), elevation: degrees)
        #expect(feasibility.verdict == verdict)
        #expect(feasibility.reasons.map(\.code) == [code].compactMap(\.self))
    }

    @Test("a satellite in another orbit is not followed")
    func otherOrbit() throws {
        var form = try quietForm()
        form.satellite.position = .nonGeostationary("non-GSO, 1 200 km")
        let feasibility = try Self.judge(form)
        #expect(feasibility.verdict == .infeasible)
        #expect(feasibility.reasons == [.nonGeostationary])
    }

    @Test("a position that the form does not give is a doubt, whatever the elevation")
    func noPosition() throws {
        var form = try quietForm()
        form.satellite.position = .geostationary(longitude: nil)
        #expect(try Self.judge(form).reasons == [.positionUnknown])
    }

    @Test(
        "the downlink must lie in a band of the station, edges included",
        arguments: [
            (3400.0, nil), (4200, nil), (4200.000001, "band-not-covered"),
            (1521.3, "band-not-covered"), (nil, "downlink-unknown"),
        ] as [(Double?, String?)])
    func downlinks(_ megahertz: Double?, _ code: String?) throws {
        var form = try quietForm()
        form.downlink = megahertz.map { Hertz(($0 * 1e6).rounded()) }
        #expect(try Self.judge(form).reasons.map(\.code) == [code].compactMap(\.self))
    }

    @Test("the uplink counts only where a location is asked for")
    func uplink() throws {
        var form = try quietForm()
        form.uplink = .megahertz(1650.125)
        #expect(try Self.judge(form).verdict == .feasible)
        form.isLocationRequested = true
        let feasibility = try Self.judge(form)
        #expect(feasibility.verdict == .doubtful)
        #expect(feasibility.reasons.map(\.code) == ["uplink-band"])
        #expect(feasibility.reasons.first?.words.contains("adjacent satellite") == true)
        form.uplink = nil
        #expect(try Self.judge(form).verdict == .feasible)
    }

    @Test("exactly the reasons of the worst class are listed")
    func worstClass() throws {
        var form = try quietForm()
        form.isLocationRequested = true
        (form.uplink, form.downlink) = (.megahertz(1650), .megahertz(1521.3))
        let bad = try Self.judge(form, elevation: -3)
        #expect(bad.reasons.map(\.code) == ["below-horizon", "band-not-covered"])
        form.downlink = nil
        let doubtful = try Self.judge(form, elevation: 2)
        #expect(
            doubtful.reasons.map(\.code) == ["low-elevation", "downlink-unknown", "uplink-band"])
    }

    @Test("a location always needs an adjacent satellite, and that is said apart (R78, A24)")
    func location() throws {
        var form = try quietForm()
        form.isLocationRequested = true
        let feasibility = try Self.judge(form)
        #expect(feasibility.verdict == .feasible)
        #expect(feasibility.isAdjacentSatelliteNeeded)
        #expect(feasibility.locationStatement?.contains("adjacent satellite") == true)
    }
}
