// Reading an order form from JSON. Faults name the path of the key; in a file also its line. The
// text of a particular is the truth: a value beside it must be what the text says, so that the
// form that people see and the form that programs use cannot differ.

public import CanonicalJSON
import MonitoringOrders
import Quantities

extension OrderFormJSON {
    /// Reads a form from a JSON file: the object of an order, or an object that has it under
    /// `order`, as `vigia order check` prints it.
    public static func read(_ bytes: [UInt8]) -> OrderFormReading {
        guard bytes.count <= Limits.formBytes else {
            let message = "the form is larger than \(Limits.formBytes) bytes"
            return OrderFormReading(
                form: nil, faults: [FormFault(line: 1, field: "order", message: message)])
        }
        do throws(JSONFault) {
            let value = try JSONValue(parsing: bytes, maximumDepth: Limits.jsonDepth)
            let isWrapped = value["order"] != nil && value["id"] == nil
            let prefix = isWrapped ? "order." : ""
            var reading = read(isWrapped ? value["order"] ?? .null : value)
            let places = JSONPlaces(bytes)
            for index in reading.faults.indices {
                reading.faults[index].line = places.line(
                    ofNearest: prefix + reading.faults[index].field)
            }
            return reading
        } catch {
            let fault = FormFault(line: error.line, field: "order", message: error.message)
            return OrderFormReading(form: nil, faults: [fault])
        }
    }

    /// Reads a form from a JSON value, for example the one of an order letter. The faults have no
    /// lines.
    public static func read(_ value: JSONValue) -> OrderFormReading {
        guard let members = value.members else {
            let fault = FormFault(line: nil, field: "order", message: "an object is expected")
            return OrderFormReading(form: nil, faults: [fault])
        }
        var reader = OrderObjectReader()
        for member in members { reader.read(member) }
        reader.readCopies(value)
        reader.readSatellite(value["satellite"])
        return reader.draft.reading(missingAt: nil, name: \.path)
    }
}

/// Takes the members of an order's object one by one.
private struct OrderObjectReader {
    var draft = OrderFormDraft()

    mutating func read(_ member: JSONValue.Member) {
        let (name, value) = (member.name, member.value)
        switch name {
        case "id", "kind", "placed": readIdentity(name, value)
        case "concerned_administrations":
            draft.concernedAdministrations = texts(value, .concernedAdministration, name)
                .map(ConcernedAdministration.init)
        case "cc", "cc_names", "satellite": return
        case "operator": readOperator(value)
        case "uplink_hz": draft.uplink = frequency(value, .uplink, name)
        case "downlink_hz": draft.downlink = frequency(value, .downlink, name)
        case "bandwidth_hz": draft.bandwidth = frequency(value, .bandwidth, name)
        case "polarisation": readPolarisation(value)
        case "service": draft.service = text(value, .service, name)
        case "request": draft.request = text(value, .request, name)
        case "assignment_1141": draft.assignment = text(value, .assignment, name)
        case "reason_for_no_copy": draft.reasonForNoCopy = text(value, .reasonForNoCopy, name)
        case "citations": readCitations(value)
        case "location_requested": readLocationRequested(value)
        case "deadline", "deadline_words": readDeadline(name, value)
        case "particulars": readParticulars(value)
        default:
            complain(.number, String(name.prefix(60)), "an order has no such key", isItem: false)
        }
    }

    private mutating func complain(
        _ item: FormItem, _ path: String, _ message: String, isItem: Bool = true
    ) {
        if isItem { draft.faultyItems.insert(item) }
        draft.faults.append(FormFault(line: nil, field: path, message: message))
    }

    /// One line of text; `nil` for null and for texts that say that nothing is known.
    private mutating func text(_ value: JSONValue?, _ item: FormItem, _ path: String) -> String? {
        guard let value, !value.isNull else { return nil }
        guard let string = value.string else {
            complain(item, path, "a text is expected")
            return nil
        }
        guard !string.unicodeScalars.contains(where: \.isControl) else {
            complain(item, path, "the text has a line break or a control character")
            return nil
        }
        let text = string.trimmingBlanks
        return ParticularReader.isUnknown(text) ? nil : text
    }

    private mutating func texts(
        _ value: JSONValue, _ item: FormItem, _ path: String
    ) -> [String] {
        guard !value.isNull else { return [] }
        guard let elements = value.array else {
            complain(item, path, "a list of texts is expected")
            return []
        }
        return elements.indices.compactMap { text(elements[$0], item, "\(path)[\($0)]") }
    }

    private mutating func readIdentity(_ name: String, _ value: JSONValue) {
        switch name {
        case "id":
            guard let text = text(value, .number, name) else { return }
            draft.number = OrderNumber(text)
            if draft.number == nil {
                complain(.number, name, "\(text.quoted) is not a number such as BR/2027/0101")
            }
        case "kind":
            guard let text = text(value, .basis, name) else { return }
            draft.kind = OrderKind(rawValue: text)
            let known = OrderKind.allCases.map(\.rawValue).joined(separator: " or ")
            if draft.kind == nil { complain(.basis, name, "the kind is \(known)") }
        default:
            guard let text = text(value, .date, name) else { return }
            guard case .instant(let instant)? = MomentText.read(text) else {
                return complain(.date, name, "\(text.quoted) is not a date and time in UTC")
            }
            draft.date = instant
        }
    }

    private mutating func readOperator(_ value: JSONValue) {
        guard !value.isNull else { return }
        let item = FormItem.satelliteOperator
        guard checkKeys(value, ["name", "address"], item, "operator") else { return }
        guard let name = text(value["name"], item, "operator.name") else {
            return complain(item, "operator.name", "an operator has a name")
        }
        let address = text(value["address"], item, "operator.address")
        let mailAddress = address.flatMap(MailAddress.init)
        if let address, mailAddress == nil {
            complain(item, "operator.address", "\(address.quoted) is not a mail address")
        }
        guard !name.contains("@") || name == address else {
            return complain(item, "operator.name", "an address belongs under \"address\"")
        }
        draft.satelliteOperator = SatelliteOperator(name: name, address: mailAddress)
    }

    private mutating func frequency(
        _ value: JSONValue, _ item: FormItem, _ path: String
    ) -> Hertz? {
        guard !value.isNull else { return nil }
        guard let hertz = value.double, FrequencyText.isFrequency(hertz) else {
            complain(item, path, "a whole number of hertz up to 3000 GHz is expected")
            return nil
        }
        return Hertz(hertz)
    }

    private mutating func readPolarisation(_ value: JSONValue) {
        guard !value.isNull,
            checkKeys(value, ["uplink", "downlink"], .polarisation, "polarisation")
        else { return }
        draft.polarisation.uplink = polarisation(value["uplink"], "polarisation.uplink")
        draft.polarisation.downlink = polarisation(value["downlink"], "polarisation.downlink")
    }

    private mutating func polarisation(_ value: JSONValue?, _ path: String) -> Polarisation? {
        guard let text = text(value, .polarisation, path) else { return nil }
        let polarisation = PolarisationText.read(text)
        if polarisation == nil {
            complain(.polarisation, path, "the polarisation is H, V, RHCP or LHCP")
        }
        return polarisation
    }

    private mutating func readCitations(_ value: JSONValue) {
        for (index, text) in texts(value, .citations, "citations").enumerated() {
            guard let citation = SafetyCitation(rawValue: text) else {
                let known = SafetyCitation.allCases.map(\.rawValue).joined(separator: ", ")
                complain(.citations, "citations[\(index)]", "citations are of \(known)")
                continue
            }
            draft.citations.insert(citation)
        }
    }

    private mutating func readLocationRequested(_ value: JSONValue) {
        guard !value.isNull else { return }
        draft.isLocationRequested = value.bool
        if value.bool == nil {
            complain(.locationRequested, "location_requested", "true or false is expected")
        }
    }

    private mutating func readDeadline(_ name: String, _ value: JSONValue) {
        guard let text = text(value, .deadline, name), !draft.takeDeadline(text) else { return }
        complain(.deadline, name, "\(text.quoted) is not a date or a time in UTC")
    }

    /// True if the value is an object with known keys only; else the fault is noted.
    private mutating func checkKeys(
        _ value: JSONValue, _ keys: [String], _ item: FormItem, _ path: String
    ) -> Bool {
        guard let members = value.members else {
            complain(item, path, "an object is expected")
            return false
        }
        for member in members where !keys.contains(member.name) {
            complain(item, "\(path).\(member.name.prefix(60))", "no such key here", isItem: false)
        }
        return true
    }
}

extension OrderObjectReader {
    fileprivate mutating func readCopies(_ order: JSONValue) {
        let addresses = texts(order["cc"] ?? .null, .copy, "cc")
        let names = order["cc_names"]?.array
        if let given = order["cc_names"], !given.isNull, names?.count != addresses.count {
            complain(.copy, "cc_names", "one name, or null, for each address is expected")
        }
        for (index, text) in addresses.enumerated() {
            guard let address = MailAddress(text) else {
                complain(.copy, "cc[\(index)]", "\(text.quoted) is not a mail address")
                continue
            }
            let given = names.flatMap { $0.count == addresses.count ? $0[index] : nil }
            let name = self.text(given, .copy, "cc_names[\(index)]")
            draft.takeCopy(Mailbox(name: name, address: address))
        }
    }

    fileprivate mutating func readSatellite(_ value: JSONValue?) {
        let keys = ["name", "network", "orbit", "longitude_deg", "orbit_words"]
        guard let value, !value.isNull, checkKeys(value, keys, .satellite, "satellite") else {
            return
        }
        draft.satelliteName = text(value["name"], .satellite, "satellite.name")
        draft.network = text(value["network"], .network, "satellite.network")
        let orbit = text(value["orbit"], .orbitalPosition, "satellite.orbit") ?? "gso"
        let words = text(value["orbit_words"], .orbitalPosition, "satellite.orbit_words")
        let longitude = longitude(value["longitude_deg"])
        switch orbit {
        case "gso": draft.position = .geostationary(longitude: longitude)
        case "non-gso": draft.position = .nonGeostationary(nonGeostationaryWords(words))
        default: complain(.orbitalPosition, "satellite.orbit", "the orbit is gso or non-gso")
        }
    }

    /// The words are printed as they are and must then still say that the orbit is another.
    private func nonGeostationaryWords(_ words: String?) -> String {
        guard let words else { return "non-GSO" }
        return FormScanner(words).isNonGeostationary ? words : "non-GSO, \(words)"
    }

    private mutating func longitude(_ value: JSONValue?) -> Angle? {
        guard let value, !value.isNull else { return nil }
        guard let degrees = value.double, (-180...180).contains(degrees) else {
            complain(
                .orbitalPosition, "satellite.longitude_deg",
                "degrees from -180 to 180, positive east, are expected")
            return nil
        }
        return .degrees(PlaceText.degrees(.degrees(degrees)))
    }

    fileprivate mutating func readParticulars(_ value: JSONValue) {
        guard !value.isNull else { return }
        guard let members = value.members else {
            return complain(.number, "particulars", "an object is expected", isItem: false)
        }
        for member in members {
            let path = "particulars.\(member.name.prefix(60))"
            guard let letter = ParticularLetter(rawValue: member.name) else {
                complain(.number, path, "the letters are a to x", isItem: false)
                continue
            }
            readParticular(letter, member.value, path)
        }
    }

    private mutating func readParticular(
        _ letter: ParticularLetter, _ value: JSONValue, _ path: String
    ) {
        guard !value.isNull else { return }
        let given = value.members ?? []
        guard let string = value["text"]?.string,
            !string.unicodeScalars.contains(where: \.isControl)
        else {
            return complain(
                .number, "\(path).text", "one line of text is expected", isItem: false)
        }
        let particular = ParticularReader.read(letter, string.trimmingBlanks)
        let expected = particular.map { OrderFormJSON.particular($0, of: letter) }
        for member in given where member.name != "text" && !member.value.isNull {
            let isSame = Self.isEqual(member.value, expected?[member.name])
            guard !isSame else { continue }
            complain(
                .number, "\(path).\(member.name)", "the text of the letter does not say this",
                isItem: false)
        }
        draft.particulars[letter] = particular
    }

    /// Equality in which `1` is `1.0`.
    private static func isEqual(_ first: JSONValue, _ second: JSONValue?) -> Bool {
        guard let second else { return false }
        if let first = first.array, let second = second.array, first.count == second.count {
            return zip(first, second).allSatisfy { isEqual($0, $1) }
        }
        if let first = first.double, let second = second.double { return first == second }
        return first == second
    }
}
