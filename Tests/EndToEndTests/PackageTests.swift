import Foundation
import TestSupport
import Testing

@Suite("The package")
struct PackageTests {
    private static func shell(_ command: String) throws -> Program.Run {
        try Program.run(
            ["-c", command], program: "/bin/sh",
            environment: ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"])
    }

    /// A package with the program that the tests were built with, made once.
    private static let made = Result {
        let out = try Repository.temporaryFolder()
        let script = Repository.path("scripts/make-deb")
        let made = try shell("\(script) --fast --program \(Program.path) --out \(out)")
        #expect(made.status == 0, "\(made.errors)")
        return try #require(made.output.split(separator: "\n").last.map(String.init))
    }

    private static func package() throws -> String { try made.get() }

    @Test("holds program, data, units, manual, completions and examples, and nothing of a checkout")
    func content() throws {
        let package = try Self.package()
        let list = try Self.shell("dpkg-deb --contents \(package)").output
        for path in [
            "./usr/bin/vigia", "./usr/share/vigia/Config/agreements/anatel-2019.yaml",
            "./usr/share/vigia/Config/console/openapi.yaml",
            "./usr/share/vigia/Config/watch/alerts.yaml",
            "./lib/systemd/system/vigia@.service", "./lib/systemd/system/vigia-backup@.timer",
            "./lib/systemd/system/vigia-checkpoint@.timer", "./usr/share/man/man1/vigia.1.gz",
            "./usr/share/man/man1/vigia-check-config.1.gz",
            "./usr/share/man/man5/vigia-settings.5.gz",
            "./usr/share/bash-completion/completions/vigia",
            "./usr/share/doc/vigia/examples/station-settings.yaml",
            "./usr/share/doc/vigia/copyright",
            "./usr/lib/vigia/python/typst/__init__.py",
        ] {
            #expect(list.contains(" \(path)\n"), "\(path)")
        }
        #expect(!list.contains("__pycache__") && !list.contains(".git") && !list.contains(" -> "))
        #expect(list.split(separator: "\n").allSatisfy { $0.contains(" root/root ") })
        let control = try Self.shell("dpkg-deb --field \(package)").output
        #expect(control.contains("Package: vigia\n") && control.contains("libgmime-3.0-0"))
        #expect(control.contains("adduser") && control.contains("python3"))
    }

    @Test(
        "unpacked, its program is stripped, finds its data, makes a desk and says what is wrong with it"
    )
    func unpacked() throws {
        let package = try Self.package()
        let root = try Repository.temporaryFolder() + "/root"
        #expect(try Self.shell("dpkg-deb --extract \(package) \(root)").status == 0)
        let symbols = try Self.shell("nm \(root)/usr/bin/vigia 2>&1")
        #expect((symbols.output + symbols.errors).contains("no symbols"))
        // The folder of data is found from the program, as it is when it lies in /usr.
        let data = try Repository.temporaryFolder() + "/bureau"
        let made = try Program.run(
            ["init", "--desk", "bureau", "--data", data], program: root + "/usr/bin/vigia",
            environment: ["VIGIA_CONFIG": root + "/usr/share/vigia/Config"])
        #expect(made.status == 0, "\(made.errors)")
        let example = try Repository.text(
            root + "/usr/share/doc/vigia/examples/bureau-settings.yaml")
        #expect(try Repository.text(data + "/settings.yaml") == example)
    }

    @Test(
        "its scripts make user and directories, start nothing, and keep the data when it is purged")
    func scripts() throws {
        let package = try Self.package()
        let folder = try Repository.temporaryFolder()
        #expect(try Self.shell("dpkg-deb --control \(package) \(folder)").status == 0)
        for name in ["postinst", "prerm", "postrm"] {
            #expect(try Self.shell("sh -n \(folder)/\(name)").status == 0)
        }
        let postinst = try Repository.text(folder + "/postinst")
        #expect(postinst.contains("adduser") && postinst.contains("/var/lib/vigia"))
        #expect(!postinst.contains("systemctl enable") && !postinst.contains("systemctl start"))
        for name in ["prerm", "postrm"] {
            let text = try Repository.text("\(folder)/\(name)")
            #expect(
                !text.contains("rm -r") && !text.contains("userdel") && !text.contains("deluser"))
        }
        let md5sums = try Repository.text(folder + "/md5sums")
        #expect(md5sums.contains("  usr/bin/vigia\n"))
    }

    @Test(
        "behaviour 110: systemd rates the services at 2.5 or better, and finds nothing wrong with any unit",
        arguments: ["vigia@.service", "vigia-backup@.service", "vigia-checkpoint@.service"])
    func units(name: String) throws {
        let unit = Repository.path("Config/systemd/\(name)")
        // What the tests' setup installs; without it there is nothing to ask.
        try #require(FileManager.default.isExecutableFile(atPath: "/usr/bin/systemd-analyze"))
        let rated = try Self.shell(
            "systemd-analyze security --offline=true --no-pager --threshold=25 \(unit)")
        #expect(rated.status == 0, "\(rated.output)")
        let level = try #require(rated.output.firstMatch(of: #/exposure level .*: ([0-9.]+) /#))
        #expect((Double(level.1) ?? 10) <= 2.5)
    }

    @Test("the service says how it is watched, ended and read anew")
    func service() throws {
        let text = try Repository.text(Repository.path("Config/systemd/vigia@.service"))
        for line in [
            "Type=notify", "WatchdogSec=15min", "Restart=on-failure", "User=vigia",
            "ExecReload=/bin/kill -HUP $MAINPID", "CapabilityBoundingSet=", "ProtectSystem=strict",
        ] {
            #expect(text.split(separator: "\n").contains { $0 == line }, "\(line)")
        }
        for timer in ["vigia-backup@.timer", "vigia-checkpoint@.timer"] {
            let text = try Repository.text(Repository.path("Config/systemd/\(timer)"))
            #expect(text.contains("OnCalendar=") && text.contains("Persistent=true"))
        }
    }
}
