// A page for those who want to know what a surge or an outage does to waiting times, and what another policy would do.

public import Letters
import Quantities

/// Waiting times of several policies over the same seeds.
public struct WorkflowReport {
    /// One way to run the station, with what came of it.
    public struct Policy {
        /// The policy in words.
        public var name: Bilingual
        public var settings: WorkflowSettings
        public var outcomes: [WorkflowOutcome]

        /// A policy that was simulated.
        public init(name: Bilingual, settings: WorkflowSettings, outcomes: [WorkflowOutcome]) {
            (self.name, self.settings, self.outcomes) = (name, settings, outcomes)
        }

        fileprivate var waits: Waits {
            outcomes.reduce(into: Waits()) { $0.add($1.waits) }
        }
    }

    private let policies: [Policy]

    /// A report on some policies, the first of which is today's.
    public init(_ policies: [Policy]) { self.policies = policies }

    /// The policies that are compared: one or two antennas, with and without suspension of category 2.
    public static func policies(
        of settings: WorkflowSettings
    ) -> [(name: Bilingual, settings: WorkflowSettings)] {
        [1, 2].flatMap { antennas in
            [true, false].map { suspends in
                var policy = settings
                (policy.antennas, policy.suspends) = (antennas, suspends)
                return (WorkflowWords.policy(antennas: antennas, suspends: suspends), policy)
            }
        }
    }

    /// What the page of a language is called, so that each can name the other.
    public static func fileName(in language: Language) -> String {
        language == .english ? "index.html" : "index.pt.html"
    }

    /// The page, complete in itself.
    public func html(in language: Language) -> String {
        let other: Language = language == .english ? .portuguese : .english
        let say = { (words: Bilingual) in words.text(language) }
        return """
            <!doctype html>
            <html lang="\(language == .english ? "en" : "pt-BR")"><head><meta charset="utf-8"><title>\(say(WorkflowWords.title))</title>
            <style>
            body { font: 1rem/1.5 sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
            table { border-collapse: collapse; margin: 1rem 0 } th, td { padding: .2rem .8rem; text-align: right }
            th:first-child, td:first-child { text-align: left } tr { border-bottom: 1px solid #bbb }
            </style></head><body>
            <p><a href="\(Self.fileName(in: other))">\(WorkflowWords.otherLanguage.text(other))</a></p>
            <h1>\(say(WorkflowWords.title))</h1>
            <p>\(say(summary))</p>
            <h2>\(say(WorkflowWords.waitsByPolicy))</h2>
            <p>\(say(WorkflowWords.waitsHelp))</p>
            \(policies.map { waitTable($0, language) }.joined(separator: "\n"))
            <h2>\(say(WorkflowWords.loadByWeek))</h2>
            \(loadTable(language))
            <h2>\(say(WorkflowWords.faults))</h2>
            \(faultTable(language))
            </body></html>

            """
    }

    private var summary: Bilingual {
        guard let first = policies.first else { return WorkflowWords.nothingSimulated }
        return WorkflowWords.summary(
            first.settings, seeds: first.outcomes.map(\.seed),
            orders: first.outcomes.reduce(0) { $0 + $1.orders })
    }

    private func waitTable(_ policy: Policy, _ language: Language) -> String {
        let waits = policy.waits
        let rows = [1, 2].flatMap { category in
            Waits.Goal.allCases.map { goal in
                let cells = [0.5, 0.9, 1].map { share in
                    waits.hours(category, goal, share: share).map { number($0, language) + " h" }
                        ?? "–"
                }
                return [WorkflowWords.wait(category, goal).text(language)] + cells
            }
        }
        return "<h3>\(policy.name.text(language))</h3>\n"
            + table(WorkflowWords.waitColumns, rows, language)
    }

    private func loadTable(_ language: Language) -> String {
        guard let first = policies.first else { return "" }
        let runs = Double(max(1, first.outcomes.count))
        let rows = first.waits.weeks.enumerated().map { index, week in
            [
                "\(index + 1)", number(Double(week.received) / runs, language),
                number(Double(week.open) / runs, language),
            ]
        }
        let caption = "\(first.name.text(language)); \(WorkflowWords.averages.text(language))"
        return "<p>\(caption)</p>\n" + table(WorkflowWords.loadColumns, rows, language)
    }

    private func faultTable(_ language: Language) -> String {
        guard let first = policies.first else { return "" }
        let counts = first.outcomes.reduce(into: [Fault: Int]()) { counts, outcome in
            counts.merge(outcome.faults, uniquingKeysWith: +)
        }
        let rows = counts.sorted { $0.key.rawValue < $1.key.rawValue }.map {
            [$0.key.rawValue, "\($0.value)"]
        }
        return rows.isEmpty
            ? "<p>\(WorkflowWords.noFaults.text(language))</p>"
            : table(WorkflowWords.faultColumns, rows, language)
    }

    private func table(_ head: [Bilingual], _ rows: [[String]], _ language: Language) -> String {
        let lines = rows.map { row in
            "<tr>" + row.map { "<td>\($0)</td>" }.joined() + "</tr>"
        }
        let titles = head.map { "<th scope=\"col\">\($0.text(language))</th>" }.joined()
        return "<table><thead><tr>\(titles)</tr></thead><tbody>\n"
            + lines.joined(separator: "\n") + "\n</tbody></table>"
    }

    /// With one decimal, and the decimal sign of the language.
    private func number(_ value: Double, _ language: Language) -> String {
        let text = value.fixed(1)
        return language == .english ? text : text.replacing(".", with: ",")
    }
}
