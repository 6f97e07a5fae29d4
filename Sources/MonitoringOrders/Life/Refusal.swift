// What the rules answer when they say no. The list is closed, so that each edge must say what it
// makes of every case. (The Administration's refusal of an order is an event, not this.)

public import Quantities

/// Why a command was not carried out. Nothing has changed.
public enum Refusal: Error, Hashable, Sendable {
    case unknownOrder
    case orderExists
    case notPossible(OrderAct, in: OrderState)
    case notPermitted(OrderAct, Role)
    case agreementNotYetInForce
    case agreementEnded(CalendarDate)
    case datedBeforeAgreement(CalendarDate)
    case noDesignatedContact(Party)
    /// An order of kind (a) without a copy to the Concerned Administration (R24).
    case copyMissing
    /// An order of kind 11.41 with an empty copy and no reason for it (A21).
    case copyMissingWithoutReason
    case concernedAdministrationMissing
    /// RR No. 11.41 gives no grounds for category 1 (A20).
    case coordinationIsCategoryTwo
    case versionNotNext(expected: Int, given: Int)
    case numberDiffers
    case durationNotPositive
    case alreadyAcknowledged(ReferenceNumber)
    case referenceDiffers(expected: ReferenceNumber, given: ReferenceNumber)
    case updateNumberReused(Int)
    case updateChangesNothing
    case passesWaitingOrders([OrderNumber])
    case reasonMissing
    /// After a restore nobody has said yet which number was given last (R19).
    case numbersUnconfirmed
    /// No backup has taken the database's place, or its numbers are confirmed.
    case numbersNotInDoubt
    /// Reference numbers are named at the station alone (R18).
    case numbersAreTheStations
    /// A number read off an earlier letter is none that this desk gives, or is another order's (R19).
    case numberNotFree(ReferenceNumber)
    /// The last number cannot be below one that the desk knows.
    case numberIsNotLast(given: ReferenceNumber, known: ReferenceNumber)
    /// The result claims a position without giving one, or gives none without saying why (R78).
    case resultIncomplete(ResultClass)
    /// The act belongs to another person than the one who did what came before (R48).
    case needsAnotherPerson(OrderAct, than: String, whoDid: OrderAct)
    case revisionNotNext(expected: Int, given: Int)
    case reportDiffersFromFiled
    case contactLocked([ContactObstacle])
    case operatorAddressIsNotTheVictims
    case authorisationUnknown(operatorName: String)
    case firstContactExists
}

extension Refusal: CustomStringConvertible {
    /// The reason in words for the person who asked.
    public var description: String {
        switch self {
        case .unknownOrder: "there is no such order"
        case .orderExists: "an order of this number exists already"
        case .notPossible(let act, let state):
            "\(act.rawValue) is not possible while the order is \(state.rawValue)"
        case .notPermitted(let act, let role):
            "\(act.rawValue) is not an act of the \(role.rawValue)"
        case .agreementNotYetInForce: "the agreement is not in force yet"
        case .agreementEnded(let date): "the agreement ended on \(date); no new order can be placed"
        case .datedBeforeAgreement(let date):
            "the order is dated before the agreement entered into force on \(date)"
        case .noDesignatedContact(let party):
            "there is not exactly one designated contact of \(party.rawValue) (clause 3.3.1)"
        case .copyMissing: "the order has no copy to the Concerned Administration (clause 3.1.1)"
        case .copyMissingWithoutReason: "the order has no copy and gives no reason for it"
        case .concernedAdministrationMissing: "the order names no Concerned Administration"
        case .coordinationIsCategoryTwo: "an order under No. 11.41 is of category 2"
        case .versionNotNext(let expected, let given):
            "version \(expected) is expected, not \(given)"
        case .numberDiffers: "the order number differs"
        case .durationNotPositive: "the expected duration must be longer than zero"
        case .alreadyAcknowledged(let reference):
            "the order is acknowledged as \(reference) already; send an update"
        case .referenceDiffers(let expected, let given):
            "the reference number is \(expected), not \(given)"
        case .updateNumberReused(let number): "update \(number) exists with other values"
        case .updateChangesNothing: "the update changes neither start nor duration"
        case .passesWaitingOrders(let orders):
            "these orders are to be served first: "
                + orders.map(\.description).joined(separator: ", ")
        case .reasonMissing: "a reason is needed"
        case .numbersUnconfirmed:
            "the desk was restored from a backup: compare its numbers with the other desk's, and confirm them first"
        case .numbersNotInDoubt: "the desk's numbers are not in doubt"
        case .numberNotFree(let reference):
            "\(reference) is no number that this desk can have given, or the number of another order"
        case .numbersAreTheStations: "reference numbers are named at the station"
        case .numberIsNotLast(let given, let known):
            "\(given) cannot be the last number: the desk has given \(known)"
        case .resultIncomplete(let resultClass):
            "the result \"\(resultClass.rawValue)\" lacks its position or the reason for having none"
        case .needsAnotherPerson(let act, let name, let earlier):
            "\(act.rawValue) needs another person than \(name), who did \(earlier.rawValue); "
                + "people_for_report in the settings says so"
        case .revisionNotNext(let expected, let given):
            "revision \(expected) of the report is expected, not \(given)"
        case .reportDiffersFromFiled: "this revision of the report is filed with other content"
        case .contactLocked(let obstacles):
            "contact with the operator is locked (clause 3.3.3): "
                + obstacles.map(\.words).joined(separator: "; ")
        case .operatorAddressIsNotTheVictims:
            "only the operator of the victim satellite may be contacted"
        case .authorisationUnknown(let name): "there is no authorisation for \(name)"
        case .firstContactExists: "the first contact on this case is recorded already"
        }
    }
}

extension ContactObstacle {
    /// The obstacle in words.
    public var words: String {
        switch self {
        case .kindIsCoordination: "the order is of kind No. 11.41"
        case .noFirstContact: "ITU's first contact with the Administration is not recorded"
        case .notAuthorised: "the Administration has not authorised it"
        case .authorisedOnlyAfterwards: "the authorisation is later than the contact"
        case .notTheVictimsOperator: "this is not the operator of the victim satellite"
        }
    }
}
