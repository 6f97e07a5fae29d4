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
    /// A letter is held back until those after it have arrived.
    case letterReordered = "letter-reordered"
    /// A gateway writes a letter's parts anew in base64.
    case letterReencoded = "letter-reencoded"
    /// The end of a letter is missing.
    case letterTruncated = "letter-truncated"
    /// A stranger sends a letter that looks like the other desk's.
    case letterForged = "letter-forged"
    /// The server refuses a recipient for good.
    case deliveryRefused = "delivery-refused"
    /// The server asks to try again later.
    case deliveryPostponed = "delivery-postponed"
    /// The outgoing server does not answer for hours or days.
    case serverDown = "server-down"
    /// The connection ends before the server's answer, with or without the letter taken.
    case deliveryUncertain = "delivery-uncertain"
    /// An absent person's mailbox answers every letter.
    case autoReply = "auto-reply"
    /// Two forwarding rules send a letter round and round, and back to its sender.
    case mailLoop = "mail-loop"
    /// Somebody else reads the mailbox: moves a letter away and, hours later, back.
    case mailboxShared = "mailbox-shared"
    /// All letters of a mailbox appear again under new handles, as after a change of UIDVALIDITY.
    case mailboxRenumbered = "mailbox-renumbered"
    /// The mailbox cannot be read for a while.
    case mailboxDown = "mailbox-down"
    /// A second worker of the same desk works while the first waits for a server or a reader.
    case twoWorkers = "two-workers"
    /// A proxy answers a copy over HTTP with a page and status 200, and the desk never gets it.
    case httpAnswersHTML = "http-answers-html"
    /// The desk's process ends before a commit, after it, or between a commit and its confirmation.
    case crash
    /// With the process its disk is lost, and the desk begins again from last night's backup.
    case oldBackup = "old-backup"
    /// A commit fails as on a failing disk; the next one works.
    case diskFails = "disk-fails"
    /// The disk is full: every commit fails for minutes or hours.
    case diskFull = "disk-full"
    /// A commit is reported as failed, and is on the disk all the same.
    case syncFails = "sync-fails"
    /// A desk's clock jumps, forward or back.
    case clockStep = "clock-step"
    /// A desk's clock runs too fast or too slowly from now on.
    case clockDrift = "clock-drift"
    /// People do what is permitted and silly: update, suspend, withdraw and reclassify at random.
    case sillyPeople = "silly-people"
    /// Somebody at the station writes an acknowledgement, update or refusal in a mail program: words without data.
    case writtenByHand = "written-by-hand"
    /// A server puts a letter into the mailbox of another desk, in place of its own or besides; there must be several
    /// stations.
    case letterMisdirected = "letter-misdirected"

    /// How likely it strikes when it could.
    var probability: Double {
        switch self {
        case .letterLost, .letterTruncated, .letterForged, .deliveryRefused, .crash: 0.01
        case .letterDoubled, .letterDelayed, .letterReordered, .deliveryPostponed: 0.05
        case .letterMisdirected: 0.05
        case .letterReencoded, .deliveryUncertain, .autoReply, .twoWorkers, .oldBackup: 0.03
        case .mailboxRenumbered, .mailboxDown, .mailboxShared, .mailLoop: 0.005
        case .diskFails, .syncFails, .clockStep: 0.003
        case .serverDown, .clockDrift: 0.001
        case .diskFull: 0.0003
        case .httpAnswersHTML, .writtenByHand: 0.2
        case .sillyPeople: 0.3
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

    func isOn(_ fault: Fault) -> Bool { switchedOn.contains(fault) }

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
