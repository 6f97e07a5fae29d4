// The one place where errors become exit codes and words on standard error (sysexits).

import ArgumentParser
import ConfigurationFiles
import Desk
import Foundation
import Geolocation
import Letters
import MailTransport
import Measuring
import MonitoringOrders
import OrderStore
import Reports
import Signals

/// Exit codes that the contract of the command line promises.
enum ExitStatus: Int32, CaseIterable {
    case done = 0
    case answerIsNo = 1
    case usage = 64
    case badInput = 65
    case inputMissing = 66
    case unavailable = 69
    case defect = 70
    case cannotCreate = 73
    case tryAgain = 75
    case notPermitted = 77
    case badConfiguration = 78

    /// What the code means.
    private var meaning: String {
        switch self {
        case .done: "done"
        case .answerIsNo: "the answer is no"
        case .usage: "the command was not written as it must be"
        case .badInput: "what was read cannot be used"
        case .inputMissing: "a file is not there"
        case .unavailable: "a service cannot be reached"
        case .defect: "a defect of this program"
        case .cannotCreate: "a file cannot be made"
        case .tryAgain: "try again; nothing was lost and nothing was done"
        case .notPermitted: "it is not permitted"
        case .badConfiguration: "the settings cannot be used"
        }
    }

    /// Code and meaning for the help of the program.
    var line: String { "  \(rawValue) \(meaning)" }
}

/// Something that ends a command with words and an exit code.
struct Failure: Error, CustomStringConvertible {
    var status: ExitStatus
    var description: String
    /// The API's own word for it, where the API said no.
    var code: String?

    init(_ status: ExitStatus, _ description: String) {
        (self.status, self.description) = (status, description)
    }

    /// Tells an error and ends the program with its code.
    static func exit(because error: any Error) -> Never {
        let failure = Failure(translating: error)
        if !failure.description.isEmpty { Output.complain(failure.description) }
        Foundation.exit(failure.status.rawValue)
    }

    /// What an error means at the command line.
    init(translating error: any Error) {
        switch error {
        case let failure as Failure: self = failure
        case let refusal as Refusal: self.init(Self.status(of: refusal), "\(refusal)")
        case let error as StoreError: self.init(Self.status(of: error), "\(error)")
        case let error as RecordingFaults: self.init(Self.status(of: error), "\(error)")
        case let error as FormsError: self.init(.cannotCreate, "\(error)")
        case let error as TaskFileFault: self.init(.badInput, "\(error)")
        case let error as ProcedureFault: self.init(.badInput, "\(error)")
        case let error as PropagationError: self.init(.badInput, error.message)
        case let error as NoPlaceInTimetable: self.init(.answerIsNo, "\(error)")
        case let error as LetterDoesNotWait: self.init(.badInput, "\(error)")
        case let error as OpenSSLFault: self.init(.badConfiguration, "\(error)")
        case let error as EvidenceFault: self.init(Self.status(of: error), "\(error)")
        case let error as ExportNotPermitted: self.init(.notPermitted, "\(error)")
        case let error as ExportExists: self.init(.cannotCreate, "\(error)")
        case let error as RevisionMissing: self.init(.inputMissing, "\(error)")
        case let error as OrderHasChanged: self.init(.tryAgain, "\(error)")
        case let error as NothingToAsk: self.init(.badInput, "\(error)")
        case let error as ReaderUnavailable: self.init(.defect, "\(error)")
        case let error as AutomaticLettersStopped: self.init(.tryAgain, "\(error)")
        case let error as DeliveryNotRefused: self.init(.badInput, "\(error)")
        case let error as ConfigurationError: self.init(.badConfiguration, "\(error)")
        case let error as CarrierError: self.init(.unavailable, error.words)
        case let error as CocoaError: self.init(Self.status(of: error), Self.words(of: error))
        default: self.init(.defect, "\(error)")
        }
    }

    private static func status(of refusal: Refusal) -> ExitStatus {
        switch refusal {
        case .notPermitted, .contactLocked, .needsAnotherPerson: .notPermitted
        default: .badInput
        }
    }

    private static func status(of error: RecordingFaults) -> ExitStatus {
        error.faults.allSatisfy { $0.code == .missing } ? .inputMissing : .badInput
    }

    private static func status(of fault: EvidenceFault) -> ExitStatus {
        switch fault.code {
        case .wrongDigest, .tooLarge: .badInput
        case .cannotRead: .inputMissing
        case .cannotWrite: .cannotCreate
        }
    }

    private static func status(of error: StoreError) -> ExitStatus {
        switch error.code {
        case .locked, .full, .inputOutput, .unreachable: .tryAgain
        case .missing: .inputMissing
        case .notADatabase, .damaged: .badInput
        case .newerSchema: .badConfiguration
        case .readOnly, .exists: .cannotCreate
        case .constraint, .other: .defect
        }
    }

    private static func status(of error: CocoaError) -> ExitStatus {
        switch error.code {
        case .fileNoSuchFile, .fileReadNoSuchFile: .inputMissing
        case .fileReadNoPermission: .notPermitted
        case .fileWriteOutOfSpace: .tryAgain
        default: error.isFileError ? .cannotCreate : .defect
        }
    }

    private static func words(of error: CocoaError) -> String {
        let path = error.filePath.map { "\($0): " } ?? ""
        return path + error.localizedDescription
    }
}
