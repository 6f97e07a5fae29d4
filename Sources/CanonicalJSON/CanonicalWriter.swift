// Canonical text that grows at its end, one container inside the other. A container is closed when one around it goes
// on, and its members are put into order then, if they have not come so.

/// The text of one value, written as the value encodes itself. A value of its own inside the class below: so its parts
/// are reached without asking each time whether somebody else is at them.
struct CanonicalText {
    /// An object or array that is not closed yet.
    private struct Container {
        var isObject: Bool
        /// Where its text begins.
        var start: Int
        /// Where its members begin among all that are not closed.
        var firstMember: Int
        var count = 0
        /// True as long as the names have come in order.
        var isSorted = true
    }

    /// A member of an object that is not closed, and where it stands in the text.
    private struct Member {
        var name: String
        var start: Int
        var end = 0
    }

    private var text: [UInt8] = []
    private var containers: [Container] = []
    private var members: [Member] = []
    /// True at the beginning, after a name, and where an element begins.
    private var awaitsValue = true

    init() { text.reserveCapacity(1024) }

    /// Closes what is open.
    ///
    /// - Returns: the whole text.
    mutating func finish() -> String {
        close(to: 0)
        return String(decoding: text, as: UTF8.self)
    }

    // MARK: containers

    /// Opens a container in the place of the value that is awaited.
    ///
    /// - Returns: its level: how many containers are open, itself included.
    mutating func begin(isObject: Bool) -> Int {
        takePlace()
        containers.append(
            Container(isObject: isObject, start: text.count, firstMember: members.count))
        text.append(UInt8(ascii: isObject ? "{" : "["))
        return containers.count
    }

    /// Begins a member of the object on a level; its value comes next.
    mutating func beginMember(_ name: String, at level: Int) {
        beginElement(at: level)
        if containers[level - 1].count > 1, let before = members.last?.name,
            !JSONValue.precedes(before, name)
        {
            containers[level - 1].isSorted = false
        }
        members.append(Member(name: name, start: text.count))
        JSONValue.quote(name, into: &text)
        text.append(UInt8(ascii: ":"))
    }

    /// Begins an element of the container on a level; its value comes next.
    mutating func beginElement(at level: Int) {
        close(to: level)
        let container = containers[level - 1]
        if container.count > 0 {
            if container.isObject { members[members.count - 1].end = text.count }
            text.append(UInt8(ascii: ","))
        }
        containers[level - 1].count += 1
        awaitsValue = true
    }

    /// How many elements the array on a level has.
    func count(at level: Int) -> Int { containers[level - 1].count }

    /// Closes the containers above a level. A value that has written nothing is an object without members.
    private mutating func close(to level: Int) {
        precondition(level <= containers.count, "a container goes on after one around it did")
        if awaitsValue { write(bare: "{}") }
        while containers.count > level {
            let last = containers.removeLast()
            if last.isObject, last.count > 0 { closeMembers(of: last) }
            text.append(UInt8(ascii: last.isObject ? "}" : "]"))
        }
    }

    private mutating func closeMembers(of object: Container) {
        members[members.count - 1].end = text.count
        if !object.isSorted { sort(object) }
        members.removeSubrange(object.firstMember...)
    }

    /// Puts the members of an object, the last thing in the text, into the order of their names.
    private mutating func sort(_ object: Container) {
        let written = Array(text[object.start...])
        members[object.firstMember...].sort { JSONValue.precedes($0.name, $1.name) }
        text.removeSubrange((object.start + 1)...)
        for (place, member) in members[object.firstMember...].enumerated() {
            if place > 0 { text.append(UInt8(ascii: ",")) }
            text += written[(member.start - object.start)..<(member.end - object.start)]
        }
    }

    // MARK: values

    mutating func write(_ value: String) {
        takePlace()
        JSONValue.quote(value, into: &text)
    }

    /// Writes what needs no quotes.
    mutating func write(bare value: String) {
        takePlace()
        text += value.utf8
    }

    private mutating func takePlace() {
        precondition(awaitsValue, "a value encodes itself twice")
        awaitsValue = false
    }
}

/// What the containers of one value share.
final class CanonicalWriter {
    var text = CanonicalText()
}
