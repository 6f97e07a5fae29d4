// A line of the supplementary block: what, how much, how uncertain. Decimals follow the uncertainty, so that
// no digit is printed that nobody knows.

import Foundation
import Letters
import MonitoringOrders
import Quantities

/// A value as the report prints it.
struct ReportValue: Hashable {
    var label: Bilingual
    /// `nil` where there is no information.
    var value: String?
    /// Expanded uncertainty with its unit.
    var uncertainty: String?
    var factor: String?

    static let head = [
        ReportTexts.item, ReportTexts.value, ReportTexts.expandedUncertainty,
        ReportTexts.coverageFactor,
    ]

    /// A value that is stated and not measured.
    init(_ label: Bilingual, _ value: String?) { (self.label, self.value) = (label, value) }

    /// A measured value.
    init(_ label: Bilingual, _ measured: MeasuredValue?) {
        self.init(label, nil as String?)
        guard let measured else { return }
        let scale = Self.scale(measured)
        let wide = measured.expandedUncertainty.map { $0 / scale.factor }
        let decimals = Self.decimals(for: wide)
        value = "\((measured.value / scale.factor).fixed(decimals)) \(scale.unit)"
        uncertainty = wide.map { wide in
            // What would be printed as zero is small, and not nothing.
            wide > 0 && wide < 1e-9 && scale.factor > 1
                ? Self.text(wide * scale.factor, measured.unit) : Self.text(wide, scale.unit)
        }
        factor = measured.coverageFactor?.fixed(2)
    }

    /// A value with its standard deviation, which is given as it is (k = 1).
    init(_ label: Bilingual, _ value: Double, sigma: Double, unit: String) {
        self.init(
            label,
            MeasuredValue(
                value: value, unit: unit, expandedUncertainty: sigma, coverageFactor: 1))
    }

    private static func text(_ uncertainty: Double, _ unit: String) -> String {
        "± \(uncertainty.fixed(decimals(for: uncertainty))) \(unit)"
    }

    /// Two significant digits of an uncertainty.
    private static func decimals(for uncertainty: Double?) -> Int {
        guard let uncertainty, uncertainty > 0, uncertainty.isFinite else { return 3 }
        return min(9, max(0, 1 - Int(log10(uncertainty).rounded(.down))))
    }

    /// Frequencies in a unit in which they can be read.
    private static func scale(_ measured: MeasuredValue) -> (factor: Double, unit: String) {
        guard measured.unit == "Hz" || measured.unit == "Bd" else { return (1, measured.unit) }
        switch measured.value.magnitude {
        case 1e7...: return (1e6, "M" + measured.unit)
        case 1e3...: return (1e3, "k" + measured.unit)
        default: return (1, measured.unit)
        }
    }
}
