// What hinders an order form, a table or a list from being used: always the place and the reason,
// and always all faults at once.

public import MonitoringOrders

/// One fault in a file that a person wrote.
public struct FormFault: Hashable, Sendable {
    /// Line, counted from 1. Line 1 also stands for the whole file, where something is missing;
    /// `nil` when a value without lines was read.
    public var line: Int?
    /// The name in the head, the letter, the column or the path of the faulty item.
    public var field: String
    public var message: String

    /// A fault with its place.
    public init(line: Int?, field: String, message: String) {
        (self.line, self.field, self.message) = (line, field, message)
    }
}

extension FormFault: CustomStringConvertible {
    /// `line 9: Uplink frequency: "14 3xx MHz" is not a frequency`.
    public var description: String {
        (line.map { "line \($0): " } ?? "") + "\(field): \(message)"
    }
}

/// What a reader made of an order form.
public struct OrderFormReading: Hashable, Sendable {
    /// The form with every item that could be read; `nil` if one is missing without which there is
    /// no order (number, date, basis, satellite).
    public var form: OrderForm?
    /// What hinders placing, in the order of the lines.
    public var faults: [FormFault]
    /// What follows from the form alone and should be shown.
    public var notices: [OrderNotice]

    init(form: OrderForm?, faults: [FormFault]) {
        (self.form, self.faults) = (form, faults)
        notices = form.map { OrderNotice.notices(for: $0) } ?? []
    }
}
