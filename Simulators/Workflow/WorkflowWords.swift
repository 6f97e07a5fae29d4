// The words of the page on waiting times, in both languages.

import Letters

enum WorkflowWords {
    static let title = Bilingual("Simulated waiting times", "Tempos de espera simulados")
    static let otherLanguage = Bilingual("This page in English", "Esta página em português")
    static let waitsByPolicy = Bilingual(
        "Waiting times by policy", "Tempos de espera por modo de operação")
    static let waitsHelp = Bilingual(
        "Hours from the receipt at the station: the middle order, nine in ten, and the longest.",
        "Horas desde o recebimento na estação: a ordem mediana, nove em dez, e a mais longa.")
    static let loadByWeek = Bilingual("Load by week", "Carga por semana")
    static let averages = Bilingual("averages of a run.", "médias de uma execução.")
    static let faults = Bilingual("What went wrong", "O que deu errado")
    static let noFaults = Bilingual("Nothing.", "Nada.")
    static let nothingSimulated = Bilingual("Nothing was simulated.", "Nada foi simulado.")
    static let waitColumns = [
        Bilingual("wait", "espera"), Bilingual("half", "metade"),
        Bilingual("nine in ten", "nove em dez"), Bilingual("longest", "a mais longa"),
    ]
    static let loadColumns = [
        Bilingual("week", "semana"), Bilingual("orders received", "ordens recebidas"),
        Bilingual("open at its end", "abertas no fim"),
    ]
    static let faultColumns = [Bilingual("fault", "falha"), Bilingual("strikes", "ocorrências")]

    static func policy(antennas: Int, suspends: Bool) -> Bilingual {
        let many = antennas > 1 ? "s" : ""
        return suspends
            ? Bilingual(
                "\(antennas) antenna\(many), category 2 is suspended for category 1",
                "\(antennas) antena\(many), a categoria 2 é suspensa pela categoria 1")
            : Bilingual(
                "\(antennas) antenna\(many), no suspension",
                "\(antennas) antena\(many), sem suspensão")
    }

    static func wait(_ category: Int, _ goal: Waits.Goal) -> Bilingual {
        switch goal {
        case .acknowledgement:
            Bilingual(
                "category \(category), to the acknowledgement",
                "categoria \(category), até a confirmação")
        case .start:
            Bilingual(
                "category \(category), to the start", "categoria \(category), até o início")
        case .report:
            Bilingual(
                "category \(category), to the report", "categoria \(category), até o relatório")
        }
    }

    static func scenario(_ scenario: Scenario) -> Bilingual {
        switch scenario {
        case .calm: Bilingual("calm", "calmo")
        case .launch: Bilingual("launch", "lançamento")
        case .conflict: Bilingual("conflict", "conflito")
        case .angry: Bilingual("angry", "uma administração irritada")
        }
    }

    static func summary(
        _ settings: WorkflowSettings, seeds: [UInt64], orders: Int
    ) -> Bilingual {
        let span = "\(seeds.min() ?? 0)–\(seeds.max() ?? 0)"
        let outage = settings.outage.map { days in
            Bilingual(
                " No mail moved from day \(days.lowerBound + 1) to day \(days.upperBound).",
                " Nenhuma carta andou do dia \(days.lowerBound + 1) ao dia \(days.upperBound).")
        }
        let stations = Bilingual(
            settings.stations == 1 ? "" : " \(settings.stations) stations.",
            settings.stations == 1 ? "" : " \(settings.stations) estações.")
        let english = """
            Scenario \(scenario(settings.scenario).english): \(settings.days) days, seeds \(span), \
            \(settings.ordersPerDay) cases on a usual day, \(orders) orders for each policy.\
            \(stations.english)\(outage?.english ?? "") A month without new cases follows, in which the station works off what waits.
            """
        let portuguese = """
            Cenário \(scenario(settings.scenario).text(.portuguese)): \(settings.days) dias, sementes \(span), \
            \(settings.ordersPerDay) casos num dia comum, \(orders) ordens em cada modo.\
            \(stations.text(.portuguese))\(outage?.text(.portuguese) ?? "") Segue-se um mês sem casos novos, em que a \
            estação atende o que espera.
            """
        return Bilingual(english, portuguese)
    }
}
