// The frame of every page: banner of a simulation, skip links, menu, search, alarms, footer. A page gives its title
// and its content, and knows nothing of the rest.

import Desk
import Letters
import MonitoringOrders
import OrderStore
import Quantities

/// One page of the console.
struct Page {
    var title: String
    var content: HTML
    var status = 200
    /// True if the page shows what changes by itself; a script renews it then.
    var isLive = false

    /// The answer that shows the page.
    func response(_ visit: Visit) -> SiteResponse {
        let isMember = visit.principal.map { !$0.mustChangePassword } ?? false
        let body: HTML = """
            <!DOCTYPE html>
            <html lang="\(visit.language.code)" dir="ltr">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(title) – \(visit.say(Words.product))</title>
            <link rel="stylesheet" href="/assets/vigia.css">
            <link rel="icon" href="/assets/vigia.svg" type="image/svg+xml">
            <script src="/assets/vigia.js" defer></script>
            </head>
            <body\(isLive ? " data-live" as HTML : .none)>
            \(skipLinks(visit))
            \(visit.desk.isSimulation ? banner(visit) : .none)
            <header class="top">\(head(visit))\(isMember ? menu(visit) : .none)</header>
            \(isMember ? AlarmStrip.html(visit) : .none)
            <main id="content" tabindex="-1">
            <h1>\(title)</h1>
            \(content)
            </main>
            <footer id="footer"><p>\(visit.say(Words.confidential))</p><p>\(visit.say(Words.footer))</p>
            <p>\(visit.say(Words.madeAt)) \(Time.html(visit.now))</p>
            \(LanguageSwitch.html(visit))
            <p hidden><label><input type="checkbox" id="local-times"> \(visit.say(AccountWords.localTimes))</label></p></footer>
            </body>
            </html>

            """
        return .text(body.markup, type: "text/html; charset=utf-8", status: status)
    }

    /// The bar that e-MAG asks for: keys 1 to 4, and contrast.
    private func skipLinks(_ visit: Visit) -> HTML {
        """
        <nav class="skip" aria-label="\(visit.say(Words.accessibility))"><ul>
        <li><a accesskey="1" href="#content">\(visit.say(Words.skipToContent))</a></li>
        <li><a accesskey="2" href="#menu">\(visit.say(Words.skipToMenu))</a></li>
        <li><a accesskey="3" href="#search">\(visit.say(Words.skipToSearch))</a></li>
        <li><a accesskey="4" href="#footer">\(visit.say(Words.skipToFooter))</a></li>
        <li><button type="button" id="contrast" hidden>\(visit.say(Words.contrast))</button></li>
        </ul></nav>
        """
    }

    private func banner(_ visit: Visit) -> HTML {
        "<aside class=\"simulation\">\(visit.say(Words.simulation))</aside>"
    }

    private func head(_ visit: Visit) -> HTML {
        let desk = visit.desk.kind == .bureau ? Words.bureauDesk : Words.stationDesk
        return """
            <p class="house"><a href="/">\(visit.say(Words.product))</a> <span>\(visit.say(desk))</span></p>
            """
    }

    private func menu(_ visit: Visit) -> HTML {
        let items = Menu.items(for: visit)
        return """
            <nav id="menu" aria-label="\(visit.say(Words.menu))"><ul>
            \(items.html { item in
                let isHere = visit.request.path == item.path
                return """
                    <li><a href="\(item.path)"\(isHere ? " aria-current=\"page\"" as HTML : .none)>\(visit.say(item.title))</a></li>
                    """
            })
            </ul></nav>
            <form id="find" role="search" action="/orders"><label class="unseen" for="search">\(visit.say(Words.search))</label>
            <input id="search" name="q" type="search" placeholder="\(visit.say(Words.searchHint))"
            value="\(visit.request.query["q"] ?? "")"> <button>\(visit.say(Words.search))</button></form>
            <form class="who" method="post" action="/logout">\(Forms.key(visit))<a href="/account">\(visit.principal?.name ?? "")</a>
            <button>\(visit.say(Words.logOut))</button></form>
            """
    }
}

/// One entry of the menu.
struct MenuItem {
    var path: String
    var title: Bilingual
}

/// The menu of a desk, by what the reader may see.
enum Menu {
    static func items(for visit: Visit) -> [MenuItem] {
        all.filter { entry in
            let mayAsk = visit.principal.map(entry.permission.admits) ?? false
            return mayAsk && entry.desks.contains(visit.desk.kind)
        }.map(\.item)
    }

    private static let both: Set<DeskKind> = [.bureau, .station]

    private static let all: [(item: MenuItem, permission: Permission, desks: Set<DeskKind>)] = [
        (MenuItem(path: "/queue", title: QueueWords.queue), .members, [.station]),
        (MenuItem(path: "/timetable", title: TimetableWords.timetable), .members, [.station]),
        (MenuItem(path: "/orders", title: Words.orders), .members, both),
        (MenuItem(path: "/orders/new", title: NewOrderWords.title), .may(.place), [.bureau]),
        (MenuItem(path: "/letters", title: LetterWords.letters), .members, both),
        (MenuItem(path: "/alarms", title: Words.alarms), .members, both),
        (MenuItem(path: "/contacts", title: ContactWords.title), .members, both),
        (MenuItem(path: "/accounts", title: AccountWords.accounts), .roles([.administrator]), both),
        (MenuItem(path: "/tokens", title: AccountWords.tokens), .roles([.administrator]), both),
        (MenuItem(path: "/help", title: HelpWords.title), .members, both),
    ]
}

/// What forms of every page hold.
enum Forms {
    /// The key of the session.
    static func key(_ visit: Visit) -> HTML {
        guard let session = visit.principal?.session else { return .none }
        return "<input type=\"hidden\" name=\"form_key\" value=\"\(session.formKey)\">"
    }
}

/// Times on pages: always UTC, machine-readable, with the local time as a second line that the script adds.
enum Time {
    static func html(_ instant: UTCInstant) -> HTML {
        "<time datetime=\"\(instant.description)\">\(instant.forPeople)</time>"
    }

    static func html(_ instant: UTCInstant?) -> HTML { instant.map(html) ?? "–" }
}

/// A category as a word and a shape, never by colour alone.
enum CategoryMark {
    static func html(_ category: Int?, _ visit: Visit) -> HTML {
        switch category {
        case 1?: "<span class=\"category one\">\(visit.say(Words.categoryOne))</span>"
        case 2?: "<span class=\"category two\">\(visit.say(Words.categoryTwo))</span>"
        default: "<span class=\"category\">\(visit.say(Words.undecided))</span>"
        }
    }
}

extension Language {
    /// The tag of BCP 47.
    var code: String { self == .english ? "en" : "pt-BR" }
}
