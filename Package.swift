// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "vigia",
    products: [.executable(name: "vigia", targets: ["vigia"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(
            url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1",
            traits: ["FullFoundation"]),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        // The rules and what they stand on: no Foundation, no world.
        .target(name: "Quantities"),
        .target(name: "CanonicalJSON"),
        .target(name: "MonitoringOrders", dependencies: ["Quantities"]),
        .target(
            name: "Letters", dependencies: ["MonitoringOrders", "Quantities", "CanonicalJSON"],
            path: "Protocols/Letters", exclude: ["README.md", "Schema", "Vectors"],
            sources: ["Sources"]),

        // What people write in YAML: settings, stations, scenarios.
        .target(
            name: "ConfigurationFiles",
            dependencies: [
                "MonitoringOrders", "Quantities", .product(name: "Yams", package: "Yams"),
            ]),

        // The measurement core.
        .systemLibrary(
            name: "CFFTW", pkgConfig: "fftw3f", providers: [.apt(["libfftw3-dev"])]),
        .target(name: "Signals", dependencies: ["Quantities", "CanonicalJSON", "CFFTW"]),
        .target(name: "Geolocation", dependencies: ["Quantities", "CanonicalJSON"]),

        // How a task's recordings become a result that can be computed again.
        .target(
            name: "Measuring",
            dependencies: [
                "Signals", "Geolocation", "MonitoringOrders", "Quantities", "CanonicalJSON",
            ]),

        // The rim: database, mail, paper.
        .systemLibrary(
            name: "CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),
        .systemLibrary(
            name: "CGMime", pkgConfig: "gmime-3.0", providers: [.apt(["libgmime-3.0-dev"])]),
        .systemLibrary(
            name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(
            name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(
            name: "CSeccomp", pkgConfig: "libseccomp", providers: [.apt(["libseccomp-dev"])]),
        .systemLibrary(
            name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .systemLibrary(
            name: "CPostgres", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        // How far the kernel trusts its clock.
        .systemLibrary(name: "CTimex"),
        .target(
            name: "OrderStore",
            dependencies: [
                "MonitoringOrders", "Letters", "Quantities", "CanonicalJSON", "CSodium",
                "COpenSSL", "CPostgres", "CSQLite",
            ]),
        .target(
            name: "MailTransport",
            dependencies: [
                "MonitoringOrders", "Letters", "Quantities", "CSodium", "CGMime", "CCurl",
                "CSeccomp", "COpenSSL",
            ]),
        .target(
            name: "Reports",
            dependencies: [
                "MonitoringOrders", "Letters", "Quantities", "CanonicalJSON", "CSodium",
            ], resources: [.embedInCode("Evidence/verify.py")]),

        // The desks and the one program.
        .target(
            name: "Desk",
            dependencies: [
                "MonitoringOrders", "Letters", "Quantities", "CanonicalJSON", "OrderStore",
                "MailTransport", "Reports", "Geolocation", "ConfigurationFiles",
                .product(name: "Logging", package: "swift-log"),
            ]),
        .target(
            name: "Console",
            dependencies: [
                "Desk", "OrderStore", "MonitoringOrders", "Letters", "MailTransport", "Reports",
                "Quantities", "CanonicalJSON", "CSodium", "COpenSSL",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "Logging", package: "swift-log"),
            ]),
        .target(
            name: "Sky",
            dependencies: [
                "Quantities", "CanonicalJSON", "Geolocation", "Signals", "ConfigurationFiles",
            ],
            path: "Simulators/Sky"),
        // People and machines who write letters without software of ours.
        .target(
            name: "SimulatedCorrespondents",
            dependencies: ["Letters", "MailTransport", "MonitoringOrders", "Quantities"],
            path: "Simulators/Correspondents"),
        .target(
            name: "SimulatedStation",
            dependencies: [
                "SimulatedCorrespondents",
                "Quantities", "MonitoringOrders", "Letters", "Signals", "Geolocation", "Sky",
                "Desk", "Reports", "CanonicalJSON", "OrderStore", "MailTransport", "Measuring",
            ],
            path: "Simulators/Station"),
        .target(
            name: "SimulatedWorkflow",
            dependencies: [
                "SimulatedCorrespondents",
                "Desk", "OrderStore", "MailTransport", "Letters", "MonitoringOrders", "Quantities",
                "CanonicalJSON", .product(name: "Logging", package: "swift-log"),
            ],
            path: "Simulators/Workflow"),
        .executableTarget(
            name: "vigia",
            dependencies: [
                "Console", "Desk", "SimulatedStation", "SimulatedWorkflow", "Sky", "Signals",
                "Geolocation",
                "Measuring",
                "Reports", "Letters", "ConfigurationFiles", "CSQLite", "CTimex",
                "MonitoringOrders", "OrderStore", "MailTransport", "Quantities", "CanonicalJSON",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ]),

        // Tests, each beside the thing it proves.
        .target(name: "TestSupport", dependencies: ["CanonicalJSON"], path: "Tests/TestSupport"),
        .testTarget(name: "QuantitiesTests", dependencies: ["Quantities", "TestSupport"]),
        .testTarget(name: "CanonicalJSONTests", dependencies: ["CanonicalJSON", "TestSupport"]),
        .testTarget(
            name: "MonitoringOrdersTests",
            dependencies: ["MonitoringOrders", "Quantities", "TestSupport"]),
        .testTarget(
            name: "LettersTests",
            dependencies: [
                "Letters", "MonitoringOrders", "Quantities", "CanonicalJSON", "TestSupport",
            ]),
        .testTarget(
            name: "SignalsTests",
            dependencies: ["Signals", "Quantities", "CanonicalJSON", "TestSupport"]),
        .testTarget(
            name: "GeolocationTests",
            dependencies: ["Geolocation", "Quantities", "CanonicalJSON", "TestSupport"]),
        .testTarget(
            name: "OrderStoreTests",
            dependencies: [
                "OrderStore", "MonitoringOrders", "Letters", "Quantities", "TestSupport",
            ]),
        .executableTarget(
            name: "ConfinementProbe", dependencies: ["MailTransport", "Quantities"],
            path: "Tests/ConfinementProbe"),
        .testTarget(
            name: "MailTransportTests",
            dependencies: [
                "ConfinementProbe",
                "MailTransport", "Letters", "MonitoringOrders", "Quantities", "CanonicalJSON",
                "TestSupport",
            ], exclude: ["PROVENANCE.md", "email_reading.py"]),
        .testTarget(
            name: "ReportsTests",
            dependencies: [
                "Reports", "Letters", "MonitoringOrders", "Quantities", "CanonicalJSON",
                "TestSupport",
            ]),
        .testTarget(
            name: "DeskTests",
            dependencies: [
                "Desk", "OrderStore", "MailTransport", "Letters", "MonitoringOrders", "Reports",
                "ConfigurationFiles", "Quantities", "CanonicalJSON", "TestSupport",
                .product(name: "Logging", package: "swift-log"),
            ]),
        .testTarget(
            name: "ConsoleTests",
            dependencies: [
                "Console", "Desk", "OrderStore", "MailTransport", "Letters", "MonitoringOrders",
                "Quantities", "CanonicalJSON", "TestSupport",
                .product(name: "Logging", package: "swift-log"),
            ], exclude: ["schemathesis.toml", "schemathesis_hooks.py", "webhook_receiver.py"]),
        .testTarget(
            name: "SimulatorTests",
            dependencies: [
                "Sky", "SimulatedStation", "Signals", "Geolocation", "Quantities", "Measuring",
                "MonitoringOrders", "ConfigurationFiles", "CanonicalJSON", "TestSupport",
            ]),
        .testTarget(
            name: "WorkflowTests",
            dependencies: [
                "SimulatedWorkflow", "SimulatedCorrespondents", "Desk", "OrderStore", "Letters",
                "MailTransport", "MonitoringOrders", "Quantities", "CanonicalJSON", "TestSupport",
            ]),
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "OrderStore", "MonitoringOrders", "Signals", "Quantities", "CanonicalJSON",
                "TestSupport",
            ], exclude: ["Browser"]),
        .testTarget(name: "TidyTests", dependencies: ["MonitoringOrders", "TestSupport"]),
    ],
    swiftLanguageModes: [.v6]
)

// Built by scripts/fuzz alone, with libFuzzer's main.
if Context.environment["VIGIA_FUZZ"] != nil {
    package.products.append(.executable(name: "reader-fuzz", targets: ["ReaderFuzz"]))
    package.targets.append(
        .executableTarget(
            name: "ReaderFuzz", dependencies: ["MailTransport", "Letters", "MonitoringOrders"],
            path: "Tests/Fuzzing"))
}

// Built by scripts/mutations alone, in a copy of the tree.
if Context.environment["VIGIA_MUTATIONS"] != nil {
    package.products.append(.executable(name: "workflow-swarm", targets: ["WorkflowSwarm"]))
    package.targets.append(
        .executableTarget(
            name: "WorkflowSwarm",
            dependencies: ["SimulatedWorkflow", "Desk", "OrderStore", "MonitoringOrders"],
            path: "Tests/Mutations", exclude: ["mutations.json"]))
}

// One set of rules for every Swift target: Swift 6 mode, explicit imports, no silent warning.
for target in package.targets where target.type != .system {
    target.swiftSettings = [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .treatAllWarnings(as: .error),
    ]
}

// Tests that wait for servers, disks and programs run no slower without optimisation and are built in half the time.
// Those that compute need it.
let waiting = ["Console", "Desk", "EndToEnd", "MailTransport", "OrderStore", "Tidy"].map {
    $0 + "Tests"
}
for target in package.targets where waiting.contains(target.name) {
    target.swiftSettings?.append(.unsafeFlags(["-Onone"]))
}
