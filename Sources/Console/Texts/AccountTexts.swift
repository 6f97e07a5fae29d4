// The words of the pages about accounts, tokens and one's own account.

import Letters
import OrderStore

/// Words about accounts and tokens.
enum AccountWords {
    static let language = Bilingual("Language of the pages", "Idioma das páginas")
    static let english = Bilingual("English", "English")
    static let portuguese = Bilingual("Português (Brasil)", "Português (Brasil)")
    static let localTimes = Bilingual("Local times too", "Também horário local")
    static let facts = Bilingual("You", "Você")
    static let role = Bilingual("Role", "Papel")
    static let name = Bilingual("Name", "Nome")

    static let sessions = Bilingual("Your sessions", "Suas sessões")
    static let began = Bilingual("Began (UTC)", "Começou (UTC)")
    static let seen = Bilingual("Last used (UTC)", "Último uso (UTC)")
    static let thisOne = Bilingual("this one", "esta")
    static let another = Bilingual("another", "outra")
    static let endOthers = Bilingual("End all other sessions", "Encerrar todas as outras sessões")

    static let codes = Bilingual("One-time codes", "Códigos de uso único")
    static let codesOn = Bilingual(
        "Asked for at each log-in.", "Pedidos a cada entrada.")
    static let codesOff = Bilingual(
        "Not asked for. They protect the account even if somebody knows the password.",
        "Não são pedidos. Protegem a conta mesmo que alguém saiba a senha.")
    static let prepareCodes = Bilingual("Set up one-time codes", "Configurar códigos de uso único")
    static let endCodes = Bilingual("Ask for no codes any more", "Não pedir mais códigos")
    static let key = Bilingual("Key for your authenticator", "Chave para o seu autenticador")
    static let address = Bilingual("The same as an address", "A mesma como endereço")
    static let enterCode = Bilingual(
        "Enter the key into your authenticator, then a code that it shows.",
        "Introduza a chave no autenticador e depois um código que ele mostrar.")
    static let code = Bilingual("Code", "Código")
    static let turnOn = Bilingual("Turn on", "Ativar")
    static let codeIsWrong = Bilingual(
        "This is not the code of that key now; nothing was changed.",
        "Este não é o código desta chave agora; nada foi alterado.")

    static let accounts = Bilingual("Accounts", "Contas")
    static let addAccount = Bilingual("Add an account", "Acrescentar uma conta")
    static let nameHint = Bilingual(
        "2 to 64 letters, digits, points, hyphens, underscores",
        "2 a 64 letras, dígitos, pontos, hifens, sublinhados")
    static let created = Bilingual("Made (UTC)", "Feita (UTC)")
    static let state = Bilingual("State", "Estado")
    static let inUse = Bilingual("in use", "em uso")
    static let disabled = Bilingual("disabled", "desativada")
    static let locked = Bilingual("locked until", "bloqueada até")
    static let acts = Bilingual("Acts", "Ações")
    static let disable = Bilingual("Disable", "Desativar")
    static let renew = Bilingual("New password", "Nova senha")
    static let withCodes = Bilingual("with codes", "com códigos")
    static let passwordOnce = Bilingual(
        "This password is shown once, and must be changed at the first log-in.",
        "Esta senha é mostrada uma vez e deve ser trocada na primeira entrada.")
    static let nameTaken = Bilingual(
        "The name is taken or is none.", "O nome já existe ou não é válido.")
    static let notYourself = Bilingual(
        "You cannot disable yourself.", "Você não pode desativar a si mesmo.")

    static let tokens = Bilingual("API tokens", "Fichas da API")
    static let addToken = Bilingual("Make a token", "Fazer uma ficha")
    static let scopes = Bilingual("Scopes", "Alcance")
    static let days = Bilingual("Valid for days", "Válida por dias")
    static let expires = Bilingual("Expires (UTC)", "Expira (UTC)")
    static let revoked = Bilingual("revoked", "revogada")
    static let expired = Bilingual("expired", "expirada")
    static let revoke = Bilingual("Revoke", "Revogar")
    static let tokenOnce = Bilingual(
        "This token is shown once; only its digest is kept.",
        "Esta ficha é mostrada uma vez; só o seu resumo é guardado.")
    static let purpose = Bilingual("What it is for", "Para que serve")
    static let noTokens = Bilingual(
        "There is no token. Programs need one to use the API.",
        "Não há ficha. Programas precisam de uma para usar a API.")
}

extension TokenScope {
    /// The scope in words.
    var words: Bilingual {
        switch self {
        case .read: Bilingual("read", "ler")
        case .write: Bilingual("read and write", "ler e escrever")
        case .acknowledge:
            Bilingual(
                "acknowledge only, for the other desk", "só confirmar, para a outra mesa")
        case .ingest:
            Bilingual(
                "hand letters in only, for a mail server",
                "só entregar cartas, para um servidor de correio")
        }
    }
}

/// Words of the list of contacts.
enum ContactWords {
    static let title = Bilingual("Contacts", "Contatos")
    static let agreement = Bilingual("Agreement", "Acordo")
    static let citation = Bilingual("Cited as", "Citado como")
    static let inForce = Bilingual("In force since", "Em vigor desde")
    static let ends = Bilingual("Ends on", "Termina em")
    static let amendments = Bilingual("Amendments in effect", "Emendas em vigor")
    static let version = Bilingual("Version of this list", "Versão desta lista")
    static let designated = Bilingual(
        "Designated contacts (clause 3.3.1)", "Contatos designados (cláusula 3.3.1)")
    static let party = Bilingual("Party", "Parte")
    static let telephone = Bilingual("Telephone", "Telefone")
    static let deputy = Bilingual("Deputy outside of the hours", "Substituto fora do horário")
    static let language = Bilingual("Language", "Idioma")
    static let document = Bilingual("Document", "Documento")
    static let since = Bilingual("Since", "Desde")
    static let until = Bilingual("Until", "Até")
    static let noContact = Bilingual(
        "There is not exactly one; no order can be placed.",
        "Não há exatamente um; nenhuma ordem pode ser colocada.")
    static let parties = Bilingual("Parties", "Partes")
    static let representedBy = Bilingual("Represented by", "Representada por")
    static let headquarters = Bilingual("Seat", "Sede")
    static let postal = Bilingual("Postal address", "Endereço postal")
    static let mailboxes = Bilingual("Mail addresses", "Endereços de correio")
    static let history = Bilingual("All designations", "Todas as designações")
    static let printHint = Bilingual(
        "Print this page with your browser for a list on paper.",
        "Imprima esta página pelo navegador para ter a lista em papel.")
}
