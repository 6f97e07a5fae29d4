// The carriers of a desk by its settings: mail servers or maildirs, behind the guard that keeps simulated letters
// and, without the production switch, all letters from the parties' real addresses (R82, R87).

public import MailTransport
import MonitoringOrders
import OrderStore

extension Desk {
    /// The desk's workers over the carriers of its settings.
    ///
    /// - Parameter connection: one to the mailbox that is kept from round to round.
    /// - Returns: workers for as many rounds as one likes.
    public func workers(keeping connection: IMAPConnection = IMAPConnection()) -> Workers {
        let mail = configuration.settings.mail
        let maildirs = maildirWorkers
        return Workers(
            desk: self,
            incoming: mail.incoming.map {
                IMAPCarrier($0.server, mailbox: $0.name, memory: self, keeping: connection)
            } ?? maildirs.incoming,
            outgoing: mail.outgoing.map { guarded(SMTPCarrier($0)) } ?? maildirs.outgoing)
    }

    /// The desk's workers over the maildirs of its post office.
    private var maildirWorkers: Workers {
        let settings = configuration.settings
        let root = settings.mail.postOffice
        let maildir = MaildirCarrier(root: root, address: settings.ownAddress)
        let serverName = settings.mail.serverName
        // Between desks on one machine no mail server vouches for anybody; in a simulation the
        // post office plays that part.
        let outgoing: any OutgoingCarrier =
            isSimulation
            ? LocalPostOffice(serverName: { _ in serverName }, carrier: { _ in maildir }) : maildir
        return Workers(desk: self, incoming: maildir, outgoing: guarded(outgoing))
    }

    /// A carrier behind the guard of R82 and R87.
    public func guarded(_ carrier: any OutgoingCarrier) -> GuardedCarrier {
        GuardedCarrier(
            carrier, production: configuration.settings.isProduction, simulation: isSimulation)
    }
}

extension Desk: MailboxMemory {
    /// The highest UID among the stored letters of a mailbox.
    public func highestUID(in mailbox: String, validity: UInt32) throws -> UInt32? {
        try store.read { try $0.highestHandle(carrier: mailbox, group: "\(validity)") }
            .map { UInt32(clamping: $0) }
    }
}
