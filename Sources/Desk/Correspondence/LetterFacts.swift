// Small facts about letters that the desk needs: what a letter asks of the rules, which files it
// carries, by which digest a repeat is recognised, and what the desk knows about its thread.

import Foundation
import Letters
import MailTransport
public import MonitoringOrders
import OrderStore
import Quantities

extension Letter {
    /// What the letter asks of the rules.
    ///
    /// - Parameters:
    ///   - receipt: of this letter at this desk.
    ///   - files: what is attached to a report.
    /// - Returns: the command of the letter's sender.
    func command(receipt: Receipt, files: [FileDigest]) -> OrderCommand {
        switch self {
        case .order(let version): .receive(version, receipt)
        case .acknowledgement(_, let acknowledgement): .acknowledge(acknowledgement)
        case .update(_, let update, let reason): .update(update, reason: reason)
        case .refusal(_, _, let reason): .refuse(reason: reason)
        case .withdrawal(_, _, let reason): .withdraw(reason: reason)
        case .report(let report):
            .fileReport(
                FiledReport(
                    reference: report.reference, revision: report.revision, report: report,
                    attachments: files))
        }
    }
}

extension LetterReading {
    /// What the letter asks of the rules; `nil` for delivery reports. A final report written by hand
    /// is filed with its attachments alone.
    func command(receipt: Receipt, files: [FileDigest]) -> OrderCommand? {
        if let letter { return letter.command(receipt: receipt, files: files) }
        guard kind == .letter(.finalReport), let reference else { return nil }
        return .fileReport(
            FiledReport(reference: reference, revision: 0, report: nil, attachments: files))
    }
}

extension FileDigest {
    /// The digest of a file in a folder.
    ///
    /// - Throws: an error of the file system when it cannot be read.
    public init(name: String, in folder: String) throws {
        let data = try Data(contentsOf: URL(filePath: folder + "/" + name))
        self.init(fileName: name, sha256: Digest.sha256([UInt8](data)))
    }
}

extension FileDigest {
    /// The digest of a file that is attached to a letter.
    init(_ file: OutgoingMail.Attachment) {
        self.init(fileName: file.fileName, sha256: Digest.sha256(file.content))
    }
}

extension MailMessage {
    /// Digests of the attached files.
    var files: [FileDigest] { attachedFiles.map(FileDigest.init) }
}

/// The digest by which a letter that comes again is recognised.
enum ContentDigest {
    /// SHA-256 over sender, subject, date and parts: all that the sender wrote, and nothing that
    /// mail servers add on the way.
    static func of(_ message: MailMessage) -> String {
        var content: [UInt8] = []
        func add(_ bytes: some Sequence<UInt8>) {
            content += Array(bytes)
            content.append(0)
        }
        for sender in message.from { add(sender.address.lowercased().utf8) }
        add(message.subject.utf8)
        add((message.date?.description ?? "").utf8)
        for part in message.parts {
            add(part.contentType.utf8)
            add(Digest.sha256(part.content).utf8)
        }
        return Digest.sha256(content)
    }
}

extension Desk {
    /// What the desk knows that bears on a letter.
    ///
    /// - Parameters:
    ///   - message: the letter.
    ///   - letter: its number in the store, if it has one.
    ///   - reader: what is known.
    /// - Returns: correspondents, orders and earlier letters.
    /// - Throws: `StoreError`.
    func context(
        for message: MailMessage, of letter: Int? = nil, in reader: StoreReader
    ) throws -> CorrespondenceContext {
        let correspondents = configuration.settings.correspondents
        // A letter that is read again is no repeat of itself, nor of what was called a repeat of it.
        let known = try reader.letters(messageIDs: LetterReader.messageIDs(in: message)).filter {
            $0.id < letter ?? .max || $0.disposition == Disposition.accepted.rawValue
        }
        let series: Set = [configuration.settings.orderSeries]
        let orders = try LetterReader.orders(namedIn: message, series: series).filter {
            try reader.order($0) != nil
        }
        let proofs = configuration.settings.mail.signatures.proofs
        func writer(
            _ address: MailAddress, _ role: Role,
            _ name: Settings.MailSettings.Signatures.Writer
        ) -> Correspondent {
            Correspondent(address: address, roles: [role], proof: proofs[name] ?? .mailServer)
        }
        let writers =
            kind == .station
            ? [writer(correspondents.bureau, .dispatcher, .bureau)]
            : [
                writer(correspondents.station, .stationOperator, .station),
                writer(correspondents.administration, .officer, .administration),
            ]
        let own =
            kind == .bureau
            ? [correspondents.bureau] : [correspondents.station, correspondents.administration]
        return CorrespondenceContext(
            desk: kind, ownAddresses: Set(own),
            authenticationServer: configuration.settings.mail.serverName,
            correspondents: writers, knownLetters: known.compactMap(KnownLetter.init),
            knownOrders: orders, orderSeries: series, isSimulation: isSimulation)
    }
}

extension KnownLetter {
    fileprivate init?(_ record: LetterRecord) {
        guard let messageID = record.messageID else { return nil }
        self.init(
            messageID: messageID, order: record.order, contentDigest: record.contentDigest,
            name: "letter \(record.id)")
    }
}
