// Gathering the record of an order from store and folder, and the rule by which it is redacted for a
// Concerned Administration.

import CanonicalJSON
import Foundation
import Letters
import MailTransport
import MonitoringOrders
import OrderStore
import Quantities
import Reports

/// A letter with what its servers said.
private struct RecordLetter {
    var record: LetterRecord
    var bytes: [UInt8]
    var deliveries: [DeliveryRecord]

    /// `0007-sent-finalReport.eml`.
    var fileName: String {
        let way = record.isIncoming ? "received" : "sent"
        return "\(record.id.padded(to: 4))-\(way)-\(record.kind ?? "letter").eml"
    }
}

extension Desk {
    /// The record of an order for an audience.
    func record(
        of number: OrderNumber, for audience: EvidenceAudience, recordings: String?
    ) throws -> EvidenceRecord {
        let (order, letters, extract) = try store.read { reader in
            let letters = try reader.letters(order: number)
            guard let order = try reader.order(number),
                let extract = try reader.extract(of: number, letters: letters.map(\.id))
            else { throw Refusal.unknownOrder }
            let gathered = try letters.map { record in
                RecordLetter(
                    record: record, bytes: try reader.bytes(of: record.id) ?? [],
                    deliveries: try reader.deliveries(of: record.id))
            }
            return (order, gathered, extract)
        }
        var record = EvidenceRecord(
            order: number, reference: order.reference, desk: kind, isSimulation: isSimulation,
            agreement: configuration.agreement.citation, audience: audience, at: extract.at)
        addSeal(extract, to: &record)
        try addReports(of: order, to: &record)
        try addLetters(letters, of: order, to: &record)
        addJournal(extract, to: &record)
        addRecordings(of: order, below: recordings, to: &record)
        return record
    }

    /// The signed head of the journal, and the hashes that tie the rows to it.
    private func addSeal(_ extract: JournalExtract, to record: inout EvidenceRecord) {
        let chain = extract.hashes.map { "\($0.sequence) \($0.hash)\n" }.joined()
        record.add(.init("journal/chain.txt", EvidenceTexts.chain, .bytes(Array(chain.utf8))))
        guard let checkpointSigner else { return }
        let note = checkpointSigner.sign(extract.checkpoint)
        let key = checkpointSigner.verifier.text
        record.add(
            .init("journal/checkpoint.txt", EvidenceTexts.checkpoint, .bytes(Array(note.utf8))))
        record.add(.init("journal/journal.vkey", EvidenceTexts.key, .bytes(Array(key.utf8))))
    }

    private func addJournal(_ extract: JournalExtract, to record: inout EvidenceRecord) {
        let rows = Array(extract.lines.map { $0 + "\n" }.joined().utf8)
        record.give(
            .init("journal/journal.jsonl", EvidenceTexts.journal, .bytes(rows)), rows,
            if: record.audience == .parties)
    }

    /// Every version of the report in all its forms, as its letter carried them; for others than the
    /// parties the forms are made anew without the officer's name.
    private func addReports(of order: Order, to record: inout EvidenceRecord) throws {
        let letters = try store.read { reader in
            try reader.reportLetters(of: order.number).map { try reader.bytes(of: $0.id) ?? [] }
        }
        for (revision, bytes) in letters.enumerated() {
            let (folder, title) = (
                "report/revision-\(revision)", EvidenceTexts.report(revision: revision)
            )
            let attached = try mailReader.read(bytes).attachedFiles
            for file in attached {
                record.give(
                    .init("\(folder)/\(file.fileName)", title, .bytes(file.content)), file.content,
                    if: record.audience == .parties)
            }
            guard record.audience == .concernedAdministration,
                let report = order.reports.first(where: { $0.revision == revision })?.report
            else { continue }
            let measurement = try report.result.measurement.flatMap { digest in
                try attached.first { $0.fileName == digest.fileName }.map {
                    try TaskFiles.read($0.content, as: digest)
                }
            }
            var document = document(report.redacted, of: order, measurement)
            document.isRedacted = true
            for file in try files(of: document) {
                record.add(
                    .init("\(folder)-redacted/\(file.fileName)", title, .bytes(file.content)))
            }
        }
    }

    private func addLetters(
        _ letters: [RecordLetter], of order: Order, to record: inout EvidenceRecord
    ) throws {
        let copied = Set(order.form.copies.map(\.address))
        let isFull = record.audience == .parties
        var listed: [JSONValue] = []
        for letter in letters {
            let isGiven =
                isFull || letter.deliveries.contains { copied.contains($0.recipient) }
            let title =
                letter.record.isIncoming ? EvidenceTexts.receivedLetter : EvidenceTexts.sentLetter
            record.give(
                .init(
                    "letters/\(letter.fileName)", title, .bytes(letter.bytes),
                    statedDigest: letter.record.sha256), letter.bytes, if: isGiven)
            if isGiven { listed.append(letter.json(isFull: isFull)) }
        }
        let list = Array(JSONValue.array(listed).pretty.utf8)
        record.add(.init("letters/letters.json", EvidenceTexts.letters, .bytes(list)))
    }

    /// The recordings that the report names, where the desk has them.
    private func addRecordings(
        of order: Order, below folder: String?, to record: inout EvidenceRecord
    ) {
        let results = order.reports.compactMap(\.report?.result) + [order.result].compactMap(\.self)
        var seen: Set<FileDigest> = []
        for file in results.flatMap(\.recordings) where seen.insert(file).inserted {
            let name = (file.fileName as NSString).lastPathComponent
            let place = order.reference.flatMap { reference in
                folder.map { DeskFolder.recordings(of: reference, below: $0) + "/" + name }
            }
            let isRedacted = record.audience == .concernedAdministration
            if !isRedacted, let place, FileManager.default.fileExists(atPath: place) {
                record.add(
                    .init(
                        "measurement/\(name)", EvidenceTexts.recording, .file(place),
                        statedDigest: file.sha256))
            } else {
                record.withheld.append(
                    .init(
                        name: file.fileName, sha256: file.sha256,
                        reason: isRedacted ? .redacted : .notHeld))
            }
        }
    }
}

extension EvidenceRecord {
    /// Adds a file, or only names it where the rule keeps it back.
    fileprivate mutating func give(_ file: File, _ bytes: [UInt8], if isGiven: Bool) {
        if isGiven { return add(file) }
        withheld.append(
            .init(name: file.path, sha256: Digest.sha256(bytes), reason: .redacted))
    }
}

extension FinalReport {
    /// The report without the name of the officer who approved it.
    fileprivate var redacted: FinalReport {
        var report = self
        report.approvedBy = "(name withheld)"
        return report
    }
}

extension RecordLetter {
    /// The letter as the list shows it; others than the parties see no addresses and no servers' words.
    func json(isFull: Bool) -> JSONValue {
        var object: JSONValue = [
            "letter": JSONValue(record.id), "file": .string(fileName),
            "direction": .string(record.isIncoming ? "received" : "sent"),
            "stored_at": .string(record.storedAt.description), "sha256": .string(record.sha256),
            "kind": JSONValue(record.kind),
        ]
        guard isFull else { return object }
        object.set("sender", to: JSONValue(record.sender))
        object.set("message_id", to: JSONValue(record.messageID))
        object.set("disposition", to: JSONValue(record.disposition))
        object.set("reasons", to: JSONValue(record.reasons))
        object.set(
            "deliveries",
            to: .array(
                deliveries.map { delivery in
                    [
                        "recipient": .string(delivery.recipient.description),
                        "state": .string(delivery.state), "attempt": JSONValue(delivery.attempt),
                        "server_words": JSONValue(delivery.serverWords),
                        "settled_at": JSONValue(delivery.settledAt?.description),
                    ]
                }))
        return object
    }
}
