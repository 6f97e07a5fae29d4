// The catalogue of the figures' fixed texts: English of record, Portuguese beside it.

import Letters

enum FigureTexts {
    static func spectrum(_ centre: String, withAdjacent hasAdjacent: Bool) -> Bilingual {
        let (english, portuguese) =
            hasAdjacent ? (" adjacent downlink (dotted),", " adjacente (pontilhada),") : ("", "")
        return Bilingual(
            "Power density round \(centre): victim's downlink (solid),\(english) noise floor "
                + "(dashed); measured emissions are numbered, strongest first.",
            "Densidade de potência em torno de \(centre): enlace de descida interferido (contínua),\(portuguese)"
                + " piso de ruído (tracejada); emissões medidas numeradas, a mais forte primeiro."
        )
    }
    static func waterfall(_ centre: String) -> Bilingual {
        Bilingual(
            "Power density of the victim's downlink over time round \(centre).",
            "Densidade de potência do enlace de descida interferido ao longo do tempo em torno de \(centre)."
        )
    }
    static let ambiguity = Bilingual(
        "Cross-ambiguity surface of both downlinks round its peak (cross hairs), in decibels over the median.",
        "Superfície de ambiguidade cruzada dos dois enlaces em torno do pico (mira), em decibéis acima da mediana."
    )
    static let map = Bilingual(
        "Position with its error ellipse (larger beside the map), other possible positions, lines of "
            + "constant TDOA (solid) and FDOA (dashed), reference emitters, station, and points below the satellites. "
            + "Coasts for orientation only.",
        "Posição com a elipse de erro (ampliada ao lado do mapa), outras posições possíveis, linhas de TDOA (contínuas) "
            + "e FDOA (tracejadas) constantes, emissores de referência, estação e pontos subsatélite. Costas apenas "
            + "para orientação.")
    static let residuals = Bilingual(
        "Reference emitters: measured less predicted at the known place, less the mean of all; bars are ± 2σ of the "
            + "measurement. Beyond them stand the errors of the ephemerides, which the location corrects.",
        "Emissores de referência: medido menos previsto no local conhecido, menos a média de todos; barras de ± 2σ "
            + "da medição. Além delas estão os erros das efemérides, que a localização corrige.")
    static let timeline = Bilingual(
        "The order in time (UTC): what happened (dots), the span of work expected (open bar) and done (full bar).",
        "A ordem no tempo (UTC): o que ocorreu (pontos), o período de trabalho previsto (barra vazia) e realizado "
            + "(barra cheia).")
    static let sky = Bilingual(
        "Satellites in the sky of the station: north up, east to the right, horizon outside, zenith in the middle.",
        "Satélites no céu da estação: norte acima, leste à direita, horizonte na borda, zênite no centro."
    )

    static let number = Bilingual("No.", "N.º")
    static let centre = Bilingual("Centre, MHz", "Centro, MHz")
    static let bandwidth = Bilingual("Occupied bandwidth, kHz", "Largura de faixa ocupada, kHz")
    static let carrierToNoise = Bilingual("C/N, dB", nil)
    static let time = Bilingual("Time", "Hora")
    static let strongest = Bilingual("Strongest at, kHz", "Mais forte em, kHz")
    static let level = Bilingual("Level, dBFS/Hz", "Nível, dBFS/Hz")
    static let median = Bilingual("Median, dBFS/Hz", "Mediana, dBFS/Hz")
    static let quantity = Bilingual("Quantity", "Grandeza")
    static let value = Bilingual("Value", "Valor")
    static let emitter = Bilingual("Reference emitter", "Emissor de referência")
    static let timeResidual = Bilingual("TDOA residual, µs ± 1σ", "Resíduo de TDOA, µs ± 1σ")
    static let frequencyResidual = Bilingual("FDOA residual, Hz ± 1σ", "Resíduo de FDOA, Hz ± 1σ")
    static let check = Bilingual(
        "Found by the others at a distance of", "Achado pelos outros a uma distância de")
    static let event = Bilingual("Event", "Evento")
    static let expectedWork = Bilingual("work expected", "trabalho previsto")
    static let doneWork = Bilingual("work done", "trabalho realizado")
    static let satellite = Bilingual("Satellite", "Satélite")
    static let azimuth = Bilingual("Azimuth", "Azimute")
    static let elevation = Bilingual("Elevation", "Elevação")
    static let subPoint = Bilingual("Point below", "Ponto subsatélite")
    static let range = Bilingual("Range, km", "Distância, km")
    static let mark = Bilingual("Mark", "Marca")
    static let place = Bilingual("Place", "Lugar")
    static let ellipse = Bilingual("95 % ellipse", "Elipse de 95 %")

    static let position = Bilingual("estimate", "estimativa")
    static let mirror = Bilingual("other possible position", "outra posição possível")
    static let reference = Bilingual("reference emitter", "emissor de referência")
    static let station = Bilingual("station", "estação")
    static let below = Bilingual("point below a satellite", "ponto subsatélite")

    /// Labels within drawings, where one word serves both languages or both stand side by side.
    static let frequencyLabel = "kHz"
    static let densityLabel = "dBFS/Hz"
    static let secondsLabel = "s"
}
