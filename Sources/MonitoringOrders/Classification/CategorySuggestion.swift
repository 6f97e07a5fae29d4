// What the software suggests as the category of an order. A suggestion and no more: the dispatcher
// decides, and who decided and why is kept (R44). It may never set, change or hold up anything.

/// One signal that speaks for category 1.
public enum SuggestionReason: Hashable, Sendable, Codable {
    /// The victim's uplink or downlink touches a band of a safety service.
    case band(SafetyBand)
    /// The service declared for the victim is a safety service.
    case declaredService(String, Grounds?)
    /// The victim is a link known to carry safety traffic.
    case watchList(WatchListLink)
    /// The form cites a provision on safety services.
    case citation(SafetyCitation)
    /// The form speaks of distress, safety of life or air traffic control.
    case words([String], Grounds?)

    /// The code under which the reason is printed and compared.
    public var code: String {
        switch self {
        case .band: "band"
        case .declaredService: "declared-service"
        case .watchList: "watch-list"
        case .citation: "citation"
        case .words: "words"
        }
    }

    /// The limb of clause 3.2.1.2 that the signal fixes by itself, else `nil`.
    public var grounds: Grounds? {
        switch self {
        case .band(let band): band.grounds
        case .declaredService(_, let grounds), .words(_, let grounds): grounds
        case .watchList(let link): link.grounds
        case .citation: nil
        }
    }

    /// The reason for people.
    public var words: String {
        switch self {
        case .band(let band): Self.words(for: band)
        case .declaredService(let service, _): "\(service) is a safety service (RR No. 1.59)"
        case .watchList(let link): Self.words(for: link)
        case .citation(let citation):
            "the form cites RR No. \(citation.rawValue): \(citation.words)"
        case .words(let found, _): "the form speaks of \(found.joined(separator: ", "))"
        }
    }

    private static func words(for band: SafetyBand) -> String {
        let edges = (band.low...max(band.low, band.high)).inMegahertz
        let doubt = band.areEdgesVerified ? "" : ", edges approximate"
        return "\(edges), \(band.use) (RR \(band.provision); to be checked against the RR in "
            + "force\(doubt))"
    }

    private static func words(for link: WatchListLink) -> String {
        let band = (link.downlink ?? link.uplink).map { " \($0.inMegahertz)" } ?? ""
        return "\(link.satellite)\(band), \(link.use)"
    }
}

/// The suggested category with its reasons.
public struct CategorySuggestion: Hashable, Sendable, Codable {
    /// 1 or 2 (R37).
    public var category: Int
    /// The grounds of a 1 where the signals fix exactly one limb; `nil` for a 2, and for a 1 whose
    /// grounds the dispatcher has to choose.
    public var grounds: Grounds?
    /// Every signal that spoke; empty for a 2.
    public var reasons: [SuggestionReason]

    /// True if category 1 is suggested and its grounds must be chosen by the dispatcher (R38).
    public var mustGroundsBeChosen: Bool { category == 1 && grounds == nil }

    /// Suggests a category for a form: 1 as soon as one signal speaks (R38), else 2 (R39).
    ///
    /// An order under RR No. 11.41 is always suggested as 2 (A20). No input is an error (R39).
    public init(for form: OrderForm, bands: [SafetyBand], watchList: [WatchListLink]) {
        let isSafetyPossible = form.kind == .harmfulInterference
        reasons = isSafetyPossible ? Self.signals(form, bands, watchList) : []
        category = reasons.isEmpty ? 2 : 1
        let limbs = Set(reasons.compactMap(\.grounds))
        grounds = limbs.count == 1 ? limbs.first : nil
    }

    private static func signals(
        _ form: OrderForm, _ bands: [SafetyBand], _ watchList: [WatchListLink]
    ) -> [SuggestionReason] {
        let frequencies = [form.uplink, form.downlink].compactMap(\.self)
        let touched = bands.filter { band in
            frequencies.contains { band.overlaps($0, bandwidth: form.bandwidth) }
                && !band.countsOnlyByWatchList
        }
        return declaredService(form) + touched.map(SuggestionReason.band)
            + watchList.filter { $0.isVictim(of: form) }.map(SuggestionReason.watchList)
            + form.citations.compactMap(SafetyCitation.init).map(SuggestionReason.citation)
            + spokenWords(form)
    }

    private static func declaredService(_ form: OrderForm) -> [SuggestionReason] {
        guard let text = form.service, let service = SafetyService(declaredIn: text) else {
            return []
        }
        return [.declaredService(text, service.grounds)]
    }

    private static func spokenWords(_ form: OrderForm) -> [SuggestionReason] {
        let texts = form.texts.map { WordSequence($0) }
        let spoken = SafetyWord.allCases.filter { $0.isSpoken(in: texts) }
        guard !spoken.isEmpty else { return [] }
        let limbs = Set(spoken.map(\.grounds))
        return [.words(spoken.map(\.rawValue), limbs.count == 1 ? limbs.first : nil)]
    }
}
