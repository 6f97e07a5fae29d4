// The words of the statistics.

import Letters
import MonitoringOrders

/// Words of the page of statistics.
enum StatisticsWords {
    static let title = Bilingual("Statistics", "Estatísticas")
    static let from = Bilingual("First day (UTC)", "Primeiro dia (UTC)")
    static let to = Bilingual("Last day (UTC)", "Último dia (UTC)")
    static let show = Bilingual("Show", "Mostrar")
    static let csv = Bilingual("All figures as CSV", "Todos os números em CSV")
    static let hint = Bilingual(
        "An order belongs to the period in which this desk placed or received it.",
        "Uma ordem pertence ao período em que esta mesa a colocou ou recebeu.")
    static let within = Bilingual(
        "acknowledged within the house's targets, which the MoU does not set",
        "confirmadas dentro das metas da casa, que o memorando não fixa")
    static let group = Bilingual("Group", "Grupo")
    static let orders = Bilingual("Orders", "Ordens")
    static let acknowledged = Bilingual("Acknowledged", "Confirmadas")
    static let reported = Bilingual("Reported", "Relatadas")
    static let refused = Bilingual("Refused", "Recusadas")
    static let withdrawn = Bilingual("Withdrawn", "Retiradas")
    static let open = Bilingual("Open", "Abertas")
    static let toAcknowledgement = Bilingual(
        "Hours to acknowledgement (median / 90 %)", "Horas até a confirmação (mediana / 90 %)")
    static let toReport = Bilingual(
        "Hours to report (median / 90 %)", "Horas até o relatório (mediana / 90 %)")
    static let ellipse = Bilingual(
        "Semi-major axis in km (median / 90 %)", "Semieixo maior em km (mediana / 90 %)")
    static let byMonth = Bilingual("Orders by month", "Ordens por mês")
    static let byOutcome = Bilingual("Orders by outcome", "Ordens por resultado")
    static let byCategory = Bilingual("By category", "Por categoria")
    static let byKind = Bilingual("By kind", "Por tipo")
    static let all = Bilingual("All orders", "Todas as ordens")
}

extension OrderOutcome {
    /// What became of orders, in words.
    var words: Bilingual {
        switch self {
        case .located: ResultClass.located.words
        case .areaOnly: ResultClass.areaOnly.words
        case .lineOfPosition: ResultClass.lineOfPosition.words
        case .notLocated: ResultClass.notLocated.words
        case .notObserved: ResultClass.notObserved.words
        case .measured: ResultClass.measured.words
        case .reported: Bilingual("reported without data", "relatada sem dados")
        case .refused: Bilingual("refused", "recusada")
        case .withdrawn: Bilingual("withdrawn", "retirada")
        case .open: Bilingual("still open", "ainda aberta")
        }
    }
}

extension OrderStatistics.Group {
    /// What the orders of the group have in common, in words.
    var words: Bilingual {
        switch dimension {
        case .all: StatisticsWords.all
        case .month: Bilingual(key, key)
        case .category: key == "1" ? Words.categoryOne : Words.categoryTwo
        case .kind: OrderKind(rawValue: key)?.words ?? Bilingual(key, key)
        case .outcome: OrderOutcome(rawValue: key)?.words ?? Bilingual(key, key)
        }
    }
}
