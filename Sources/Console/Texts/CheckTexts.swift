// What is said of an order form before it is placed, in both languages: the items, the suggestion of a category,
// feasibility, notices.

import Letters
import MonitoringOrders
import Quantities

extension FormItem {
    /// The item's label.
    var label: Bilingual {
        switch self {
        case .number: Bilingual("Order number", "Número da ordem")
        case .date: Bilingual("Date (UTC)", "Data (UTC)")
        case .basis: Bilingual("Basis", "Fundamento")
        case .concernedAdministration:
            Bilingual("Concerned Administrations", "Administrações interessadas")
        case .copy: Bilingual("Copy to (Cc)", "Cópia para (Cc)")
        case .reasonForNoCopy: Bilingual("Reason for no copy", "Motivo de não haver cópia")
        case .satellite: Bilingual("Satellite", "Satélite")
        case .network: Bilingual("Satellite network", "Rede de satélites")
        case .orbitalPosition: Bilingual("Orbital position", "Posição orbital")
        case .satelliteOperator:
            Bilingual("Operator of the satellite", "Operador do satélite")
        case .assignment:
            Bilingual(
                "Assignment recorded under No. 11.41", "Consignação inscrita segundo o n.º 11.41")
        case .uplink: Bilingual("Uplink frequency", "Frequência de subida")
        case .downlink: Bilingual("Downlink frequency", "Frequência de descida")
        case .bandwidth: Bilingual("Bandwidth", "Largura de faixa")
        case .polarisation: Bilingual("Polarisation", "Polarização")
        case .service: Bilingual("Service", "Serviço")
        case .citations: Bilingual("Provisions cited", "Disposições citadas")
        case .request: Bilingual("Request", "Pedido")
        case .locationRequested: Bilingual("Location requested", "Localização pedida")
        case .deadline: Bilingual("Deadline (UTC)", "Prazo (UTC)")
        }
    }

    /// How the item is written.
    var hint: Bilingual? {
        switch self {
        case .number: Bilingual("BR/2027/0101", "BR/2027/0101")
        case .date, .deadline: Bilingual("2027-03-01 09:00 UTC", "2027-03-01 09:00 UTC")
        case .concernedAdministration: Bilingual("one on each line", "uma por linha")
        case .copy: Bilingual("addresses, one on each line", "endereços, um por linha")
        case .orbitalPosition: Bilingual("65.0 W", "65.0 W")
        case .satelliteOperator:
            Bilingual("name, address", "nome, endereço")
        case .uplink, .downlink: Bilingual("14 237.5 MHz", "14 237.5 MHz")
        case .bandwidth: Bilingual("4 MHz", "4 MHz")
        case .polarisation:
            Bilingual(
                "uplink vertical, downlink horizontal", "uplink vertical, downlink horizontal")
        case .citations: Bilingual("RR No. 15.28", "RR No. 15.28")
        case .locationRequested: Bilingual("yes or no", "yes ou no")
        case .basis, .reasonForNoCopy, .satellite, .network, .assignment, .service, .request: nil
        }
    }
}

extension Feasibility.Verdict {
    /// The verdict in words.
    var words: Bilingual {
        switch self {
        case .feasible: Bilingual("feasible", "viável")
        case .doubtful: Bilingual("doubtful", "duvidoso")
        case .infeasible: Bilingual("not feasible", "inviável")
        }
    }
}

extension FeasibilityReason {
    /// The reason in both languages.
    var bothWords: Bilingual {
        let portuguese =
            switch self {
            case .nonGeostationary: "a estação não acompanha satélites não geoestacionários"
            case .belowHorizon: "a posição orbital não é vista da estação"
            case .bandNotCovered(let downlink, let bands):
                "\(downlink.megahertz) está fora das faixas \(Self.portugueseList(bands))"
            case .lowElevation(let elevation):
                "o satélite está apenas \(elevation.degrees.fixed(1)) graus acima do horizonte"
            case .downlinkUnknown: "não há frequência de descida"
            case .positionUnknown: "não há posição orbital legível"
            case .uplinkBand(let uplink, let bands):
                "\(uplink.megahertz) está fora das faixas \(Self.portugueseList(bands)); a "
                    + "localização precisa de um satélite adjacente que a receba"
            }
        return Bilingual(words, portuguese)
    }

    private static func portugueseList(_ names: [String]) -> String {
        let unique = names.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        return unique.joined(separator: ", ")
    }
}

extension Hertz {
    fileprivate var megahertz: String { "\((value / 1e6).fixed(3)) MHz" }
}

extension SuggestionReason {
    /// The reason in both languages.
    var bothWords: Bilingual {
        let portuguese =
            switch self {
            case .band(let band):
                "\(band.low.megahertz) a \(band.high.megahertz), faixa de um serviço de segurança "
                    + "(RR \(band.provision); a conferir no RR em vigor)"
            case .declaredService(let service, _):
                "\(service) é um serviço de segurança (RR n.º 1.59)"
            case .watchList(let link):
                "o enlace \(link.satellite) está na lista dos que levam tráfego de segurança"
            case .citation(let citation): "o formulário cita o RR n.º \(citation.rawValue)"
            case .words(let found, _): "o formulário fala de \(found.joined(separator: ", "))"
            }
        return Bilingual(words, portuguese)
    }
}

extension OrderNotice {
    /// The notice in both languages.
    var bothWords: Bilingual {
        let portuguese =
            switch self {
            case .administrationIsAlsoConcerned(let name):
                "\(name) é ao mesmo tempo a Administração responsável pela estação e uma "
                    + "Administração interessada neste caso"
            case .deadlineIsNotATime(let words): "o prazo \"\(words)\" não é um horário"
            case .askBureauForParticulars(let missing):
                "faltam \(missing) dos \(ParticularLetter.allCases.count) dados; pergunte ao Bureau"
            case .groundsMustBeChosen:
                "sugere-se a categoria 1; o despachante escolhe o fundamento"
            case .endsAfterTermination(let date):
                "o fim esperado é posterior ao término do acordo em \(date)"
            }
        return Bilingual(words, portuguese)
    }
}

extension Feasibility {
    /// What a location needs beyond the station, in both languages.
    var bothLocationStatements: Bilingual? {
        locationStatement.map {
            Bilingual(
                $0,
                "Uma localização precisa de um satélite adjacente que receba o mesmo enlace de "
                    + "subida e cujo enlace de descida a estação veja; senão, o relatório diz por "
                    + "que não há nenhuma.")
        }
    }
}
