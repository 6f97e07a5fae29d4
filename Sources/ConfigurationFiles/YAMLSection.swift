// Reading of YAML mappings with every fault kept: a missing or odd value is noted with its line and
// replaced by a harmless one, so that one pass finds all faults; the caller checks the list at the end.

import Foundation
public import MonitoringOrders
public import Quantities
import Yams

/// Collects the faults of one file while it is read.
public final class FaultCollector {
    public let file: String
    public private(set) var faults: [ConfigurationFault] = []

    /// A collector for a file.
    public init(file: String) { self.file = file }

    /// Notes a fault.
    public func note(_ message: String, line: Int?, key: String?, suggestion: String? = nil) {
        faults.append(
            ConfigurationFault(
                file: file, line: line, key: key, message: message, suggestion: suggestion))
    }

    /// Throws all faults, if there are any, in the order of their lines.
    public func finish() throws(ConfigurationError) {
        guard !faults.isEmpty else { return }
        throw ConfigurationError(faults.sorted { ($0.line ?? 0) < ($1.line ?? 0) })
    }
}

/// A mapping of a YAML file.
public struct YAMLSection {
    private let mapping: Node.Mapping
    private let path: String
    private let line: Int?
    private let collector: FaultCollector

    /// Reads a file whose top is a mapping.
    ///
    /// - Throws: ``ConfigurationError`` when the file cannot be read or is no YAML mapping.
    public static func read(_ file: String, into collector: FaultCollector)
        throws(ConfigurationError) -> YAMLSection
    {
        guard let data = FileManager.default.contents(atPath: file) else {
            throw ConfigurationError([.init(file: file, message: "cannot be read")])
        }
        guard data.count <= Limits.formBytes, let text = String(data: data, encoding: .utf8) else {
            let message = "is not UTF-8 text of at most \(Limits.formBytes) bytes"
            throw ConfigurationError([.init(file: file, message: message)])
        }
        do {
            guard case .mapping(let mapping)? = try compose(yaml: text) else {
                throw ConfigurationError([.init(file: file, line: 1, message: "is no mapping")])
            }
            return YAMLSection(mapping: mapping, path: "", line: 1, collector: collector)
        } catch let error as YamlError {
            throw ConfigurationError([fault(of: error, in: file)])
        } catch let error as ConfigurationError {
            throw error
        } catch {
            throw ConfigurationError([.init(file: file, message: "\(error)")])
        }
    }

    private static func fault(of error: YamlError, in file: String) -> ConfigurationFault {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            ConfigurationFault(file: file, line: mark.line, message: problem)
        default:
            ConfigurationFault(file: file, message: "is no YAML: \(error)")
        }
    }

    /// Notes a fault at a key of this section.
    public func note(_ message: String, at key: String, suggestion: String? = nil) {
        collector.note(
            message, line: lineOf(key) ?? line, key: path + key, suggestion: suggestion)
    }

    /// Notes every key that is not among the known ones, with the nearest known one as a suggestion.
    public func allow(only known: [String]) {
        for (node, _) in mapping {
            guard let key = node.string, !known.contains(key) else { continue }
            note(
                "is not a known key", at: key,
                suggestion: key.nearest(of: known).map { "did you mean \($0)?" }
                    ?? "known here: \(known.joined(separator: ", "))")
        }
    }

    private func lineOf(_ key: String) -> Int? {
        mapping.first { $0.key.string == key }?.key.mark?.line
    }

    private func node(_ key: String) -> Node? {
        guard let node = mapping[key], !(node.scalar?.string.isEmpty ?? false) else { return nil }
        return node
    }

    /// True if the key stands here with a value.
    public func has(_ key: String) -> Bool { node(key) != nil }

    /// A value that a reader makes from the text of a key; `nil` when the key is not there. A text that is none may have
    /// meant one of some words.
    public func optional<T>(
        _ key: String, _ form: String, near words: [String] = [], _ make: (String) -> T?
    ) -> T? {
        guard let node = node(key) else { return nil }
        guard let text = node.scalar?.string else {
            note("must be \(form)", at: key)
            return nil
        }
        guard let value = make(text) else {
            note(
                "\"\(text)\" is not \(form)", at: key,
                suggestion: text.nearest(of: words).map { "did you mean \($0)?" })
            return nil
        }
        return value
    }

    /// A value that must be there; a fault and `nil` when it is not.
    public func required<T>(
        _ key: String, _ form: String, near words: [String] = [], _ make: (String) -> T?
    ) -> T? {
        if node(key) == nil { note("is missing; it must be \(form)", at: key) }
        return optional(key, form, near: words, make)
    }

    /// A text that must be there.
    public func text(_ key: String) -> String { required(key, "a text") { $0 } ?? "" }

    /// A number that must be there.
    public func number(_ key: String) -> Double { required(key, "a number", Double.init) ?? 0 }

    /// `true` or `false`; the fallback where the key is not there.
    public func flag(_ key: String, fallback: Bool) -> Bool {
        optional(key, "true or false") { ["true": true, "false": false][$0] } ?? fallback
    }

    /// An instant in UTC that must be there.
    public func instant(_ key: String) -> UTCInstant? {
        required(key, "an instant such as 2027-03-01T12:00:00Z", UTCInstant.init)
    }

    /// A calendar date that must be there.
    public func date(_ key: String) -> CalendarDate? {
        required(key, "a date YYYY-MM-DD", CalendarDate.init)
    }

    /// A mail address that must be there.
    public func address(_ key: String) -> MailAddress? {
        required(key, "a mail address", MailAddress.init)
    }

    /// The text of a key, if it has one; nothing is noted.
    public func peek(_ key: String) -> String? { node(key)?.scalar?.string }

    /// One of the words of an enumeration that must be there.
    public func word<T: RawRepresentable & CaseIterable>(_ key: String, as type: T.Type) -> T?
    where T.RawValue == String {
        let words = T.allCases.map(\.rawValue)
        return required(
            key, "one of: \(words.joined(separator: ", "))", near: words, T.init(rawValue:))
    }

    /// A section that must be there.
    public func section(_ key: String) -> YAMLSection? {
        if node(key) == nil { note("is missing", at: key) }
        return optionalSection(key)
    }

    /// A section that may be there.
    public func optionalSection(_ key: String) -> YAMLSection? {
        guard let node = node(key) else { return nil }
        guard case .mapping(let mapping) = node else {
            note("must be a section of keys", at: key)
            return nil
        }
        return YAMLSection(
            mapping: mapping, path: path + key + ".", line: lineOf(key), collector: collector)
    }

    /// A section without keys, where none stands.
    public func emptySection(_ key: String) -> YAMLSection {
        YAMLSection(
            mapping: Node.Mapping([]), path: path + key + ".", line: line, collector: collector)
    }

    /// The sections of a list; empty when the key is not there.
    public func sections(_ key: String) -> [YAMLSection] {
        guard let node = node(key) else { return [] }
        guard case .sequence(let elements) = node else {
            note("must be a list", at: key)
            return []
        }
        return elements.enumerated().compactMap { index, element in
            guard case .mapping(let mapping) = element else {
                note("entry \(index + 1) must be a section of keys", at: key)
                return nil
            }
            return YAMLSection(
                mapping: mapping, path: "\(path)\(key)[\(index + 1)].",
                line: element.mark?.line ?? lineOf(key), collector: collector)
        }
    }

    /// True if the key holds a list.
    func isList(_ key: String) -> Bool { node(key)?.sequence != nil }

    /// The texts of a list that must be there.
    public func texts(_ key: String) -> [String] {
        guard let node = node(key), case .sequence(let elements) = node else {
            note("is missing; it must be a list of texts", at: key)
            return []
        }
        return elements.compactMap(\.scalar?.string)
    }
}

extension String {
    /// The nearest of some words; `nil` if none is near.
    func nearest(of words: [String]) -> String? {
        let near = words.map { (word: $0, distance: editDistance(to: $0)) }
            .min { $0.distance < $1.distance }
        guard let near, near.distance <= Swift.min(3, near.word.count / 2) else { return nil }
        return near.word
    }

    /// Levenshtein distance, for hints on misspelt keys.
    func editDistance(to other: String) -> Int {
        let target = Array(other)
        var row = Array(0...target.count)
        for (i, character) in enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, candidate) in target.enumerated() {
                let substitution = diagonal + (character == candidate ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = Swift.min(substitution, row[j + 1] + 1, row[j] + 1)
            }
        }
        return row[target.count]
    }
}

extension YAMLSection {
    /// A number within a range; a key that is not there takes the fallback, or is a fault without one.
    public func number(_ key: String, in range: ClosedRange<Double>, fallback: Double? = nil)
        -> Double
    {
        if let fallback, !has(key) { return fallback }
        return required(key, Self.wanted(range)) { Self.number($0, in: range) } ?? range.lowerBound
    }

    /// A number or a list `[low, high]` within a range that must be there.
    public func range(_ key: String, in range: ClosedRange<Double>) -> ClosedRange<Double>? {
        guard isList(key) else {
            return required(key, Self.wanted(range)) { Self.number($0, in: range) }.map { $0...$0 }
        }
        let ends = texts(key).compactMap { Self.number($0, in: range) }
        guard ends.count == 2, texts(key).count == 2, ends[0] <= ends[1] else {
            note("must be a number or [low, high], \(Self.wanted(range))", at: key)
            return nil
        }
        return ends[0]...ends[1]
    }

    private static func wanted(_ range: ClosedRange<Double>) -> String {
        "a number from \(range.lowerBound) to \(range.upperBound)"
    }

    private static func number(_ text: String, in range: ClosedRange<Double>) -> Double? {
        Double(text).flatMap { range.contains($0) ? $0 : nil }
    }
}
