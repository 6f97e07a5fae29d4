// The other language, a button away on every page, also before anybody has logged in.

import Desk
import Letters
import OrderStore

/// Choosing the language of the pages.
enum LanguageSwitch {
    /// Where the choice of a browser is kept; an account keeps its own.
    static let cookie = "__Host-vigia-language"

    static let route = Route(.post, "/language", .everybody, upTo: 8 << 10, answer: choose)

    private static func choose(_ visit: Visit) throws -> SiteResponse {
        let form = visit.request.form
        guard let language = Language.allCases.first(where: { $0.code == form["language"] }) else {
            throw Problem.invalid("language", "must be en or pt-BR")
        }
        if let session = visit.principal?.session {
            try visit.desk.store.write {
                try $0.setLanguage(language.code, of: session.account)
            }
        }
        var response = SiteResponse.seeOther(LocalPath.checked(form["next"]))
        response.headers.append(
            (
                "set-cookie",
                "\(cookie)=\(language.code); Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=31536000"
            ))
        return response
    }

    /// A button with the name of the other language, in it.
    static func html(_ visit: Visit) -> HTML {
        let isEnglish = visit.language == .english
        let other = isEnglish ? AccountWords.portuguese : AccountWords.english
        let code = (isEnglish ? Language.portuguese : .english).code
        // What a form answered has no page of its own to come back to.
        let here =
            visit.request.method == .get
            ? visit.request.path
                + (visit.request.query.fields.isEmpty ? "" : "?\(visit.request.query.encoded())")
            : "/"
        return """
            <form class="language" method="post" action="/language">\(Forms.key(visit))
            <input type="hidden" name="next" value="\(here)">
            <button class="quiet" name="language" value="\(code)" lang="\(code)">\(visit.say(other))</button></form>
            """
    }
}

/// Addresses to go on to that came with a request.
enum LocalPath {
    /// A path of this site; anything else becomes the first page, so that nobody is led away.
    static func checked(_ path: String?) -> String {
        guard let path, path.hasPrefix("/"), !path.hasPrefix("//"), !path.contains("\\"),
            !path.hasPrefix("/login?"), path.utf8.allSatisfy({ $0 > 32 && $0 < 127 })
        else { return "/" }
        return path
    }
}
