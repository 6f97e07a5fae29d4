// What the reader says of a letter, as bytes between the two processes.

import Letters
import Quantities

/// The reader's answer about one letter.
enum ReaderAnswer {
    static func encode(_ result: Result<MailMessage, MIMEFault>) -> [UInt8] {
        var writer = ByteWriter()
        switch result {
        case .success(let message):
            writer.add(true)
            writer.add(message)
        case .failure(let fault):
            writer.add(false)
            writer.add(fault)
        }
        return writer.bytes
    }

    /// Takes an answer apart.
    ///
    /// - Throws: `ByteReader.Malformed`: whoever wrote it is not the reader that we know.
    static func decode(
        _ bytes: [UInt8]
    ) throws(ByteReader.Malformed) -> Result<MailMessage, MIMEFault> {
        var reader = ByteReader(bytes)
        let result: Result<MailMessage, MIMEFault> =
            try reader.flag() ? .success(try reader.message()) : .failure(try reader.fault())
        guard reader.isAtEnd else { throw ByteReader.Malformed() }
        return result
    }
}

extension ByteWriter {
    fileprivate mutating func add(_ fault: MIMEFault) {
        switch fault {
        case .overLimit(let limit, let found, _):
            add(limit.rawValue)
            add(Int64(found))
        case .noHeader, .readerFailed: add("")
        }
    }

    fileprivate mutating func add(_ message: MailMessage) {
        add(message.headers) { writer, header in
            writer.add(header.name)
            writer.add(header.value)
        }
        add(message.messageID) { $0.add($1) }
        add(message.inReplyTo) { $0.add($1) }
        add(message.references) { $0.add($1) }
        for senders in [message.from, message.to, message.copies] {
            add(senders) { writer, sender in
                writer.add(sender.name) { $0.add($1) }
                writer.add(sender.address)
            }
        }
        add(message.returnPath) { $0.add($1) }
        add(message.subject)
        add(message.date) { $0.add($1.nanosecondsSince1970) }
        add(message.contentType)
        add(message.parts) { $0.add($1) }
        add(message.anomalies) { $0.add($1) }
        add(message.signature) { writer, signature in
            writer.add(signature.signers) { $0.add($1) }
            writer.add(signature.fault) { $0.add($1) }
            writer.add(signature.coversWholeLetter)
        }
    }

    private mutating func add(_ part: MailMessage.Part) {
        add(part.contentType)
        add(part.charset) { $0.add($1) }
        add(part.transferEncoding) { $0.add($1) }
        add(part.isAttachment)
        add(part.fileName) { $0.add($1) }
        add(part.parameters.sorted { $0.key < $1.key }) { writer, parameter in
            writer.add(parameter.key)
            writer.add(parameter.value)
        }
        add(part.content)
        add(part.text) { $0.add($1) }
        add(Int64(part.depth))
    }
}

extension ByteReader {
    fileprivate mutating func fault() throws(Malformed) -> MIMEFault {
        let name = try text()
        if name.isEmpty { return .noHeader }
        guard let limit = MIMEFault.Limit(rawValue: name) else { throw Malformed() }
        return .overLimit(limit, found: Int(try number()), allowed: limit.allowed)
    }

    fileprivate mutating func message() throws(Malformed) -> MailMessage {
        var message = MailMessage()
        message.headers = try list { (reader) throws(Malformed) in
            MailMessage.Header(name: try reader.text(), value: try reader.text())
        }
        message.messageID = try optionalText()
        message.inReplyTo = try texts()
        message.references = try texts()
        message.from = try senders()
        message.to = try senders()
        message.copies = try senders()
        message.returnPath = try optionalText()
        message.subject = try text()
        message.date = try optional { (reader) throws(Malformed) in
            UTCInstant(nanosecondsSince1970: try reader.number())
        }
        message.contentType = try text()
        message.parts = try list { (reader) throws(Malformed) in try reader.part() }
        message.anomalies = try texts()
        message.signature = try optional { (reader) throws(Malformed) in
            MailSignature(
                signers: try reader.texts(), fault: try reader.optionalText(),
                coversWholeLetter: try reader.flag())
        }
        return message
    }

    private mutating func part() throws(Malformed) -> MailMessage.Part {
        MailMessage.Part(
            contentType: try text(), charset: try optionalText(),
            transferEncoding: try optionalText(), isAttachment: try flag(),
            fileName: try optionalText(), parameters: try parameters(), content: try content(),
            text: try optionalText(), depth: Int(try number()))
    }

    private mutating func parameters() throws(Malformed) -> [String: String] {
        let pairs = try list { (reader) throws(Malformed) in
            (try reader.text(), try reader.text())
        }
        return Dictionary(pairs) { first, _ in first }
    }

    private mutating func senders() throws(Malformed) -> [MailMessage.Sender] {
        try list { (reader) throws(Malformed) in
            MailMessage.Sender(name: try reader.optionalText(), address: try reader.text())
        }
    }

    private mutating func optionalText() throws(Malformed) -> String? {
        try optional { (reader) throws(Malformed) in try reader.text() }
    }

    private mutating func texts() throws(Malformed) -> [String] {
        try list { (reader) throws(Malformed) in try reader.text() }
    }
}
