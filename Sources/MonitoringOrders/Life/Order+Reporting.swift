// The end of the life: the officer's report (clause 3.2.1.4), its filing at the Bureau and its
// revisions, and contact with the operator (clause 3.3.3).

import Quantities

extension Order {
    /// The officer approves what the operator has handed over, with a conclusion of his own (R48).
    func approveReport(
        _ conclusion: String, by actor: Actor, under terms: Terms
    ) throws(Refusal) -> [OrderEvent] {
        try check(.approveReport, by: actor, under: terms)
        return [.reportApproved(conclusion: try given(conclusion))]
    }

    func releaseReport(by actor: Actor, under terms: Terms) throws(Refusal) -> [OrderEvent] {
        try check(.releaseReport, by: actor, approver: approval?.by, under: terms)
        guard let approval, let report = report(approval: approval, result: result, revision: 0)
        else { throw .notPossible(.releaseReport, in: state) }
        return [.reportReleased(report: report)]
    }

    /// A released report never changes; a correction is the next revision (R51).
    func reviseReport(
        _ result: TaskResult, conclusion: String, at instant: UTCInstant, by actor: Actor,
        under terms: Terms
    ) throws(Refusal) -> [OrderEvent] {
        let last = reports.last?.report?.approvedBy
        try check(.reviseReport, by: actor, approver: last, under: terms)
        let approval = ReportApproval(
            conclusion: try given(conclusion), by: actor.name, at: instant)
        let checked = try complete(result)
        guard
            let report = report(approval: approval, result: checked, revision: reports.count)
        else { throw .notPossible(.reviseReport, in: state) }
        return [.reportRevised(report: report)]
    }

    /// Nobody vouches alone for what he has done himself, unless the settings let him.
    private func check(
        _ act: OrderAct, by actor: Actor, approver: String? = nil, under terms: Terms
    ) throws(Refusal) {
        let people = terms.reportPeople
        if people != .one, let completedBy, actor.isNamed(completedBy) {
            throw .needsAnotherPerson(act, than: completedBy, whoDid: .complete)
        }
        if people == .three, let approver, actor.isNamed(approver) {
            throw .needsAnotherPerson(act, than: approver, whoDid: .approveReport)
        }
    }

    /// The report that a result and an approval make; `nil` while the task has not been done.
    public func report(approval: ReportApproval, result: TaskResult?, revision: Int)
        -> FinalReport?
    {
        guard let reference, let category, let result, let startedAt, let completedAt else {
            return nil
        }
        var report = FinalReport(
            order: number, reference: reference, revision: revision, kind: kind,
            category: category, satellite: form.satellite, particulars: form.particulars,
            result: result, conclusion: approval.conclusion, taskStarted: startedAt,
            taskCompleted: completedAt, approvedBy: approval.by, approvedAt: approval.at)
        report.link = AffectedLink(form)
        return report
    }

    /// Files a report that came by letter. The same revision twice is filed once.
    func file(_ filed: FiledReport) throws(Refusal) -> [OrderEvent] {
        if let reference, filed.reference != reference {
            throw .referenceDiffers(expected: reference, given: filed.reference)
        }
        if let report = filed.report, report.order != number { throw .numberDiffers }
        if let known = reports.first(where: { $0.revision == filed.revision }) {
            guard known == filed else { throw .reportDiffersFromFiled }
            return []
        }
        guard filed.revision == reports.count else {
            throw .revisionNotNext(expected: reports.count, given: filed.revision)
        }
        return [.reportFiled(report: filed)]
    }

    func authoriseContact(_ name: String, at instant: UTCInstant, by actor: Actor)
        throws(Refusal) -> [OrderEvent]
    {
        guard kind == .harmfulInterference else { throw .contactLocked([.kindIsCoordination]) }
        guard form.satelliteOperator?.name == name else { throw .operatorAddressIsNotTheVictims }
        return [
            .contactAuthorised(
                authorisation: ContactAuthorisation(operatorName: name, at: instant, by: actor.name)
            )
        ]
    }

    func withdrawAuthorisation(_ name: String, at instant: UTCInstant)
        throws(Refusal) -> [OrderEvent]
    {
        let holds = contactAuthorisations.contains {
            $0.operatorName == name && $0.withdrawnAt == nil
        }
        guard holds else { throw .authorisationUnknown(operatorName: name) }
        return [.authorisationWithdrawn(operatorName: name)]
    }

    /// A contact now needs an open gate. What has already happened is logged as it was, with the
    /// conditions that did not hold beside it (R65, R66).
    func contactOperator(_ contact: OperatorContact, at instant: UTCInstant)
        throws(Refusal) -> [OrderEvent]
    {
        var logged = contact
        logged.irregularities = obstacles(toContact: contact.operatorName, at: contact.at)
        let isRecordOfPast = contact.at < instant || contact.direction == .incoming
        guard isRecordOfPast || logged.irregularities.isEmpty else {
            throw .contactLocked(logged.irregularities)
        }
        logged.summary = try given(contact.summary)
        return [.operatorContacted(contact: logged)]
    }
}
