// Reading filed reports: the files that came with the letter, byte for byte, from the letter itself.

public import Letters
import MailTransport
public import MonitoringOrders
import OrderStore

extension Desk {
    /// The files of an order's latest filed report, as they came.
    public func filedReport(of number: OrderNumber) throws -> [OutgoingMail.Attachment] {
        let kinds = [LetterKind.finalReport.rawValue, LetterKind.revision.rawValue]
        return try store.read { reader in
            let letter = try reader.letters(order: number).last { record in
                record.isIncoming && record.disposition == Disposition.accepted.rawValue
                    && kinds.contains(record.kind ?? "")
            }
            guard let letter, let bytes = try reader.bytes(of: letter.id) else { return [] }
            return try mailReader.read(bytes).parts.compactMap { part in
                part.fileName.map {
                    OutgoingMail.Attachment(
                        fileName: $0, contentType: part.contentType, content: part.content)
                }
            }
        }
    }
}
