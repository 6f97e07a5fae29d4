// The words for what happens to an order, in both languages.

import Letters

enum DeskTexts {
    static let placed = Bilingual("order placed", "ordem emitida")
    static let received = Bilingual("order received", "ordem recebida")
    static let acknowledged = Bilingual("acknowledged", "acusada")
    static let begun = Bilingual("measurement begun", "medição iniciada")
    static let completed = Bilingual("work completed", "trabalho concluído")
    static let approved = Bilingual("report approved", "relatório aprovado")
}
