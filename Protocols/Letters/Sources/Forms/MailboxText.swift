// Mail addresses as people write them in a form: `"Name" <a@b>, c@d`, and an operator with an
// address after a comma.

import MonitoringOrders

/// Reading and printing of mailboxes.
enum MailboxText {
    /// Splits a line at commas that stand outside quotes and angle brackets.
    static func pieces(_ line: String) -> [String] {
        var (pieces, current) = ([String](), "")
        var (isQuoted, isBracketed, isEscaped) = (false, false, false)
        for character in line {
            if character == ",", !isQuoted, !isBracketed {
                pieces.append(current)
                current = ""
                continue
            }
            if character == "\"", !isEscaped { isQuoted.toggle() }
            if character == "<", !isQuoted { isBracketed = true }
            if character == ">", !isQuoted { isBracketed = false }
            isEscaped = isQuoted && character == "\\" && !isEscaped
            current.append(character)
        }
        return (pieces + [current]).map(\.trimmingBlanks).filter { !$0.isEmpty }
    }

    /// Reads one mailbox: a bare address, or a name and the address in angle brackets.
    static func read(_ piece: String) -> Mailbox? {
        guard piece.hasSuffix(">"), let open = piece.lastIndex(of: "<") else {
            return MailAddress(piece).map { Mailbox(address: $0) }
        }
        guard let address = MailAddress(String(piece[piece.index(after: open)...].dropLast()))
        else { return nil }
        let name = unquoted(piece[..<open].trimmingBlanks).trimmingBlanks
        return Mailbox(
            name: ParticularReader.isUnknown(name) ? nil : name, address: address)
    }

    /// `"Name" <a@b>`, or the bare address.
    static func text(_ mailbox: Mailbox) -> String {
        guard let name = mailbox.name else { return mailbox.address.description }
        let quoted = name.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }.joined()
        return "\"\(quoted)\" <\(mailbox.address)>"
    }

    /// Reads an operator: a name, with an address after the last comma or in angle brackets.
    static func readOperator(_ line: String) -> SatelliteOperator? {
        let text = line.trimmingBlanks
        guard text.contains("@") else { return SatelliteOperator(name: text) }
        if let mailbox = read(text) {
            let name = mailbox.name ?? mailbox.address.description
            return SatelliteOperator(name: name, address: mailbox.address)
        }
        guard let comma = text.lastIndex(of: ","),
            let address = MailAddress(text[text.index(after: comma)...].trimmingBlanks)
        else { return nil }
        let name = text[..<comma].trimmingBlanks
        return ParticularReader.isUnknown(name)
            ? nil : SatelliteOperator(name: name, address: address)
    }

    /// `Rurisat Ltd., noc@rurisat.operator.example`.
    static func text(_ satelliteOperator: SatelliteOperator) -> String {
        [satelliteOperator.name, satelliteOperator.address?.description].compactMap(\.self)
            .joined(separator: ", ")
    }

    private static func unquoted(_ name: String) -> String {
        guard name.count >= 2, name.hasPrefix("\""), name.hasSuffix("\"") else { return name }
        var (plain, isEscaped) = ("", false)
        for character in name.dropFirst().dropLast() {
            if character == "\\", !isEscaped {
                isEscaped = true
            } else {
                plain.append(character)
                isEscaped = false
            }
        }
        return plain
    }
}
