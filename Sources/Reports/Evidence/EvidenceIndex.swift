// The index of a bag: plain text for people who have nothing but an editor.

import Letters
import MonitoringOrders
import Quantities

/// The index in one language.
struct EvidenceIndex {
    private let record: EvidenceRecord
    /// SHA-256 by path below the payload's folder.
    private let digests: [String: String]
    private let language: Language

    init(_ record: EvidenceRecord, digests: [String: String], language: Language) {
        (self.record, self.digests, self.language) = (record, digests, language)
    }

    /// `index-en.txt` or `index-pt.txt`.
    var fileName: String { language == .english ? "index-en.txt" : "index-pt.txt" }

    var text: String {
        var parts = [heading(EvidenceTexts.title), notices, facts, contents]
        parts += [list(.notHeld, EvidenceTexts.notHeld), list(.redacted, EvidenceTexts.keptBack)]
            .compactMap(\.self)
        parts.append(heading(EvidenceTexts.howTo) + "\n" + say(EvidenceTexts.verifying))
        parts += [say(EvidenceTexts.limits), say(EvidenceTexts.prevails)]
        return parts.joined(separator: "\n\n") + "\n"
    }

    private func say(_ text: Bilingual) -> String { text.text(language) }

    private func heading(_ text: Bilingual) -> String {
        say(text) + "\n" + String(repeating: "-", count: say(text).count)
    }

    private var notices: String {
        var notices = [say(EvidenceTexts.confidential)]
        if record.isSimulation { notices.insert(say(EvidenceTexts.simulation), at: 0) }
        if record.audience == .concernedAdministration {
            notices.append(say(EvidenceTexts.redacted))
        }
        return notices.joined(separator: "\n\n")
    }

    private var facts: String {
        let facts = [
            (EvidenceTexts.order, record.order.description),
            (EvidenceTexts.reference, record.reference?.description ?? "-"),
            (EvidenceTexts.agreement, record.agreement),
            (EvidenceTexts.desk, say(EvidenceTexts.desk(record.desk))),
            (EvidenceTexts.asOf, record.at.forPeople),
        ]
        return facts.map { "\(say($0)): \($1)" }.joined(separator: "\n")
    }

    private var contents: String {
        let files = record.files.sorted { $0.path < $1.path }
        let lines = files.map { file in
            "\(file.path.onOneLine)\n  \(say(file.title)); SHA-256 \(digests[file.path] ?? "-")"
        }
        return heading(EvidenceTexts.contents) + "\n" + lines.joined(separator: "\n")
    }

    private func list(
        _ reason: EvidenceRecord.Withheld.Reason, _ title: Bilingual
    ) -> String? {
        let missing = record.withheld.filter { $0.reason == reason }
        guard !missing.isEmpty else { return nil }
        let lines = missing.map { "\($0.name.onOneLine)\n  SHA-256 \($0.sha256)" }
        return heading(title) + "\n" + lines.joined(separator: "\n")
    }
}

extension String {
    /// The text without line ends, so that a name stays on its line.
    fileprivate var onOneLine: String {
        split(whereSeparator: \.isNewline).joined(separator: " ")
    }
}
