// The words of the station's pages: queue, timetable, and what they say of times.

import Desk
import Letters
import MonitoringOrders
import Quantities

/// Words of the queue.
enum QueueWords {
    static let queue = Bilingual("Queue", "Fila")
    static let help = Bilingual(
        """
        Category 1 is served before category 2, and inside each the order of receipt decides; nothing else moves an \
        order (clause 3.2.1.1). A suspended task keeps its place and holds nobody up.
        """,
        """
        A categoria 1 é atendida antes da 2 e, dentro de cada uma, decide a ordem de recebimento; nada mais desloca \
        uma ordem (cláusula 3.2.1.1). Uma tarefa suspensa mantém seu lugar e não retém ninguém.
        """)
    static let runningNow = Bilingual("Running now", "Em execução agora")
    static let nothingRuns = Bilingual(
        "No task is running. The first acknowledged order of the queue can be started from its page.",
        "Nenhuma tarefa em execução. A primeira ordem confirmada da fila pode ser iniciada em sua página."
    )
    static let emptyLane = Bilingual(
        "Nothing waits here. Orders appear by themselves as their letters arrive.",
        "Nada aguarda aqui. As ordens aparecem sozinhas quando suas cartas chegam.")
    static let placeAndOrder = Bilingual("Place and order", "Lugar e ordem")
    static let age = Bilingual("Age", "Idade")
    static let proposed = Bilingual("proposed", "proposto")
    static let nowPossible = Bilingual("possible from", "possível a partir de")
    static let overdue = Bilingual(
        "not acknowledged within the house's target (not set by the MoU)",
        "não confirmada dentro da meta da casa (não fixada pelo MoU)")
    static let late = Bilingual("late", "atrasada")
    static let antenna = Bilingual("Antenna", "Antena")
    static let acknowledge = Bilingual("Acknowledge", "Confirmar")
    static let lookAndAcknowledge = Bilingual("Look and acknowledge", "Ver e confirmar")
    static let fromStart = Bilingual("start", "início")
    static let next = Bilingual("Next orders", "Próximas ordens")
    static let first = Bilingual("Head of the queue", "Início da fila")
    static let tooMany = Bilingual(
        "Proposed starts are shown while at most 60 orders wait.",
        "Inícios propostos aparecem enquanto aguardam no máximo 60 ordens.")
    static let proof = Bilingual("Proof of service", "Prova de atendimento")
    static let proofHelp = Bilingual(
        "Receipt, category and start of every order, as evidence that none was passed:",
        "Recebimento, categoria e início de cada ordem, como prova de que nenhuma foi preterida:")
    static let csv = Bilingual("as CSV", "em CSV")
    static let json = Bilingual("as JSON", "em JSON")
    static let waiting = Bilingual("waiting", "aguardando")
    static let ofAntennas = Bilingual("antennas at work", "antenas em uso")
}

/// Words of the timetable.
enum TimetableWords {
    static let timetable = Bilingual("Timetable", "Agenda")
    static let help = Bilingual(
        """
        Each antenna does one task at a time; antennas work at the same time. Solid: running. Full line: promised. \
        Broken line: proposed, nobody has acknowledged it yet. Hatched: maintenance.
        """,
        """
        Cada antena faz uma tarefa por vez; as antenas trabalham ao mesmo tempo. Cheio: em execução. Linha contínua: \
        prometido. Linha tracejada: proposto, ainda sem confirmação. Hachurado: manutenção.
        """)
    static let earlier = Bilingual("Earlier", "Antes")
    static let later = Bilingual("Later", "Depois")
    static let now = Bilingual("Now", "Agora")
    static let from = Bilingual("From (UTC)", "A partir de (UTC)")
    static let span = Bilingual("Span", "Intervalo")
    static let show = Bilingual("Show", "Mostrar")
    static let what = Bilingual("What", "O quê")
    static let how = Bilingual("How", "Como")
    static let startUTC = Bilingual("Start (UTC)", "Início (UTC)")
    static let endUTC = Bilingual("End (UTC)", "Fim (UTC)")
    static let running = Bilingual("running", "em execução")
    static let promised = Bilingual("promised", "prometida")
    static let proposed = Bilingual("proposed", "proposta")
    static let suspended = Bilingual("suspended, no promise", "suspensa, sem promessa")
    static let maintenance = Bilingual("Maintenance", "Manutenção")
    static let nothing = Bilingual(
        "Nothing is planned in this span. Choose another, or acknowledge an order from the queue.",
        "Nada está planejado neste intervalo. Escolha outro ou confirme uma ordem na fila.")
    static let behind = Bilingual(
        "Only the head of the queue is planned here. Orders that wait behind it",
        "Só o começo da fila está planejado aqui. Ordens que esperam atrás")
    static let unplaced = Bilingual("Orders without a place", "Ordens sem lugar")
    static let table = Bilingual("The same as a table", "O mesmo em tabela")
    static let maintenanceHelp = Bilingual(
        """
        A maintenance window is part of the station's configuration, so that a change of it is a change of a file that \
        somebody answers for. Add it below the antenna in station.yaml of this desk's folder and start the desk anew:
        """,
        """
        Uma janela de manutenção faz parte da configuração da estação, para que toda mudança seja a mudança de um \
        arquivo por que alguém responde. Acrescente-a sob a antena em station.yaml na pasta desta mesa e reinicie-a:
        """)
    static let bands = Bilingual("Bands", "Faixas")

    /// How a window is written in the file, in the language of files.
    static func example(_ antenna: Antenna?, from start: UTCInstant) -> String {
        """
        antennas:
          - name: \(antenna?.name ?? "")
            bands: [\((antenna?.bands ?? []).map(\.name).joined(separator: ", "))]
            maintenance:
              - { from: \(start), to: \(start + .seconds(6 * 3600)) }
        """
    }

    static func hours(_ hours: Int) -> Bilingual {
        hours < 48
            ? Bilingual("\(hours) hours", "\(hours) horas")
            : Bilingual("\(hours / 24) days", "\(hours / 24) dias")
    }

    /// What the chart shows, in one sentence.
    static func summary(_ tasks: Int, _ running: Int, _ windows: Int) -> Bilingual {
        Bilingual(
            "In this span: tasks \(tasks), of them running now \(running); maintenance windows \(windows).",
            "Neste intervalo: tarefas \(tasks), das quais em execução agora \(running); janelas de manutenção \(windows)."
        )
    }
}

extension NoPlace {
    /// The reason in words.
    var words: Bilingual {
        switch self {
        case .noAntennaForBand:
            Bilingual(
                "no antenna of the station receives its downlink",
                "nenhuma antena da estação recebe seu enlace de descida")
        case .noWindowLongEnough:
            Bilingual("no window is long enough", "nenhuma janela é longa o bastante")
        }
    }
}

extension AcknowledgementProposal.Basis {
    /// Where a duration comes from, in words.
    var words: Bilingual {
        switch self {
        case .stated: Bilingual("as you say", "como você informa")
        case .earlierTasks(1):
            Bilingual("as the last task of this kind", "como a última tarefa deste tipo")
        case .earlierTasks(let count):
            Bilingual(
                "the middle of the last \(count) tasks of this kind",
                "a mediana das últimas \(count) tarefas deste tipo")
        case .assumed:
            Bilingual(
                "assumed: there is no earlier task of this kind",
                "suposta: não há tarefa anterior deste tipo")
        }
    }
}
