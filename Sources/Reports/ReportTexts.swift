// The catalogue of the report's fixed texts: English of record, Portuguese beside it (R72).

import Letters

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
    static let task = Bilingual("Measured", "Medição")
    static let form = Bilingual("Form", "Formulário")
    static let result = Bilingual("Result", "Resultado")
    static let reason = Bilingual("Reason", "Razão")
    static let particulars = Bilingual(
        "Particulars of RR Appendix 10", "Particularidades do Apêndice 10 do RR")
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
    static let emitter = Bilingual("Emitter", "Emissor")
    static let uplink = Bilingual("Uplink", "Enlace de subida")
    static let downlink = Bilingual("Downlink", "Enlace de descida")
    static let timeDifference = Bilingual(
        "TDOA, µs ± 1σ (path 2 − path 1)", "TDOA, µs ± 1σ (caminho 2 − caminho 1)")
    static let frequencyDifference = Bilingual(
        "FDOA, Hz ± 1σ (path 2 − path 1)", "FDOA, Hz ± 1σ (caminho 2 − caminho 1)")
    static let orbit = Bilingual("Orbital position", "Posição orbital")
    static let ephemerisSource = Bilingual("Ephemeris", "Efemérides")
    static let observed = Bilingual("Observed", "Observada")
    static let centre = Bilingual("Centre frequency", "Frequência central")
    static let bandwidth = Bilingual("Occupied bandwidth", "Largura de faixa ocupada")
    static let carrierToNoise = Bilingual("C/N", "C/N")
    static let polarisation = Bilingual("Polarisation", "Polarização")
    static let modulation = Bilingual("Modulation", "Modulação")
    static let conditions = Bilingual("Conditions", "Condições")
    static let file = Bilingual("File", "Arquivo")
    static let digest = Bilingual("SHA-256", nil)
    static let time = Bilingual("Time of the location", "Hora da localização")
    static let header = Bilingual("Task", "Tarefa")
    static let stationPosition = Bilingual("Position of the station", "Posição da estação")
    static let emissions = Bilingual("Measured emissions", "Emissões medidas")
    static let recordings = Bilingual("Recordings", "Gravações")
    static let conclusion = Bilingual("Conclusion", "Conclusão")
    static let approved = Bilingual("Approved", "Aprovado")
    static let map = Bilingual(
        "Estimate with its error ellipse (shown larger in the corner), reference emitters and station.",
        "Estimativa com sua elipse de erro (ampliada no canto), emissores de referência e estação.")
}
