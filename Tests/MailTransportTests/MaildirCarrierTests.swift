// Letters as files: nothing is lost or half written wherever a process is stopped.

import Foundation
import MailTransport
import MonitoringOrders
import Synchronization
import TestSupport
import Testing

@Suite struct MaildirCarrierTests {
    let root: String
    let a: MailAddress
    let b: MailAddress

    init() throws {
        root = try Repository.temporaryFolder()
        a = try #require(MailAddress("a@br.example"))
        b = try #require(MailAddress("b@anatel.example"))
    }

    var box: String { MaildirCarrier.folder(of: b, below: root) }

    @Test("letters arrive in order with their exact bytes until they are confirmed")
    func deliversAndConfirms() throws {
        let (sender, receiver) = (
            MaildirCarrier(root: root, address: a), MaildirCarrier(root: root, address: b)
        )
        let letters: [[UInt8]] = [[1, 0, 255], [], [13, 10]]
        for letter in letters {
            #expect(try sender.deliver(letter, from: a, to: b).hasPrefix("stored as "))
        }
        let arrivals = try receiver.arrivals(limit: 10)
        #expect(arrivals.map(\.bytes) == letters)
        #expect(try receiver.arrivals(limit: 2) == Array(arrivals.prefix(2)))
        try receiver.confirm(arrivals[0].handle)
        try receiver.confirm(arrivals[0].handle)
        try receiver.confirm("nobody")
        #expect(try receiver.arrivals(limit: 10) == Array(arrivals.dropFirst()))
        #expect(try Repository.names(in: box + "/cur") == [arrivals[0].handle + ":2,v"])
        #expect(try Repository.names(in: box + "/tmp") == [])
        #expect(try sender.arrivals(limit: 10) == [])
    }

    @Test("behaviour 3: a letter that a person read first still arrives, under the same handle")
    func readsWhatAPersonSaw() throws {
        let carrier = MaildirCarrier(root: root, address: b)
        _ = try carrier.deliver([1], from: a, to: b)
        let arrival = try #require(try carrier.arrivals(limit: 1).first)
        try FileManager.default.moveItem(
            atPath: "\(box)/new/\(arrival.handle)", toPath: "\(box)/cur/\(arrival.handle):2,S")
        #expect(try carrier.arrivals(limit: 1) == [arrival])
        try carrier.confirm(arrival.handle)
        #expect(try carrier.arrivals(limit: 1) == [])
        #expect(try Repository.names(in: box + "/cur") == [arrival.handle + ":2,Sv"])
    }

    @Test("behaviour 4: a letter that somebody removed is confirmed without an error")
    func confirmsWhatIsGone() throws {
        let carrier = MaildirCarrier(root: root, address: b)
        _ = try carrier.deliver([1], from: a, to: b)
        let arrival = try #require(try carrier.arrivals(limit: 1).first)
        try FileManager.default.removeItem(atPath: "\(box)/new/\(arrival.handle)")
        try carrier.confirm(arrival.handle)
        #expect(try carrier.arrivals(limit: 1) == [])
    }

    @Test("tmp is never read; links, folders and odd names are named and not opened")
    func refusesOddEntries() throws {
        let carrier = MaildirCarrier(root: root, address: b)
        _ = try carrier.deliver([1], from: a, to: b)
        let files = FileManager.default
        #expect(files.createFile(atPath: box + "/tmp/half", contents: Data([9])))
        #expect(files.createFile(atPath: box + "/new/.hidden", contents: Data([9])))
        #expect(files.createFile(atPath: box + "/new/bad\nname", contents: Data([9])))
        try files.createSymbolicLink(
            atPath: box + "/new/link", withDestinationPath: "/etc/passwd")
        try files.createDirectory(atPath: box + "/cur/folder", withIntermediateDirectories: false)
        #expect(mkfifo(box + "/new/pipe", 0o600) == 0)
        #expect(try carrier.arrivals(limit: 10).map(\.bytes) == [[1]])
        #expect(
            Set(try carrier.oddities().map(\.name)) == ["bad\nname", "link", "folder", "pipe"])
    }

    @Test("an address is one folder below the root, whatever marks it holds")
    func namesFolders() throws {
        let odd = try #require(MailAddress("a/b%@br.example"))
        let folder = MaildirCarrier.folder(of: odd, below: "/root")
        #expect(folder == "/root/a%2fb%25@br.example")
        let upper = try #require(MailAddress("A@BR.example"))
        #expect(MaildirCarrier.folder(of: upper, below: "/r") == "/r/a@br.example")
    }

    @Test("a process stopped at any step of a delivery leaves a whole letter or none")
    func survivesStopsInDelivery() throws {
        let letter = [UInt8](repeating: 7, count: 1_000)
        var (whole, none, step) = (0, 0, 0)
        while true {
            let root = try Repository.temporaryFolder()
            let files = StoppingFileSystem(at: step)
            let names = Mutex(0)
            let stopped = MaildirCarrier(root: root, address: b, files: files) {
                names.withLock { count in
                    count += 1
                    return "letter\(count)"
                }
            }
            let accepted = (try? stopped.deliver(letter, from: a, to: b)) != nil
            let after = MaildirCarrier(root: root, address: b)
            let found = try after.arrivals(limit: 10).map(\.bytes)
            #expect(found == [letter] || (found.isEmpty && !accepted))
            if found.isEmpty { none += 1 } else { whole += 1 }
            if !accepted { _ = try after.deliver(letter, from: a, to: b) }
            #expect(try after.arrivals(limit: 10).last?.bytes == letter)
            if accepted { break }
            step += 1
        }
        #expect(whole >= 3 && none >= 6)
    }

    @Test("a process stopped at any step of a confirmation loses nothing and confirms later")
    func survivesStopsInConfirmation() throws {
        for step in 0..<12 {
            let root = try Repository.temporaryFolder()
            let carrier = MaildirCarrier(root: root, address: b)
            _ = try carrier.deliver([5], from: a, to: b)
            let arrival = try #require(try carrier.arrivals(limit: 1).first)
            let stopped = MaildirCarrier(
                root: root, address: b, files: StoppingFileSystem(at: step)
            ) { "unused" }
            let confirmed = (try? stopped.confirm(arrival.handle)) != nil
            let left = try carrier.arrivals(limit: 1)
            #expect(left == [arrival] || left.isEmpty)
            #expect(!confirmed || left.isEmpty)
            try carrier.confirm(arrival.handle)
            #expect(try carrier.arrivals(limit: 1) == [])
            let box = MaildirCarrier.folder(of: b, below: root)
            #expect(try Repository.names(in: box + "/cur").count == 1)
        }
    }

    @Test("a full disk is temporary, names the file and leaves nothing behind")
    func reportsFullDisk() throws {
        let carrier = MaildirCarrier(root: root, address: b, files: FullFileSystem()) { "letter" }
        let error = #expect(throws: CarrierError.self) {
            try carrier.deliver([1], from: a, to: b)
        }
        #expect(error?.kind == .temporary)
        #expect(error?.words.contains("tmp/letter") == true)
        #expect(error?.words.contains("No space left") == true)
        #expect(try Repository.names(in: box + "/tmp") == [])
    }

    @Test("a root that is not there is temporary and names the folder")
    func reportsMissingRoot() throws {
        let carrier = MaildirCarrier(root: root + "/missing", address: b)
        let error = #expect(throws: CarrierError.self) { try carrier.arrivals(limit: 1) }
        #expect(error?.kind == .temporary)
        #expect(error?.words.contains("/missing") == true)
    }

    @Test("two carriers that deliver at once never take each other's name")
    func deliversFromManyThreads() throws {
        let carriers = [
            MaildirCarrier(root: root, address: a), MaildirCarrier(root: root, address: b),
        ]
        DispatchQueue.concurrentPerform(iterations: 60) { number in
            _ = try? carriers[number % 2].deliver([UInt8(number)], from: a, to: b)
        }
        #expect(try carriers[1].arrivals(limit: 100).count == 60)
    }
}

/// Stops a carrier as kill -9 would: from one step on nothing happens any more, not even tidying up.
/// A stopped write leaves half of its bytes.
private final class StoppingFileSystem: FileSystem {
    private let left: Mutex<Int>
    private let files = PosixFileSystem()

    init(at step: Int) { left = Mutex(step) }

    private func step(_ path: String) throws(FileSystemError) {
        let isStopped = left.withLock { left in
            left -= 1
            return left < 0
        }
        guard !isStopped else {
            throw FileSystemError(operation: "kill", path: path, reason: "stopped")
        }
    }

    func makeFolder(_ path: String) throws(FileSystemError) {
        try step(path)
        try files.makeFolder(path)
    }
    func writeNew(_ path: String, _ bytes: [UInt8]) throws(FileSystemError) {
        do throws(FileSystemError) {
            try step(path)
        } catch {
            try files.writeNew(path, Array(bytes.prefix(bytes.count / 2)))
            throw error
        }
        try files.writeNew(path, bytes)
    }
    func rename(_ path: String, to newPath: String) throws(FileSystemError) {
        try step(path)
        try files.rename(path, to: newPath)
    }
    func syncFolder(_ path: String) throws(FileSystemError) {
        try step(path)
        try files.syncFolder(path)
    }
    func remove(_ path: String) throws(FileSystemError) {
        try step(path)
        try files.remove(path)
    }
    func exists(_ path: String) throws(FileSystemError) -> Bool {
        try step(path)
        return try files.exists(path)
    }
    func names(in folder: String) throws(FileSystemError) -> [String] {
        try step(folder)
        return try files.names(in: folder)
    }
    func read(_ path: String, limit: Int) throws(FileSystemError) -> [UInt8] {
        try step(path)
        return try files.read(path, limit: limit)
    }
}

/// A disk on which nothing more can be written.
private struct FullFileSystem: FileSystem {
    private let files = PosixFileSystem()

    func makeFolder(_ path: String) throws(FileSystemError) { try files.makeFolder(path) }
    func writeNew(_ path: String, _ bytes: [UInt8]) throws(FileSystemError) {
        try files.writeNew(path, Array(bytes.prefix(bytes.count / 2)))
        throw FileSystemError(operation: "write", path: path, number: ENOSPC)
    }
    func rename(_ path: String, to newPath: String) throws(FileSystemError) {
        try files.rename(path, to: newPath)
    }
    func syncFolder(_ path: String) throws(FileSystemError) { try files.syncFolder(path) }
    func remove(_ path: String) throws(FileSystemError) { try files.remove(path) }
    func exists(_ path: String) throws(FileSystemError) -> Bool { try files.exists(path) }
    func names(in folder: String) throws(FileSystemError) -> [String] {
        try files.names(in: folder)
    }
    func read(_ path: String, limit: Int) throws(FileSystemError) -> [UInt8] {
        try files.read(path, limit: limit)
    }
}
