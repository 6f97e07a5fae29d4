// The check of a form, in words.

import Letters
import MonitoringOrders
import Quantities

/// Printing of checks.
enum CheckPrinter {
    static func print(_ check: OrderCheck) {
        guard let form = check.reading.form else { return }
        Output.print("\(form.number): \(form.kind.legalBasis), \(form.satellite.name)")
        if let suggestion = check.suggestion {
            let grounds = suggestion.grounds.map { " (\($0.rawValue))" } ?? ""
            Output.print("suggested category: \(suggestion.category)\(grounds)")
            for reason in suggestion.reasons { Output.print("  \(reason.code): \(reason.words)") }
        }
        if let feasibility = check.feasibility {
            Output.print("feasibility: \(feasibility.verdict.rawValue)")
            for reason in feasibility.reasons { Output.print("  \(reason.code): \(reason.words)") }
            if let statement = feasibility.locationStatement { Output.print("  \(statement)") }
        }
        let share = (form.particulars.completeness * 100).fixed(0)
        let missing = form.particulars.missing.map(\.rawValue).joined(separator: " ")
        Output.print("completeness: \(share) %, missing: \(missing.isEmpty ? "none" : missing)")
        for notice in check.notices { Output.print("notice: \(notice.words)") }
    }
}
