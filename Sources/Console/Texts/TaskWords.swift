// The words of a task's page at the station: what can be done with it, its result, its contacts.

import Letters
import MonitoringOrders

/// Words about a task.
enum TaskWords {
    static let optionalReason = Bilingual(
        "Reason (may stay empty)", "Motivo (pode ficar vazio)")
    static let isFor = Bilingual("for", "para")

    // Acknowledgement and updates
    static let acknowledgement = Bilingual("Acknowledgement", "Confirmação")
    static let acknowledge = Bilingual("Acknowledge", "Confirmar")
    static let acknowledgeSo = Bilingual("Acknowledge with these", "Confirmar com estes")
    static let acknowledgeHelp = Bilingual(
        """
        The acknowledgement issues the reference number and goes to ITU by letter. The start is taken anew from the \
        timetable at your click, so that it may be a minute later than shown.
        """,
        """
        A confirmação emite o número de referência e segue para a UIT por carta. O início é tomado da agenda no momento \
        do clique e pode ser um minuto posterior ao mostrado.
        """)
    static let start = Bilingual("Start (UTC)", "Início (UTC)")
    static let duration = Bilingual("Duration (h:min)", "Duração (h:min)")
    static let otherValues = Bilingual("Another start or duration", "Outro início ou duração")
    static let checkFirst = Bilingual("See what it moves", "Ver o que se desloca")
    static let moves = Bilingual(
        "These promises move; each order gets a numbered update:",
        "Estas promessas se deslocam; cada ordem recebe uma atualização numerada:")
    static let movesNothing = Bilingual(
        "No promise to another order moves.", "Nenhuma promessa a outra ordem se desloca.")
    static let conflicts = Bilingual(
        "In the way at this time; the task could not begin then:",
        "No caminho nesse horário; a tarefa não poderia começar então:")
    static let noConflicts = Bilingual(
        "Nothing stands in the way at this time.", "Nada está no caminho nesse horário.")
    static let inThePast = Bilingual(
        "This start lies in the past.", "Este início está no passado.")
    static let promised = Bilingual("promised", "prometido")
    static let possible = Bilingual("now possible", "agora possível")
    static let noPlaceAnyMore = Bilingual("no place any more", "sem lugar")
    static let knownNumber = Bilingual(
        "Reference number that ITU has", "Número de referência que a UIT tem")
    static let knownNumberHelp = Bilingual(
        """
        If this order was acknowledged after the backup, enter number, start and duration as the Bureau received them. \
        New numbers are given when the numbers are confirmed.
        """,
        """
        Se esta ordem foi confirmada depois da cópia, informe número, início e duração como o Bureau os recebeu. \
        Números novos são dados quando os números forem confirmados.
        """)
    static let update = Bilingual("Update the acknowledgement", "Atualizar a confirmação")
    static let updateHelp = Bilingual(
        "Goes to ITU as a numbered update; earlier values stay on record.",
        "Segue para a UIT como atualização numerada; os valores anteriores permanecem registrados.")

    // The task itself
    static let startTask = Bilingual("Start the task", "Iniciar a tarefa")
    static let suspend = Bilingual("Suspend", "Suspender")
    static let suspendHelp = Bilingual(
        "The task keeps its place in the queue and holds nobody up.",
        "A tarefa mantém seu lugar na fila e não retém ninguém.")
    static let resume = Bilingual("Resume", "Retomar")

    // The result
    static let handOver = Bilingual("Hand the result over", "Entregar o resultado")
    static let handOverHelp = Bilingual(
        "The officer gets it for approval; nothing goes to ITU yet.",
        "O oficial o recebe para aprovação; nada segue ainda para a UIT.")
    static let measuredResult = Bilingual("Measured result", "Resultado da medição")
    static let takeMeasured = Bilingual(
        "Hand over the measured result", "Entregar o resultado medido")
    static let noMeasured = Bilingual(
        "No measured result lies in the task's folder yet. vigia task measure leaves one there as result.json:",
        "Ainda não há resultado medido na pasta da tarefa. vigia task measure o deixa ali como result.json:"
    )
    static let faultyMeasured = Bilingual(
        "The measured result cannot be taken:", "O resultado medido não pode ser aceito:")
    static let pasteResult = Bilingual("Paste or load a result", "Colar ou carregar um resultado")
    static let resultText = Bilingual("Result as JSON", "Resultado em JSON")
    static let resultFile = Bilingual("Load from a file", "Carregar de um arquivo")
    static let resultClass = Bilingual("Result", "Resultado")
    static let conditions = Bilingual("Conditions", "Condições")
    static let position = Bilingual("Position", "Posição")
    static let otherPosition = Bilingual("Other possible position", "Outra posição possível")
    static let method = Bilingual("Method", "Método")
    static let emissions = Bilingual("Emissions measured", "Emissões medidas")
    static let sha256 = Bilingual("SHA-256", "SHA-256")

    // Figures and recordings
    static let figures = Bilingual("Figures", "Figuras")
    static let figuresMissing = Bilingual(
        "The figures cannot be drawn:", "As figuras não podem ser desenhadas:")
    static let asTable = Bilingual("As a table", "Em tabela")
    static let recordings = Bilingual("Recordings", "Gravações")
    static let file = Bilingual("File", "Arquivo")
    static let size = Bilingual("Size", "Tamanho")
    static let notThere = Bilingual("not on this machine", "não está nesta máquina")
    static let noRecordings = Bilingual(
        "No recordings yet. They appear here with their digests when the result names them.",
        "Ainda não há gravações. Aparecem aqui com seus resumos quando o resultado as nomeia.")
}

/// Words of the officer's work.
enum ReportPageWords {
    static let report = Bilingual("Final report", "Relatório final")
    static let draft = Bilingual("Draft of the final report", "Minuta do relatório final")
    static let openDraft = Bilingual("Read the draft", "Ler a minuta")
    static let draftHelp = Bilingual(
        "The report as it would be released now. It goes to ITU alone.",
        "O relatório como seria liberado agora. Segue apenas para a UIT.")
    static let paper = Bilingual("Download as PDF", "Baixar em PDF")
    static let data = Bilingual("Download its data", "Baixar seus dados")
    static let conclusion = Bilingual("Conclusion", "Conclusão")
    static let approve = Bilingual("Approve", "Aprovar")
    static let approveAgain = Bilingual(
        "Approve with this conclusion", "Aprovar com esta conclusão")
    static let release = Bilingual("Release to ITU", "Liberar para a UIT")
    static let releaseHelp = Bilingual(
        "A released report cannot be taken back; a correction is a numbered revision.",
        "Um relatório liberado não pode ser recolhido; uma correção é uma revisão numerada.")
    static let revise = Bilingual("Revise the report", "Revisar o relatório")
    static let reviseHelp = Bilingual(
        "The revision goes to ITU beside the earlier versions, with the next number.",
        "A revisão segue para a UIT ao lado das versões anteriores, com o número seguinte.")
    static let hands = Bilingual("Who had the report", "Quem teve o relatório")
    static let handedOver = Bilingual("Handed over", "Entregue")
    static let approved = Bilingual("Approved", "Aprovado")
    static let released = Bilingual("Released", "Liberado")
    static let refuse = Bilingual("Refuse the order", "Recusar a ordem")
    static let refuseHelp = Bilingual(
        "Only the Administration refuses; a reason may be given and need not be (clause 3.2.1.5).",
        "Só a Administração recusa; o motivo pode ser dado, mas não é exigido (cláusula 3.2.1.5).")
    static let backToOrder = Bilingual("To the order", "À ordem")
}

/// Words of the station's forms about contacts with the operator of the victim satellite.
enum StationContactWords {
    static let authorise = Bilingual(
        "Authorise contact with the operator", "Autorizar contato com o operador")
    static let withdraw = Bilingual("Withdraw the authorisation", "Retirar a autorização")
    static let record = Bilingual(
        "Record a contact with the operator", "Registrar um contato com o operador")
    static let recordHelp = Bilingual(
        """
        What came in is kept whatever the conditions say, with those that did not hold; what goes out is refused while \
        the contact is locked.
        """,
        """
        O que chegou é guardado digam o que digam as condições, com as que não valiam; o que sai é recusado enquanto o \
        contato está bloqueado.
        """)
    static let summaryHint = Bilingual(
        "nothing of what RR Nos. 17.2 and 17.3 protect",
        "nada do que os n.os 17.2 e 17.3 do RR protegem")
}
