// Letters changed at random, from seeds: what a reader gets that nobody wrote.

import Foundation
import TestSupport

extension Mails {
    /// Letters with one to twelve random changes each.
    static func mutants(_ count: Int, seed: UInt64) throws -> [[UInt8]] {
        var random = SeededGenerator(seed: seed)
        let originals = try originals()
        return (0..<count).map { _ in
            var bytes = random.pick(originals) ?? []
            for _ in 0..<Int.random(in: 1...12, using: &random) { mutate(&bytes, &random) }
            return bytes
        }
    }

    /// What is changed: two letters of our own, and those of the cases.
    private static func originals() throws -> [[UInt8]] {
        var letters = [
            multipart([
                (
                    [
                        "Content-Type: text/plain; charset=koi8-r",
                        "Content-Transfer-Encoding: quoted-printable",
                    ], Array("=F0=D2 a=\r\nb".utf8)
                ),
                (
                    [
                        "Content-Type: application/pdf; name*0*=utf-8''a%C3%A7; name*1=b.pdf",
                        "Content-Transfer-Encoding: base64",
                        "Content-Disposition: attachment; filename=\"=?utf-8?Q?a=C3=A7?=\"",
                    ], base64(Array("bytes of an attachment".utf8))
                ),
            ]),
            HostileLetterTests.nested(3),
        ]
        if let folder = LetterCaseTests.folder {
            for name in LetterCaseTests.letters {
                letters.append(try Repository.bytes("\(folder)/\(name).eml"))
            }
        }
        return letters
    }

    /// Changes a byte, cuts, doubles or moves a piece, or puts in something that parsers stumble on.
    private static func mutate(_ bytes: inout [UInt8], _ random: inout SeededGenerator) {
        guard !bytes.isEmpty else { return }
        let place = Int.random(in: 0..<bytes.count, using: &random)
        let end = min(bytes.count, place + Int.random(in: 1...40, using: &random))
        switch Int.random(in: 0..<6, using: &random) {
        case 0: bytes[place] = UInt8.random(in: .min ... .max, using: &random)
        case 1: bytes.removeSubrange(place..<end)
        case 2: bytes.insert(contentsOf: bytes[place..<end], at: place)
        case 3: bytes.removeLast(bytes.count - place)
        case 4:
            let piece = bytes[place..<end]
            bytes.removeSubrange(place..<end)
            bytes.append(contentsOf: piece)
        default:
            let morsels = [
                "=?utf-8?B?", "?=", "--", "\r\n\r\n", "\n", "\r", "\u{0}", "*0*=", "%", "=",
                "Content-Type: multipart/mixed; boundary=", "(", "<", ";", "\u{45C}",
            ]
            bytes.insert(contentsOf: Array((random.pick(morsels) ?? "").utf8), at: place)
        }
    }
}
