// Reading final reports and results from JSON, strictly: every fault is named by its key path.

public import CanonicalJSON
public import MonitoringOrders
import Quantities

extension ReportJSON {
    /// Reads a task's result.
    ///
    /// - Returns: the result, or `nil` with all faults.
    public static func readResult(_ value: JSONValue) -> (result: TaskResult?, faults: [FormFault])
    {
        let list = FaultList()
        let result = result(JSONFields(value, list: list))
        return (list.faults.isEmpty ? result : nil, list.faults)
    }

    /// Reads a final report.
    ///
    /// - Returns: the report, or `nil` with all faults.
    public static func readReport(_ value: JSONValue) -> (report: FinalReport?, faults: [FormFault])
    {
        let list = FaultList()
        let report = report(JSONFields(value, list: list))
        return (list.faults.isEmpty ? report : nil, list.faults)
    }

    static func report(_ fields: JSONFields) -> FinalReport? {
        let order: OrderNumber? = fields.value("order", "an order number")
        let reference: ReferenceNumber? = fields.value("reference", "a reference number")
        let kind: OrderKind? = fields.word("kind", "a kind of order")
        let satellite = fields.object("satellite").flatMap(satellite)
        let particulars = particulars(fields)
        let result = fields.object("result").flatMap(result)
        let started = fields.instant("task_started")
        let completed = fields.instant("task_completed")
        let approvedAt = fields.instant("approved_at")
        let (conclusion, approvedBy) = (fields.text("conclusion"), fields.text("approved_by"))
        let revision = fields.integer("revision")
        let category = LetterJSON.category(fields)
        guard let order, let reference, let kind, let satellite, let result, let started,
            let completed, let approvedAt, let conclusion, let approvedBy, let revision,
            let category
        else { return nil }
        var report = FinalReport(
            order: order, reference: reference, revision: revision, kind: kind,
            category: category, satellite: satellite, particulars: particulars, result: result,
            conclusion: conclusion, taskStarted: started, taskCompleted: completed,
            approvedBy: approvedBy, approvedAt: approvedAt)
        report.link = fields.optionalObject("link").map(link)
        return report
    }

    private static func link(_ fields: JSONFields) -> AffectedLink {
        func frequency(_ name: String) -> Hertz? { fields.optionalNumber(name).map { Hertz($0) } }
        let words = "H, V, RHCP or LHCP"
        var link = AffectedLink()
        (link.uplink, link.downlink) = (frequency("uplink_hz"), frequency("downlink_hz"))
        link.bandwidth = frequency("bandwidth_hz")
        link.uplinkPolarisation = fields.optionalWord("uplink_polarisation", words)
        link.downlinkPolarisation = fields.optionalWord("downlink_polarisation", words)
        link.service = fields.optionalText("service")
        link.assignmentUnder1141 = fields.optionalText("assignment_under_11_41")
        return link
    }

    /// The texts of the letters a) to x); their values are read from the texts again.
    private static func particulars(_ fields: JSONFields) -> Particulars {
        var particulars = Particulars()
        for member in fields.member("particulars")?.members ?? [] {
            guard let letter = ParticularLetter(rawValue: member.name),
                let text = member.value["text"]?.string
            else {
                fields.note("particulars.\(member.name.prefix(40))", "must be a letter with a text")
                continue
            }
            particulars[letter] = ParticularReader.read(letter, text)
        }
        return particulars
    }

    private static func satellite(_ fields: JSONFields) -> VictimSatellite? {
        let name = fields.text("name")
        let longitude = fields.optionalNumber("longitude_deg").map { Angle.degrees($0) }
        let position = fields.optionalText("orbit").map(OrbitalPosition.nonGeostationary)
        return name.map { name in
            VictimSatellite(
                name: name, network: fields.optionalText("network"),
                position: position ?? .geostationary(longitude: longitude))
        }
    }

    static func result(_ fields: JSONFields) -> TaskResult? {
        let resultClass: ResultClass? = fields.word("class", "a class of result")
        guard let resultClass else { return nil }
        var result = TaskResult(resultClass: resultClass, reason: fields.optionalText("reason"))
        result.emissions = fields.objects("emissions").compactMap(emission)
        result.geolocation = fields.optionalObject("geolocation").flatMap(geolocation)
        result.recordings = fields.objects("recordings").compactMap(file)
        result.measurement = fields.optionalObject("measurement").flatMap(file)
        result.conditions = fields.optionalText("conditions")
        return result
    }

    static func file(_ fields: JSONFields) -> FileDigest? {
        let (name, sha256) = (fields.text("file"), fields.text("sha256"))
        guard let name, let sha256 else { return nil }
        let isDigest = sha256.utf8.count == 64 && sha256.allSatisfy(\.isHexDigit)
        if !isDigest { fields.note("sha256", "must be 64 hexadecimal digits") }
        return FileDigest(fileName: name, sha256: sha256)
    }

    private static func measured(_ fields: JSONFields) -> MeasuredValue? {
        let (value, unit) = (fields.number("value"), fields.text("unit"))
        guard let value, let unit else { return nil }
        return MeasuredValue(
            value: value, unit: unit,
            expandedUncertainty: fields.optionalNumber("expanded_uncertainty"),
            coverageFactor: fields.optionalNumber("coverage_factor"))
    }

    private static func emission(_ fields: JSONFields) -> MeasuredEmission? {
        let (from, to) = (fields.instant("from"), fields.instant("to"))
        let centre = fields.object("centre").flatMap(measured)
        guard let from, let to, let centre else { return nil }
        var emission = MeasuredEmission(observedFrom: from, observedTo: to, centreFrequency: centre)
        emission.occupiedBandwidth = fields.optionalObject("occupied_bandwidth").flatMap(measured)
        emission.level = fields.optionalObject("level").flatMap(measured)
        emission.symbolRate = fields.optionalObject("symbol_rate").flatMap(measured)
        emission.drift = fields.optionalObject("drift").flatMap(measured)
        emission.carrierToNoise = fields.optionalObject("carrier_to_noise").flatMap(measured)
        emission.polarisation = fields.optionalWord("polarisation", "H, V, RHCP or LHCP")
        emission.modulationClass = fields.optionalText("modulation_class")
        return emission
    }

    private static func point(_ fields: JSONFields) -> GeodeticPosition? {
        let latitude = fields.required("latitude_deg", "-90 to 90") { value in
            value.double.flatMap { $0.magnitude <= 90 ? $0 : nil }
        }
        let longitude = fields.required("longitude_deg", "-180 to 180") { value in
            value.double.flatMap { $0.magnitude <= 180 ? $0 : nil }
        }
        guard let latitude, let longitude, let height = fields.number("height_m") else {
            return nil
        }
        return GeodeticPosition(
            latitude: .degrees(latitude), longitude: .degrees(longitude), height: Metres(height))
    }

    private static func geolocation(_ fields: JSONFields) -> GeolocationStatement? {
        let (time, method) = (fields.instant("time"), fields.text("method"))
        let included = fields.required("ephemeris_included", "true or false") { $0.bool }
        let estimates = fields.objects("estimates").compactMap(estimate)
        let satellites = fields.objects("satellites").compactMap(satelliteUsed)
        let observables = fields.objects("observables").compactMap(observable)
        guard let time, let method, let included else { return nil }
        return GeolocationStatement(
            estimates: estimates, method: method, sources: fields.texts("sources"),
            satellites: satellites, observables: observables, time: time,
            includesEphemerisError: included, notes: fields.texts("notes"))
    }

    private static func estimate(_ fields: JSONFields) -> PositionEstimate? {
        guard let position = point(fields), let ellipse = fields.object("ellipse") else {
            return nil
        }
        let (major, minor) = (ellipse.number("semi_major_m"), ellipse.number("semi_minor_m"))
        let (azimuth, confidence) = (ellipse.number("azimuth_deg"), ellipse.number("confidence"))
        guard let major, let minor, let azimuth, let confidence else { return nil }
        return PositionEstimate(
            position: position,
            ellipse: GroundEllipse(
                semiMajor: Metres(major), semiMinor: Metres(minor), azimuth: .degrees(azimuth),
                confidence: confidence),
            residual: fields.optionalNumber("residual_sigma"))
    }

    private static func satelliteUsed(_ fields: JSONFields) -> SatelliteUsed? {
        let (name, source) = (fields.text("name"), fields.text("ephemeris_source"))
        let (longitude, downlink) = (fields.number("longitude_deg"), fields.number("downlink_hz"))
        guard let name, let source, let longitude, let downlink else { return nil }
        return SatelliteUsed(
            name: name, longitude: .degrees(longitude), downlink: Hertz(downlink),
            ephemerisSource: source)
    }

    private static func observable(_ fields: JSONFields) -> Observable? {
        let position = fields.member("latitude_deg") == nil ? nil : point(fields)
        let (emitter, uplink) = (fields.text("emitter"), fields.number("uplink_hz"))
        let (tdoa, sigmaTdoa) = (fields.number("tdoa_s"), fields.number("sigma_tdoa_s"))
        let (fdoa, sigmaFdoa) = (fields.number("fdoa_hz"), fields.number("sigma_fdoa_hz"))
        guard let emitter, let uplink, let tdoa, let sigmaTdoa, let fdoa, let sigmaFdoa else {
            return nil
        }
        return Observable(
            emitter: emitter, position: position, uplink: Hertz(uplink),
            timeDifference: Seconds(tdoa), timeDifferenceSigma: Seconds(sigmaTdoa),
            frequencyDifference: Hertz(fdoa), frequencyDifferenceSigma: Hertz(sigmaFdoa))
    }
}
