// Fields that were sent, as JSON by a program or as a form by a browser, read alike: all faults at once, each with
// its field.

import CanonicalJSON
import Foundation
import MonitoringOrders
import Quantities

/// Reads the fields of a request.
struct SentFields {
    private enum Source {
        case json(JSONValue)
        case form(FormFields)
    }

    private let source: Source
    private var faults: [(field: String, message: String)] = []

    /// The fields of an API request's object or of a page's form.
    init(_ visit: Visit) throws(Problem) {
        source =
            visit.request.isForAPI
            ? .json(try visit.object()) : .form(visit.request.form)
    }

    /// The fields of a query, which are read as those of a form.
    init(query: FormFields) { source = .form(query) }

    /// True if the field is there and says something.
    func has(_ name: String) -> Bool {
        switch source {
        case .json(let object): object[name].map { $0 != .null } ?? false
        case .form(let form): form[name] != nil
        }
    }

    /// A text of at most so many characters; `nil` where there is none.
    mutating func optionalText(_ name: String, upTo length: Int = 2_000) -> String? {
        let text: String?
        switch source {
        case .json(let object):
            guard let value = object[name], value != .null else { return nil }
            text = value.string
        case .form(let form): text = form[name]
        }
        guard let text else {
            if case .json = source { note(name, "must be a text") }
            return nil
        }
        guard text.count <= length else {
            note(name, "has more than \(length) characters")
            return nil
        }
        guard !text.unicodeScalars.contains(where: \.isUnwritten) else {
            note(name, "holds a control character")
            return nil
        }
        let words = text.trimmed
        return words.isEmpty ? nil : words
    }

    /// A text that must be there.
    mutating func text(_ name: String, upTo length: Int = 2_000) -> String {
        let count = faults.count
        let text = optionalText(name, upTo: length)
        if text == nil, faults.count == count { note(name, "is missing") }
        return text ?? ""
    }

    /// Texts under one name: a list from a program, several fields from a form.
    mutating func texts(_ name: String) -> [String] {
        switch source {
        case .form(let form): return form.all(name)
        case .json(let object):
            guard let value = object[name], value != .null else { return [] }
            let items = value.array ?? []
            let texts = items.compactMap(\.string)
            if value.array == nil || texts.count != items.count {
                note(name, "must be a list of texts")
            }
            return texts
        }
    }

    /// A value that is written as text.
    mutating func optional<T>(_ name: String, _ form: String, _ read: (String) -> T?) -> T? {
        guard let text = optionalText(name) else { return nil }
        guard let value = read(text) else {
            note(name, "must be \(form)")
            return nil
        }
        return value
    }

    /// A whole number; `nil` where there is none.
    mutating func optionalNumber(_ name: String) -> Int? {
        if case .json(let object) = source {
            guard let value = object[name], value != .null else { return nil }
            if value.int == nil { note(name, "must be a whole number") }
            return value.int
        }
        return optional(name, "a whole number") { Int($0) }
    }

    /// An instant; a browser's field for date and time says none of the zone, and its label says UTC.
    mutating func optionalInstant(_ name: String) -> UTCInstant? {
        let isForm = if case .form = source { true } else { false }
        return optional(name, "a time in UTC such as 2027-01-31T12:00:00Z") { text in
            UTCInstant(text)
                ?? (isForm ? UTCInstant(text.count == 16 ? text + ":00Z" : text + "Z") : nil)
        }
    }

    /// A duration above zero, in ISO 8601; in a form also as hours and minutes (`6:30`).
    mutating func optionalDuration(_ name: String) -> Duration? {
        let isForm = if case .form = source { true } else { false }
        return optional(name, "a duration above zero such as PT6H") { text in
            let duration =
                Duration(iso8601: text) ?? (isForm ? Duration(hoursAndMinutes: text) : nil)
            return duration.flatMap { $0 > .zero ? $0 : nil }
        }
    }

    /// Any JSON value, or the text of a form's field read as JSON.
    mutating func value(_ name: String) -> JSONValue? {
        switch source {
        case .json(let object): return object[name]
        case .form(let form): return form[name].map { .string($0) }
        }
    }

    /// Keeps that a field cannot be taken.
    mutating func note(_ field: String, _ message: String) { faults.append((field, message)) }

    /// - Throws: ``Problem`` with everything that cannot be taken.
    func check() throws(Problem) {
        guard let first = faults.first else { return }
        throw Problem(
            422, "invalid", "What was sent cannot be taken",
            "\(first.field) \(first.message)",
            errors: faults.map { fault in
                ["field": .string(fault.field), "message": .string(fault.message)]
            })
    }
}

extension SentFields {
    /// A value that must be there.
    mutating func required<T>(_ name: String, _ value: T?) -> T? {
        if value == nil, !faults.contains(where: { $0.field == name }) { note(name, "is missing") }
        return value
    }
}

extension Duration {
    /// Reads `6:30` as six hours and a half.
    fileprivate init?(hoursAndMinutes text: String) {
        let parts = text.split(separator: ":")
        guard parts.count == 2, let hours = Int(parts[0]), (0...1_000).contains(hours),
            let minutes = Int(parts[1]), (0..<60).contains(minutes)
        else { return nil }
        self = .seconds(hours * 3600 + minutes * 60)
    }
}

extension Unicode.Scalar {
    /// True for controls that no text of a person holds; lines and tabs are none of them.
    fileprivate var isUnwritten: Bool {
        properties.generalCategory == .control && !["\n", "\r", "\t"].contains(self)
    }
}
