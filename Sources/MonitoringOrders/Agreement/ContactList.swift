// Designated contacts (clause 3.3.1): exactly one for each party at any time. Changes are dated and
// kept, and a printed list says which version it is (R59, R84).

public import Quantities

/// One party's designated contact from a date on.
public struct DesignatedContact: Hashable, Sendable, Codable {
    public var party: Party
    /// Person or office, as written in the document.
    public var name: String
    public var from: CalendarDate
    /// First day on which the designation no longer holds.
    public var until: CalendarDate?
    /// The document that designates.
    public var document: String
    public var reach: ContactReach

    /// A designation with its dates.
    public init(
        party: Party, name: String, from: CalendarDate, until: CalendarDate? = nil,
        document: String, reach: ContactReach = ContactReach()
    ) {
        (self.party, self.name, self.from) = (party, name, from)
        (self.until, self.document, self.reach) = (until, document, reach)
    }

    /// True if the designation holds on a date.
    public func holds(on date: CalendarDate) -> Bool {
        from <= date && (until.map { date < $0 } ?? true)
    }
}

/// All designations, past and present.
public struct ContactList: Hashable, Sendable, Codable {
    public var designations: [DesignatedContact]

    /// A list of designations in any order.
    public init(_ designations: [DesignatedContact]) { self.designations = designations }

    /// The one contact of a party on a date, or `nil` when there is none or more than one.
    public func contact(of party: Party, on date: CalendarDate) -> DesignatedContact? {
        let holding = designations.filter { $0.party == party && $0.holds(on: date) }
        return holding.count == 1 ? holding[0] : nil
    }

    /// The date of the latest change up to a date: the version a printed list names (R84).
    public func version(on date: CalendarDate) -> CalendarDate? {
        designations.flatMap { [$0.from, $0.until].compactMap(\.self) }.filter { $0 <= date }.max()
    }

    /// Pairs of designations of one party that overlap, which a list must not have.
    public var overlaps: [(DesignatedContact, DesignatedContact)] {
        designations.indices.flatMap { first in
            designations[(first + 1)...].filter { second in
                designations[first].party == second.party
                    && (second.until.map { designations[first].from < $0 } ?? true)
                    && (designations[first].until.map { second.from < $0 } ?? true)
            }.map { (designations[first], $0) }
        }
    }
}
