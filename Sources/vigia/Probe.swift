// Trying what the settings name: mail servers, database, clock. Nothing is sent, stored or changed.

import CTimex
import Desk
import Foundation
import Glibc
import MailTransport
import MonitoringOrders
import OrderStore
import Quantities

/// Tries of what a desk needs.
struct Probe {
    enum Result: String {
        case ok, failed
        /// It works, and somebody should look at it.
        case doubtful
    }

    struct Finding {
        var name: String
        var result: Result
        var words: String
    }

    let folder: DeskFolder
    let configuration: DeskConfiguration

    func run() -> [Finding] { mail() + [database()] + [clock()] }

    private func mail() -> [Finding] {
        let settings = configuration.settings.mail
        var findings: [Finding] = []
        if let server = settings.outgoing {
            findings.append(
                Self.attempt("mail.outgoing", "\(server.host):\(server.port) takes letters") {
                    try ServerProbe.trySubmission(server)
                })
        }
        if let mailbox = settings.incoming {
            let server = mailbox.server
            findings.append(
                Self.attempt("mail.incoming", "\(server.host):\(server.port) opens \(mailbox.name)")
                {
                    try ServerProbe.tryMailbox(server, name: mailbox.name)
                })
        }
        if settings.outgoing == nil || settings.incoming == nil {
            let isWritable = FileManager.default.isWritableFile(atPath: settings.postOffice)
            findings.append(
                Finding(
                    name: "mail.post_office", result: isWritable ? .ok : .failed,
                    words: "\(settings.postOffice) can\(isWritable ? "" : "not") be written"))
        }
        return findings
    }

    /// Asks the database, or says which process has it.
    private func database() -> Finding {
        let location = configuration.settings.database ?? folder.database
        do {
            let store = try OrderStore.open(at: location)
            let rows = try store.read { try $0.checkpoint() }.rows
            return Finding(
                name: "database", result: .ok, words: "\(store.diagnostics), \(rows) rows")
        } catch let error as StoreError where error.code == .locked {
            let isServed = ServingNote(reading: folder)?.isAlive ?? false
            return Finding(
                name: "database", result: isServed ? .ok : .doubtful,
                words: isServed ? "the serving process has it" : "\(error)")
        } catch {
            return Finding(name: "database", result: .failed, words: "\(error)")
        }
    }

    /// The clock decides about deadlines and stands in every letter: it must be synchronised, and not behind the journal.
    private func clock() -> Finding {
        var state = timex()
        let answer = adjtimex(&state)
        let now = Surroundings.real.now()
        // A clock that was set to the time of its making.
        guard now > UTCInstant(secondsSince1970: 1_767_225_600) else {
            return Finding(name: "clock", result: .failed, words: "\(now) is long past")
        }
        guard answer >= 0, state.status & STA_UNSYNC == 0 else {
            return Finding(
                name: "clock", result: .doubtful,
                words:
                    "\(now); the system does not say that it is synchronised (chrony, systemd-timesyncd)"
            )
        }
        let milliseconds = state.maxerror / 1_000
        return Finding(
            name: "clock", result: milliseconds < 1_000 ? .ok : .doubtful,
            words: "\(now), synchronised, at most \(milliseconds) ms off")
    }

    private static func attempt(_ name: String, _ words: String, _ body: () throws -> Void)
        -> Finding
    {
        do {
            try body()
            return Finding(name: name, result: .ok, words: words)
        } catch let error as CarrierError {
            return Finding(name: name, result: .failed, words: error.words)
        } catch {
            return Finding(name: name, result: .failed, words: "\(error)")
        }
    }
}
