// The only form in which a mail address enters the house. It cannot hold what would let a text
// become a second command or a second header line (trap T5: some mail libraries send CR LF as is).

public import Quantities

/// An e-mail address `local@domain` that is safe to hand to a mail server.
///
/// The local part is a dot-atom (RFC 5322) of ASCII or of UTF-8 letters (RFC 6531); controls, CR,
/// LF, NUL, blanks, angle brackets, quotes and other specials are refused. Two addresses are equal
/// when they differ in letter case only.
public struct MailAddress: Sendable, CustomStringConvertible {
    /// The address as it was written.
    public let description: String

    /// An address, or `nil` when the text is none.
    public init?(_ text: String) {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, (1...64).contains(parts[0].utf8.count),
            (1...253).contains(parts[1].utf8.count),
            Self.isDotAtom(parts[0]), Self.isDomain(parts[1])
        else { return nil }
        description = text
    }

    /// The part after the `@`, in small letters.
    public var domain: String {
        String(description.drop { $0 != "@" }.dropFirst()).lowercased()
    }

    /// True if the address holds letters beyond ASCII, so that a server must offer SMTPUTF8.
    public var needsSMTPUTF8: Bool { !description.utf8.allSatisfy { $0 < 0x80 } }

    /// True if the address lies in the domain or below it.
    public func isWithin(domain parent: String) -> Bool {
        let parent = parent.lowercased()
        return domain == parent || domain.hasSuffix("." + parent)
    }

    private static let specials = Set("!#$%&'*+-/=?^_`{|}~")

    private static func isDotAtom(_ text: Substring) -> Bool {
        text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { atom in
            !atom.isEmpty && atom.allSatisfy { $0.isWordPart || specials.contains($0) }
        }
    }

    private static func isDomain(_ text: Substring) -> Bool {
        text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
            (1...63).contains(label.utf8.count) && label.first != "-" && label.last != "-"
                && label.allSatisfy { $0.isWordPart || $0 == "-" }
        }
    }
}

extension MailAddress: Hashable, Comparable, TextCodable {
    private var folded: String { description.lowercased() }

    public static func == (lhs: Self, rhs: Self) -> Bool { lhs.folded == rhs.folded }
    public static func < (lhs: Self, rhs: Self) -> Bool { lhs.folded < rhs.folded }
    public func hash(into hasher: inout Hasher) { hasher.combine(folded) }
}

/// A mail address with the name of the person or office behind it.
public struct Mailbox: Hashable, Sendable, Codable {
    public var name: String?
    public var address: MailAddress

    /// A mailbox; the name is shown to people and never decides anything.
    public init(name: String? = nil, address: MailAddress) {
        (self.name, self.address) = (name, address)
    }
}
