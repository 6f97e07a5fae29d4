// What can go wrong in a simulated world. Each fault has a name at the command line, strikes with a
// probability of its own, and can be left out; a seed of a swarm leaves out a random half, because
// some defects show only where others do not hide them (swarm testing, Groce et al. 2012).

/// One way in which the world misbehaves.
public enum Fault: String, Hashable, Sendable, CaseIterable {
    /// A mail server took a letter and lost it.
    case letterLost = "letter-lost"
    /// A letter arrives twice.
    case letterDoubled = "letter-doubled"
    /// A letter is on the way for hours or days, and others overtake it.
    case letterDelayed = "letter-delayed"
    /// The end of a letter is missing.
    case letterTruncated = "letter-truncated"
    /// A stranger sends a letter that looks like the other desk's.
    case letterForged = "letter-forged"
    /// The server refuses a recipient for good.
    case deliveryRefused = "delivery-refused"
    /// The server asks to try again later.
    case deliveryPostponed = "delivery-postponed"
    /// The connection ends before the server's answer, with or without the letter taken.
    case deliveryUncertain = "delivery-uncertain"
    /// An absent person's mailbox answers every letter.
    case autoReply = "auto-reply"
    /// All letters of a mailbox appear again under new handles, as after a change of UIDVALIDITY.
    case mailboxRenumbered = "mailbox-renumbered"
    /// The mailbox cannot be read for a while.
    case mailboxDown = "mailbox-down"
    /// The desk's process ends before a commit, after it, or between a commit and its confirmation.
    case crash
    /// A commit fails as on a full or failing disk, and works again later.
    case diskFails = "disk-fails"
    /// A desk's clock jumps, forward or back.
    case clockStep = "clock-step"
    /// People do what is permitted and silly: update, suspend, withdraw and reclassify at random.
    case sillyPeople = "silly-people"

    /// How likely it strikes when it could.
    var probability: Double {
        switch self {
        case .letterLost: 0.01
        case .letterDoubled, .letterDelayed, .deliveryPostponed: 0.05
        case .letterTruncated, .letterForged, .deliveryRefused: 0.01
        case .deliveryUncertain, .autoReply: 0.03
        case .mailboxRenumbered, .mailboxDown: 0.005
        case .crash: 0.01
        case .diskFails, .clockStep: 0.003
        case .sillyPeople: 0.1
        }
    }
}

extension Fault {
    /// A random half of all faults, for one seed of a swarm.
    public static func swarm(for seed: UInt64) -> Set<Fault> {
        var dice = Dice(seed: seed, stream: "swarm")
        return Set(allCases.filter { _ in dice.falls(0.5) })
    }
}

/// Which faults are on, and how often each has struck.
struct Faults {
    private(set) var switchedOn: Set<Fault>
    private(set) var counts: [Fault: Int] = [:]
    private var dice: Dice

    init(_ faults: Set<Fault>, seed: UInt64) {
        (switchedOn, dice) = (faults, Dice(seed: seed, stream: "faults"))
    }

    /// Decides whether a fault strikes now.
    mutating func strikes(_ fault: Fault) -> Bool {
        // Drawn also where the fault is off, so that leaving one out does not move the others.
        let falls = dice.falls(fault.probability)
        guard falls, switchedOn.contains(fault) else { return false }
        counts[fault, default: 0] += 1
        return true
    }

    mutating func draw<T>(_ body: (inout Dice) -> T) -> T { body(&dice) }

    /// From now on everything works.
    mutating func stop() { switchedOn = [] }
}
