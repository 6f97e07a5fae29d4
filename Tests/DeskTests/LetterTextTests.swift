// What stands in every letter whatever its kind: the memorandum, the notice of confidentiality, the
// English text first, and nothing that the memorandum does not allow.

import Desk
import Foundation
import Letters
import MailTransport
import MonitoringOrders
import OrderStore
import Quantities
import TestSupport
import Testing

@Suite("The texts of letters")
struct LetterTextTests {
    /// One letter of each kind that the two desks send, as its recipient reads it.
    private func letters() throws -> [LetterKind: String] {
        let desks = try DeskPair()
        let served = try desks.form()
        try desks.place(served)
        try desks.settle()
        try desks.bureau.desk.reclassify(
            served.number, as: .one(.safetyOfFlight), reason: "aviation link",
            by: desks.dispatcher)
        try desks.settle()
        try desks.station.desk.acknowledge(
            served.number, start: desks.clock.now, duration: .seconds(3600),
            by: desks.stationOperator)
        try desks.station.desk.update(
            served.number, start: nil, duration: .seconds(7200), reason: "rain",
            by: desks.stationOperator)
        try desks.finish(served.number)
        try desks.station.desk.reviseReport(
            served.number, result: DeskPair.notLocated, conclusion: "Still not located.",
            by: desks.officer)
        let (refused, withdrawn) = try (
            desks.form("05-brazil-is-concerned.txt"), desks.form("06-two-administrations.txt")
        )
        for form in [refused, withdrawn] {
            try desks.place(form)
            try desks.settle()
        }
        try desks.station.desk.perform(
            .refuse(reason: nil), on: refused.number, by: desks.officer)
        try desks.bureau.desk.perform(
            .withdraw(reason: "resolved"), on: withdrawn.number, by: desks.dispatcher)
        return try desks.sentTexts()
    }

    @Test("R2, R8, R72, R75, R76: every kind of letter says what it must, and nothing it must not")
    func everyKind() throws {
        let letters = try letters()
        #expect(Set(letters.keys) == Set(LetterKind.allCases))
        for (kind, text) in letters {
            #expect(text.contains("Memorandum of Understanding"), "\(kind)")
            #expect(text.contains("signed 2019-10-31"), "\(kind)")
            #expect(text.contains("RR Nos. 17.2 and 17.3"), "\(kind)")
            let prevails = try #require(text.range(of: "The English text prevails."), "\(kind)")
            let portuguese = try #require(text.range(of: "Nos termos de:"), "\(kind)")
            let english = try #require(text.range(of: "Under:"), "\(kind)")
            #expect(english.lowerBound < portuguese.lowerBound, "\(kind)")
            #expect(prevails.lowerBound > english.lowerBound, "\(kind)")
            // Appendix 10 asks for the administration with jurisdiction over a station; no letter accepts one.
            let words = text.lowercased().replacing("administration with jurisdiction", with: "")
            for word in ["immunit", "jurisdiction", "liab", "waive", "five years", "30 days"] {
                #expect(!words.contains(word), "\(kind) says \(word)")
            }
        }
    }

    @Test("R72: where Portuguese is missing, English stands")
    func fallback() {
        let text = Bilingual("Start", nil)
        #expect(text.text(.portuguese) == "Start")
        #expect(Bilingual("Start", "Início").text(.english) == "Start")
    }

    @Test("R79, R80: reports of both categories have the same form, and name its basis")
    func reports() throws {
        var forms: [String] = []
        for category in [MonitoringOrders.Category.two, .one(.safetyOfFlight)] {
            let desks = try DeskPair()
            let form = try desks.form()
            try desks.place(form, category)
            try desks.settle()
            try desks.serve(form.number)
            try desks.settle()
            let files = try desks.bureau.desk.reportFiles(
                of: form.number, by: desks.dispatcher)
            let page = try #require(files.first { $0.fileName == "report.html" })
            let html = String(decoding: page.content, as: UTF8.self)
            #expect(html.contains("Report ITU-R SM.2181"))
            #expect(!html.lowercased().contains("conform"))
            forms.append(
                html.matches(of: /<(h[1-6]|th|dt)[^>]*>([^<]*)</).map { String($0.output.2) }
                    .joined(separator: "\n"))
        }
        #expect(forms[0] == forms[1])
        #expect(!forms[0].isEmpty)
    }
}

extension DeskPair {
    /// Takes an acknowledged order to the released report.
    fileprivate func finish(_ number: OrderNumber) throws {
        let desk = station.desk
        try desk.start(number, by: stationOperator)
        try desk.perform(.complete(Self.notLocated), on: number, by: stationOperator)
        try desk.perform(
            .approveReport(conclusion: "The source was not located."), on: number, by: officer)
        try desk.releaseReport(number, by: officer)
    }

    /// The text of the latest letter of each kind that either desk has sent.
    fileprivate func sentTexts() throws -> [LetterKind: String] {
        var texts: [LetterKind: String] = [:]
        for desk in [bureau.desk, station.desk] {
            try desk.store.read { reader in
                for letter in try reader.letters() where !letter.isIncoming {
                    guard let kind = letter.kind.flatMap(LetterKind.init(rawValue:)),
                        let bytes = try reader.bytes(of: letter.id)
                    else { continue }
                    texts[kind] = try MIMEReader.read(bytes).parts.compactMap(\.text)
                        .joined(separator: "\n")
                }
            }
        }
        return texts
    }
}
