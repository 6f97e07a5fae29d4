// A disk is lost, a backup takes its place, and people compare.

import Desk
import MonitoringOrders
import Quantities

extension WorkflowSimulation {
    /// After a restore people compare what their desk knows with what the other one does.
    func compare(_ kind: DeskKind) throws -> String {
        switch kind {
        case .bureau: try bureau.attempt { try staff.compare($0, with: papers) }
        case .station:
            try station.attempt { [other = bureau.desk] in
                try staff.compare($0, with: other, orders: papers.count)
            }
        }
    }

    /// Where a disk was lost in this step, the journal on it is read to its end; then the backup counts.
    func replaceDisk(of desk: SimulatedDesk) throws {
        guard let (store, backup) = desk.takeLostDisk(), var witness = witnesses[desk.kind] else {
            return
        }
        try witness.look(at: store, clock.now)
        try witness.check(try desk.ledger.takeFresh())
        witnesses[desk.kind] = backup.witness.remembering(witness)
        mail.giveBack(to: desk.address, since: backup.at)
        agenda.plan(.peopleCompare(desk.kind), at: clock.now + staff.reaction())
    }
}
