// One letter of each kind, as the vectors show them, and seeded ones for properties.

import Letters
import MonitoringOrders
import Quantities
import TestSupport
import Testing

enum SampleLetters {
    static let order = OrderNumber(series: "BR", year: 2027, serial: 101)
    static let reference = ReferenceNumber(series: "EMSAT-RIO", year: 2027, serial: 7)
    static let noon = UTCInstant(secondsSince1970: 1_803_988_800)

    /// One of each kind.
    static func all() throws -> [Letter] {
        let text = try Repository.text(Repository.golden("orders/01-ku-uplink-65w.txt"))
        let form = try #require(OrderFormReader.read(text).form)
        let acknowledgement = Acknowledgement(
            reference: reference, expectedStart: noon, expectedDuration: .seconds(6 * 3600),
            number: 0)
        var update = acknowledgement
        (update.number, update.expectedStart) = (1, noon + .seconds(20 * 3600))
        var revision = report(of: form, result: negative)
        revision.revision = 1
        return [
            .order(OrderVersion(number: 1, form: form, category: .two, firstContact: nil)),
            .acknowledgement(order: order, acknowledgement),
            .update(order: order, update, reason: "a task of category 1 came in between"),
            .refusal(order: order, reference: nil, reason: nil),
            .withdrawal(order: order, reference: reference, reason: "the interference has ceased"),
            .report(report(of: form, result: located)), .report(revision),
        ]
    }

    static func report(of form: OrderForm, result: TaskResult) -> FinalReport {
        var report = FinalReport(
            order: order, reference: reference, revision: 0, kind: form.kind,
            category: .one(.safetyOfFlight), satellite: form.satellite,
            particulars: form.particulars, result: result, conclusion: "The emitter was found.",
            taskStarted: noon, taskCompleted: noon + .seconds(3600), approvedBy: "Olga Ribeiro",
            approvedAt: noon + .seconds(7200))
        report.link = AffectedLink(form)
        return report
    }

    static let negative = TaskResult(resultClass: .notLocated, reason: "no adjacent satellite")

    static let located: TaskResult = {
        var result = TaskResult(resultClass: .located)
        var emission = MeasuredEmission(
            observedFrom: noon, observedTo: noon + .seconds(60),
            centreFrequency: MeasuredValue(
                value: 11.9375e9, unit: "Hz", expandedUncertainty: 60, coverageFactor: 1.96))
        (emission.polarisation, emission.modulationClass) = (.horizontal, "QPSK")
        emission.level = MeasuredValue(
            value: -21.5, unit: "dBFS", expandedUncertainty: 0.1, coverageFactor: 1.96)
        emission.symbolRate = MeasuredValue(value: 27_500_000, unit: "Bd")
        emission.drift = MeasuredValue(
            value: -0.4, unit: "Hz/s", expandedUncertainty: 1.2, coverageFactor: 1.96)
        result.emissions = [emission]
        result.geolocation = statement
        result.recordings = [
            FileDigest(
                fileName: "victim.sigmf-data",
                sha256: String(repeating: "0123456789abcdef", count: 4))
        ]
        result.measurement = FileDigest(
            fileName: "measurement.json", sha256: String(repeating: "fedcba9876543210", count: 4))
        result.conditions = "clear sky"
        return result
    }()

    private static let statement = GeolocationStatement(
        estimates: [
            PositionEstimate(
                position: place(-10.66, -55.2),
                ellipse: GroundEllipse(
                    semiMajor: .kilometres(6.2), semiMinor: .kilometres(2.1), azimuth: .degrees(14),
                    confidence: 0.95), residual: 1.1)
        ], method: "joint TDOA and FDOA", sources: ["Report ITU-R SM.2181"],
        satellites: [
            SatelliteUsed(
                name: "SAT A", longitude: .degrees(-65), downlink: .megahertz(11_937.5),
                ephemerisSource: "operator")
        ],
        observables: [
            Observable(
                emitter: "emitter", position: nil, uplink: .megahertz(14_237.5),
                timeDifference: .microseconds(677.5), timeDifferenceSigma: .microseconds(0.03),
                frequencyDifference: Hertz(176), frequencyDifferenceSigma: Hertz(0.004))
        ], time: noon, includesEphemerisError: true, notes: [])

    private static func place(_ latitude: Double, _ longitude: Double) -> GeodeticPosition {
        GeodeticPosition(latitude: .degrees(latitude), longitude: .degrees(longitude))
    }

    /// A letter of any kind with random content.
    static func random(_ generator: inout SeededGenerator) throws -> Letter {
        let form = try RandomForm.form(&generator)
        let category = generator.pick([Category.two] + Grounds.allCases.map(Category.one)) ?? .two
        let acknowledgement = Acknowledgement(
            reference: reference, expectedStart: RandomForm.instant(&generator),
            expectedDuration: .seconds(Int.random(in: 1...10_000_000, using: &generator)),
            number: 0)
        var update = acknowledgement
        update.number = Int.random(in: 1...99, using: &generator)
        let words = RandomForm.maybe("razão «ç»  \"x\"\n y", &generator)
        let contact = FirstContact(
            at: RandomForm.instant(&generator), by: "Dora", means: "telefone")
        let letters: [Letter] = [
            .order(
                OrderVersion(
                    number: Int.random(in: 1...9, using: &generator), form: form,
                    category: category, firstContact: RandomForm.maybe(contact, &generator))),
            .acknowledgement(order: form.number, acknowledgement),
            .update(order: form.number, update, reason: words),
            .refusal(
                order: form.number, reference: RandomForm.maybe(reference, &generator),
                reason: words),
            .withdrawal(order: form.number, reference: nil, reason: "x"),
            .report(report(of: form, result: Bool.random(using: &generator) ? located : negative)),
        ]
        let picked = generator.pick(letters)
        return try #require(picked)
    }
}
