// The catalogue of the index's fixed texts: English of record, Portuguese beside it (R72).

public import Letters
import MonitoringOrders

/// Fixed texts of evidence bags.
public enum EvidenceTexts {
    static let title = Bilingual(
        "Record of a monitoring order", "Registro de uma ordem de monitoramento")
    static let simulation = Bilingual(
        "SIMULATION: this record belongs to an exercise and concerns no real case.",
        "SIMULAÇÃO: este registro pertence a um exercício e não trata de caso real.")
    static let confidential = Bilingual(
        "Confidential: RR Nos. 17.2 and 17.3 apply to this record, to its content and to its existence.",
        "Confidencial: os n.os 17.2 e 17.3 do RR aplicam-se a este registro, ao seu conteúdo e à sua existência."
    )
    static let redacted = Bilingual(
        """
        REDACTED COPY for a Concerned Administration. By rule it holds the report without the name of the officer who
        approved it, the letters that this administration received itself, and the seal of the journal without its rows.
        Other letters, servers' answers, journal rows and recordings are kept back; recordings may hold what RR No. 17.2
        protects. What is kept back is named below with its SHA-256, so that it can be shown later to be the same.
        """,
        """
        CÓPIA COM SUPRESSÕES para uma Administração Interessada. Por regra contém o relatório sem o nome do
        funcionário que o aprovou, as cartas que essa administração recebeu ela mesma e o selo do diário sem as suas
        linhas. As demais cartas, as respostas de servidores, as linhas do diário e as gravações são retidas; gravações
        podem conter o que o n.o 17.2 do RR protege. O que é retido está indicado abaixo com o seu SHA-256, para que mais tarde se possa
        mostrar que é o mesmo.
        """)
    static let order = ReportTexts.order
    static let reference = ReportTexts.reference
    static let agreement = ReportTexts.agreement
    static let desk = Bilingual("Record of", "Registro de")
    static let asOf = Bilingual("Last event", "Último evento")
    static let contents = Bilingual("Contents (below data/)", "Conteúdo (abaixo de data/)")
    static let notHeld = Bilingual(
        "Named in the record, not held by this desk",
        "Citado no registro, não mantido por esta unidade")
    static let keptBack = Bilingual("Kept back by rule", "Retido por regra")
    static let howTo = Bilingual("How to verify", "Como verificar")
    static let verifying = Bilingual(
        """
        python3 verify.py            in this folder, or: python3 verify.py RECORD.zip
        python3 verify.py --key KEY  with the desk's key (journal.vkey) as you got it from the desk itself

        It needs Python 3.8 or later and nothing else, and checks that every file is the one that the manifests name;
        that every journal row says what its hash says and follows the row before it; that the letters are the
        ones that the journal names; and that the seals, at the end and in the letters, are signed by the desk's key.
        """,
        """
        python3 verify.py            nesta pasta, ou: python3 verify.py REGISTRO.zip
        python3 verify.py --key KEY  com a chave da unidade (journal.vkey) recebida da própria unidade

        Precisa somente de Python 3.8 ou mais novo. Verifica que cada arquivo é o que os manifestos citam; que cada
        linha do diário diz o que o seu hash diz e segue a anterior; que as cartas são as que o diário cita; e que os
        selos, no fim e nas cartas, são assinados com a chave da unidade.
        """)
    static let limits = Bilingual(
        """
        The journal of a desk is one chain for all orders. Rows of other orders are confidential and stand in
        data/journal/chain.txt by their hashes alone, which ties the rows shown to the seal but does not prove the
        hidden ones: that takes the whole journal. A key that lies in this bag proves only that the bag fits together;
        who signed is proved by the key that the desk itself gives. Each letter carries a seal of the moment it was sent,
        and its recipient holds it too.
        """,
        """
        O diário de uma unidade é uma só cadeia para todas as ordens. As linhas de outras ordens são confidenciais e
        aparecem em data/journal/chain.txt somente pelos seus hashes, o que liga as linhas mostradas ao selo mas não
        prova as ocultas: para isso é preciso o diário inteiro. A chave contida aqui prova apenas que o conjunto é
        coerente; quem assinou prova-se com a chave que a própria unidade fornece. Cada carta traz um selo do momento em
        que foi enviada, e o seu destinatário também o tem.
        """)
    static let prevails = ReportTexts.prevails

    static func desk(_ desk: DeskKind) -> Bilingual {
        switch desk {
        case .bureau: Bilingual("the Bureau's desk", "a unidade do Bureau")
        case .station: Bilingual("the station's desk", "a unidade da estação")
        }
    }

    // Titles of the files.
    /// A form of the report or of a revision of it.
    public static func report(revision: Int) -> Bilingual {
        revision == 0
            ? Bilingual("final report", "relatório final")
            : Bilingual(
                "final report, revision \(revision)", "relatório final, revisão \(revision)")
    }
    public static let sentLetter = Bilingual("letter as sent", "carta como enviada")
    public static let receivedLetter = Bilingual("letter as received", "carta como recebida")
    public static let letters = Bilingual(
        "list of the letters with the servers' answers",
        "lista das cartas com as respostas dos servidores")
    public static let journal = Bilingual(
        "journal rows of the order", "linhas do diário sobre a ordem")
    public static let chain = Bilingual(
        "hashes of all rows from the first to the last of these",
        "hashes de todas as linhas da primeira à última destas")
    public static let checkpoint = Bilingual(
        "seal of the journal at the last of these rows", "selo do diário na última destas linhas")
    public static let key = Bilingual(
        "public key of the desk's seals", "chave pública dos selos da unidade")
    public static let recording = Bilingual("recording of the task", "gravação da tarefa")
}
