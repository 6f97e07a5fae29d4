// Reading typed values out of a JSON object with every fault kept under its key path. A value that
// cannot be read is replaced by `nil`; the caller looks at the faults before it uses anything.

import CanonicalJSON
import Quantities

/// Collects the faults of one letter's data.
final class FaultList {
    private(set) var faults: [FormFault] = []

    func note(_ field: String, _ message: String) {
        faults.append(FormFault(line: nil, field: field, message: message))
    }
}

/// The members of one object.
struct JSONFields {
    private let value: JSONValue
    private let path: String
    let list: FaultList

    /// An object at a path, which is empty for the outermost.
    init(_ value: JSONValue, path: String = "", list: FaultList) {
        (self.value, self.path, self.list) = (value, path, list)
        if value.members == nil { list.note(path.isEmpty ? "letter" : path, "must be an object") }
    }

    /// The names of all members, as they stand.
    var memberNames: [String] { value.members?.map(\.name) ?? [] }

    func note(_ name: String, _ message: String) { list.note(path + name, message) }

    /// A member that is there and not `null`.
    func member(_ name: String) -> JSONValue? {
        guard let member = value[name], !member.isNull else { return nil }
        return member
    }

    /// A member by a reader of its value; `nil` and no fault when it is not there.
    func optional<T>(_ name: String, _ form: String, _ make: (JSONValue) -> T?) -> T? {
        guard let member = member(name) else { return nil }
        guard let made = make(member) else {
            note(name, "must be \(form)")
            return nil
        }
        return made
    }

    /// A member that must be there.
    func required<T>(_ name: String, _ form: String, _ make: (JSONValue) -> T?) -> T? {
        if member(name) == nil { note(name, "is missing; it must be \(form)") }
        return optional(name, form, make)
    }

    /// A member whose text is the form of a value.
    func value<T: TextCodable>(_ name: String, _ form: String) -> T? {
        required(name, form) { $0.string.flatMap(T.init) }
    }

    func text(_ name: String) -> String? { required(name, "a text") { $0.string } }
    func optionalText(_ name: String) -> String? { optional(name, "a text") { $0.string } }
    func number(_ name: String) -> Double? { required(name, "a number") { $0.double } }
    func optionalNumber(_ name: String) -> Double? { optional(name, "a number") { $0.double } }
    func integer(_ name: String) -> Int? { required(name, "a whole number") { $0.int } }
    func instant(_ name: String) -> UTCInstant? { value(name, "a time in UTC") }

    func duration(_ name: String) -> Duration? {
        required(name, "an ISO 8601 duration") { $0.string.flatMap { Duration(iso8601: $0) } }
    }

    func word<T: RawRepresentable>(_ name: String, _ form: String) -> T?
    where T.RawValue == String {
        required(name, form) { $0.string.flatMap(T.init(rawValue:)) }
    }

    func optionalWord<T: RawRepresentable>(_ name: String, _ form: String) -> T?
    where T.RawValue == String {
        optional(name, form) { $0.string.flatMap(T.init(rawValue:)) }
    }

    func object(_ name: String) -> JSONFields? {
        if member(name) == nil { note(name, "is missing; it must be an object") }
        return optionalObject(name)
    }

    func optionalObject(_ name: String) -> JSONFields? {
        member(name).map { JSONFields($0, path: "\(path)\(name).", list: list) }
    }

    /// The objects of a list, empty when it is not there.
    func objects(_ name: String) -> [JSONFields] {
        guard let elements = optional(name, "a list", { $0.array }) else { return [] }
        return elements.enumerated().map { index, element in
            JSONFields(element, path: "\(path)\(name)[\(index)].", list: list)
        }
    }

    /// The texts of a list, empty when it is not there.
    func texts(_ name: String) -> [String] {
        let list = optional(name, "a list of texts") { list in
            list.array.flatMap { elements in
                elements.allSatisfy { $0.string != nil } ? elements.compactMap(\.string) : nil
            }
        }
        return list ?? []
    }
}
