// Why letters were judged as they were. The store keeps the reader's code, with details after a colon; the code is
// said in both languages, and the details stay as they are.

import Letters

/// Reasons of judgements in words.
enum ReadingWords {
    /// The words of a stored reason, and its details.
    static func parts(_ reason: String) -> (words: Bilingual?, details: String) {
        let code = String(reason.prefix { $0 != ":" })
        guard let words = words[code] else { return (nil, reason) }
        let details = reason.dropFirst(code.count).drop { $0 == ":" || $0 == " " }
        return (words, String(details))
    }

    private static let words: [String: Bilingual] = aboutSenders.merging(aboutContents) { $1 }

    private static let aboutSenders: [String: Bilingual] = [
        "duplicate": Bilingual("it came before", "já tinha chegado"),
        "message-id-reused": Bilingual(
            "its Message-ID was used by another letter",
            "seu Message-ID já foi usado por outra carta"),
        "auto-submitted": Bilingual("a program sent it", "enviada por um programa"),
        "own-letter": Bilingual("it is our own letter", "é uma carta nossa"),
        "mail-loop": Bilingual("it goes in a circle", "anda em círculo"),
        "sent-in-bulk": Bilingual("it was sent to many", "enviada a muitos"),
        "sender-unknown": Bilingual("the sender is unknown", "o remetente é desconhecido"),
        "sender-not-authenticated": Bilingual(
            "the sender is not proved", "o remetente não está comprovado"),
        "sender-authentication-failed": Bilingual(
            "the proof of the sender failed", "a comprovação do remetente falhou"),
        "authentication-results-forged": Bilingual(
            "somebody forged our server's results", "alguém forjou os resultados do nosso servidor"),
        "signature-missing": Bilingual("it has no signature", "não tem assinatura"),
        "signature-not-valid": Bilingual(
            "its signature is not valid", "a assinatura não é válida"),
        "signed-in-part": Bilingual("only a part is signed", "só uma parte está assinada"),
        "signed-by-another": Bilingual("another signed it", "outra pessoa a assinou"),
        "role-not-permitted": Bilingual(
            "its sender may not write this kind", "o remetente não pode escrever este tipo"),
        "older-than-desk": Bilingual(
            "it is older than this desk", "é anterior a esta mesa"),
    ]

    private static let aboutContents: [String: Bilingual] = [
        "written-by-hand": Bilingual(
            "no known kind of letter", "nenhum tipo conhecido de carta"),
        "faulty-data": Bilingual("its data have faults", "os dados têm falhas"),
        "text-and-data-differ": Bilingual(
            "text and data differ", "texto e dados diferem"),
        "other-register": Bilingual(
            "simulation and reality meet", "simulação e realidade se misturam"),
        "thread-differs": Bilingual(
            "it answers one order and names another", "responde a uma ordem e nomeia outra"),
        "unmatched": Bilingual("it belongs to no order", "não pertence a nenhuma ordem"),
        "ambiguous-date": Bilingual("the date is ambiguous", "a data é ambígua"),
        "missing-reference": Bilingual(
            "the reference number is missing", "falta o número de referência"),
        "missing-start": Bilingual("the start is missing", "falta o início"),
        "missing-duration": Bilingual("the duration is missing", "falta a duração"),
        "missing-number": Bilingual(
            "the update's number is missing", "falta o número da atualização"),
        "missing-attachment": Bilingual("the report is missing", "falta o relatório"),
        "contradictory": Bilingual("it contradicts itself", "contradiz a si mesma"),
        "delivery-failed": Bilingual("a letter of ours came back", "uma carta nossa voltou"),
        "delivery-delayed": Bilingual(
            "a letter of ours is delayed", "uma carta nossa está atrasada"),
        "rule": Bilingual("the rules say no", "as regras dizem não"),
    ]
}
