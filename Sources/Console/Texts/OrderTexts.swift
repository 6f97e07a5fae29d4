// The words of the pages about orders.

import Letters

/// Words of the board and of an order's page.
enum OrderWords {
    static let board = Bilingual("What waits for whom", "O que aguarda quem")
    static let all = Bilingual("All orders", "Todas as ordens")
    static let stateAndNext = Bilingual("State, and what it waits for", "Estado, e o que aguarda")
    static let csv = Bilingual("This list as CSV", "Esta lista em CSV")
    static let placedUTC = Bilingual("Placed (UTC)", "Colocada (UTC)")
    static let receivedUTC = Bilingual("Received (UTC)", "Recebida (UTC)")
    static let closedUTC = Bilingual("Closed (UTC)", "Encerrada (UTC)")

    // An order
    static let facts = Bilingual("Facts", "Dados")
    static let grounds = Bilingual("Grounds", "Fundamento")
    static let decision = Bilingual("Category decided because", "Categoria decidida por")
    static let suggested = Bilingual("Category suggested then", "Categoria sugerida então")
    static let version = Bilingual("Version", "Versão")
    static let expectedStart = Bilingual("Expected start (UTC)", "Início esperado (UTC)")
    static let expectedDuration = Bilingual("Expected duration", "Duração esperada")
    static let expectedEnd = Bilingual("Expected end (UTC)", "Fim esperado (UTC)")
    static let started = Bilingual("Started (UTC)", "Iniciada (UTC)")
    static let completed = Bilingual("Work completed (UTC)", "Trabalho concluído (UTC)")
    static let refusedBecause = Bilingual("Refused because", "Recusada porque")
    static let withdrawnBecause = Bilingual("Withdrawn because", "Retirada porque")
    static let noReason = Bilingual("no reason was given", "sem motivo informado")
    static let notDelivered = Bilingual(
        "No server has accepted it yet for", "Nenhum servidor a aceitou ainda para")

    static let form = Bilingual("What was ordered", "O que foi ordenado")
    static let particulars = Bilingual(
        "Particulars of RR Appendix 10", "Dados do Apêndice 10 do RR")
    static let letter = Bilingual("Letter", "Letra")
    static let item = Bilingual("Item", "Item")
    static let value = Bilingual("Value", "Valor")
    static let missing = Bilingual("not given", "não informado")
    static let completeness = Bilingual("given", "informados")

    static let life = Bilingual("Life", "Vida")
    static let byLetter = Bilingual("by letter", "por carta")
    static let remarks = Bilingual("Remarks", "Observações")
    static let acts = Bilingual("What you can do now", "O que você pode fazer agora")

    static let letters = Bilingual("Letters", "Cartas")
    static let deliveries = Bilingual("Deliveries", "Entregas")
    static let recipient = Bilingual("Recipient", "Destinatário")
    static let role = Bilingual("As", "Como")
    static let outcome = Bilingual("Outcome", "Resultado")
    static let serverWords = Bilingual("The server's words", "Palavras do servidor")
    static let noDeliveries = Bilingual(
        "No server has answered yet.", "Nenhum servidor respondeu ainda.")
    static let copy = Bilingual("copy (Cc)", "cópia (Cc)")
    static let addressee = Bilingual("addressee", "destinatário principal")

    static let contact = Bilingual(
        "Contact with the satellite's operator (clause 3.3.3)",
        "Contato com o operador do satélite (cláusula 3.3.3)")
    static let operatorName = Bilingual("Operator", "Operador")
    static let noOperator = Bilingual(
        "The form names no operator; nobody may be contacted.",
        "O formulário não nomeia operador; ninguém pode ser contatado.")
    static let firstContact = Bilingual("First contact of ITU", "Primeiro contato da UIT")
    static let authorised = Bilingual("Authorised", "Autorizado")
    static let authorisationEnded = Bilingual("withdrawn", "retirada")
    static let gateOpen = Bilingual(
        "Contact is allowed now.", "O contato é permitido agora.")
    static let gateClosed = Bilingual(
        "Contact is locked, because:", "O contato está bloqueado, porque:")
    static let contacts = Bilingual("Contacts so far", "Contatos até agora")
    static let irregular = Bilingual("irregular", "irregular")
    static let when = Bilingual("When (UTC)", "Quando (UTC)")
    static let direction = Bilingual("Direction", "Sentido")
    static let summary = Bilingual("Summary", "Resumo")

    static let reports = Bilingual("Final reports", "Relatórios finais")
    static let revision = Bilingual("Revision", "Revisão")
    static let result = Bilingual("Result", "Resultado")
    static let readReport = Bilingual("Read the report", "Ler o relatório")
    static let readingIsKept = Bilingual(
        "Reading a report is recorded with your name (RR Nos. 17.2 and 17.3).",
        "A leitura de um relatório é registrada com seu nome (RR n.os 17.2 e 17.3).")
    static let attachments = Bilingual("Files", "Arquivos")
    static let fileName = Bilingual("Name", "Nome")
    static let size = Bilingual("Bytes", "Bytes")
    static let position = Bilingual("Position", "Posição")
    static let ellipse = Bilingual("Ellipse", "Elipse")
    static let conclusion = Bilingual("Conclusion", "Conclusão")
    static let approvedBy = Bilingual("Approved by", "Aprovado por")

    // Acts
    static let withdraw = Bilingual("Withdraw the order", "Retirar a ordem")
    static let reclassify = Bilingual("Change the category", "Mudar a categoria")
    static let recordFirstContact = Bilingual(
        "Record the first contact with the Administration",
        "Registrar o primeiro contato com a Administração")
    static let means = Bilingual("By what means", "Por que meio")
    static let meansHint = Bilingual("mail, telephone, ...", "correio, telefone, ...")
    static let whenHint = Bilingual(
        "empty: now; else as 2027-03-01T09:00:00Z", "vazio: agora; senão como 2027-03-01T09:00:00Z")
    static let note = Bilingual("Add a remark", "Acrescentar uma observação")
    static let remark = Bilingual("Remark", "Observação")
    static let backToOrder = Bilingual("Back to the order", "Voltar à ordem")
}

/// Words of the page for a new order.
enum NewOrderWords {
    static let title = Bilingual("New order", "Nova ordem")
    static let asText = Bilingual("Paste a text", "Colar um texto")
    static let asFields = Bilingual("Fill in a form", "Preencher um formulário")
    static let text = Bilingual(
        "Text of the order (RR Appendix 10)", "Texto da ordem (Apêndice 10 do RR)")
    static let textHint = Bilingual(
        "The line MONITORING ORDER, the head, then the letters a) to x).",
        "A linha MONITORING ORDER, o cabeçalho, depois as letras a) a x).")
    static let head = Bilingual("Head", "Cabeçalho")
    static let check = Bilingual("Check", "Verificar")
    static let faults = Bilingual("Faults of the form", "Falhas do formulário")
    static let faultsStand = Bilingual(
        "The form has faults; nothing was placed, and nothing you typed is lost.",
        "O formulário tem falhas; nada foi colocado e nada do que você digitou se perdeu.")
    static let line = Bilingual("line", "linha")
    static let noFaults = Bilingual("The form has no faults.", "O formulário não tem falhas.")
    static let suggestion = Bilingual("Suggested category", "Categoria sugerida")
    static let noReasons = Bilingual(
        "nothing in the form speaks for category 1", "nada no formulário indica a categoria 1")
    static let feasibility = Bilingual("Feasibility", "Viabilidade")
    static let notices = Bilingual("Notices", "Avisos")
    static let completeness = Bilingual("Completeness", "Completude")
    static let advice = Bilingual(
        "The software suggests; you decide.", "O programa sugere; você decide.")
    static let preview = Bilingual(
        "The letter as it would go out", "A carta como sairia")
    static let previewOf = Bilingual(
        "shown for", "mostrada para a")
    static let decide = Bilingual("Decide and place", "Decidir e colocar")
    static let category = Bilingual("Category", "Categoria")
    static let grounds = Bilingual(
        "Grounds (for category 1 only)", "Fundamento (só para a categoria 1)")
    static let none = Bilingual("none", "nenhum")
    static let reason = Bilingual(
        "Reason of your decision (kept in the journal)",
        "Motivo da sua decisão (guardado no diário)")
    static let place = Bilingual("Place the order", "Colocar a ordem")
    static let from = Bilingual("From", "De")
    static let to = Bilingual("To", "Para")
    static let copies = Bilingual("Cc", "Cc")
    static let subject = Bilingual("Subject", "Assunto")
    static let chooseCategory = Bilingual(
        "Choose a category; category 1 needs its grounds.",
        "Escolha uma categoria; a categoria 1 precisa do fundamento.")
    static let forecast = Bilingual(
        "Location to expect (95 % ellipse)", "Localização a esperar (elipse de 95 %)")
    static let supposed = Bilingual(
        "Supposed: a neighbouring satellite 3° east that receives the same uplink 40 dB weaker, orbits inclined by "
            + "0.05°, a snapshot of one second, ephemerides without error.",
        "Supôs-se: um satélite vizinho 3° a leste que recebe o mesmo enlace de subida 40 dB mais fraco, órbitas com "
            + "inclinação de 0,05°, um registro de um segundo, efemérides sem erro.")
    static let placeGiven = Bilingual(
        "Emitter at the place of letter h).", "Emissor no lugar da letra h).")
    static let placeSupposed = Bilingual(
        "Letter h) gives no place; the emitter is supposed at the receiving station.",
        "A letra h) não dá lugar; supõe-se o emissor na estação receptora.")
    static let noForecast = Bilingual(
        "It needs the orbital position, both frequencies and a place in letter h), r) or i).",
        "Precisa da posição orbital, das duas frequências e de um lugar na letra h), r) ou i).")
}
