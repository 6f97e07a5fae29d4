// The one table of the life of an order: which act is possible in which state and where it leads.
// `decide` asks it, the tests walk it, and the diagram in Protocols/README.md is printed from it.

/// Possible acts by state.
public enum OrderLifeTable {
    /// The state an act leads to, `nil` when it is not possible there. The state before an order
    /// exists is `nil`.
    public static func next(from state: OrderState?, by act: OrderAct) -> OrderState? {
        guard let state else { return births[act] }
        return steps[act]?(state)
    }

    private static let births: [OrderAct: OrderState] = [.draft: .draft, .receive: .received]

    private static let steps: [OrderAct: @Sendable (OrderState) -> OrderState?] = [
        .place: { $0 == .draft ? .queuedForSending : nil },
        // Whether all letters are delivered, and none came back, decides between the two; see `decide`.
        .recordDelivery: { $0 == .draft ? nil : ($0 == .queuedForSending ? .placed : $0) },
        .recordFirstContact: { $0.isFinal || $0.isAtStationOnly ? nil : $0 },
        // A revision reaches the Bureau's own order, or the station's copy by letter; no duplicate
        // receipt changes the place in the queue (R36, R45).
        .revise: { $0.isFinal || $0 == .draft ? nil : $0 },
        .receive: { $0.isAtBureauOnly ? nil : $0 },
        .acknowledge: {
            switch $0 {
            case .queuedForSending, .placed, .received, .acknowledged: .acknowledged
            default: nil
            }
        },
        .update: { [.acknowledged, .running, .suspended].contains($0) ? $0 : nil },
        .start: { $0 == .acknowledged ? .running : nil },
        .suspend: { $0 == .running ? .suspended : nil },
        .resume: { $0 == .suspended ? .running : nil },
        .complete: { $0 == .running ? .workCompleted : nil },
        .approveReport: { [.workCompleted, .reportApproved].contains($0) ? .reportApproved : nil },
        .releaseReport: { $0 == .reportApproved ? .reported : nil },
        // A report that crosses a withdrawal in the mail is kept all the same (A27).
        .fileReport: {
            switch $0 {
            case .acknowledged, .reported: .reported
            case .withdrawn: .withdrawn
            default: nil
            }
        },
        .reviseReport: { $0 == .reported ? .reported : nil },
        .refuse: { $0 == .draft || $0.isFinal ? nil : .refused },
        .withdraw: { $0.isFinal ? nil : .withdrawn },
        .authoriseContact: { $0.isOpenAtStation ? $0 : nil },
        .withdrawAuthorisation: { $0.isOpenAtStation ? $0 : nil },
        .contactOperator: { $0.isOpenAtStation ? $0 : nil },
        .note: { $0 },
    ]

    /// All steps as `(from, act, to)`, in the order of the enumerations.
    public static var allSteps: [(from: OrderState?, act: OrderAct, to: OrderState)] {
        let states = [nil] + OrderState.allCases.map(Optional.some)
        return states.flatMap { state in
            OrderAct.allCases.compactMap { act in
                next(from: state, by: act).map { (state, act, $0) }
            }
        }
    }

    /// The life as a Mermaid state diagram; acts that change no state are left out.
    public static var diagram: String {
        var arrows: [(from: String, to: String, acts: [String])] = []
        for step in allSteps where step.from != step.to {
            let from = step.from?.rawValue ?? "[*]"
            if let index = arrows.firstIndex(where: { $0.from == from && $0.to == step.to.rawValue }
            ) {
                arrows[index].acts.append(step.act.rawValue)
            } else {
                arrows.append((from, step.to.rawValue, [step.act.rawValue]))
            }
        }
        let lines = arrows.map { "    \($0.from) --> \($0.to): \($0.acts.joined(separator: ", "))" }
        let ends = OrderState.allCases.filter(\.isFinal).map { "    \($0.rawValue) --> [*]" }
        return (["stateDiagram-v2"] + lines + ends).joined(separator: "\n")
    }
}

extension OrderState {
    fileprivate var isAtBureauOnly: Bool { [.draft, .queuedForSending, .placed].contains(self) }

    fileprivate var isAtStationOnly: Bool {
        [.received, .running, .suspended, .workCompleted, .reportApproved].contains(self)
    }

    /// From the receipt at the station up to the final report.
    fileprivate var isOpenAtStation: Bool {
        isAtStationOnly || self == .acknowledged
    }
}
