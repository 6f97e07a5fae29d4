// The words of the rules as pages show them, in both languages. Each list is a switch, so that a new case cannot be
// forgotten here.

import Desk
import Letters
import MonitoringOrders
import OrderStore

extension Grounds {
    /// The grounds of category 1 in words (clause 3.2.1.2).
    var words: Bilingual {
        switch self {
        case .distressOrSafetyOfLife:
            Bilingual("distress or safety of life", "socorro ou segurança da vida")
        case .safetyOfFlight:
            Bilingual(
                "safety and regularity of flight", "segurança e regularidade de voo")
        }
    }
}

extension ResultClass {
    /// What a task found, in words.
    var words: Bilingual {
        switch self {
        case .located: Bilingual("located", "localizada")
        case .areaOnly: Bilingual("area only", "somente área")
        case .lineOfPosition: Bilingual("line of position", "linha de posição")
        case .notLocated: Bilingual("not located", "não localizada")
        case .notObserved: Bilingual("not observed", "não observada")
        case .measured: Bilingual("measured", "medida")
        }
    }
}

extension LetterKind {
    /// The kind of letter in words.
    var words: Bilingual {
        switch self {
        case .order: Bilingual("Monitoring order", "Ordem de monitoração")
        case .acknowledgement: Bilingual("Acknowledgement", "Confirmação")
        case .update: Bilingual("Update of acknowledgement", "Atualização da confirmação")
        case .refusal: Bilingual("Refusal", "Recusa")
        case .withdrawal: Bilingual("Withdrawal", "Retirada")
        case .finalReport: Bilingual("Final report", "Relatório final")
        case .revision: Bilingual("Revision of final report", "Revisão do relatório final")
        }
    }
}

/// What a stored letter is, by the name that the store keeps.
enum MailKindWords {
    static func words(_ name: String?) -> Bilingual {
        if let kind = name.flatMap(LetterKind.init(rawValue:)) { return kind.words }
        return switch name {
        case MailKind.autoReply.name: Bilingual("Automatic answer", "Resposta automática")
        case MailKind.deliveryStatus.name:
            Bilingual("Report of a mail server", "Aviso de um servidor de correio")
        default: Bilingual("Unknown", "Desconhecida")
        }
    }
}

extension Disposition {
    /// What became of a letter, in words.
    var words: Bilingual {
        switch self {
        case .accepted: Bilingual("took effect", "produziu efeito")
        case .needsHuman: Bilingual("needs a person", "precisa de uma pessoa")
        case .recorded: Bilingual("kept without effect", "guardada sem efeito")
        case .quarantined: Bilingual("set apart", "posta à parte")
        }
    }

    /// What became of a letter, by the name that the store keeps; a letter without one is not read yet.
    static func words(_ name: String?) -> Bilingual {
        if name == LetterRecord.awaitingRecord {
            return Bilingual(
                "took effect, its letter awaited", "produziu efeito, carta aguardada")
        }
        return name.flatMap(Disposition.init(rawValue:))?.words
            ?? Bilingual("not read yet", "ainda não lida")
    }
}

extension Delivery.Outcome {
    /// How a delivery stands, in words.
    var words: Bilingual {
        switch self {
        case .accepted: Bilingual("accepted", "aceita")
        case .refused: Bilingual("refused", "recusada")
        case .uncertain: Bilingual("uncertain", "incerta")
        }
    }

    /// How a delivery of the outbox stands, by the name that the store keeps.
    static func words(_ state: String) -> Bilingual {
        Self(rawValue: state)?.words ?? Bilingual("waiting", "em espera")
    }
}

extension ContactObstacle {
    /// The condition of clause 3.3.3 that does not hold, in both languages.
    var bothWords: Bilingual {
        let portuguese =
            switch self {
            case .kindIsCoordination: "a ordem é do tipo n.º 11.41"
            case .noFirstContact:
                "o primeiro contato da UIT com a Administração não está registrado"
            case .notAuthorised: "a Administração não o autorizou"
            case .authorisedOnlyAfterwards: "a autorização é posterior ao contato"
            case .notTheVictimsOperator: "este não é o operador do satélite interferido"
            }
        return Bilingual(words, portuguese)
    }
}

extension OperatorContact.Direction {
    /// Which way an exchange went, in words.
    var words: Bilingual {
        switch self {
        case .outgoing: Bilingual("from us", "de nossa parte")
        case .incoming: Bilingual("to us", "recebido")
        }
    }
}

extension Alarm.Cause {
    /// The cause of an alarm in words.
    var title: Bilingual {
        switch self {
        case .deliveryRefused:
            Bilingual("A mail server refused a letter", "Um servidor de correio recusou uma carta")
        case .deliveryDelayed:
            Bilingual(
                "A letter has waited for its delivery for long",
                "Uma carta espera há muito pela entrega")
        case .acknowledgementOverdue:
            Bilingual("Not acknowledged in time", "Não confirmada a tempo")
        case .recordMissing:
            Bilingual(
                "Acknowledged over HTTP, and the letter has not come",
                "Confirmada por HTTP, e a carta não chegou")
        case .reportOverdue:
            Bilingual(
                "No report after the expected end", "Sem relatório após o fim esperado")
        case .acknowledgementEscalated:
            Bilingual(
                "Not acknowledged for twice the time: call",
                "Não confirmada no dobro do tempo: telefone")
        case .mailboxUnreachable:
            Bilingual("A mailbox cannot be read", "Uma caixa postal não pode ser lida")
        case .automaticLettersStopped:
            Bilingual("Automatic letters are stopped", "Cartas automáticas estão paradas")
        case .letterQuarantined: Bilingual("A letter was set apart", "Uma carta foi posta à parte")
        case .letterNeedsPerson:
            Bilingual("A letter needs a person", "Uma carta precisa de uma pessoa")
        case .contactFlagged:
            Bilingual(
                "Contact without its conditions (clause 3.3.3)",
                "Contato sem as condições da cláusula 3.3.3")
        case .restoredFromBackup:
            Bilingual("Restored from a backup", "Restaurada de uma cópia de segurança")
        }
    }

    /// What to do about it.
    var advice: Bilingual {
        switch self {
        case .deliveryRefused:
            Bilingual(
                "See to the reason, then send the letter again.",
                "Verifique o motivo e envie a carta de novo.")
        case .deliveryDelayed:
            Bilingual(
                "It is tried again by itself; ask the mail server's people if it lasts.",
                "Nova tentativa é automática; se persistir, consulte o servidor de correio.")
        case .acknowledgementOverdue, .acknowledgementEscalated:
            Bilingual(
                "Call the designated contact (clause 3.3.1).",
                "Telefone ao contato designado (cláusula 3.3.1).")
        case .reportOverdue:
            Bilingual(
                "Ask the other desk, or send an update.",
                "Pergunte à outra mesa, ou envie uma atualização.")
        case .recordMissing:
            Bilingual(
                "Ask the station for its letter of record (R33).",
                "Peça à estação a sua carta de registro (R33).")
        case .mailboxUnreachable:
            Bilingual(
                "See to the mail server and the settings.",
                "Verifique o servidor de correio e as configurações.")
        case .automaticLettersStopped:
            Bilingual(
                "Look through the order's letters and go on by hand.",
                "Examine as cartas da ordem e prossiga manualmente.")
        case .letterQuarantined, .letterNeedsPerson:
            Bilingual(
                "Read the letter, ask its author or close it.",
                "Leia a carta, pergunte ao autor ou encerre-a.")
        case .contactFlagged:
            Bilingual("Tell the officer.", "Informe o oficial.")
        case .restoredFromBackup:
            Bilingual(
                "Compare orders and numbers with the other desk, then: vigia confirm-numbers.",
                "Compare ordens e números com a outra mesa, depois: vigia confirm-numbers.")
        }
    }
}

extension Party {
    /// The party in words.
    var words: Bilingual {
        switch self {
        case .itu: Bilingual("ITU", "UIT")
        case .administration: Bilingual("Administration", "Administração")
        }
    }
}

extension Polarisation {
    /// The polarisation in words.
    var words: Bilingual {
        switch self {
        case .horizontal: Bilingual("horizontal", "horizontal")
        case .vertical: Bilingual("vertical", "vertical")
        case .rightHandCircular: Bilingual("right-hand circular", "circular à direita")
        case .leftHandCircular: Bilingual("left-hand circular", "circular à esquerda")
        }
    }
}
