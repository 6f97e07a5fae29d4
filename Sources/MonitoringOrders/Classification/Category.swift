// The two priority categories (clauses 3.2.1.1 to 3.2.1.3). Category 1 cannot exist without its
// grounds, and everything else is category 2: the type leaves no third possibility (R37-R39).

/// Why a request is of category 1 (clause 3.2.1.2; both limbs, A2).
public enum Grounds: String, Hashable, Sendable, Codable, CaseIterable {
    /// Harmful interference to a distress or safety-of-life service.
    case distressOrSafetyOfLife
    /// Harmful interference to frequencies for the safety and regularity of flight.
    case safetyOfFlight
}

/// The priority category of an order.
public enum Category: Hashable, Sendable {
    case one(Grounds)
    case two

    /// 1 or 2.
    public var number: Int {
        switch self {
        case .one: 1
        case .two: 2
        }
    }

    /// The grounds of category 1.
    public var grounds: Grounds? {
        guard case .one(let grounds) = self else { return nil }
        return grounds
    }

    /// "All other requests are category 2": no or unknown grounds give 2, never an error (R39).
    public init(grounds: Grounds?) {
        self = grounds.map(Category.one) ?? .two
    }
}

extension Category: Codable {
    private enum CodingKeys: String, CodingKey { case category, grounds }

    /// Reads `{"category": 1, "grounds": ...}` and refuses a 1 without grounds or a 2 with them.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let grounds = try container.decodeIfPresent(Grounds.self, forKey: .grounds)
        self.init(grounds: grounds)
        guard try container.decode(Int.self, forKey: .category) == number else {
            throw DecodingError.dataCorruptedError(
                forKey: .category, in: container,
                debugDescription: "category 1 has grounds, category 2 has none")
        }
    }

    /// Writes the number and, for category 1, the grounds.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(number, forKey: .category)
        try container.encodeIfPresent(grounds, forKey: .grounds)
    }
}

/// The dispatcher's decision on the category, with what the software had suggested (R44).
public struct CategoryDecision: Hashable, Sendable, Codable {
    public var category: Category
    /// The dispatcher's reason in words, where one was given.
    public var reason: String?
    /// The suggested category at the time of the decision.
    public var suggested: Int?

    /// A decision, to be kept with who made it and when.
    public init(category: Category, reason: String? = nil, suggested: Int? = nil) {
        (self.category, self.reason, self.suggested) = (category, reason, suggested)
    }
}
