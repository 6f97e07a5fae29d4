// kill -9 at any moment loses nothing and doubles nothing: two desks, joined by maildirs, are killed
// and restarted at seeded moments until every order has ended, and their journals are compared with
// those of two desks that nobody disturbed.

import Foundation
import TestSupport
import Testing

@Suite("A desk that is killed", .serialized)
struct KillTests {
    @Test("killed and restarted at 50 seeded moments, both desks end with the undisturbed journals")
    func killed() throws {
        let undisturbed = try TwoDesks()
        for serial in 1...10 { try undisturbed.placeRefusable(serial) }
        try undisturbed.serveUntilEverythingEnded(orders: 12)
        let disturbed = try TwoDesks()
        var random = SeededGenerator(seed: 20_261_121)
        for round in 0..<50 {
            // There is always something under way to be interrupted.
            if round.isMultiple(of: 5) { try disturbed.placeRefusable(round / 5 + 1) }
            // Most moments fall among the first steps, some after a whole measurement.
            let moment = 0.02 * pow(200, Double.random(in: 0..<1, using: &random))
            try disturbed.serveAndKill(
                Bool.random(using: &random) ? .bureau : .station, after: moment)
        }
        try disturbed.serveUntilEverythingEnded(orders: 12)

        for desk in TwoDesks.Side.allCases {
            try disturbed.verify(desk)
            let (expected, got) = (try undisturbed.lives(at: desk), try disturbed.lives(at: desk))
            #expect(expected.count == 12)
            for (order, life) in expected {
                #expect(got[order] == life, "order \(order) at the \(desk.rawValue) desk")
            }
            #expect(got.count == expected.count)
        }
    }

    @Test(
        "behaviours 1, 2, 43: a station that is killed a thousand times stores, acknowledges and answers each order once"
    )
    func thousandKills() throws {
        let desks = try TwoDesks()
        let count = 60
        for serial in 1...count { try desks.placeMeasurable(serial) }
        try desks.sendEverything(letters: count + 2)
        var random = SeededGenerator(seed: 1_000)
        var letters = try desks.takeAwayLetters(of: .station)
        #expect(letters.count == count + 2)
        for round in 0..<1000 {
            // Letters come in all the while, so that every step has something to do.
            if round.isMultiple(of: 16), let letter = letters.popLast() {
                try desks.bring(letter, to: .station)
            }
            let moment = 0.01 * pow(20, Double.random(in: 0..<1, using: &random))
            try desks.serveAndKillAlone(.station, after: moment)
        }
        for letter in letters { try desks.bring(letter, to: .station) }
        try desks.serveUntilAcknowledged(orders: count + 2)
        for side in TwoDesks.Side.allCases { try desks.verify(side) }

        let lives = try desks.lives(at: .station)
        #expect(lives.count == count + 2)
        let acknowledgements = lives.values.flatMap { life in
            life.filter { $0.hasPrefix("acknowledged ") }
        }
        #expect(lives.values.allSatisfy { $0.count { $0 == "received" } == 1 })
        #expect(acknowledgements.count == count + 2)
        // Reference numbers without a gap and without a repetition.
        let serials = acknowledgements.compactMap { Int($0.suffix(4)) }.sorted()
        #expect(serials == Array(1...(count + 2)))
        // The Bureau has from each order the number that the station gave, and no other.
        let atBureau = try desks.lives(at: .bureau)
        for (order, life) in lives {
            let mine = life.filter { $0.hasPrefix("acknowledged ") }
            #expect(atBureau[order]?.filter { $0.hasPrefix("acknowledged ") } == mine, "\(order)")
        }
    }
}
