// Figures in the text format of Prometheus (exposition format 0.0.4).

import Desk
import Foundation
import Glibc
import MonitoringOrders
import OrderStore
import Quantities

/// The text of `/metrics`.
enum MetricsText {
    /// One metric: its name, what it means, and its values with their labels.
    private struct Metric {
        var name: String
        var meaning: String
        var kind = "gauge"
        var samples: [(labels: [(String, String)], value: Double)]

        var text: String {
            guard !samples.isEmpty else { return "" }
            let lines = samples.map { sample in
                let labels = sample.labels.map { "\($0.0)=\"\(Self.escaped($0.1))\"" }
                let braces = labels.isEmpty ? "" : "{\(labels.joined(separator: ","))}"
                return "\(name)\(braces) \(Self.number(sample.value))\n"
            }
            return "# HELP \(name) \(meaning)\n# TYPE \(name) \(kind)\n" + lines.joined()
        }

        private static func escaped(_ text: String) -> String {
            text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
                .replacing("\n", with: "\\n")
        }

        private static func number(_ value: Double) -> String {
            value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
        }
    }

    private static func gauge(_ name: String, _ meaning: String, _ value: Double?) -> Metric {
        Metric(name: name, meaning: meaning, samples: value.map { [([], $0)] } ?? [])
    }

    /// What a desk has and how long its work takes.
    static func of(_ figures: DeskFigures, of desk: Desk) -> String {
        let settings = desk.configuration.settings
        let build = [
            ("version", ProgramVersion.current), ("desk", settings.desk.rawValue),
            ("register", settings.register.rawValue),
        ]
        let metrics =
            [
                Metric(
                    name: "vigia_build_info", meaning: "The program and its desk.",
                    samples: [(build, 1)])
            ] + work(figures) + mail(figures) + upkeep(figures)
        return metrics.map(\.text).joined()
    }

    private static func work(_ figures: DeskFigures) -> [Metric] {
        let toAcknowledge = figures.toAcknowledge.sorted { $0.key < $1.key }.flatMap { times in
            samples(times.value, [("category", "\(times.key)")])
        }
        return [
            Metric(
                name: "vigia_orders", meaning: "Orders by state and category.",
                samples: figures.orders.map { orders in
                    (
                        [
                            ("state", orders.state.rawValue),
                            ("category", orders.category.map { "\($0)" } ?? "none"),
                        ], Double(orders.count)
                    )
                }),
            Metric(
                name: "vigia_time_to_acknowledge_seconds",
                meaning: "From receipt to acknowledgement, of the latest orders.",
                samples: toAcknowledge),
            Metric(
                name: "vigia_measurement_seconds",
                meaning: "From the start of a task to its result, of the latest orders.",
                samples: figures.toMeasure.map { samples($0, []) } ?? []),
            Metric(
                name: "vigia_alarms", meaning: "What waits for a person, by cause.",
                samples: Alarm.Cause.allCases.map { cause in
                    ([("cause", cause.rawValue)], Double(figures.alarms[cause] ?? 0))
                }),
        ]
    }

    private static func samples(
        _ times: DeskFigures.Times, _ labels: [(String, String)]
    ) -> [(labels: [(String, String)], value: Double)] {
        [
            (labels + [("of", "median")], times.median.inSeconds),
            (labels + [("of", "longest")], times.longest.inSeconds),
        ]
    }

    private static func mail(_ figures: DeskFigures) -> [Metric] {
        let vitals = figures.vitals
        return [
            gauge(
                "vigia_mailbox_age_seconds", "Since the mailbox was read.",
                vitals.mailboxAge?.inSeconds),
            gauge(
                "vigia_outbox_deliveries", "Deliveries that wait.", Double(vitals.outboxDeliveries)),
            gauge(
                "vigia_outbox_age_seconds", "Of the oldest delivery that waits; 0 if none does.",
                vitals.outboxAge?.inSeconds ?? 0),
            gauge("vigia_letters_quarantined", "Letters set apart.", Double(vitals.quarantined)),
            gauge(
                "vigia_letters_needing_person", "Letters that a person must decide about.",
                Double(vitals.needingPerson)),
            Metric(
                name: "vigia_deliveries", meaning: "Deliveries by result.",
                samples: ["accepted", "refused", "uncertain", "waiting"].map { result in
                    ([("result", result)], Double(figures.deliveries[result] ?? 0))
                }),
        ]
    }

    private static func upkeep(_ figures: DeskFigures) -> [Metric] {
        let causes = Set(figures.unreadiness.map(\.cause))
        return [
            Metric(
                name: "vigia_not_ready", meaning: "1 for each reason why /readyz says no.",
                samples: Unreadiness.Cause.allCases.map { cause in
                    ([("cause", cause.rawValue)], causes.contains(cause) ? 1 : 0)
                }),
            gauge("vigia_journal_rows", "Rows of the journal.", Double(figures.checkpoint.rows)),
            Metric(
                name: "vigia_journal_head_info", meaning: "Hash of the journal's last row.",
                samples: [([("hash", figures.checkpoint.head)], 1)]),
            gauge(
                "vigia_backup_age_seconds",
                "Since the last backup or, before the first, since the journal began.",
                figures.vitals.backupAge?.inSeconds),
        ]
    }

    /// What the process takes of the machine, as the system says.
    static func ofProcess() -> String {
        let pages = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?
            .split(separator: " ").dropFirst().first.flatMap { Double($0) }
        let files = try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        let cpu =
            Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
            + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6
        return [
            gauge(
                "process_resident_memory_bytes", "Memory in use.",
                pages.map { $0 * Double(sysconf(Int32(_SC_PAGESIZE))) }),
            gauge("process_open_fds", "Open descriptors.", files.map(Double.init)),
            Metric(
                name: "process_cpu_seconds_total", meaning: "Processor time.", kind: "counter",
                samples: [([], cpu)]),
        ].map(\.text).joined()
    }
}

extension Duration {
    fileprivate var inSeconds: Double { self / .seconds(1) }
}
