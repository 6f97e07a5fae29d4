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
    static let redacted = Bilingual(
        "REDACTED COPY for a Concerned Administration: the name of the officer who approved the report is withheld.",
        "CÓPIA COM SUPRESSÕES para uma Administração Interessada: o nome do funcionário que aprovou o relatório é omitido."
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
    static let notAskedFor = Bilingual("No location was asked for.", "Não foi pedida localização.")
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
    static let measuredDelay = Bilingual(
        "TDOA (path 2 − path 1)", "TDOA (caminho 2 − caminho 1)")
    static let measuredShift = Bilingual(
        "FDOA (path 2 − path 1)", "FDOA (caminho 2 − caminho 1)")
    static let validation = Bilingual(
        "Reference emitters found by the others", "Emissores de referência achados pelos outros")
    static func validated(_ inside: Int, of count: Int, farthest: String) -> Bilingual {
        Bilingual(
            "within \(farthest) of their places, \(inside) of \(count) within 95 %",
            "a até \(farthest) de seus locais, \(inside) de \(count) dentro de 95 %")
    }
    static let frequencyDifference = Bilingual(
        "FDOA, Hz ± 1σ (path 2 − path 1)", "FDOA, Hz ± 1σ (caminho 2 − caminho 1)")
    static let orbit = Bilingual("Orbital position", "Posição orbital")
    static let ephemerisSource = Bilingual("Ephemeris", "Efemérides")
    static let observed = Bilingual("Observed", "Observada")
    static let centre = Bilingual("Centre frequency", "Frequência central")
    static let bandwidth = Bilingual(
        "Occupied bandwidth (β = 1 %)", "Largura de faixa ocupada (β = 1 %)")
    static let carrierToNoise = Bilingual("C/N", nil)
    static let polarisation = Bilingual("Polarisation", "Polarização")
    static let modulation = Bilingual("Modulation", "Modulação")
    static let conditions = Bilingual("Measurement conditions", "Condições de medição")
    static let item = Bilingual("Item", nil)
    static let value = Bilingual("Value", "Valor")
    static let expandedUncertainty = Bilingual("Uncertainty", "Incerteza")
    static let coverageFactor = Bilingual("k", nil)
    static let victimLink = Bilingual("Link interfered with", "Enlace interferido")
    static let network = Bilingual("ITU network name", "Rede na UIT")
    static let nominalLongitude = Bilingual("Nominal longitude", "Longitude nominal")
    static let actualLongitude = Bilingual(
        "Longitude during the measurement", "Longitude durante a medição")
    static let translation = Bilingual("Translation frequency", "Frequência de translação")
    static let necessaryBandwidth = Bilingual("Bandwidth of the link", "Largura de faixa do enlace")
    static let uplinkPolarisation = Bilingual("Uplink polarisation", "Polarização de subida")
    static let downlinkPolarisation = Bilingual("Downlink polarisation", "Polarização de descida")
    static let service = Bilingual("Service", "Serviço")
    static let assignment = Bilingual(
        "Assignment under RR No. 11.41", "Consignação segundo o n.º 11.41 do RR")
    static let interference = Bilingual("Interference", "Interferência")
    static let noEmission = Bilingual("No emission was observed.", "Nenhuma emissão observada.")
    static let direction = Bilingual("Direction", "Sentido")
    static let fromEarth = Bilingual("uplink from the Earth", "enlace de subida a partir da Terra")
    static let derivedUplink = Bilingual(
        "Derived uplink frequency", "Frequência de subida derivada")
    static let level = Bilingual("Level", "Nível")
    static let drift = Bilingual("Drift", "Deriva")
    static let symbolRate = Bilingual("Symbol rate", "Taxa de símbolos")
    static let recorded = Bilingual("Recorded", "Gravado")
    static let antenna = Bilingual("Antenna diameter", "Diâmetro da antena")
    static let noiseTemperature = Bilingual(
        "System noise temperature", "Temperatura de ruído do sistema")
    static let sampleRate = Bilingual("Sample rate (complex)", "Taxa de amostragem (complexa)")
    static let integration = Bilingual("Integration time", "Tempo de integração")
    static let resolution = Bilingual("Resolution bandwidth", "Largura de resolução")
    static let noiseFloor = Bilingual("Noise floor", "Piso de ruído")
    static let separation = Bilingual("Separation of the satellites", "Separação dos satélites")
    static let referenceCount = Bilingual(
        "Reference emitters used", "Emissores de referência usados")
    static let misfit = Bilingual("Residual of the fit", "Resíduo do ajuste")
    static let outputRatio = Bilingual("Correlation, output S/N", "Correlação, S/N de saída")
    static let peakOverMedian = Bilingual(
        "Correlation, peak over median", "Correlação, pico sobre mediana")
    static let significant = Bilingual("Correlation, significant", "Correlação, significativa")
    static let cells = Bilingual("Cells searched", "Células pesquisadas")
    static let commonBand = Bilingual("Band of the common signal", "Faixa do sinal comum")
    static let ephemerisSigma = Bilingual("Ephemeris, 1σ", "Efemérides, 1σ")
    static let administration = Bilingual(
        "Administration with jurisdiction", "Administração com jurisdição")
    static let actionRequested = Bilingual("Action requested", "Providência solicitada")
    static let figuresAsTables = Bilingual("Figures as tables", "Figuras em tabelas")
    static let file = Bilingual("File", "Arquivo")
    static let digest = Bilingual("SHA-256", nil)
    static let time = Bilingual("Time of the location", "Hora da localização")
    static let header = Bilingual("Task", "Tarefa")
    static let stationPosition = Bilingual("Position of the station", "Posição da estação")
    static let emissions = Bilingual("Measured emissions", "Emissões medidas")
    static let recordings = Bilingual("Recordings", "Gravações")
    static let conclusion = Bilingual("Conclusion", "Conclusão")
    static let approved = Bilingual("Approved", "Aprovado")
}
