// Reading reports: the files that went or came with their letters, byte for byte, from the letters
// themselves. Every reading is journalled (R7).

public import Letters
import MailTransport
public import MonitoringOrders
import OrderStore
import Quantities

/// An order has no report of this revision.
public struct RevisionMissing: Error, Hashable, CustomStringConvertible {
    public var order: OrderNumber
    public var revision: Int
    public var description: String { "\(order): there is no revision \(revision) of its report" }
}

extension Desk {
    /// The files of an order's report as they were released or filed.
    ///
    /// - Parameters:
    ///   - number: of the order.
    ///   - revision: 0 for the report itself, then 1, 2, ... (default: the last).
    ///   - actor: who reads it.
    /// - Returns: the files of the letter, but for its own data and its checkpoint.
    /// - Throws: ``RevisionMissing``; `Refusal.unknownOrder`, `StoreError`.
    public func reportFiles(
        of number: OrderNumber, revision: Int? = nil, by actor: Actor
    ) throws -> [OutgoingMail.Attachment] {
        let order = try order(number)
        let letters = try store.read { try $0.reportLetters(of: number) }
        let wanted = revision ?? max(0, letters.count - 1)
        guard letters.indices.contains(wanted), let reference = order.reference,
            let bytes = try store.read({ try $0.bytes(of: letters[wanted].id) })
        else { throw RevisionMissing(order: number, revision: wanted) }
        try noteReading(of: reference, by: actor)
        return try mailReader.read(bytes).attachedFiles
    }

    /// Keeps in the journal that somebody read a report.
    public func noteReading(of reference: ReferenceNumber, by actor: Actor) throws {
        let now = surroundings.now()
        try store.write { transaction in
            try transaction.append(.reportRead(reference: reference), at: now, by: actor)
        }
    }
}

extension StoreReader {
    /// The letters by which an order's report and its revisions were released or filed, in this order;
    /// the rules let no revision be missing.
    func reportLetters(of number: OrderNumber) throws -> [LetterRecord] {
        let kinds = [LetterKind.finalReport, .revision].map(\.rawValue)
        return try letters(order: number).filter { record in
            let took = !record.isIncoming || record.disposition == Disposition.accepted.rawValue
            return took && kinds.contains(record.kind ?? "")
        }
    }
}

extension MailMessage {
    /// Attached files but the letter's own data and its checkpoint.
    var attachedFiles: [OutgoingMail.Attachment] {
        let own = [LetterWriter.dataFileName, LetterWriter.checkpointFileName]
        return parts.compactMap { part in
            guard let name = part.fileName, !own.contains(name) else { return nil }
            return OutgoingMail.Attachment(
                fileName: name, contentType: part.contentType, content: part.content)
        }
    }
}
