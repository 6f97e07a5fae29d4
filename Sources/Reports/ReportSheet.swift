// A report as paper and page show it: sections of blocks, each text once and in both languages. The
// page and the PDF are two ways to set the same sheet, so that neither can say more than the other.

import CanonicalJSON
import Letters
import MonitoringOrders

/// What stands on the paper, in order.
struct ReportSheet {
    enum Block {
        /// Labels with their values; `nil` where there is no information.
        case facts([(label: Bilingual, value: String?)])
        case table(head: [Bilingual], rows: [[String]])
        /// Measured or stated values, each with its uncertainty and coverage factor where it has one.
        case values([ReportValue])
        case paragraph(Bilingual)
        /// Words of a person, in the language they were written in.
        case quotation(String)
        case notice(Bilingual)
        case figure(Figure)
    }

    struct Section {
        var title: Bilingual
        var blocks: [Block]
    }

    var title: Bilingual
    var reference: String
    var isSimulation: Bool
    /// The instant that the document is dated with: that of its approval.
    var date: String
    var sections: [Section]

    /// All figures of the sheet.
    var figures: [Figure] {
        sections.flatMap(\.blocks).compactMap { block in
            if case .figure(let figure) = block { figure } else { nil }
        }
    }
}

extension ReportSheet {
    /// The sheet as data for the typesetter.
    var json: JSONValue {
        [
            "title": title.json, "reference": .string(reference), "date": .string(date),
            "simulation": isSimulation ? ReportTexts.simulation.json : .null,
            "missing": ReportTexts.notKnown.json,
            "sections": .array(
                sections.map { section in
                    [
                        "title": section.title.json,
                        "blocks": .array(section.blocks.map(\.json)),
                    ]
                }),
        ]
    }
}

extension ReportSheet.Block {
    fileprivate var json: JSONValue {
        switch self {
        case .facts(let facts):
            let rows = facts.map { fact -> JSONValue in
                ["label": fact.label.json, "value": JSONValue(fact.value)]
            }
            return ["type": "facts", "rows": .array(rows)]
        case .table(let head, let rows):
            return [
                "type": "table", "head": .array(head.map(\.json)),
                "rows": .array(rows.map { JSONValue($0) }),
            ]
        case .values(let values):
            return [
                "type": "values", "head": ReportValue.head.json, "rows": .array(values.map(\.json)),
            ]
        case .paragraph(let text): return ["type": "paragraph", "text": text.json]
        case .quotation(let text): return ["type": "quotation", "text": .string(text)]
        case .notice(let text): return ["type": "notice", "text": text.json]
        case .figure(let figure):
            return [
                "type": "figure", "file": .string(figure.fileName), "caption": figure.caption.json,
            ]
        }
    }
}

extension ReportValue {
    fileprivate var json: JSONValue {
        [
            "label": label.json, "value": JSONValue(value), "uncertainty": JSONValue(uncertainty),
            "factor": JSONValue(factor),
        ]
    }
}

extension [Bilingual] {
    fileprivate var json: JSONValue { .array(map(\.json)) }
}

extension Bilingual {
    fileprivate var json: JSONValue {
        ["en": .string(english), "pt": JSONValue(portuguese)]
    }
}
