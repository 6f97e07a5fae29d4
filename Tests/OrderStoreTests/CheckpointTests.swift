import Foundation
import MonitoringOrders
import OrderStore
import Quantities
import TestSupport
import Testing

@Suite("Checkpoints of the journal")
struct CheckpointTests {
    private let signer = CheckpointSigner(name: "vigia-station")

    /// A store with a few letters, and what was signed of it after the first ones.
    private func store(letters: Int, from first: Int = 1) throws -> (
        store: OrderStore, signed: JournalCheckpoint
    ) {
        let store = try Engine.sqlite.make(.station).store
        for serial in first..<first + letters { try store.receive(serial) }
        let note = signer.sign(try store.read { try $0.checkpoint() })
        return (store, try #require(signer.verifier.checkpoint(in: note)))
    }

    private func difference(_ store: OrderStore, _ signed: JournalCheckpoint) throws
        -> JournalVerification.BadRow?
    {
        try store.read { try $0.difference(from: signed) }
    }

    @Test("a journal that only grew since is the one that was signed")
    func grown() throws {
        let (store, signed) = try store(letters: 3)
        #expect(try difference(store, signed) == nil)
        for serial in 4...6 { try store.receive(serial) }
        #expect(try difference(store, signed) == nil)
    }

    @Test("behaviour 99: a journal written anew as a whole, or cut, is not the one that was signed")
    func rewritten() throws {
        let (_, signed) = try store(letters: 3)
        // Another journal of the same desk, whose chain holds.
        let (other, _) = try store(letters: 4, from: 11)
        #expect(try other.verifyJournal().firstBad == nil)
        #expect(try difference(other, signed)?.sequence == signed.rows)
        let (cut, _) = try store(letters: 1)
        let missing = try #require(try difference(cut, signed))
        #expect(missing.sequence <= signed.rows && missing.reason.contains("is missing"))
    }

    @Test("the checkpoint of another desk or register is told as such")
    func otherDesk() throws {
        let (_, signed) = try store(letters: 1)
        let bureau = try Engine.sqlite.make(.bureau).store
        #expect(try difference(bureau, signed)?.reason.contains("another desk") == true)
    }

    @Test("a note is a signed note: changed by a letter, or signed by another key, it is none")
    func signature() throws {
        let (store, _) = try store(letters: 2)
        let note = signer.sign(try store.read { try $0.checkpoint() })
        #expect(note.hasPrefix("vigia-journal station simulation\n"))
        #expect(note.contains("\n\n— vigia-station "))
        #expect(signer.verifier.checkpoint(in: note.replacing("simulation", with: "live")) == nil)
        #expect(CheckpointSigner(name: "vigia-station").verifier.checkpoint(in: note) == nil)
        #expect(signer.verifier.checkpoint(in: "") == nil)
    }

    @Test("keys are written to their files and read back; what is no key is none")
    func keys() throws {
        let verifier = signer.verifier
        #expect(CheckpointVerifier(text: verifier.text) == verifier)
        #expect(try #require(CheckpointSigner(text: signer.text)).verifier == verifier)
        #expect(CheckpointVerifier(text: verifier.text.replacing("vigia", with: "other")) == nil)
        for text in ["", "a+b+c", "name", "name AAAA"] {
            #expect(CheckpointVerifier(text: text) == nil)
            #expect(CheckpointSigner(text: text) == nil)
        }
    }
}
