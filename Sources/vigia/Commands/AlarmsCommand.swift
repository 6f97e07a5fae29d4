// What waits for a person at a desk.

import ArgumentParser
import OrderStore

struct AlarmsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "alarms", abstract: "List everything that waits for a person, oldest first.",
        discussion: "Example: vigia alarms --data bureau")

    @OptionGroup var options: DeskOptions

    func run() throws {
        let alarms = try DeskLink(options).rows("/alarms", "alarms", as: .auditor)
        if options.json {
            for alarm in alarms { Output.print(alarm) }
            return
        }
        Output.table(
            [["SINCE (UTC)", "CAUSE", "ORDER", "LETTER", "WORDS"]]
                + alarms.map { alarm in
                    [alarm.time("since")] + ["cause", "order", "letter", "words"].map(alarm.text)
                })
    }
}
