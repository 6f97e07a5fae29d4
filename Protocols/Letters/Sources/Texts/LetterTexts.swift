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
    static let checkpoint = Bilingual(
        "No other letter has gone out for a day. This one carries a signed checkpoint of our journal; please keep it. It needs no answer.",
        "Nenhuma outra mensagem saiu há um dia. Esta leva um ponto de controle assinado do nosso diário; "
            + "queira conservá-la. Não é preciso responder."
    )
    static let under = Bilingual("Under", "Nos termos de")
    static let formBasis = Bilingual("Form", "Formulário")
    static let request = Bilingual(
        "Please acknowledge with your reference number, expected start and expected duration.",
        "Solicita-se confirmar o recebimento com o número de referência, o início e a duração previstos."
    )

    // Questions about letters that do not say everything.
    static let questionBegins = Bilingual(
        "Thank you for your letter. To record it we still need",
        "Agradecemos a sua mensagem. Para registrá-la, precisamos ainda de")
    static let questionStart = Bilingual(
        "The expected start: date and time with its time zone, for example 2027-03-02 12:00 UTC.",
        "O início previsto: data e hora com o fuso horário, por exemplo 2027-03-02 12:00 UTC.")
    static let questionDuration = Bilingual(
        "The expected duration of the measurement, for example 6 hours.",
        "A duração prevista da medição, por exemplo 6 horas.")
    static let questionReference = Bilingual(
        "The reference number that the station has given to this order.",
        "O número de referência que a estação atribuiu a esta ordem.")
    static let questionNumber = Bilingual(
        "The number of this update: 1 for the first after the acknowledgement, then 2, and so on.",
        "O número desta atualização: 1 para a primeira após a confirmação, depois 2, e assim por diante."
    )
    static let questionAttachment = Bilingual(
        "The report itself, as an attachment: there was none.",
        "O próprio relatório, em anexo: não havia nenhum.")
    static let questionRefusal = Bilingual(
        "Whether the order is refused, or accepted with the start that you give.",
        "Se a ordem é recusada, ou aceita com o início indicado.")
    static let questionOrder = Bilingual(
        "The number of the order that your letter answers.",
        "O número da ordem a que a sua mensagem responde.")

    static func whichStart(_ english: String, _ portuguese: String) -> Bilingual {
        Bilingual(
            "Which start is meant: \(english)?", "Qual início se pretende: \(portuguese)?")
    }

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
    static let file = Bilingual("Attached file", "Arquivo anexado")
    static let recording = Bilingual("Recording", "Gravação")
}

extension Grounds {
    /// The grounds in words, the same in letters, reports and pages.
    public var words: Bilingual {
        switch self {
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
