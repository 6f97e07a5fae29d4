// One installation: the Bureau's desk or the station's. It joins the rules with store, letters and
// carriers; every act is one transaction, and nothing is sent or shown as done before its commit.

public import ConfigurationFiles
public import Letters
public import Logging
public import MailTransport
public import MonitoringOrders
public import OrderStore
import Quantities
public import Reports

/// A desk with its store and its surroundings.
public struct Desk: Sendable {
    /// What holds now; see ``adopt(_:)``.
    public var configuration: DeskConfiguration { held.configuration }
    private let held: HeldConfiguration
    /// What the workers of this process last brought to an end.
    public let pulse = DeskPulse()
    public let store: OrderStore
    public let surroundings: Surroundings
    public let logger: Logger
    /// Reads the bytes of strangers.
    public let mailReader: any MailReading
    /// Signs what goes out, where the desk has a certificate.
    let signer: LetterSigner?
    /// Signs what the journal holds; each letter carries such a checkpoint to the other desk.
    let checkpointSigner: CheckpointSigner?
    let forms: ReportForms
    /// What the station has planned lately.
    let plans = PlanMemory()
    /// Folder below which each task's recordings and measurement are kept; `nil` where nothing is kept.
    let recordings: String?

    /// A desk over an open store.
    ///
    /// - Throws: ``ConfigurationError`` if store and settings do not belong together.
    public init(
        configuration: DeskConfiguration, store: OrderStore, surroundings: Surroundings,
        mailReader: any MailReading, signer: LetterSigner? = nil,
        checkpointSigner: CheckpointSigner? = nil, logger: Logger,
        forms: ReportForms = ReportForms(), recordings: String? = nil
    ) throws(ConfigurationError) {
        let settings = configuration.settings
        guard store.desk == settings.desk, store.register == settings.register else {
            let made = "the database is of a \(store.register.rawValue) \(store.desk.rawValue) desk"
            throw ConfigurationError([.init(file: "settings.yaml", key: "desk", message: made)])
        }
        (held, self.store) = (HeldConfiguration(configuration), store)
        (self.surroundings, self.logger, self.forms) = (surroundings, logger, forms)
        (self.mailReader, self.signer) = (mailReader, signer)
        (self.checkpointSigner, self.recordings) = (checkpointSigner, recordings)
    }

    /// Lets a configuration that was read anew hold, for all copies of this desk.
    ///
    /// - Returns: the keys whose new values wait for the next start; they stay as they were.
    public func adopt(_ configuration: DeskConfiguration) -> [String] { held.adopt(configuration) }

    /// The store knows both for ever, and no configuration changes them.
    public var kind: DeskKind { store.desk }
    public var isSimulation: Bool { store.register == .simulation }

    /// Carries out a command on an order: judged, journalled and answered by letters in one commit.
    ///
    /// - Returns: the order as it stands afterwards.
    /// - Throws: `Refusal` if the rules say no, `StoreError` if the store fails; nothing has happened.
    @discardableResult
    public func perform(
        _ command: OrderCommand, on number: OrderNumber, by actor: Actor,
        attachments: [OutgoingMail.Attachment] = []
    ) throws -> Order {
        let now = surroundings.now()
        let act = Act(actor: actor, at: now, attachments: attachments)
        return try store.write { transaction in
            try perform(command, on: number, act, in: transaction)
        }
    }

    /// Who acts, when, and what is to be attached to the letter that follows.
    struct Act {
        var actor: Actor
        var at: UTCInstant
        var attachments: [OutgoingMail.Attachment] = []
        /// The letter that will probably follow, written out beforehand.
        var foreseen: WrittenLetter?
    }

    /// Carries out a command within a transaction.
    @discardableResult
    func perform(
        _ command: OrderCommand, on number: OrderNumber, _ act: Act,
        in transaction: StoreTransaction
    ) throws -> Order {
        let before = try transaction.order(number)
        let events = try Order.decide(
            command, for: before, at: act.at, by: act.actor, under: configuration.terms)
        var order = before
        for event in events {
            let after = try transaction.append(event, to: number, at: act.at, by: act.actor)
            try sendLetter(for: event, of: after, act, in: transaction)
            order = after
        }
        guard let order else { throw Refusal.unknownOrder }
        return order
    }

    /// The order with a number.
    ///
    /// - Throws: `Refusal.unknownOrder` when there is none.
    public func order(_ number: OrderNumber) throws -> Order {
        guard let order = try store.read({ try $0.order(number) }) else {
            throw Refusal.unknownOrder
        }
        return order
    }

    /// The number of the order with a reference number.
    ///
    /// - Throws: `Refusal.unknownOrder` when there is none.
    public func orderNumber(of reference: ReferenceNumber) throws -> OrderNumber {
        guard let number = try store.read({ try $0.orderNumber(of: reference) }) else {
            throw Refusal.unknownOrder
        }
        return number
    }
}
