// Printing of an order form as text. Reading the printed text gives the same form.

public import MonitoringOrders
import Quantities

/// The printer of order forms.
public enum OrderFormPrinter {
    /// The form as the Bureau enters it, lines ending in LF.
    ///
    /// What follows from the words of the form (whether a location is asked for, which provisions
    /// on safety are cited) has a line of its own only where the words do not say it.
    public static func text(_ form: OrderForm) -> String {
        let head = FormItem.allCases.flatMap { item in
            values(of: item, in: form).map { "\(item.headName): \($0)" }
        }
        let letters = form.particulars.present.compactMap { letter in
            form.particulars[letter].map { "\(letter.rawValue)) \($0.text)" }
        }
        let body = letters.isEmpty ? [] : [""] + letters
        return ([OrderFormReader.title] + head + body).joined(separator: "\n") + "\n"
    }

    /// What stands after the name of an item, once for each of its lines; nothing where it has none.
    public static func values(of item: FormItem, in form: OrderForm) -> [String] {
        switch item {
        case .concernedAdministration: form.concernedAdministrations.map(\.name)
        case .copy:
            form.copies.isEmpty
                ? [] : [form.copies.map(MailboxText.text).joined(separator: ", ")]
        default: [value(of: item, form)].compactMap(\.self)
        }
    }

    private static func value(of item: FormItem, _ form: OrderForm) -> String? {
        switch item {
        case .number: form.number.description
        case .date: form.date.forPeopleExactly
        case .basis: form.kind.legalBasis
        case .concernedAdministration, .copy: nil
        case .reasonForNoCopy: form.reasonForNoCopy
        case .satellite: form.satellite.name
        case .network: form.satellite.network
        case .orbitalPosition: position(form.satellite.position)
        case .satelliteOperator: form.satelliteOperator.map(MailboxText.text)
        case .assignment: form.assignmentUnder1141
        case .uplink: form.uplink.map(FrequencyText.text)
        case .downlink: form.downlink.map(FrequencyText.text)
        case .bandwidth: form.bandwidth.map(FrequencyText.text)
        case .polarisation: polarisation(form)
        case .service: form.service
        case .citations: citations(form)
        case .request: form.request
        case .locationRequested: locationRequested(form)
        case .deadline: form.deadline.map(MomentText.text) ?? form.deadlineWords
        }
    }

    private static func position(_ position: OrbitalPosition) -> String? {
        switch position {
        case .geostationary(let longitude): longitude.map(PlaceText.text(longitude:))
        case .nonGeostationary(let words): words
        }
    }

    private static func polarisation(_ form: OrderForm) -> String? {
        let pair = PolarisationText.Pair(
            uplink: form.uplinkPolarisation, downlink: form.downlinkPolarisation)
        let text = PolarisationText.text(pair)
        return text.isEmpty ? nil : text
    }

    private static func citations(_ form: OrderForm) -> String? {
        guard !form.citations.isEmpty else { return nil }
        let cited = Set(form.citedInTexts.map(\.rawValue))
        let further = form.citations.filter { !cited.contains($0) }
        return further.isEmpty ? nil : "RR No. " + further.joined(separator: ", ")
    }

    private static func locationRequested(_ form: OrderForm) -> String? {
        guard form.isLocationRequested != form.textsAskForLocation else { return nil }
        return form.isLocationRequested ? "yes" : "no"
    }
}
