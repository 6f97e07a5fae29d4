// The words of the help page.

import Letters

/// Help, a title and some sentences for each matter.
enum HelpWords {
    static let title = Bilingual("Help", "Ajuda")

    static let topics: [(title: Bilingual, text: Bilingual)] = [
        (
            Bilingual("What Vigia is", "O que é o Vigia"),
            Bilingual(
                "Vigia carries orders of the Radiocommunication Bureau for space monitoring to the "
                    + "station and its answers back, as the memorandum of understanding says. Letters "
                    + "are the record; this console and the API show and do the same as they.",
                "O Vigia leva ordens de monitoração espacial do Bureau de Radiocomunicações à estação "
                    + "e traz as respostas, como diz o memorando de entendimento. As cartas são o "
                    + "registro; este console e a API mostram e fazem o mesmo que elas.")
        ),
        (
            Bilingual("Priority", "Prioridade"),
            Bilingual(
                "Category 1 is for distress and safety of life and for the safety of flight; all other "
                    + "orders are of category 2. Within a category the order of receipt decides, and "
                    + "nobody can change it.",
                "A categoria 1 é para socorro e segurança da vida e para a segurança de voo; todas as "
                    + "outras ordens são de categoria 2. Dentro de uma categoria decide a ordem de "
                    + "recebimento, e ninguém pode mudá-la.")
        ),
        (
            Bilingual("Placing an order", "Colocar uma ordem"),
            Bilingual(
                "Paste the Bureau's text or fill in the form, and check it as often as you like. Faults "
                    + "stand at their fields, and nothing you typed is lost. The software suggests a "
                    + "category with its reasons; you decide. Placing puts the letter into the outbox; "
                    + "the order is placed when the servers of all recipients have accepted it.",
                "Cole o texto do Bureau ou preencha o formulário, e verifique quantas vezes quiser. As "
                    + "falhas ficam junto aos campos, e nada do que você digitou se perde. O programa "
                    + "sugere uma categoria com os motivos; você decide. Colocar põe a carta na saída; "
                    + "a ordem está colocada quando os servidores de todos os destinatários a aceitam."
            )
        ),
        (
            Bilingual("Letters and alarms", "Cartas e alarmes"),
            Bilingual(
                "A letter that the desk is not sure about waits for a person, with the reason and, "
                    + "where its author could help, with a drafted question. Alarms stay until their "
                    + "cause is gone.",
                "Uma carta sobre a qual a mesa não tem certeza espera por uma pessoa, com o motivo e, "
                    + "onde o autor puder ajudar, com uma pergunta preparada. Alarmes ficam até que "
                    + "a causa desapareça.")
        ),
        (
            Bilingual("Times", "Horários"),
            Bilingual(
                "All times are UTC. \"Local times too\" in the footer adds your own as a second line.",
                "Todos os horários são UTC. \"Também horário local\" no rodapé acrescenta o seu como "
                    + "segunda linha.")
        ),
        (
            Bilingual("Keys", "Teclas"),
            Bilingual(
                "Alt+1 content, Alt+2 menu, Alt+3 search, Alt+4 footer (in some browsers with Shift). "
                    + "Everything can be done with the keyboard alone and without scripts.",
                "Alt+1 conteúdo, Alt+2 menu, Alt+3 busca, Alt+4 rodapé (em alguns navegadores com "
                    + "Shift). Tudo pode ser feito só com o teclado e sem scripts.")
        ),
        (
            Bilingual("Confidentiality", "Sigilo"),
            Bilingual(
                "RR Nos. 17.2 and 17.3 apply even to the existence of a case. Who reads a report is "
                    + "recorded.",
                "Os n.os 17.2 e 17.3 do RR aplicam-se mesmo à existência de um caso. Quem lê um "
                    + "relatório fica registrado.")
        ),
    ]
}
