// What a desk says of its alarms, and a forecast of itself, in both languages.

import Letters

enum DeskPhrases {
    static let all = alarms + calls + forecasts

    private static let alarms = [
        Bilingual(
            "the operator was contacted without what clause 3.3.3 asks",
            "o operador foi contatado sem o que a cláusula 3.3.3 exige"),
        Bilingual(
            "no final report; the end was expected at …",
            "sem relatório final; o término era esperado para …"),
        Bilingual(
            "not acknowledged within … (not set by the MoU)",
            "sem confirmação em … (prazo não fixado pelo memorando)"),
        Bilingual(
            "no letter of record has followed what came over HTTP",
            "nenhuma carta de registro veio depois do que chegou por HTTP"),
        Bilingual(
            "… automatic letters within an hour; no more are made",
            "… cartas automáticas em uma hora; nenhuma outra será feita"),
        Bilingual("…, refused", "…, recusada"),
        Bilingual("…, refused: …", "…, recusada: …"),
        Bilingual("…, waiting", "…, em espera"),
        Bilingual("…, waiting: …", "…, em espera: …"),
        Bilingual("…, uncertain", "…, incerta"),
        Bilingual("…, uncertain: …", "…, incerta: …"),
    ]

    private static let calls = [
        Bilingual("call …", "ligue para …"),
        Bilingual("call …, from …", "ligue para …, a partir de …"),
        Bilingual("call …, in English", "ligue para …, em inglês"),
        Bilingual("call …, in English, from …", "ligue para …, em inglês, a partir de …"),
        Bilingual("call …, in Portuguese", "ligue para …, em português"),
        Bilingual("call …, in Portuguese, from …", "ligue para …, em português, a partir de …"),
        Bilingual(
            "call the designated contact of the other party",
            "ligue para o contato designado da outra parte"),
    ]

    private static let forecasts = [
        Bilingual(
            "a satellite stands below the horizon of emitter or station",
            "um satélite está abaixo do horizonte do emissor ou da estação"),
        Bilingual(
            "the correlation peak of … dB may drown in noise",
            "o pico de correlação de … dB pode se perder no ruído"),
        Bilingual("… places would fit the measurement", "… lugares serviriam à medição"),
        Bilingual(
            "the geometry gives a line, not a position",
            "a geometria dá uma linha, não uma posição"),
    ]
}
