// The catalogue of the report's fixed texts: English of record, Portuguese beside it (R72).

import Letters
import MonitoringOrders

/// Fixed texts of reports.
enum ReportTexts {
    static let title = Bilingual("Final report", "Relatório final")
    static let simulation = Bilingual(
        "SIMULATION: this report belongs to an exercise and concerns no real case.",
        "SIMULAÇÃO: este relatório pertence a um exercício e não trata de caso real.")
    static let confidential = Bilingual(
        "Confidential: RR Nos. 17.2 and 17.3 apply to this report, to its content and to its existence.",
        "Confidencial: os n.os 17.2 e 17.3 do RR aplicam-se a este relatório, ao seu conteúdo e à sua existência."
    )
    static let prevails = Bilingual("The English text prevails.", "O texto em inglês prevalece.")
    static let order = Bilingual("Order", "Ordem")
    static let reference = Bilingual("Reference number", "Número de referência")
    static let revision = Bilingual("Revision", "Revisão")
    static let agreement = Bilingual("Agreement", "Acordo")
    static let basis = Bilingual("Basis", "Fundamento")
    static let category = Bilingual("Category", "Categoria")
    static let station = Bilingual("Station", "Estação")
    static let satellite = Bilingual("Satellite", "Satélite")
    static let task = Bilingual("Task", "Tarefa")
    static let form = Bilingual("Form", "Formulário")
    static let result = Bilingual("Result", "Resultado")
    static let reason = Bilingual("Reason", "Razão")
    static let particulars = Bilingual(
        "Particulars of RR Appendix 10", "Particulares do Apêndice 10 do RR")
    static let notKnown = Bilingual("no information", "sem informação")
    static let complete = Bilingual("Completeness", "Completude")
    static let geolocation = Bilingual("Geolocation", "Geolocalização")
    static let notObtained = Bilingual("Not obtained.", "Não obtida.")
    static let position = Bilingual("Position (WGS-84)", "Posição (WGS-84)")
    static let otherPosition = Bilingual("Other possible position", "Outra posição possível")
    static let ellipse = Bilingual("Error ellipse", "Elipse de erro")
    static let method = Bilingual("Method", "Método")
    static let sources = Bilingual("Sources", "Fontes")
    static let ephemeris = Bilingual("Ephemeris errors included", "Inclui erros de efemérides")
    static let yes = Bilingual("yes", "sim")
    static let no = Bilingual("no", "não")
    static let observables = Bilingual(
        "Observables (path 2 minus path 1)", "Observáveis (caminho 2 menos caminho 1)")
    static let emissions = Bilingual("Measured emissions", "Emissões medidas")
    static let recordings = Bilingual("Recordings (SHA-256)", "Gravações (SHA-256)")
    static let conclusion = Bilingual("Conclusion", "Conclusão")
    static let approved = Bilingual("Approved", "Aprovado")
    static let map = Bilingual("Map", "Mapa")

    static func words(_ result: ResultClass) -> Bilingual {
        switch result {
        case .located: Bilingual("located", "localizado")
        case .areaOnly: Bilingual("area only", "somente área")
        case .lineOfPosition: Bilingual("line of position only", "somente linha de posição")
        case .notLocated: Bilingual("not located", "não localizado")
        case .notObserved: Bilingual("not observed", "não observado")
        case .measured: Bilingual("measured", "medido")
        }
    }
}
