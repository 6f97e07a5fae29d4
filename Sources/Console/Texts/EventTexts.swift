// What happened and what can be done, in both languages.

import Letters
import MonitoringOrders

extension OrderEvent {
    /// What happened, in words.
    var words: Bilingual {
        switch self {
        case .drafted: Bilingual("drafted", "rascunho feito")
        case .ordered:
            Bilingual("category decided, letter queued", "categoria decidida, carta na fila")
        case .deliveryRecorded(let delivery):
            Bilingual(
                "delivery \(delivery.outcome.words.english)",
                "entrega \(delivery.outcome.words.text(.portuguese))")
        case .placed: Bilingual("placed", "colocada")
        case .returned: Bilingual("the letter came back", "a carta voltou")
        case .firstContactRecorded:
            Bilingual("first contact recorded", "primeiro contato registrado")
        case .revised: Bilingual("revised", "revisada")
        case .received: Bilingual("received", "recebida")
        case .acknowledged: Bilingual("acknowledged", "confirmada")
        case .acknowledgementUpdated(let update, _):
            Bilingual("update \(update.number)", "atualização \(update.number)")
        case .started: Bilingual("started", "iniciada")
        case .suspended: Bilingual("suspended", "suspensa")
        case .resumed: Bilingual("resumed", "retomada")
        case .completed: Bilingual("work completed", "trabalho concluído")
        case .reportApproved: Bilingual("report approved", "relatório aprovado")
        case .reportReleased: Bilingual("report released", "relatório liberado")
        case .reportFiled: Bilingual("report filed", "relatório arquivado")
        case .reportRevised: Bilingual("report revised", "relatório revisado")
        case .refused: Bilingual("refused by the Administration", "recusada pela Administração")
        case .withdrawn: Bilingual("withdrawn", "retirada")
        case .contactAuthorised: Bilingual("contact authorised", "contato autorizado")
        case .authorisationWithdrawn:
            Bilingual("authorisation withdrawn", "autorização retirada")
        case .operatorContacted: Bilingual("operator contacted", "operador contatado")
        case .noted: Bilingual("remark", "observação")
        }
    }

    /// What a person wrote with it, or what a server said.
    var details: String? {
        switch self {
        case .deliveryRecorded(let delivery): "\(delivery.recipient): \(delivery.serverWords)"
        case .firstContactRecorded(let contact): contact.means
        case .revised(_, let reason), .suspended(let reason), .withdrawn(let reason): reason
        case .acknowledgementUpdated(_, let reason), .refused(let reason): reason
        case .contactAuthorised(let authorisation): authorisation.operatorName
        case .authorisationWithdrawn(let name): name
        case .operatorContacted(let contact): "\(contact.operatorName): \(contact.summary)"
        case .noted(let remark): remark
        case .ordered(let decision, _, _): decision.reason
        case .drafted, .placed, .returned, .received, .acknowledged, .started, .resumed,
            .completed, .reportApproved, .reportReleased, .reportFiled, .reportRevised:
            nil
        }
    }
}

extension Role {
    /// The role in words.
    var words: Bilingual {
        switch self {
        case .dispatcher: AccountRoleWords.dispatcher
        case .stationOperator: AccountRoleWords.stationOperator
        case .officer: AccountRoleWords.officer
        case .auditor: AccountRoleWords.auditor
        case .desk: Bilingual("the desk itself", "a própria mesa")
        }
    }
}

extension OrderAct {
    /// The act in words.
    var words: Bilingual {
        switch self {
        case .draft: Bilingual("to draft", "redigir")
        case .place: Bilingual("to place", "colocar")
        case .recordDelivery: Bilingual("to record a delivery", "registrar uma entrega")
        case .recordFirstContact:
            Bilingual("to record the first contact", "registrar o primeiro contato")
        case .revise: Bilingual("to revise", "revisar")
        case .receive: Bilingual("to receive", "receber")
        case .acknowledge: Bilingual("to acknowledge", "confirmar")
        case .update: Bilingual("to update", "atualizar")
        case .start: Bilingual("to start", "iniciar")
        case .suspend: Bilingual("to suspend", "suspender")
        case .resume: Bilingual("to resume", "retomar")
        case .complete: Bilingual("to complete", "concluir")
        case .approveReport: Bilingual("to approve the report", "aprovar o relatório")
        case .releaseReport: Bilingual("to release the report", "liberar o relatório")
        case .fileReport: Bilingual("to file the report", "arquivar o relatório")
        case .reviseReport: Bilingual("to revise the report", "revisar o relatório")
        case .refuse: Bilingual("to refuse", "recusar")
        case .withdraw: Bilingual("to withdraw", "retirar")
        case .authoriseContact: Bilingual("to authorise contact", "autorizar contato")
        case .withdrawAuthorisation:
            Bilingual("to withdraw the authorisation", "retirar a autorização")
        case .contactOperator: Bilingual("to contact the operator", "contatar o operador")
        case .note: Bilingual("to note", "anotar")
        }
    }
}
