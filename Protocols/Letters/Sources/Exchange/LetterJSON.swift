// The data part of a letter, `letter.json`: the same content as the text of record, for programs.

public import CanonicalJSON
public import MonitoringOrders
import Quantities

/// Letters as JSON, both ways.
public enum LetterJSON {
    /// Version of the exchange; a reader refuses what it does not know.
    public static let version = 1

    /// The data of a letter, with the digests of the files that are attached to it.
    public static func value(_ letter: Letter, files: [FileDigest] = []) -> JSONValue {
        var object: JSONValue = [
            "vigia": JSONValue(version), "letter": .string(letter.kind.rawValue),
            "order": .string(letter.order.description),
            "reference": JSONValue(letter.reference?.description),
        ]
        switch letter {
        case .order(let version): add(version, to: &object)
        case .acknowledgement(_, let acknowledgement): add(acknowledgement, to: &object)
        case .update(_, let update, let reason):
            object.set("number", to: JSONValue(update.number))
            add(update, to: &object)
            object.set("reason", to: JSONValue(reason))
        case .refusal(_, _, let reason): object.set("reason", to: JSONValue(reason))
        case .withdrawal(_, _, let reason): object.set("reason", to: .string(reason))
        case .report(let report): object.set("report", to: ReportJSON.value(report))
        }
        if !files.isEmpty { object.set("files", to: .array(files.map(ReportJSON.file))) }
        return object
    }

    private static func add(_ version: OrderVersion, to object: inout JSONValue) {
        object.set("version", to: JSONValue(version.number))
        object.set("category", to: JSONValue(version.category.number))
        object.set("grounds", to: JSONValue(version.category.grounds?.rawValue))
        let contact = version.firstContact.map { contact -> JSONValue in
            [
                "at": .string(contact.at.description), "by": .string(contact.by),
                "means": .string(contact.means),
            ]
        }
        object.set("first_contact", to: contact ?? .null)
        object.set("form", to: OrderFormJSON.value(version.form))
    }

    private static func add(_ acknowledgement: Acknowledgement, to object: inout JSONValue) {
        object.set("start", to: .string(acknowledgement.expectedStart.description))
        object.set("duration", to: .string(acknowledgement.expectedDuration.iso8601))
    }

    /// Reads the data of a letter.
    ///
    /// - Returns: the letter and the files it names, or `nil` with all its faults by key path.
    public static func read(_ bytes: [UInt8]) -> (
        letter: Letter?, files: [FileDigest], faults: [FormFault]
    ) {
        let list = FaultList()
        do throws(JSONFault) {
            let value = try JSONValue(parsing: bytes, maximumDepth: Limits.jsonDepth)
            let fields = JSONFields(value, list: list)
            let letter = letter(fields)
            let files = fields.objects("files").compactMap(ReportJSON.file)
            return (list.faults.isEmpty ? letter : nil, files, list.faults)
        } catch {
            let fault = FormFault(line: error.line, field: "letter.json", message: error.message)
            return (nil, [], [fault])
        }
    }

    private static func letter(_ fields: JSONFields) -> Letter? {
        guard fields.integer("vigia") == version else {
            fields.note("vigia", "this program knows version \(version) of the exchange")
            return nil
        }
        let kind: LetterKind? = fields.word("letter", "a kind of letter")
        let order: OrderNumber? = fields.value("order", "an order number")
        guard let kind, let order else { return nil }
        let reference: ReferenceNumber? = fields.optional("reference", "a reference number") {
            $0.string.flatMap { ReferenceNumber($0) }
        }
        switch kind {
        case .order: return orderVersion(fields, order).map(Letter.order)
        case .acknowledgement:
            return acknowledgement(fields, number: 0).map { .acknowledgement(order: order, $0) }
        case .update:
            let number = fields.integer("number") ?? 0
            return acknowledgement(fields, number: number).map {
                .update(order: order, $0, reason: fields.optionalText("reason"))
            }
        case .refusal:
            return .refusal(
                order: order, reference: reference, reason: fields.optionalText("reason"))
        case .withdrawal:
            return fields.text("reason").map {
                .withdrawal(order: order, reference: reference, reason: $0)
            }
        case .finalReport, .revision: return report(fields, order, kind)
        }
    }

    private static func report(_ fields: JSONFields, _ order: OrderNumber, _ kind: LetterKind)
        -> Letter?
    {
        guard let report = fields.object("report").flatMap(ReportJSON.report) else { return nil }
        if report.order != order { fields.note("report.order", "differs from the letter's order") }
        let letter = Letter.report(report)
        if letter.kind != kind { fields.note("report.revision", "does not fit the kind of letter") }
        return letter
    }

    private static func acknowledgement(_ fields: JSONFields, number: Int) -> Acknowledgement? {
        let reference: ReferenceNumber? = fields.value("reference", "a reference number")
        let (start, duration) = (fields.instant("start"), fields.duration("duration"))
        if let duration, duration <= .zero { fields.note("duration", "must be longer than zero") }
        guard let reference, let start, let duration else { return nil }
        return Acknowledgement(
            reference: reference, expectedStart: start, expectedDuration: duration,
            number: number)
    }

    private static func orderVersion(_ fields: JSONFields, _ order: OrderNumber) -> OrderVersion? {
        let number = fields.required("version", "1 or more") { value in
            value.int.flatMap { $0 >= 1 ? $0 : nil }
        }
        let category = category(fields)
        let contact = fields.optionalObject("first_contact").flatMap(firstContact)
        guard let value = fields.member("form") else {
            fields.note("form", "is missing; it must be an object")
            return nil
        }
        let reading = OrderFormJSON.read(value)
        for fault in reading.faults { fields.note("form." + fault.field, fault.message) }
        guard let number, let category, let form = reading.form else { return nil }
        if form.number != order { fields.note("form.id", "differs from the letter's order") }
        return OrderVersion(number: number, form: form, category: category, firstContact: contact)
    }

    private static func firstContact(_ fields: JSONFields) -> FirstContact? {
        let (at, by, means) = (fields.instant("at"), fields.text("by"), fields.text("means"))
        guard let at, let by, let means else { return nil }
        return FirstContact(at: at, by: by, means: means)
    }

    static func category(_ fields: JSONFields) -> Category? {
        let number = fields.integer("category")
        let grounds: Grounds? = fields.optionalWord("grounds", "grounds of category 1")
        guard let number else { return nil }
        let category = Category(grounds: grounds)
        guard category.number == number else {
            fields.note("category", "category 1 has grounds, category 2 has none")
            return nil
        }
        return category
    }
}
