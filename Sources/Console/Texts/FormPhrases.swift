// What is wrong with an order form, a result or a field, in both languages.

import Letters

enum FormPhrases {
    static let all = missing + lines + values + fields + data

    private static let missing = [
        Bilingual("the order's number is missing", "falta o número da ordem"),
        Bilingual("the date of the order is missing", "falta a data da ordem"),
        Bilingual("the basis is missing", "falta o fundamento"),
        Bilingual(
            "an order is about a satellite; none is given",
            "uma ordem trata de um satélite; nenhum foi indicado"),
        Bilingual(
            "no Concerned Administration is given",
            "nenhuma administração interessada foi indicada"),
        Bilingual(
            "the Concerned Administration is in copy; no address given",
            "a administração interessada recebe cópia; nenhum endereço foi indicado"),
        Bilingual(
            "nobody is in copy, and no reason is given",
            "ninguém recebe cópia, e nenhum motivo foi indicado"),
    ]

    private static let lines = [
        Bilingual("the form is larger than … bytes", "o formulário tem mais de … bytes"),
        Bilingual("the form has more than … lines", "o formulário tem mais de … linhas"),
        Bilingual("the text is not UTF-8", "o texto não está em UTF-8"),
        Bilingual(
            "the form begins with the line MONITORING ORDER",
            "o formulário começa com a linha MONITORING ORDER"),
        Bilingual("the line has a control character", "a linha tem um caractere de controle"),
        Bilingual(
            "the line is neither head nor particular",
            "a linha não é nem do cabeçalho nem uma das letras"),
        Bilingual(
            "RR Appendix 10 has the letters a to x only",
            "o Apêndice 10 do RR só tem as letras de a a x"),
        Bilingual("the letter stands twice", "a letra aparece duas vezes"),
        Bilingual("no such line in an order form", "esta linha não existe em uma ordem"),
        Bilingual("the line stands twice", "a linha aparece duas vezes"),
    ]

    private static let values = [
        Bilingual("… is not a name and an address", "… não é um nome com endereço"),
        Bilingual(
            "… is not a number such as BR/2027/0101", "… não é um número como BR/2027/0101"),
        Bilingual("… is not a date and time in UTC", "… não é uma data com hora em UTC"),
        Bilingual("the basis is …", "o fundamento é …"),
        Bilingual("… is not a date or a time in UTC", "… não é uma data nem uma hora em UTC"),
        Bilingual(
            "… is not RR No. 15.28, 15.36 or 15.37", "… não é o n.º 15.28, 15.36 ou 15.37 do RR"),
        Bilingual("… is not yes or no", "… não é yes nem no"),
        Bilingual(
            "… is not a polarisation for uplink and downlink each",
            "… não é uma polarização de subida e outra de descida"),
        Bilingual("… is not an orbital position", "… não é uma posição orbital"),
        Bilingual("… is not a frequency", "… não é uma frequência"),
        Bilingual("… is not a bandwidth", "… não é uma largura de faixa"),
        Bilingual("… is not a mail address", "… não é um endereço de correio"),
    ]

    private static let fields = [
        Bilingual("must be a text", "deve ser um texto"),
        Bilingual("has more than … characters", "tem mais de … caracteres"),
        Bilingual("holds a control character", "contém um caractere de controle"),
        Bilingual("is missing", "falta"),
        Bilingual("must be a list of texts", "deve ser uma lista de textos"),
        Bilingual("must be …", "deve ser …"),
        Bilingual("must be a whole number", "deve ser um número inteiro"),
        Bilingual(
            "must be a time in UTC such as …", "deve ser uma hora em UTC, como …"),
        Bilingual(
            "must be a duration above zero such as PT6H",
            "deve ser uma duração acima de zero, como PT6H"),
        Bilingual("must be a day such as …", "deve ser um dia, como …"),
        Bilingual("must be an order number", "deve ser o número de uma ordem"),
        Bilingual("must be one of …", "deve ser um de …"),
        Bilingual("must be some of …", "deve ser alguns de …"),
        Bilingual("must be 1 or 2", "deve ser 1 ou 2"),
        Bilingual("must be from …", "deve estar entre …"),
        Bilingual("must be en or pt-BR", "deve ser en ou pt-BR"),
        Bilingual("must be a role", "deve ser um papel"),
        Bilingual("must be a scope", "deve ser um alcance"),
        Bilingual("must be an address", "deve ser um endereço"),
        Bilingual("must be a reference number", "deve ser um número de referência"),
        Bilingual("must be outgoing or incoming", "deve ser enviada ou recebida"),
        Bilingual("are needed for category 1", "é necessário na categoria 1"),
        Bilingual("is before the first day", "é anterior ao primeiro dia"),
        Bilingual("has no work at this desk", "não tem trabalho nesta mesa"),
        Bilingual("is none that this list gave", "não é um que esta lista deu"),
        Bilingual(
            "there is no measured result in the task's folder",
            "não há resultado medido na pasta da tarefa"),
        Bilingual("At most … bytes are taken here", "Aqui são aceitos no máximo … bytes"),
    ]

    private static let data = [
        Bilingual("is missing; it must be …", "falta; deve ser …"),
        Bilingual("is missing; it must be an object", "falta; deve ser um objeto"),
        Bilingual("must be 64 hexadecimal digits", "deve ter 64 dígitos hexadecimais"),
        Bilingual("must be a letter with a text", "deve ser uma letra com um texto"),
        Bilingual("must be an object", "deve ser um objeto"),
        Bilingual("must be longer than zero", "deve ser maior que zero"),
        Bilingual(
            "must be pairs of latitude and longitude", "devem ser pares de latitude e longitude"),
        Bilingual(
            "must be two numbers, the lower one first",
            "devem ser dois números, o menor primeiro"),
        Bilingual("more than … bytes", "mais de … bytes"),
        Bilingual(
            "is not known here; only external characteristics are kept",
            "não é conhecido aqui; só características externas são guardadas"),
    ]
}
