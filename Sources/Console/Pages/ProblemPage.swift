// A request of a browser that was not carried out, said in words.

import CanonicalJSON
import Letters

/// The page of a problem.
enum ProblemPage {
    static func response(_ problem: Problem, _ visit: Visit) -> SiteResponse {
        let lines = (problem.detail ?? "").split(separator: "\n")
        let details: HTML =
            problem.words.map { "<li>\(visit.say($0))</li>" }
            ?? lines.html { "<li>\(visit.phrase($0))</li>" }
        let page = Page(
            title: visit.say(ProblemWords.title(problem.code, otherwise: problem.title)),
            content: """
                <ul class="faults">\(details)</ul>
                <p>\(visit.say(ProblemWords.nothingDone)) \(visit.say(ProblemWords.trace)) <code>\(visit.trace)</code></p>
                <p><a href="/">\(visit.say(ProblemWords.back))</a></p>
                """, status: problem.status)
        var response = page.response(visit)
        for (name, value) in problem.headers { response.set(name, value) }
        return response
    }
}
