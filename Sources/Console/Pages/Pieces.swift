// Pieces that many pages are made of: tables, facts, fields, tags, links to pages of lists.

import Letters
import MonitoringOrders
import OrderStore
import Quantities

/// Tables with a caption and headings.
enum Table {
    /// A table; the first cell of a row is its heading.
    static func html(
        _ visit: Visit, _ caption: Bilingual, _ titles: [Bilingual],
        isCaptionSeen: Bool = true, rows: [[HTML]]
    ) -> HTML {
        let unseen: HTML = isCaptionSeen ? .none : " class=\"unseen\""
        return """
            <div class="scroll" tabindex="0" role="region" aria-label="\(visit.say(caption))"><table class="list">
            <caption><span\(unseen)>\(visit.say(caption))</span></caption>
            <thead><tr>\(titles.html { "<th scope=\"col\">\(visit.say($0))</th>" })</tr></thead>
            <tbody>\(rows.html(row))</tbody>
            </table></div>
            """
    }

    /// Names and values, one pair a row.
    static func facts(
        _ visit: Visit, _ caption: Bilingual, _ rows: [(title: Bilingual, value: HTML)]
    ) -> HTML {
        """
        <table class="facts"><caption class="unseen">\(visit.say(caption))</caption><tbody>
        \(rows.html { "<tr><th scope=\"row\">\(visit.say($0.title))</th><td>\($0.value)</td></tr>\n" })
        </tbody></table>
        """
    }

    /// Cell by cell into one piece: most of what pages show are rows.
    private static func row(_ cells: [HTML]) -> HTML {
        var row: HTML = "<tr><th scope=\"row\">\(cells.first)</th>"
        for cell in cells.dropFirst() {
            row.append(literal: "<td>")
            row.append(cell)
            row.append(literal: "</td>")
        }
        row.append(literal: "</tr>\n")
        return row
    }
}

/// A field of a form.
struct Field {
    var name: String
    var label: Bilingual
    /// The form it stands in, where a page has more than one field of this name.
    var form = ""
    var value = ""
    var type = "text"
    var hint: Bilingual?
    /// What browsers and keepers of passwords may fill in.
    var autocomplete: String?
    var isRequired = false
    /// What is wrong with what was typed.
    var faults: [String] = []

    /// Letters of more lines.
    func area(_ visit: Visit, rows: Int) -> HTML {
        """
        <div class="field"><label for="\(id)">\(visit.say(label))</label>\(notes(visit))
        <textarea id="\(id)" name="\(name)" rows="\(rows)"\(attributes)>
        \(value)</textarea></div>
        """
    }

    /// One line.
    func input(_ visit: Visit) -> HTML {
        """
        <div class="field"><label for="\(id)">\(visit.say(label))</label>\(notes(visit))
        <input id="\(id)" name="\(name)" type="\(type)" value="\(value)"\(attributes)></div>
        """
    }

    /// One of some values.
    func select(_ visit: Visit, _ choices: [(value: String, text: Bilingual)]) -> HTML {
        """
        <div class="field"><label for="\(id)">\(visit.say(label))</label>\(notes(visit))
        <select id="\(id)" name="\(name)"\(attributes)>\(choices.html { choice in
            let chosen: HTML = choice.value == value ? " selected" : .none
            return "<option value=\"\(choice.value)\"\(chosen)>\(visit.say(choice.text))</option>"
        })</select></div>
        """
    }

    private var id: String { "field-\(form)\(name)" }

    private func notes(_ visit: Visit) -> HTML {
        let hint = hint.map {
            "<span class=\"hint\" id=\"\(id)-hint\">\(visit.say($0))</span>" as HTML
        }
        guard !faults.isEmpty else { return hint ?? .none }
        return """
            \(hint)<ul class="faults" id="\(id)-faults">\(faults.html { "<li>\(visit.phrase($0))</li>" })</ul>
            """
    }

    private var attributes: HTML {
        let described = [hint == nil ? nil : "\(id)-hint", faults.isEmpty ? nil : "\(id)-faults"]
            .compactMap(\.self).joined(separator: " ")
        return """
            \(isRequired ? " required" as HTML : .none)\
            \(autocomplete.map { " autocomplete=\"\($0)\"" as HTML })\
            \(faults.isEmpty ? .none : " aria-invalid=\"true\"" as HTML)\
            \(described.isEmpty ? .none : " aria-describedby=\"\(described)\"" as HTML)
            """
    }
}

/// States and ways as words with a shape.
enum Tag {
    static func state(_ state: OrderState, _ visit: Visit) -> HTML {
        "<span class=\"state \(state.rawValue)\">\(visit.say(state.words))</span>"
    }
}

/// Links between the pages of a list.
enum Pager {
    /// Links to the first page and to the one after a row.
    static func html(_ visit: Visit, after last: String?) -> HTML {
        let (query, path) = (visit.request.query, visit.request.path)
        let first = query.encoded(replacing: ["cursor": String?.none])
        let isFirst = query["cursor"] == nil
        guard last != nil || !isFirst else { return .none }
        return """
            <nav class="pager" aria-label="\(visit.say(Words.pages))">
            \(isFirst ? .none : "<a href=\"\(path)?\(first)\">\(visit.say(Words.first))</a>" as HTML)
            \(last.map { last in
                let address = query.encoded(replacing: ["cursor": Cursor.encoded(last)])
                return "<a rel=\"next\" href=\"\(path)?\(address)\">\(visit.say(Words.next))</a>"
            })
            </nav>
            """
    }
}

/// A choice among views of a list, as links that keep the rest of the address.
enum Choice {
    static func html(
        _ visit: Visit, _ name: String, _ title: Bilingual,
        _ choices: [(value: String?, text: HTML)]
    ) -> HTML {
        let (query, path) = (visit.request.query, visit.request.path)
        return """
            <nav class="choice" aria-label="\(visit.say(title))"><ul>
            \(choices.html { choice in
                let address = query.encoded(replacing: [name: choice.value, "cursor": String?.none])
                let here: HTML = query[name] == choice.value ? " aria-current=\"true\"" : .none
                return "<li><a href=\"\(path)?\(address)\"\(here)>\(choice.text)</a></li>\n"
            })
            </ul></nav>
            """
    }
}

extension Forms {
    /// A form behind a summary, which posts to an address. Its identifier keeps it open when the page is renewed; a
    /// grave act asks for a tick before.
    static func act(
        _ visit: Visit, id: String, to address: String, _ title: Bilingual, isGrave: Bool = false,
        version: String? = nil, fields: HTML = .none
    ) -> HTML {
        let button: HTML = isGrave ? " class=\"grave\"" : .none
        return """
            <details class="act" id="\(id)"><summary>\(visit.say(title))</summary>
            <form method="post" action="\(address)" class="stack">\(key(visit))\(version.map(hidden))
            \(fields)
            \(isGrave ? confirmation(visit) : .none)
            <p><button\(button)>\(visit.say(title))</button></p>
            </form></details>
            """
    }

    private static func hidden(version: String) -> HTML {
        "<input type=\"hidden\" name=\"version\" value=\"\(version)\">"
    }

    private static func confirmation(_ visit: Visit) -> HTML {
        """
        <label><input type="checkbox" name="confirmed" required> \(visit.say(Words.confirm))</label>
        """
    }
}

/// Text of others as it is, whatever language it is in.
enum Quote {
    static func lines(_ text: String) -> HTML { "<pre dir=\"auto\" tabindex=\"0\">\(text)</pre>" }
}
