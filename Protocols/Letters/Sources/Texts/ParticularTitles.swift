// What the letters of RR Appendix 10 ask for, in both languages.

public import MonitoringOrders

extension ParticularLetter {
    /// What the letter asks for, in both languages.
    public var bothTitles: Bilingual { Bilingual(title, portugueseTitle) }

    private var portugueseTitle: String {
        switch self {
        case .a: "Estação interferente: nome, indicativo ou outra identificação"
        case .b: "Frequência medida, com data e hora"
        case .c: "Classe de emissão"
        case .d: "Largura de faixa"
        case .e: "Intensidade de campo ou densidade de fluxo de potência, com data e hora"
        case .f: "Polarização observada"
        case .g: "Classe de estação e natureza do serviço"
        case .h: "Lugar, posição, área ou azimute da estação interferente"
        case .i: "Lugar da instalação que mediu"
        case .j: "Estação interferida: nome, indicativo ou outra identificação"
        case .k: "Frequência consignada"
        case .l: "Frequência medida, com data e hora"
        case .m: "Classe de emissão"
        case .n: "Largura de faixa"
        case .o: "Lugar, posição ou área"
        case .p: "Lugar da instalação que mediu"
        case .q: "Estação receptora: nome"
        case .r: "Lugar, posição ou área"
        case .s: "Datas e horas da interferência prejudicial"
        case .t: "Azimutes ou outros detalhes"
        case .u: "Natureza da interferência"
        case .v: "Nível da emissão desejada na estação receptora"
        case .w: "Polarização da antena receptora ou polarização observada"
        case .x: "Ação pedida"
        }
    }
}
