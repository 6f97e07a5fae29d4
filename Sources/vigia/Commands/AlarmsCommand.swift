// What waits for a person at a desk.

import ArgumentParser
import Desk
import MonitoringOrders
import Quantities

struct AlarmsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "alarms", abstract: "List everything that waits for a person, oldest first.",
        discussion: "Example: vigia alarms --data bureau")

    @OptionGroup var options: DeskOptions

    func run() throws {
        let alarms = try DeskSession.open(options.folder).alarms()
        if options.json {
            for alarm in alarms { Output.print(alarm.json) }
            return
        }
        Output.table(
            [["SINCE (UTC)", "CAUSE", "ORDER", "LETTER", "WORDS"]]
                + alarms.map { alarm in
                    [
                        alarm.since.forPeople, alarm.cause.rawValue,
                        alarm.order?.description ?? "-", alarm.letter.map { "\($0)" } ?? "-",
                        alarm.words,
                    ]
                })
    }
}
