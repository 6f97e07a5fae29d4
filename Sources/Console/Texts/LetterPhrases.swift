// What is not right with a letter that came, in both languages.

import Letters

enum LetterPhrases {
    static let all = headers + parts + contents + signatures + judgements

    private static let headers = [
        Bilingual("there is no Message-ID", "não há Message-ID"),
        Bilingual("there is no Date", "não há Date"),
        Bilingual("the Date cannot be read", "a Date não pode ser lida"),
        Bilingual("the Date is out of range", "a Date está fora dos limites"),
        Bilingual("the header … stands … times", "o campo … aparece … vezes"),
        Bilingual(
            "a header that may stand once is repeated",
            "um campo que só pode aparecer uma vez está repetido"),
        Bilingual("a header parameter is repeated", "um parâmetro de um campo está repetido"),
        Bilingual("a Content-Type cannot be read", "um Content-Type não pode ser lido"),
        Bilingual("an encoded word is malformed", "uma palavra codificada está malformada"),
        Bilingual("a header name is not valid", "o nome de um campo não é válido"),
        Bilingual(
            "a header stands twice with different values",
            "um campo aparece duas vezes com valores diferentes"),
        Bilingual(
            "a header parameter stands twice with different values",
            "um parâmetro aparece duas vezes com valores diferentes"),
        Bilingual("a header parameter is malformed", "um parâmetro de um campo está malformado"),
        Bilingual("an address list is malformed", "uma lista de endereços está malformada"),
    ]

    private static let parts = [
        Bilingual("a multipart holds no part", "um multipart não tem nenhuma parte"),
        Bilingual(
            "a multipart holds no part; its content is kept as text",
            "um multipart não tem nenhuma parte; seu conteúdo é guardado como texto"),
        Bilingual("a multipart names no boundary", "um multipart não diz o seu delimitador"),
        Bilingual(
            "a boundary has … characters, not 1 to 70",
            "um delimitador tem … caracteres, e não de 1 a 70"),
        Bilingual(
            "the letter ends too early: a body or a closing boundary is missing",
            "a carta termina cedo demais: falta um corpo ou um delimitador final"),
        Bilingual("the letter is malformed", "a carta está malformada"),
        Bilingual("the parts are nested too deep", "há partes demais umas dentro das outras"),
        Bilingual("a part has no content", "uma parte não tem conteúdo"),
        Bilingual(
            "a part has neither headers nor content", "uma parte não tem cabeçalho nem conteúdo"),
        Bilingual(
            "the name of an attachment was made safe", "o nome de um anexo foi tornado seguro"),
    ]

    private static let contents = [
        Bilingual(
            "only the first … bytes are shown as text",
            "só os primeiros … bytes são mostrados como texto"),
        Bilingual(
            "content labelled 7bit holds bytes above 127",
            "o conteúdo indicado como 7bit tem bytes acima de 127"),
        Bilingual(
            "the transfer encoding is not known; the content stays as it is",
            "a codificação de transferência é desconhecida; o conteúdo fica como está"),
        Bilingual(
            "base64 holds … characters that are none", "o base64 tem … caracteres alheios"),
        Bilingual(
            "base64 goes on behind its padding", "o base64 continua depois do preenchimento"),
        Bilingual(
            "base64 ends in the middle of a group", "o base64 termina no meio de um grupo"),
        Bilingual(
            "quoted-printable is wrong at … places", "o quoted-printable está errado em … lugares"),
        Bilingual(
            "the charset … is not known; read as UTF-8",
            "o conjunto de caracteres … é desconhecido; lido como UTF-8"),
        Bilingual(
            "text labelled … is UTF-8 and was read so",
            "o texto indicado como … é UTF-8 e foi lido assim"),
    ]

    private static let signatures = [
        Bilingual("what is signed cannot be read", "o que está assinado não pode ser lido"),
        Bilingual(
            "it is no signature but something else", "não é uma assinatura, mas outra coisa"),
        Bilingual("no authority is believed here", "nenhuma autoridade é aceita aqui"),
        Bilingual("not valid: …", "não é válida: …"),
        Bilingual("no signature: …", "não é uma assinatura: …"),
    ]

    private static let judgements = [
        Bilingual("the text lacks …", "ao texto falta …"),
        Bilingual("file-differs: …", "o arquivo é outro: …"),
        Bilingual(
            "differs from the copy over HTTP, letter …", "difere da cópia por HTTP, carta …"),
        Bilingual("letter of record: letter …", "carta de registro: carta …"),
        Bilingual("closed by …", "encerrada por …"),
        Bilingual("http: …", "por HTTP: …"),
    ]
}
