// The result of `vigia order check`: what was read, what is suggested, what is advised. It decides
// nothing; the dispatcher places, the Administration refuses.

public import CanonicalJSON
public import MonitoringOrders
import Quantities

/// All that can be said of a form before it is placed.
public struct OrderCheck: Hashable, Sendable {
    public var reading: OrderFormReading
    /// `nil` where no form could be read.
    public var suggestion: CategorySuggestion?
    public var feasibility: Feasibility?
    public var notices: [OrderNotice]

    /// A check from its parts.
    public init(
        reading: OrderFormReading, suggestion: CategorySuggestion? = nil,
        feasibility: Feasibility? = nil, notices: [OrderNotice] = []
    ) {
        (self.reading, self.suggestion) = (reading, suggestion)
        (self.feasibility, self.notices) = (feasibility, notices)
    }

    /// The object that the command prints, by the keys of the contract.
    public var json: JSONValue {
        [
            "faults": .array(reading.faults.map(\.json)),
            "order": reading.form.map { OrderFormJSON.value($0, extent: .published) } ?? .null,
            "suggestion": suggestion.map(Self.json) ?? .null,
            "completeness": reading.form.map { Self.json($0.particulars) } ?? .null,
            "feasibility": feasibility.map(Self.json) ?? .null,
            "notices": JSONValue(notices.map(\.code)),
        ]
    }

    /// The suggestion with category, grounds and reasons as `code: words`.
    public static func json(_ suggestion: CategorySuggestion) -> JSONValue {
        [
            "category": JSONValue(suggestion.category),
            "grounds": JSONValue(suggestion.grounds?.rawValue),
            "reasons": JSONValue(suggestion.reasons.map { "\($0.code): \($0.words)" }),
        ]
    }

    /// Present and missing letters, and the score to three decimals (R77).
    public static func json(_ particulars: Particulars) -> JSONValue {
        [
            "present": JSONValue(particulars.present.map(\.rawValue)),
            "missing": JSONValue(particulars.missing.map(\.rawValue)),
            "score": JSONValue(Double(particulars.completeness.fixed(3))),
        ]
    }

    /// The verdict with its reasons, and what a location needs beyond them.
    public static func json(_ feasibility: Feasibility) -> JSONValue {
        var object: JSONValue = [
            "verdict": .string(feasibility.verdict.rawValue),
            "reasons": JSONValue(feasibility.reasons.map { "\($0.code): \($0.words)" }),
        ]
        if let statement = feasibility.locationStatement {
            object.set("location", to: .string(statement))
        }
        return object
    }
}

extension FormFault {
    /// The fault as `{"line", "field", "message"}`.
    public var json: JSONValue {
        ["line": JSONValue(line), "field": .string(field), "message": .string(message)]
    }
}
