// The words of the pages, in both languages, by what they name. Every text that a page shows stands here or beside it
// in this folder; a test sees to it that pages hold no words of their own.

import Letters
import MonitoringOrders
import OrderStore

/// Words that several pages use.
enum Words {
    static let product = Bilingual("Vigia", "Vigia")
    static let bureauDesk = Bilingual("Bureau desk", "Mesa do Bureau")
    static let stationDesk = Bilingual("Station desk", "Mesa da estação")
    static let simulation = Bilingual(
        "SIMULATION: nothing here is real, no letter leaves to a real address",
        "SIMULAÇÃO: nada aqui é real, nenhuma carta sai para um endereço real")
    static let confidential = Bilingual(
        "Confidential: RR Nos. 17.2 and 17.3 apply, even to the existence of a case.",
        "Confidencial: aplicam-se os n.os 17.2 e 17.3 do RR, mesmo à existência de um caso.")

    // The frame of every page
    static let skipToContent = Bilingual("Go to content [1]", "Ir para o conteúdo [1]")
    static let skipToMenu = Bilingual("Go to menu [2]", "Ir para o menu [2]")
    static let skipToSearch = Bilingual("Go to search [3]", "Ir para a busca [3]")
    static let skipToFooter = Bilingual("Go to footer [4]", "Ir para o rodapé [4]")
    static let accessibility = Bilingual("Accessibility", "Acessibilidade")
    static let contrast = Bilingual("High contrast", "Alto contraste")
    static let menu = Bilingual("Menu", "Menu")
    static let search = Bilingual("Search", "Buscar")
    static let searchHint = Bilingual(
        "Order, reference or satellite", "Ordem, referência ou satélite")
    static let logOut = Bilingual("Log out", "Sair")
    static let account = Bilingual("Your account", "Sua conta")
    static let print = Bilingual("Print", "Imprimir")
    static let footer = Bilingual(
        "All times are UTC. Vigia is free software under the GPL, version 3 or later.",
        "Todos os horários em UTC. Vigia é software livre sob a GPL, versão 3 ou posterior.")
    static let alarms = Bilingual("Alarms", "Alarmes")
    static let noAlarms = Bilingual("No alarms", "Nenhum alarme")
    static let madeAt = Bilingual("As of", "Situação em")

    // What orders consist of
    static let orders = Bilingual("Orders", "Ordens")
    static let order = Bilingual("Order", "Ordem")
    static let state = Bilingual("State", "Estado")
    static let category = Bilingual("Category", "Categoria")
    static let kind = Bilingual("Kind", "Tipo")
    static let reference = Bilingual("Reference number", "Número de referência")
    static let satellite = Bilingual("Satellite", "Satélite")
    static let placed = Bilingual("Placed", "Colocada")
    static let received = Bilingual("Received", "Recebida")
    static let acknowledged = Bilingual("Acknowledged", "Confirmada")
    static let closed = Bilingual("Closed", "Encerrada")
    static let reason = Bilingual("Reason", "Motivo")
    static let waitsFor = Bilingual("Waits for", "Aguarda")
    static let any = Bilingual("Any", "Qualquer")
    static let filter = Bilingual("Filter", "Filtrar")
    static let next = Bilingual("Next page", "Próxima página")
    static let first = Bilingual("First page", "Primeira página")
    static let noOrders = Bilingual(
        "No order is like this. Change the filter, or place a new order.",
        "Nenhuma ordem corresponde. Altere o filtro ou coloque uma nova ordem.")
    static let categoryOne = Bilingual("Category 1", "Categoria 1")
    static let categoryTwo = Bilingual("Category 2", "Categoria 2")
    static let undecided = Bilingual("Not decided", "Não decidida")
    static let confirm = Bilingual("Yes, I mean it", "Sim, é o que quero")
    static let pages = Bilingual("Pages of the list", "Páginas da lista")
    static let save = Bilingual("Save", "Salvar")
    static let utc = Bilingual("UTC", "UTC")
}

extension OrderState {
    /// The state in words.
    var words: Bilingual {
        switch self {
        case .draft: Bilingual("Draft", "Rascunho")
        case .queuedForSending: Bilingual("Queued for sending", "Na fila de envio")
        case .placed: Bilingual("Placed", "Colocada")
        case .received: Bilingual("Received", "Recebida")
        case .acknowledged: Bilingual("Acknowledged", "Confirmada")
        case .running: Bilingual("Running", "Em execução")
        case .suspended: Bilingual("Suspended", "Suspensa")
        case .workCompleted: Bilingual("Work completed", "Trabalho concluído")
        case .reportApproved: Bilingual("Report approved", "Relatório aprovado")
        case .reported: Bilingual("Reported", "Relatada")
        case .refused: Bilingual("Refused", "Recusada")
        case .withdrawn: Bilingual("Withdrawn", "Retirada")
        }
    }

    /// For whom an order in this state waits, in words.
    var waitsFor: Bilingual {
        switch self {
        case .draft: Bilingual("dispatcher: to place it", "despachante: colocar")
        case .queuedForSending: Bilingual("mail servers", "servidores de correio")
        case .placed: Bilingual("station: acknowledgement", "estação: confirmação")
        case .received: Bilingual("operator: acknowledgement", "operador: confirmação")
        case .acknowledged: Bilingual("its turn in the queue", "sua vez na fila")
        case .running: Bilingual("the measurement", "a medição")
        case .suspended: Bilingual("operator: to resume it", "operador: retomar")
        case .workCompleted: Bilingual("officer: approval", "oficial: aprovação")
        case .reportApproved: Bilingual("officer: release", "oficial: liberação")
        case .reported, .refused, .withdrawn: Bilingual("nobody", "ninguém")
        }
    }
}

extension OrderKind {
    /// The kind in words, with its citation beside it.
    var words: Bilingual {
        switch self {
        case .harmfulInterference: Bilingual("Harmful interference", "Interferência prejudicial")
        case .coordinationMonitoring:
            Bilingual("Coordination monitoring", "Monitoração de coordenação")
        }
    }
}

/// Roles that accounts and rules share.
enum AccountRoleWords {
    static let dispatcher = Bilingual("Dispatcher", "Despachante")
    static let stationOperator = Bilingual("Station operator", "Operador da estação")
    static let officer = Bilingual("Officer of the Administration", "Oficial da Administração")
    static let auditor = Bilingual("Auditor", "Auditor")
}

extension AccountRole {
    /// The role in words.
    var words: Bilingual {
        switch self {
        case .dispatcher: AccountRoleWords.dispatcher
        case .stationOperator: AccountRoleWords.stationOperator
        case .officer: AccountRoleWords.officer
        case .auditor: AccountRoleWords.auditor
        case .administrator: Bilingual("Administrator", "Administrador")
        }
    }
}

extension Visit {
    /// A text in the language of the page.
    func say(_ text: Bilingual) -> String { text.text(language) }
}
