// The words, English and Portuguese, that say what a value in a person's letter is, and those that
// say that it is something else.

/// Words before values.
enum WrittenLabels {
    /// What the label before a value says about it.
    enum Meaning: Hashable {
        /// It is the value looked for.
        case meant
        /// It is another one.
        case other
    }

    /// Labels of times: the start of the task, or something else.
    static let ofTimes = labels(
        meant: [
            "start", "starts", "starting", "begin", "begins", "beginning", "commence", "commences",
            "commencing", "commencement", "início", "inicio", "iniciar", "inicia", "iniciará",
            "iniciaremos", "iniciando", "começar", "começa", "começará", "começaremos",
        ],
        other: [
            "deadline", "prazo", "end", "ends", "ending", "finish", "until", "till", "fim", "final",
            "término", "termino", "até", "received", "recebida", "recebido", "sent", "enviada",
            "enviado", "dated", "date", "data", "due", "by", "within", "after", "após", "before",
            "antes", "ago", "previous", "previously", "earlier", "anterior", "was", "were", "era",
            "instead", "from", "not", "não", "cannot",
        ])

    /// Labels of durations: that of the task, or something else.
    static let ofDurations = labels(
        meant: [
            "duration", "duração", "duracao", "need", "needs", "take", "takes", "last", "lasts",
            "lasting", "require", "requires", "for", "durar", "dura", "durará", "leva", "levar",
            "levará", "levaremos", "precisa", "precisamos", "necessita", "necessitamos", "durante",
            "por",
        ],
        other: [
            "in", "within", "em", "dentro", "after", "após", "before", "antes", "delay", "delayed",
            "atraso", "later", "ago", "há", "every", "cada", "notice", "until", "até", "às", "at",
            "first", "previous", "previously", "was", "were", "era", "instead", "not", "não",
            "wait", "waiting", "from", "additional", "another", "more", "mais",
        ])

    private static func labels(meant: [String], other: [String]) -> [String: Meaning] {
        let pairs = meant.map { ($0, Meaning.meant) } + other.map { ($0, Meaning.other) }
        return Dictionary(pairs) { first, _ in first }
    }

    /// True for the forms of refusing, declining, rejecting.
    static func isRefusing(_ word: String) -> Bool {
        refusingStems.contains(where: word.hasPrefix)
    }

    private static let refusingStems = [
        "refus", "declin", "reject", "recus", "indefer", "rejeit",
    ]

    /// Words before which a refusal need not be one.
    static let doubts: Set = [
        "not", "never", "cannot", "don", "doesn", "no", "nor", "without", "may", "might", "could",
        "would", "whether", "consider", "considering", "withdraw", "withdrawn", "revoke",
        "revoked", "previous", "não", "nunca", "sem", "nem", "se", "pode", "poderá", "poderia",
        "talvez", "retira", "retiramos", "anula", "revoga",
    ]
    /// Words anywhere in its sentence that make a refusal conditional.
    static let conditions: Set = ["if", "unless", "caso", "exceto", "?"]

    /// Words before the number of an update.
    static let updates: Set = ["update", "atualização", "atualizacao", "actualização"]
    /// Words before "start" that make an acknowledgement an update.
    static let changes: Set = ["new", "changed", "revised", "novo", "nova"]
    /// What can be new about a task, and what can stand between.
    static let startNouns: Set = ["start", "início", "inicio"]
    static let revisions: Set = ["revision", "revised", "revisão", "revisado", "corrigendum"]
}
