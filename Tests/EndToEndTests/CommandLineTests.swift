import CanonicalJSON
import Foundation
import TestSupport
import Testing

@Suite("The command line")
struct CommandLineTests {
    @Test("demo: both orders end in a filed report with a position, and the files are there")
    func demo() throws {
        let out = try Repository.temporaryFolder() + "/demo"
        let run = try Program.run(["demo", "--no-serve", "--json", "--seed", "3", "--out", out])
        #expect(run.status == 0, "\(run.errors)")
        let result = try JSONValue(parsing: run.output)
        let orders = try #require(result["orders"]?.array)
        #expect(orders.compactMap { $0["category"]?.int }.sorted() == [1, 2])
        for order in orders {
            #expect(order["outcome"]?.string == "reported")
            #expect(order["kind"]?.string == "harmfulInterference")
            let error = try #require(order["error_m"]?.double)
            let major = try #require(order["estimate"]?["ellipse"]?["semi_major_m"]?.double)
            #expect(error < 2 * major)
            let report = try #require(order["report"]?.string)
            let folder = (report as NSString).deletingLastPathComponent
            for file in [
                "report.html", "report.pdf", "report.json", "map.svg", "timeline.json",
                "recordings",
            ] {
                #expect(FileManager.default.fileExists(atPath: folder + "/" + file), "\(file)")
            }
        }
        // The category 1 order was placed first in time of service, whatever its number.
        let first = try #require(orders.first { $0["category"]?.int == 1 })
        #expect(first["reference"]?.string?.hasSuffix("/0001") == true)
        for desk in ["bureau", "station"] {
            let check = try Program.run(["journal", "verify", "--data", "\(out)/desks/\(desk)"])
            #expect(check.status == 0, "\(check.errors)")
        }
        try checkRecords(of: out, first)
        try checkStatistics(of: out)
    }

    /// The record of an order from both desks of the demo, verified by Python alone.
    private func checkRecords(of out: String, _ first: JSONValue) throws {
        let order = try #require(first["order"]?.string)
        for desk in ["bureau", "station"] {
            let file = "\(out)/\(desk).zip"
            let export = [
                "record", "export", order, "--out", file, "--data", "\(out)/desks/\(desk)",
            ]
            let run = try Program.run(export + ["--json"])
            #expect(run.status == 0, "\(run.errors)")
            let withheld = try JSONValue(parsing: run.output)["withheld"]?.array
            #expect(withheld?.isEmpty == (desk == "station"))
            #expect(run.errors.contains("is not held by this desk") == (desk == "bureau"))
            let words = try Tool.output(
                "/usr/bin/python3",
                [Repository.path("Sources/Reports/Evidence/verify.py"), file])
            #expect(words.hasSuffix("\nholds\n"), "\(words)")
            #expect(try Program.run(export).status == 73)
            #expect(try Program.run(export + ["--role", "operator"]).status == 77)
        }
        let reference = [try #require(first["reference"]?.string), "--data", "\(out)/desks/bureau"]
        #expect(try Program.run(["report", "differences"] + reference).status == 0)
        let missing = try Program.run(["report", "differences", "--to", "1"] + reference)
        #expect(missing.status == 66)
        #expect(missing.errors.contains("there is no revision 1"))
    }

    private func checkStatistics(of out: String) throws {
        let command = ["statistics", "--from", "2020-01-01", "--to", "2200-01-01", "--data"]
        for desk in ["bureau", "station"] {
            let run = try Program.run(command + ["\(out)/desks/\(desk)", "--json"])
            #expect(run.status == 0, "\(run.errors)")
            let found = try JSONValue(parsing: run.output)
            #expect(found["groups"]?[0]?["orders"]?.int == 2)
            #expect(found["groups"]?[0]?["ellipse_semi_major_m"]?["count"]?.int == 2)
            let csv = try Program.run(command + ["\(out)/desks/\(desk)", "--csv"])
            #expect(csv.output.hasPrefix("desk,register,by,key,"))
        }
    }

    @Test("order check: every case is read as it should be, with the exit code of its faults")
    func orderCheck() throws {
        let folder = Repository.golden("orders")
        for name in try Repository.names(in: folder) where name.hasSuffix(".txt") {
            let run = try Program.run([
                "order", "check", folder + "/" + name, "--watch-list", folder + "/watch-list.json",
                "--json",
            ])
            let expected = try JSONValue(
                parsing: try Repository.text(folder + "/" + name.dropLast(4) + ".json"))
            let got = try JSONValue(parsing: run.output)
            #expect(got["order"]?.canonical == expected["order"]?.canonical, "\(name)")
            let faults = expected["faults"]?.array?.count ?? 0
            #expect(run.status == (faults > 0 ? 65 : 0), "\(name)")
            #expect(
                got["suggestion"]?["category"] == expected["suggestion"]?["category"], "\(name)")
            #expect(
                got["feasibility"]?["verdict"] == expected["feasibility"]?["verdict"], "\(name)")
        }
    }

    @Test(
        "a desk's folder is for its owner alone (R7), and one that is not there is restored into by nobody"
    )
    func privateFolder() throws {
        let parent = try Repository.temporaryFolder()
        let (data, copy) = (parent + "/desks/bureau", parent + "/copy.sqlite")
        #expect(try Program.run(["init", "--desk", "bureau", "--data", data]).status == 0)
        let attributes = try FileManager.default.attributesOfItem(atPath: data)
        #expect(attributes[.posixPermissions] as? Int == 0o700)
        #expect(try Program.run(["backup", copy, "--data", data]).status == 0)
        let none = try Program.run(["restore", copy, "--data", parent + "/none"])
        #expect(none.status == 66)
        #expect(none.errors.contains("/none: there is no such folder"))
    }

    @Test("a desk's day by command: init, place, refuse, with the exit codes of the contract")
    func exitCodes() throws {
        let parent = try Repository.temporaryFolder()
        let (bureau, station) = (parent + "/bureau", parent + "/station")
        for (desk, data) in [("bureau", bureau), ("station", station)] {
            #expect(try Program.run(["init", "--desk", desk, "--data", data]).status == 0)
        }
        #expect(try Program.run(["init", "--desk", "bureau", "--data", bureau]).status == 73)
        #expect(try Program.run(["check-config", "--data", bureau]).status == 0)
        #expect(try Program.run(["order", "list", "--data", parent + "/none"]).status == 66)
        let form = Repository.golden("orders/01-ku-uplink-65w.txt")
        let place = ["order", "place", form, "--category", "2", "--data", bureau]
        #expect(try Program.run(place).status == 0)
        #expect(try Program.run(place).status == 65)
        #expect(try Program.run(place + ["--role", "auditor"]).status == 77)
        let broken = Repository.golden("orders/10-incomplete-form.txt")
        let fault = try Program.run(
            ["order", "place", broken, "--category", "2", "--data", bureau])
        #expect(fault.status == 65)
        #expect(fault.errors.contains("line 9") || fault.errors.contains(":9"), "\(fault.errors)")
        #expect(try Program.run(["order", "show", "BR/2099/0001", "--data", bureau]).status == 65)
        #expect(try Program.run(["order", "place", form, "--category", "3"]).status == 64)
        #expect(try Program.run(["nonsense"]).status == 64)
        #expect(try Program.run(["ingest", "--data", bureau], input: "").status == 65)
        let letter = "From: x@y.example\nSubject: hello\n\nhello\n"
        #expect(try Program.run(["ingest", "--data", bureau], input: letter).status == 0)
        let unmatched = try Program.run(["letters", "--unmatched", "--json", "--data", bureau])
        #expect(unmatched.output.contains("needs-human"))
    }

    @Test("a damaged settings file is told with file, line and key, exit 78")
    func damagedSettings() throws {
        let data = try Repository.temporaryFolder() + "/bureau"
        #expect(try Program.run(["init", "--desk", "bureau", "--data", data]).status == 0)
        let settings = data + "/settings.yaml"
        let text = try Repository.text(settings)
        try text.replacingOccurrences(of: "poll: PT2S", with: "poll: soon")
            .write(toFile: settings, atomically: true, encoding: .utf8)
        let run = try Program.run(["check-config", "--data", data])
        #expect(run.status == 78)
        #expect(run.errors.contains("settings.yaml:") && run.errors.contains("mail.poll"))
    }
}

@Suite("The timetable at the command line")
struct TimetableCommandTests {
    @Test("timetable: only at the station, with durations that make sense")
    func timetable() throws {
        let parent = try Repository.temporaryFolder()
        for desk in ["bureau", "station"] {
            let data = "\(parent)/\(desk)"
            #expect(try Program.run(["init", "--desk", desk, "--data", data]).status == 0)
        }
        let station = ["--data", parent + "/station"]
        let empty = try Program.run(["timetable"] + station)
        #expect(empty.status == 0)
        #expect(empty.output.hasPrefix("ORDER"))
        #expect(try Program.run(["timetable", "--data", parent + "/bureau"]).status == 64)
        let unknown = ["timetable", "--with", "BR/2027/0001", "--duration", "PT1H"] + station
        #expect(try Program.run(unknown).status == 65)
        #expect(try Program.run(["timetable", "--duration", "PT1H"] + station).status == 64)
    }
}
