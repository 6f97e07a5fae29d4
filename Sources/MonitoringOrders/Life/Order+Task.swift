// The station's part of the life: acknowledgement (clause 3.1.2), the task, and the queue's order.

import Quantities

extension Order {
    /// Acknowledging again with the same values is one acknowledgement (R34).
    func acknowledge(_ given: Acknowledgement) throws(Refusal) -> [OrderEvent] {
        guard given.expectedDuration > .zero else { throw .durationNotPositive }
        guard let first = acknowledgements.first else {
            var fresh = given
            fresh.number = 0
            return [.acknowledged(acknowledgement: fresh)]
        }
        var repeated = given
        repeated.number = 0
        guard repeated == first else { throw .alreadyAcknowledged(first.reference) }
        return []
    }

    /// Updates are numbered from 1 (R35). Letters may overtake each other, so a number may be
    /// missing for a while; one number never has two contents.
    func update(_ given: Acknowledgement, reason: String?) throws(Refusal) -> [OrderEvent] {
        guard given.expectedDuration > .zero else { throw .durationNotPositive }
        guard let reference, let current = acknowledgement else { throw .unknownOrder }
        guard given.reference == reference else {
            throw .referenceDiffers(expected: reference, given: given.reference)
        }
        if let known = acknowledgements.first(where: { $0.number == given.number }) {
            guard known == given else { throw .updateNumberReused(given.number) }
            return []
        }
        let changes =
            given.expectedStart != current.expectedStart
            || given.expectedDuration != current.expectedDuration
        guard changes else { throw .updateChangesNothing }
        return [.acknowledgementUpdated(update: given, reason: reason)]
    }

    /// The number of the next update.
    public var nextUpdateNumber: Int { (acknowledgements.map(\.number).max() ?? 0) + 1 }

    /// Nobody is passed: category 1 first, receipt order inside each category (R40, R41).
    func start(waitingAhead: [OrderNumber]) throws(Refusal) -> [OrderEvent] {
        guard waitingAhead.isEmpty else { throw .passesWaitingOrders(waitingAhead) }
        return [.started]
    }

    /// A result must carry its position or the reason for having none (R78).
    func complete(_ result: TaskResult) throws(Refusal) -> TaskResult {
        let explained = result.reason?.isEmpty == false
        let skipsLocation = form.isLocationRequested && result.resultClass == .measured
        guard result.isComplete, !skipsLocation || explained else {
            throw .resultIncomplete(result.resultClass)
        }
        return result
    }
}
