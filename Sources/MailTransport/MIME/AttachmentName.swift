// The name of an attachment as it may be shown and stored. The name comes from a stranger: it must
// never lead out of a folder, hide its ending or break a line.

/// Makes attachment names safe.
public enum AttachmentName {
    /// The longest name in bytes of UTF-8; common file systems allow 255.
    public static let longestName = 200

    /// A name that is one plain path component; an ordinary name stays as it is.
    ///
    /// Folders before the name are dropped (also with `\`), controls and characters that change
    /// the direction of text become `_`, leading dots and the device names of old systems get a
    /// `_` in front, too long names are cut before their ending, and no name at all is `unnamed`.
    public static func safe(_ name: String) -> String {
        let last = name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last ?? ""
        var scalars = String.UnicodeScalarView()
        for scalar in last.unicodeScalars { scalars.append(isHarmless(scalar) ? scalar : "_") }
        var result = trimmed(String(scalars))
        guard !result.isEmpty else { return "unnamed" }
        let stem = result.prefix { $0 != "." }.lowercased()
        if result.hasPrefix(".") || deviceNames.contains(stem) { result = "_" + result }
        return cut(result)
    }

    private static func trimmed(_ text: String) -> String {
        var text = Substring(text)
        while text.first == " " { text.removeFirst() }
        while let last = text.last, last == " " || last == "." { text.removeLast() }
        return String(text)
    }

    private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse,
            .unassigned:
            false
        default: !#"<>:"|?*"#.unicodeScalars.contains(scalar)
        }
    }

    private static func cut(_ name: String) -> String {
        guard name.utf8.count > longestName else { return name }
        var ending = ""
        if let dot = name.lastIndex(of: "."), name[dot...].utf8.count <= 20 {
            ending = String(name[dot...])
        }
        var stem = ""
        for character in name {
            guard stem.utf8.count + String(character).utf8.count + ending.utf8.count <= longestName
            else { break }
            stem.append(character)
        }
        return stem + ending
    }

    private static let deviceNames: Set<String> = {
        var names: Set<String> = ["con", "prn", "aux", "nul"]
        for number in 1...9 { names.formUnion(["com\(number)", "lpt\(number)"]) }
        return names
    }()
}
