// What dispatchers do: check a form, place the order, change it, withdraw it.

public import ConfigurationFiles
import Geolocation
public import Letters
public import MonitoringOrders
import OrderStore
public import Quantities

/// What a form is checked against before an order is placed.
public struct OrderChecker: Sendable {
    public var agreement: Agreement
    public var station: Station
    public var safetyBands: [SafetyBand]
    public var watchList: [WatchListLink]

    /// Reads the files, of a desk or as shipped.
    ///
    /// - Throws: ``ConfigurationError`` with the faults of all files.
    public static func read(
        agreement: String, station: String, bands: String, watchList: String
    ) throws(ConfigurationError) -> OrderChecker {
        var faults: [ConfigurationFault] = []
        func read<T>(_ path: String, _ body: (String) throws(ConfigurationError) -> T) -> T? {
            do {
                return try body(path)
            } catch {
                faults += error.faults
                return nil
            }
        }
        let agreement = read(agreement, AgreementFile.read)
        let station = read(station, StationFile.read)
        let bands = read(bands, TableFiles.safetyBands)
        let links = read(watchList, TableFiles.watchList)
        guard let agreement, let station, let bands, let links else {
            throw ConfigurationError(faults)
        }
        return OrderChecker(
            agreement: agreement, station: station, safetyBands: bands, watchList: links)
    }

    /// The shipped configuration.
    public static func read(shipped folder: String) throws(ConfigurationError) -> OrderChecker {
        try read(
            agreement: folder + "/agreements/anatel-2019.yaml",
            station: folder + "/stations/emsat-rio.yaml", bands: folder + "/safety-bands.csv",
            watchList: folder + "/watch-list.json")
    }

    /// Reads a form and says everything the dispatcher should know before deciding.
    ///
    /// - Parameter text: an Appendix 10 text or the same as JSON.
    /// - Returns: faults, suggestion, feasibility and notices.
    public func check(form text: String) -> OrderCheck {
        let reading = OrderFormReader.read(text)
        guard let form = reading.form else {
            return OrderCheck(reading: reading, suggestion: nil, feasibility: nil, notices: [])
        }
        let suggestion = CategorySuggestion(for: form, bands: safetyBands, watchList: watchList)
        let feasibility = Feasibility(
            of: form, at: station,
            elevation: form.satellite.longitude.map(elevation(ofSatelliteAt:)))
        let notices = OrderNotice.notices(
            for: form, suggestion: suggestion, agreement: agreement)
        return OrderCheck(
            reading: reading, suggestion: suggestion, feasibility: feasibility, notices: notices)
    }

    /// Elevation of a geostationary satellite over the station's horizon.
    public func elevation(ofSatelliteAt longitude: Angle) -> Angle {
        let satellite = Position<EarthFixed>.geostationary(longitude: longitude)
        return SkyDirection(from: station.position, to: satellite).elevation
    }
}

extension Desk {
    /// Drafts and places an order in one commit, in the category the dispatcher decided.
    ///
    /// - Returns: the order, queued for sending.
    /// - Throws: `Refusal` if the rules say no or there is such an order; then there is no draft either.
    @discardableResult
    public func placeOrder(_ form: OrderForm, as decision: CategoryDecision, by actor: Actor)
        throws -> Order
    {
        var act = Act(actor: actor, at: surroundings.now())
        let foreseen = foresee(form, decision, act)
        act.foreseen = foreseen.letter
        return try store.write(foreseeing: foreseen.events) { transaction in
            if try transaction.order(form.number)?.state == .draft {
                // The draft that is there counts, down to the case of its letters, where two addresses are one.
                transaction.forgetForeseen()
                act.foreseen = nil
            } else {
                try perform(.draft(form), on: form.number, act, in: transaction)
            }
            return try perform(.place(decision), on: form.number, act, in: transaction)
        }
    }

    /// What placing does unless there is such an order, made ready before the turn of this thread at the store comes, while
    /// others write.
    ///
    /// - Returns: the events, and the letter written out; nothing if the rules refuse: the act itself then throws the refusal.
    private func foresee(
        _ form: OrderForm, _ decision: CategoryDecision, _ act: Act
    ) -> (events: [OrderEvent], letter: WrittenLetter?) {
        let drafted = OrderEvent.drafted(form: form)
        guard var order = Order(drafted, at: act.at, by: act.actor),
            let events = try? Order.decide(
                .place(decision), for: order, at: act.at, by: act.actor,
                under: configuration.terms)
        else { return ([], nil) }
        var letter: Letter?
        for event in events {
            order.apply(event, at: act.at, by: act.actor)
            letter = letter ?? self.letter(for: event, of: order)
        }
        return ([drafted] + events, letter.map { LetterWriter.write(content(of: $0)) })
    }

    /// Gives an order another category; it keeps number and receipt and goes out as a new version.
    @discardableResult
    public func reclassify(
        _ number: OrderNumber, as category: Category, reason: String, by actor: Actor
    ) throws -> Order {
        let order = try order(number)
        let next = OrderVersion(
            number: order.version + 1, form: order.form, category: category,
            firstContact: order.firstContact)
        return try perform(.revise(next, reason: reason), on: number, by: actor)
    }
}
