// What the rules say when they say no, in both languages. English is the rules' own description.

import Letters
import MonitoringOrders

extension Refusal {
    /// The reason in both languages.
    var words: Bilingual { Bilingual(description, portuguese) }

    private var portuguese: String {
        switch self {
        case .unknownOrder, .orderExists, .notPossible, .notPermitted, .passesWaitingOrders,
            .versionNotNext, .numberDiffers, .reasonMissing, .needsAnotherPerson:
            portugueseOfLife
        case .numbersUnconfirmed, .numbersNotInDoubt, .numbersAreTheStations, .numberNotFree,
            .numberIsNotLast:
            portugueseOfNumbers
        case .agreementNotYetInForce, .agreementEnded, .datedBeforeAgreement,
            .noDesignatedContact, .copyMissing, .copyMissingWithoutReason,
            .concernedAdministrationMissing, .coordinationIsCategoryTwo:
            portugueseOfPlacing
        case .durationNotPositive, .alreadyAcknowledged, .referenceDiffers, .updateNumberReused,
            .updateChangesNothing, .resultIncomplete, .revisionNotNext, .reportDiffersFromFiled:
            portugueseOfTask
        case .contactLocked, .operatorAddressIsNotTheVictims, .authorisationUnknown,
            .firstContactExists:
            portugueseOfContact
        }
    }

    private var portugueseOfLife: String {
        switch self {
        case .unknownOrder: "não existe tal ordem"
        case .orderExists: "já existe uma ordem com este número"
        case .notPossible(let act, let state):
            "não é possível \(act.words.text(.portuguese)) enquanto o estado é "
                + "\"\(state.words.text(.portuguese))\""
        case .notPermitted(let act, let role):
            "\(act.words.text(.portuguese)) não cabe ao papel \(role.words.text(.portuguese))"
        case .passesWaitingOrders(let orders):
            "estas ordens devem ser servidas antes: "
                + orders.map(\.description).joined(separator: ", ")
        case .versionNotNext(let expected, let given):
            "espera-se a versão \(expected), não a \(given)"
        case .numberDiffers: "o número da ordem difere"
        case .reasonMissing: "é preciso um motivo"
        case .needsAnotherPerson(let act, let name, let earlier):
            "\(act.words.text(.portuguese)) cabe a outra pessoa que \(name), a quem coube "
                + "\(earlier.words.text(.portuguese)); assim diz people_for_report nas configurações"
        default: description
        }
    }

    private var portugueseOfNumbers: String {
        switch self {
        case .numbersUnconfirmed:
            "a mesa foi restaurada de uma cópia: compare antes os números com os da outra mesa, e confirme-os"
        case .numbersNotInDoubt: "não há dúvida sobre os números da mesa"
        case .numberNotFree(let reference):
            "\(reference) não é um número que esta mesa possa ter dado, ou é o de outra ordem"
        case .numbersAreTheStations: "os números de referência se informam na estação"
        case .numberIsNotLast(let given, let known):
            "\(given) não pode ser o último número: a mesa já deu \(known)"
        default: description
        }
    }

    private var portugueseOfPlacing: String {
        switch self {
        case .agreementNotYetInForce: "o acordo ainda não está em vigor"
        case .agreementEnded(let date):
            "o acordo terminou em \(date); nenhuma nova ordem pode ser colocada"
        case .datedBeforeAgreement(let date):
            "a data da ordem é anterior à entrada em vigor do acordo em \(date)"
        case .noDesignatedContact(let party):
            "não há exatamente um contato designado da \(party.words.text(.portuguese)) "
                + "(cláusula 3.3.1)"
        case .copyMissing:
            "a ordem não tem cópia para a Administração interessada (cláusula 3.1.1)"
        case .copyMissingWithoutReason: "a ordem não tem cópia nem motivo para não tê-la"
        case .concernedAdministrationMissing: "a ordem não nomeia Administração interessada"
        case .coordinationIsCategoryTwo: "uma ordem segundo o n.º 11.41 é de categoria 2"
        default: description
        }
    }

    private var portugueseOfTask: String {
        switch self {
        case .durationNotPositive: "a duração esperada deve ser maior que zero"
        case .alreadyAcknowledged(let reference):
            "a ordem já está confirmada como \(reference); envie uma atualização"
        case .referenceDiffers(let expected, let given):
            "o número de referência é \(expected), não \(given)"
        case .updateNumberReused(let number):
            "a atualização \(number) existe com outros valores"
        case .updateChangesNothing: "a atualização não muda nem início nem duração"
        case .resultIncomplete(let result):
            "ao resultado \"\(result.words.text(.portuguese))\" falta a posição ou o motivo de "
                + "não haver nenhuma"
        case .revisionNotNext(let expected, let given):
            "espera-se a revisão \(expected) do relatório, não a \(given)"
        case .reportDiffersFromFiled:
            "esta revisão do relatório está arquivada com outro conteúdo"
        default: description
        }
    }

    private var portugueseOfContact: String {
        switch self {
        case .contactLocked(let obstacles):
            "o contato com o operador está bloqueado (cláusula 3.3.3): "
                + obstacles.map { $0.bothWords.text(.portuguese) }.joined(separator: "; ")
        case .operatorAddressIsNotTheVictims:
            "só o operador do satélite interferido pode ser contatado"
        case .authorisationUnknown(let name): "não há autorização para \(name)"
        case .firstContactExists: "o primeiro contato neste caso já está registrado"
        default: description
        }
    }
}
