// The titles of problems in both languages, by the problem's code.

import Letters

/// Words about requests that were not carried out.
enum ProblemWords {
    static let nothingDone = Bilingual("Nothing was changed.", "Nada foi alterado.")
    static let trace = Bilingual("In the log under", "No registro sob")
    static let back = Bilingual("To the first page", "À página inicial")

    private static let titles: [String: Bilingual] = [
        "not-found": Bilingual("There is no such thing here", "Isto não existe aqui"),
        "no-report": Bilingual(
            "There is no report of this order yet", "Ainda não há relatório desta ordem"),
        "no-such-revision": Bilingual("There is no such revision", "Esta revisão não existe"),
        "not-permitted": Bilingual("This is not for your role", "Isto não cabe ao seu papel"),
        "foreign-form": Bilingual(
            "The form did not come from this page; load it again",
            "O formulário não veio desta página; carregue-a de novo"),
        "invalid": Bilingual(
            "What was sent cannot be taken", "O que foi enviado não pode ser aceito"),
        "form-faulty": Bilingual("The form has faults", "O formulário tem falhas"),
        "result-faulty": Bilingual("The result has faults", "O resultado tem falhas"),
        "refused": Bilingual("The rules say no", "As regras dizem não"),
        "contact-locked": Bilingual("The contact is locked", "O contato está bloqueado"),
        "version-changed": Bilingual(
            "Somebody changed this order since you saw it; look again",
            "Alguém alterou esta ordem desde que você a viu; veja de novo"),
        "too-many-requests": Bilingual(
            "Too many requests; wait a little", "Pedidos demais; espere um pouco"),
        "try-again": Bilingual(
            "The database cannot take it now; nothing was lost",
            "O banco de dados não pode aceitar agora; nada se perdeu"),
        "no-place-in-timetable": Bilingual(
            "No start can be promised", "Nenhum início pode ser prometido"),
        "not-possible": Bilingual("This is not possible now", "Isto não é possível agora"),
        "letters-stopped": Bilingual(
            "Automatic letters are stopped", "Cartas automáticas estão paradas"),
        "report-not-made": Bilingual(
            "The report could not be made", "O relatório não pôde ser feito"),
        "too-large": Bilingual("This is too large", "Isto é grande demais"),
        "defect": Bilingual(
            "This is a defect of Vigia; it is in the log",
            "Isto é um defeito do Vigia; está no registro"),
    ]

    /// The title of a code; one that only programs meet stays in English.
    static func title(_ code: String, otherwise title: String) -> Bilingual {
        titles[code] ?? Bilingual(title, nil)
    }
}
