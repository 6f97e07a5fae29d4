// The words of logging in and of accounts.

import Letters

/// Words of the pages about accounts.
enum LoginWords {
    static let title = Bilingual("Log in", "Entrar")
    static let name = Bilingual("Account", "Conta")
    static let password = Bilingual("Password", "Senha")
    static let code = Bilingual("One-time code (if you use one)", "Código de uso único (se usar)")
    static let refused = Bilingual(
        "This was not accepted. After five refused attempts an account is locked for 15 minutes.",
        "Não aceito. Após cinco tentativas recusadas a conta fica bloqueada por 15 minutos.")
    static let changeTitle = Bilingual("Change your password", "Altere sua senha")
    static let present = Bilingual("Present password", "Senha atual")
    static let new = Bilingual(
        "New password (12 characters or more)", "Nova senha (12 ou mais caracteres)")
    static let again = Bilingual("The new password again", "Nova senha outra vez")
    static let mustChange = Bilingual(
        "This password was given to you for once. Choose your own before you go on.",
        "Esta senha é de uso único. Escolha a sua antes de continuar.")
    static let presentIsWrong = Bilingual(
        "The present password is another.", "A senha atual é outra.")
    static let tooShort = Bilingual(
        "The new password has fewer than 12 characters, or more than 256.",
        "A nova senha tem menos de 12 caracteres, ou mais de 256.")
    static let differ = Bilingual("The new passwords differ.", "As novas senhas diferem.")
}
