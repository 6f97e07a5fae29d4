// What a letter says, item by item, in either language. The text of record is printed from these
// items, and a reader checks by them that the text says what the data says.

import MonitoringOrders
import Quantities

/// One line of a letter: a label and a value.
struct LetterItem: Hashable, Sendable {
    var label: Bilingual
    var value: Bilingual

    init(_ label: Bilingual, _ value: String) {
        (self.label, self.value) = (label, Bilingual(value, nil))
    }

    init(_ label: Bilingual, _ value: Bilingual) { (self.label, self.value) = (label, value) }

    /// `Label: value`.
    func line(_ language: Language) -> String {
        "\(label.text(language)): \(value.text(language))"
    }
}

extension Letter {
    /// The items of the letter in their order.
    var items: [LetterItem] {
        var items = [LetterItem(LetterTexts.order, order.description)]
        if let reference {
            items.append(LetterItem(LetterTexts.reference, reference.description))
        }
        switch self {
        case .order(let version): items += Self.items(version)
        case .acknowledgement(_, let acknowledgement): items += Self.items(acknowledgement)
        case .update(_, let update, let reason):
            items.append(LetterItem(LetterTexts.number, "\(update.number)"))
            items += Self.items(update) + Self.items(reason: reason)
        case .refusal(_, _, let reason): items += Self.items(reason: reason)
        case .withdrawal(_, _, let reason): items += Self.items(reason: reason)
        case .report(let report): items += Self.items(report)
        }
        return items
    }

    private static func items(reason: String?) -> [LetterItem] {
        reason.map { [LetterItem(LetterTexts.reason, $0.onOneLine)] } ?? []
    }

    private static func items(_ category: Category) -> [LetterItem] {
        [LetterItem(LetterTexts.category, "\(category.number)")]
            + (category.grounds.map { [LetterItem(LetterTexts.grounds, $0.words)] }
                ?? [])
    }

    private static func items(_ version: OrderVersion) -> [LetterItem] {
        var items = [
            LetterItem(LetterTexts.version, "\(version.number)"),
            LetterItem(LetterTexts.basis, version.form.kind.legalBasis),
        ]
        items += Self.items(version.category)
        if let contact = version.firstContact {
            let words = "\(contact.at.forPeople), \(contact.by), \(contact.means)"
            items.append(LetterItem(LetterTexts.firstContact, words.onOneLine))
        }
        return items
    }

    private static func items(_ acknowledgement: Acknowledgement) -> [LetterItem] {
        [
            LetterItem(LetterTexts.start, acknowledgement.expectedStart.forPeople),
            LetterItem(LetterTexts.duration, acknowledgement.expectedDuration.iso8601),
            LetterItem(LetterTexts.end, acknowledgement.expectedEnd.forPeople),
        ]
    }

    private static func items(_ report: FinalReport) -> [LetterItem] {
        let task = "\(report.taskStarted.forPeople) - \(report.taskCompleted.forPeople)"
        var items = [
            LetterItem(LetterTexts.revision, "\(report.revision)"),
            LetterItem(LetterTexts.basis, report.kind.legalBasis),
        ]
        items += Self.items(report.category)
        items.append(LetterItem(LetterTexts.task, task))
        items.append(LetterItem(LetterTexts.result, report.result.resultClass.words))
        items += Self.items(reason: report.result.reason)
        items += report.result.geolocation.map(Self.items) ?? []
        items += report.result.recordings.map {
            LetterItem(LetterTexts.recording, "\($0.fileName), SHA-256 \($0.sha256)")
        }
        items.append(LetterItem(LetterTexts.conclusion, report.conclusion.onOneLine))
        let approved = "\(report.approvedBy), \(report.approvedAt.forPeople)"
        return items + [LetterItem(LetterTexts.approved, approved.onOneLine)]
    }

    private static func items(_ statement: GeolocationStatement) -> [LetterItem] {
        var items = [LetterItem(LetterTexts.method, statement.method.onOneLine)]
        for (index, estimate) in statement.estimates.enumerated() {
            let label = index == 0 ? LetterTexts.position : LetterTexts.otherPosition
            items.append(LetterItem(label, estimate.position.words))
            items.append(LetterItem(LetterTexts.ellipse, estimate.ellipse.words))
        }
        return items
    }
}

extension String {
    /// The text with every run of blanks and line ends as one blank, so that it stays one item.
    var onOneLine: String {
        let words = unicodeScalars.split(whereSeparator: \.isBlank)
        return words.map { String($0) }.joined(separator: " ")
    }
}

extension Unicode.Scalar {
    /// True for white space and line ends. Asking the Unicode tables is slow; most letters are ASCII.
    var isBlank: Bool {
        isASCII ? self == " " || (0x09...0x0D).contains(value) : properties.isWhitespace
    }
}

extension GeodeticPosition {
    /// `25.3000 S 57.6000 W (WGS-84, height 0 m)`.
    var words: String {
        let latitude = latitude.hemispheric(positive: "N", negative: "S", decimals: 4)
        let longitude = longitude.hemispheric(positive: "E", negative: "W", decimals: 4)
        return "\(latitude) \(longitude) (WGS-84, height \(height.value.fixed(0)) m)"
    }
}

extension GroundEllipse {
    /// Half axes in kilometres, direction from true north, confidence.
    var words: String {
        "\(semiMajor.kilometres.fixed(2)) km x \(semiMinor.kilometres.fixed(2)) km, major axis "
            + "\(azimuth.degrees.fixed(1)) degrees from true north, \((confidence * 100).fixed(0)) %"
    }
}
