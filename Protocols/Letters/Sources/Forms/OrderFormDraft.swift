// A form while it is read: every item may still be missing, and faults are gathered. The text
// reader and the JSON reader both fill a draft, so that both forms obey the same conditions.

import MonitoringOrders
import Quantities

/// The items read so far and the faults found so far.
struct OrderFormDraft {
    var number: OrderNumber?
    var kind: OrderKind?
    var date: UTCInstant?
    var concernedAdministrations: [ConcernedAdministration] = []
    private(set) var copies: [Mailbox] = []
    private var copied: Set<MailAddress> = []
    var reasonForNoCopy: String?
    var satelliteName: String?
    var network: String?
    var position = OrbitalPosition.geostationary(longitude: nil)
    var satelliteOperator: SatelliteOperator?
    var assignment: String?
    var uplink: Hertz?
    var downlink: Hertz?
    var bandwidth: Hertz?
    var polarisation = PolarisationText.Pair()
    var service: String?
    var citations: Set<SafetyCitation> = []
    var request: String?
    var isLocationRequested: Bool?
    var deadline: Moment?
    var deadlineWords: String?
    var particulars = Particulars()
    var faults: [FormFault] = []
    /// Items that were given and are faulty: they are not called missing as well.
    var faultyItems: Set<FormItem> = []

    /// Notes that an item was given and cannot be used.
    mutating func complain(_ item: FormItem, line: Int?, field: String, _ message: String) {
        faultyItems.insert(item)
        faults.append(FormFault(line: line, field: field, message: message))
    }

    /// Takes an address into the copy; one that is there already is not taken twice.
    mutating func takeCopy(_ mailbox: Mailbox) {
        if copied.insert(mailbox.address).inserted { copies.append(mailbox) }
    }

    /// Takes a deadline: a time in UTC, a date, or words that are kept as words.
    ///
    /// - Returns: false if the text begins like a date and is none.
    mutating func takeDeadline(_ text: String) -> Bool {
        deadline = MomentText.read(text)
        guard deadline == nil else { return true }
        guard !MomentText.looksLikeDate(text) else { return false }
        deadlineWords = text
        return true
    }

    /// The form and all faults, those of missing items included.
    ///
    /// - Parameters:
    ///   - line: the line named where something is missing.
    ///   - name: what an item is called in the form that is read.
    /// - Returns: the reading; its form is `nil` where number, date, kind or satellite is missing.
    func reading(missingAt line: Int?, name: (FormItem) -> String) -> OrderFormReading {
        let missing = missingItems.map { item, message in
            FormFault(line: line, field: name(item), message: message)
        }
        let all = (faults + missing).enumerated().sorted { first, second in
            (first.element.line ?? 0, first.offset) < (second.element.line ?? 0, second.offset)
        }
        return OrderFormReading(form: form, faults: all.map(\.element))
    }

    /// What an order cannot be placed without: number, date, kind (R11), a satellite (R14), and by
    /// kind those who ask and their copy (R24) or the reason why there is none (A21).
    private var missingItems: [(FormItem, String)] {
        var missing: [(FormItem, String)] = []
        if number == nil { missing.append((.number, "the order's number is missing")) }
        if date == nil { missing.append((.date, "the date of the order is missing")) }
        if kind == nil { missing.append((.basis, "the basis is missing")) }
        if satelliteName == nil {
            missing.append((.satellite, "an order is about a satellite; none is given"))
        }
        if kind == .harmfulInterference, concernedAdministrations.isEmpty {
            missing.append((.concernedAdministration, "no Concerned Administration is given"))
        }
        if copies.isEmpty {
            switch kind {
            case .harmfulInterference?:
                missing.append((.copy, "the Concerned Administration is in copy; no address given"))
            case .coordinationMonitoring? where reasonForNoCopy == nil:
                missing.append((.copy, "nobody is in copy, and no reason is given"))
            case .coordinationMonitoring?, nil: break
            }
        }
        return missing.filter { !faultyItems.contains($0.0) }
    }

    private var form: OrderForm? {
        guard let number, let kind, let date, let satelliteName else { return nil }
        var form = OrderForm(
            number: number, kind: kind, date: date,
            satellite: VictimSatellite(name: satelliteName, network: network, position: position),
            concernedAdministrations: concernedAdministrations, copies: copies,
            particulars: particulars)
        form.reasonForNoCopy = reasonForNoCopy
        (form.satelliteOperator, form.assignmentUnder1141) = (satelliteOperator, assignment)
        (form.uplink, form.downlink, form.bandwidth) = (uplink, downlink, bandwidth)
        form.uplinkPolarisation = polarisation.uplink
        form.downlinkPolarisation = polarisation.downlink
        (form.service, form.request) = (service, request)
        (form.deadline, form.deadlineWords) = (deadline, deadlineWords)
        form.citations = citations.union(form.citedInTexts).map(\.rawValue).sorted()
        form.isLocationRequested = isLocationRequested ?? form.textsAskForLocation
        return form
    }
}

extension OrderForm {
    /// The provisions on safety that the form's own words cite.
    var citedInTexts: Set<SafetyCitation> {
        Set(texts.flatMap { SafetyCitation.cited(in: $0) })
    }

    /// True if the request, or letter x) where there is no request, asks for a location.
    var textsAskForLocation: Bool {
        (request ?? particulars[.x]?.text).map(RequestText.asksForLocation) ?? false
    }
}
