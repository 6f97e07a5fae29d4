// The catalogue of the letters' fixed texts. Wordings are our own and can be replaced; none waives
// an immunity or accepts a liability (R75), and none quotes the memorandum.

public import MonitoringOrders

/// Fixed texts of letters.
enum LetterTexts {
    static let prevails = Bilingual(
        "The English text prevails.", "O texto em inglês prevalece.")
    static let simulation = Bilingual(
        "SIMULATION: this letter belongs to an exercise and concerns no real case.",
        "SIMULAÇÃO: esta mensagem pertence a um exercício e não trata de caso real.")
    static let confidentiality = Bilingual(
        "Confidential: RR Nos. 17.2 and 17.3 apply to this letter, to its content and to its existence.",
        "Confidencial: os n.os 17.2 e 17.3 do RR aplicam-se a esta mensagem, ao seu conteúdo e à sua existência."
    )
    static let under = Bilingual("Under", "Nos termos de")
    static let formBasis = Bilingual("Form", "Formulário")
    static let request = Bilingual(
        "Please acknowledge with your reference number, expected start and expected duration.",
        "Solicita-se confirmar o recebimento com o número de referência, o início e a duração previstos."
    )

    static func title(_ kind: LetterKind) -> Bilingual {
        switch kind {
        case .order: Bilingual(kind.title, "Ordem de monitoração")
        case .acknowledgement: Bilingual(kind.title, "Confirmação de recebimento")
        case .update: Bilingual(kind.title, "Atualização da confirmação")
        case .refusal: Bilingual(kind.title, "Recusa")
        case .withdrawal: Bilingual(kind.title, "Retirada")
        case .finalReport: Bilingual(kind.title, "Relatório final")
        case .revision: Bilingual(kind.title, "Revisão do relatório final")
        }
    }

    static let order = Bilingual("Order", "Ordem")
    static let reference = Bilingual("Reference number", "Número de referência")
    static let version = Bilingual("Version", "Versão")
    static let basis = Bilingual("Basis", "Fundamento")
    static let category = Bilingual("Category", "Categoria")
    static let grounds = Bilingual("Grounds", "Motivo da categoria")
    static let firstContact = Bilingual("First contact", "Primeiro contato")
    static let start = Bilingual("Expected start", "Início previsto")
    static let duration = Bilingual("Expected duration", "Duração prevista")
    static let end = Bilingual("Expected end", "Término previsto")
    static let number = Bilingual("Update number", "Número da atualização")
    static let reason = Bilingual("Reason", "Razão")
    static let revision = Bilingual("Revision", "Revisão")
    static let result = Bilingual("Result", "Resultado")
    static let position = Bilingual("Position", "Posição")
    static let ellipse = Bilingual("Error ellipse", "Elipse de erro")
    static let otherPosition = Bilingual("Other possible position", "Outra posição possível")
    static let method = Bilingual("Method", "Método")
    static let conclusion = Bilingual("Conclusion", "Conclusão")
    static let task = Bilingual("Task", "Tarefa")
    static let approved = Bilingual("Approved", "Aprovado")
    static let recording = Bilingual("Recording", "Gravação")

    static func words(_ grounds: Grounds) -> Bilingual {
        switch grounds {
        case .distressOrSafetyOfLife:
            Bilingual(
                "distress or safety-of-life service (RR No. 15.28)",
                "serviço de socorro ou de salvaguarda da vida (RR n.º 15.28)")
        case .safetyOfFlight:
            Bilingual(
                "safety and regularity of flight (RR No. 15.28)",
                "segurança e regularidade de voo (RR n.º 15.28)")
        }
    }
}

extension ResultClass {
    /// The class in words, the same in letters, reports and pages.
    public var words: Bilingual {
        switch self {
        case .located: Bilingual("located", "localizado")
        case .areaOnly: Bilingual("area only", "somente área")
        case .lineOfPosition: Bilingual("line of position only", "somente linha de posição")
        case .notLocated: Bilingual("not located", "não localizado")
        case .notObserved: Bilingual("not observed", "não observado")
        case .measured: Bilingual("measured", "medido")
        }
    }
}
