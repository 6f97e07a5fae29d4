// Our side of the conversation with a mailbox: which command comes next, and what the answers mean. Pure:
// answers in, commands out. The mailbox is never changed: BODY.PEEK sets no flag, nothing is deleted.

package import Quantities

/// A letter in a mailbox.
package struct MailboxLetter: Hashable {
    package var uid: UInt32
    /// `nil` for a letter that is larger than any that is read.
    package var bytes: [UInt8]?
    /// When the server took it in.
    package var serverTime: UTCInstant?
}

/// What is known of a mailbox once it is open.
package struct MailboxState: Hashable {
    /// UIDs mean the same letters only while this stays the same.
    package var validity: UInt32
    /// The UID that the next letter will get, if the server says so.
    package var nextUID: UInt32?
}

/// The answers to one command.
package struct IMAPCommandResult: Hashable {
    /// The three ends that a command can have.
    package enum Status: String { case ok = "OK", no = "NO", bad = "BAD" }

    package var status: Status
    /// The words after the status.
    package var words: String
    package var untagged: [IMAPAnswer]
}

/// Collects the answers of one command after the other.
package struct IMAPConversation {
    private var scanner = IMAPScanner()
    private var number = 0
    private var tag = ""
    private var untagged: [IMAPAnswer] = []
    private var size = 0

    /// A conversation that has just begun.
    package init() {}

    /// The bytes of a command; its answers are those that come until its result.
    ///
    /// - Parameter text: of our own making, without line ends.
    /// - Returns: the line with its tag.
    package mutating func command(_ text: String) -> [UInt8] {
        precondition(text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }, "a command is one line")
        number += 1
        tag = "V\(number)"
        (untagged, size) = ([], 0)
        return Array("\(tag) \(text)\r\n".utf8)
    }

    /// Takes bytes of the server.
    ///
    /// - Returns: the result of the command, once it is there.
    /// - Throws: ``IMAPFault`` if the server breaks the protocol or says goodbye.
    package mutating func take(_ bytes: [UInt8]) throws(IMAPFault) -> IMAPCommandResult? {
        size += bytes.count
        guard size <= 2 * Limits.letterBytes else {
            throw IMAPFault(words: "the answer to one command has no end")
        }
        for answer in try scanner.feed(bytes) {
            guard let end = answer.tag else {
                if answer.rest.uppercased().hasPrefix("BYE") {
                    throw IMAPFault(words: "the server says goodbye: \(answer.rest.shown)")
                }
                untagged.append(answer)
                continue
            }
            guard end == tag else {
                throw IMAPFault(words: "an answer to no command of ours: \(answer.text.shown)")
            }
            let parts = answer.rest.split(separator: " ", maxSplits: 1)
            guard let status = IMAPCommandResult.Status(rawValue: (parts.first ?? "").uppercased())
            else { throw IMAPFault(words: "a result without a status: \(answer.text.shown)") }
            return IMAPCommandResult(
                status: status, words: parts.count > 1 ? String(parts[1]).shown : "",
                untagged: untagged)
        }
        return nil
    }
}

extension IMAPConversation {
    /// Takes bytes of the server while it watches the mailbox after `IDLE`.
    ///
    /// - Returns: whether the server has said that it is ready, and whether something came into the mailbox.
    /// - Throws: ``IMAPFault`` if it does not watch, or breaks the protocol.
    package mutating func takeWhileWatching(
        _ bytes: [UInt8]
    ) throws(IMAPFault) -> (isReady: Bool, hasChange: Bool) {
        if let end = try take(bytes) {
            throw IMAPFault(words: "the server does not watch: \(end.words)")
        }
        defer { (untagged, size) = ([], 0) }
        return (
            untagged.contains { $0.text.hasPrefix("+") },
            untagged.contains { $0.rest.uppercased().hasSuffix(" EXISTS") }
        )
    }
}

extension IMAPCommandResult {
    /// What CAPABILITY says that the server can do, in capital letters.
    package var capabilities: Set<String> {
        let lists = untagged.filter { $0.rest.uppercased().hasPrefix("CAPABILITY ") }
        return Set(lists.flatMap { $0.rest.uppercased().split(separator: " ").map(String.init) })
    }

    /// What SELECT or EXAMINE says of the mailbox; `nil` if it lacks the UIDVALIDITY, without which no UID
    /// means anything.
    package var mailbox: MailboxState? {
        func number(_ name: String) -> UInt32? {
            untagged.lazy.compactMap { answer in
                answer.text.split(separator: "[" + name + " ", maxSplits: 1).dropFirst().first
                    .flatMap { UInt32($0.prefix { $0.isASCII && $0.isNumber }) }
            }.first
        }
        return number("UIDVALIDITY").map { MailboxState(validity: $0, nextUID: number("UIDNEXT")) }
    }

    /// The UIDs of a search, ascending.
    package var searched: [UInt32] {
        let lists = untagged.filter { $0.rest.uppercased().hasPrefix("SEARCH") }
        return lists.flatMap { $0.rest.split(separator: " ").dropFirst().compactMap { UInt32($0) } }
            .sorted()
    }

    /// The letter of a fetch, if the answer is one for this UID and holds exactly one literal of the
    /// announced size.
    ///
    /// - Throws: ``IMAPFault`` when sizes differ: the server cut the letter.
    package func letter(uid: UInt32) throws(IMAPFault) -> MailboxLetter? {
        for answer in untagged where answer.rest.uppercased().contains(" FETCH (") {
            guard answer.number(after: "UID ") == uid, answer.literals.count == 1,
                answer.rest.uppercased().contains("BODY[]")
            else { continue }
            let literal = answer.literals[0]
            if let literal, let size = answer.number(after: "RFC822.SIZE "),
                Int(size) != literal.count
            {
                throw IMAPFault(
                    words: "letter \(uid) has \(literal.count) bytes, \(size) were announced")
            }
            return MailboxLetter(uid: uid, bytes: literal, serverTime: answer.internalDate)
        }
        return nil
    }
}

extension IMAPAnswer {
    /// The number after a word of the answer.
    fileprivate func number(after word: String) -> UInt32? {
        rest.uppercased().split(separator: word, maxSplits: 1).dropFirst().first
            .flatMap { UInt32($0.prefix { $0.isASCII && $0.isNumber }) }
    }
}

extension IMAPAnswer {
    /// The INTERNALDATE of a letter, such as `"17-Jul-1996 02:44:25 -0700"`.
    fileprivate var internalDate: UTCInstant? {
        let behind = rest.split(separator: "INTERNALDATE \"", maxSplits: 1).dropFirst().first
        let parts = (behind ?? "").prefix { $0 != "\"" }.split(separator: " ")
        guard parts.count == 3 else { return nil }
        let date = parts[0].split(separator: "-")
        let months = [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ]
        guard date.count == 3, let day = Int(date[0]),
            let month = months.firstIndex(of: String(date[1]))
        else { return nil }
        let zone = parts[2].prefix(3) + ":" + parts[2].suffix(2)
        return UTCInstant(
            "\(date[2])-\((month + 1).padded(to: 2))-\(day.padded(to: 2))T\(parts[1])\(zone)")
    }
}

extension String {
    /// The text as it may stand in a message: one line, not long.
    var shown: String {
        String(String.UnicodeScalarView(unicodeScalars.filter { $0.value >= 0x20 }.prefix(200)))
    }
}
