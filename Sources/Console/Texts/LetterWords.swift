// The words of the pages about letters and alarms.

import Letters

/// Words about letters.
enum LetterWords {
    static let letters = Bilingual("Letters", "Cartas")
    static let letter = Bilingual("Letter", "Carta")
    static let show = Bilingual("Show", "Mostrar")
    static let all = Bilingual("All", "Todas")
    static let needsPerson = Bilingual("Unmatched, for a person", "Sem destino, para uma pessoa")
    static let quarantined = Bilingual("Set apart", "Postas à parte")
    static let incoming = Bilingual("Incoming", "Recebidas")
    static let outgoing = Bilingual("Outgoing", "Enviadas")
    static let noLetters = Bilingual(
        "There is no such letter.", "Não há nenhuma carta assim.")
    static let way = Bilingual("Way", "Sentido")
    static let came = Bilingual("in", "recebida")
    static let went = Bilingual("out", "enviada")
    static let stored = Bilingual("Stored (UTC)", "Guardada (UTC)")
    static let kind = Bilingual("Kind", "Tipo")
    static let sender = Bilingual("Sender", "Remetente")
    static let disposition = Bilingual("What became of it", "O que foi feito dela")
    static let reasons = Bilingual("Reasons", "Motivos")
    static let attempts = Bilingual("Attempts", "Tentativas")
    static let settled = Bilingual("Settled (UTC)", "Resolvida (UTC)")
    static let digest = Bilingual("SHA-256", "SHA-256")
    static let messageID = Bilingual("Message-ID", "Message-ID")

    static let facts = Bilingual("Facts", "Dados")
    static let headers = Bilingual("Header fields", "Campos do cabeçalho")
    static let field = Bilingual("Field", "Campo")
    static let content = Bilingual("Content", "Conteúdo")
    static let contents = Bilingual("Text", "Texto")
    static let html = Bilingual(
        "Part in HTML, shown without scripts, pictures or links out",
        "Parte em HTML, mostrada sem scripts, imagens nem ligações externas")
    static let attachments = Bilingual(
        "Attachments, for download only", "Anexos, somente para baixar")
    static let type = Bilingual("Type", "Tipo")
    static let anomalies = Bilingual("What is not right with it", "O que não está certo nela")
    static let unreadable = Bilingual(
        "It cannot be read as a letter; the raw text is all there is.",
        "Não pode ser lida como carta; só há o texto bruto.")
    static let raw = Bilingual("Raw text", "Texto bruto")
    static let rawTitle = Bilingual("Raw text of letter", "Texto bruto da carta")
    static let rawFile = Bilingual("Download as .eml", "Baixar como .eml")
    static let rawCut = Bilingual(
        "Only the beginning is shown; the file has everything.",
        "Só o começo é mostrado; o arquivo tem tudo.")
    static let signature = Bilingual("Signature", "Assinatura")
    static let unsigned = Bilingual("none", "nenhuma")
    static let signedBy = Bilingual("valid, by", "válida, de")
    static let signedInPart = Bilingual(
        "but it does not cover the whole letter", "mas não cobre a carta toda")
    static let signatureFault = Bilingual("not valid", "não válida")
    static let backToLetter = Bilingual("Back to the letter", "Voltar à carta")

    static let question = Bilingual(
        "Drafted question to its author (nobody has sent it)",
        "Pergunta preparada ao autor (ninguém a enviou)")
    static let close = Bilingual(
        "I have seen to it: close the letter", "Resolvido: encerrar a carta")
    static let readAgain = Bilingual("Read it again", "Ler de novo")
    static let readAgainHelp = Bilingual(
        "When what it lacked is there now, for example an order that was entered by hand.",
        "Quando o que lhe faltava já existe, por exemplo uma ordem registrada à mão.")
    static let whatWasDone = Bilingual("What was done", "O que foi feito")
    static let resend = Bilingual(
        "Send it again with the same bytes to", "Enviar de novo com os mesmos bytes para")
}

/// Words about alarms.
enum AlarmWords {
    static let since = Bilingual("Since (UTC)", "Desde (UTC)")
    static let cause = Bilingual("Cause", "Causa")
    static let about = Bilingual("About", "Sobre")
    static let details = Bilingual("Details", "Detalhes")
    static let advice = Bilingual("What to do", "O que fazer")
    static let none = Bilingual(
        "Nothing waits for a person. This page looks anew each time it is loaded.",
        "Nada espera por uma pessoa. Esta página verifica de novo a cada carga.")
}
