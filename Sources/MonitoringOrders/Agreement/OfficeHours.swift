// When a designated contact can be called, and who instead: the house's own knowledge beside clause 3.3.1, used
// where an alarm asks a person to call. It decides nothing.

public import Quantities

/// The hours of an office in its own zone.
public struct OfficeHours: Hashable, Sendable, Codable {
    /// Local time less UTC; zones with summer time are written with the offset of the season.
    public var offset: Duration
    /// Minutes after local midnight.
    public var opens, closes: Int
    /// Working days, 1 for Monday to 7 for Sunday.
    public var days: Set<Int>
    public var holidays: Set<CalendarDate>

    /// Hours of an office; `closes` is after `opens` on the same day.
    public init(
        offset: Duration, opens: Int, closes: Int, days: Set<Int>, holidays: Set<CalendarDate> = []
    ) {
        (self.offset, self.opens, self.closes) = (offset, opens, closes)
        (self.days, self.holidays) = (days, holidays)
    }

    /// Whether somebody is there.
    public func isOpen(at instant: UTCInstant) -> Bool {
        let local = instant + offset
        let minute = Int(local.nanosecondOfDay / 60_000_000_000)
        return isWorkingDay(local.date) && (opens..<closes).contains(minute)
    }

    /// When somebody will be there: now, or the next opening within a year; `nil` if there is none.
    public func nextOpening(from instant: UTCInstant) -> UTCInstant? {
        if isOpen(at: instant) { return instant }
        let local = instant + offset
        let midnight = local - .nanoseconds(local.nanosecondOfDay)
        return (0...366).lazy.map { midnight + .seconds($0 * 86_400 + opens * 60) }
            .first { isWorkingDay($0.date) && $0 >= local }
            .map { $0 - offset }
    }

    private func isWorkingDay(_ date: CalendarDate) -> Bool {
        !holidays.contains(date) && days.contains(date.weekday)
    }
}

/// How a contact is reached.
public struct ContactReach: Hashable, Sendable, Codable {
    public var hours: OfficeHours?
    public var telephone: String?
    /// The language to speak, as a person would say it.
    public var language: String?
    /// Who is called outside of the hours, with a telephone number.
    public var deputy: String?

    /// Nothing is known.
    public init(
        hours: OfficeHours? = nil, telephone: String? = nil, language: String? = nil,
        deputy: String? = nil
    ) {
        (self.hours, self.telephone) = (hours, telephone)
        (self.language, self.deputy) = (language, deputy)
    }
}

extension DesignatedContact {
    /// Whom to call about an order, and when: the contact in the office's hours; outside of them the deputy, if
    /// the order is of category 1 and there is one; else the contact at the next opening.
    public func advice(at instant: UTCInstant, category: Category) -> String {
        let call = [name, reach.telephone, reach.language.map { "in \($0)" }]
            .compactMap(\.self).joined(separator: ", ")
        guard let hours = reach.hours, !hours.isOpen(at: instant) else { return "call \(call)" }
        if category.number == 1, let deputy = reach.deputy { return "call \(deputy)" }
        guard let opening = hours.nextOpening(from: instant) else { return "call \(call)" }
        return "call \(call), from \(opening.forPeople)"
    }
}
