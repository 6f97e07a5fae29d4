// The site on the network: Hummingbird speaks HTTP, the site answers. Answers are computed on threads of their own,
// because the database blocks.

import Desk
import HTTPTypes
import Hummingbird
import HummingbirdCore
public import Logging
import NIOCore
import NIOPosix
import OrderStore
public import Quantities
import ServiceLifecycle

/// Where a web server listens.
public struct ListeningAddress: Hashable, Sendable {
    public var host: String
    /// 0: any free port.
    public var port: Int

    /// A host and a port.
    public init(host: String, port: Int) { (self.host, self.port) = (host, port) }
}

/// The web server of a desk.
public final class WebServer: Sendable {
    private let pool: NIOThreadPool
    private let group: ServiceGroup

    /// A server of a site; it listens once it runs.
    ///
    /// - Parameters:
    ///   - site: what is served.
    ///   - address: where it listens.
    ///   - seconds: in which a request must have arrived.
    ///   - logger: of the server itself.
    ///   - isListening: called with the port once requests are answered.
    public init(
        site: Site, at address: ListeningAddress, within seconds: Int64 = Limits.requestSeconds,
        logger: Logger, isListening: @escaping @Sendable (Int) -> Void
    ) {
        pool = NIOThreadPool(numberOfThreads: Limits.siteThreads)
        let hub = EventHub(store: site.desk.store)
        let application = Application(
            responder: SiteResponder(site: site, pool: pool, hub: hub, seconds: seconds),
            server: .http1(configuration: .init(idleTimeout: .seconds(seconds))),
            configuration: ApplicationConfiguration(
                address: .hostname(address.host, port: address.port), backlog: 1024,
                availableConnectionsDelegate: MaximumAvailableConnections(Limits.connections)),
            services: [
                hub,
                WebhookService(
                    sender: WebhookSender(desk: site.desk), pool: pool, logger: logger),
            ],
            onServerRunning: { channel in isListening(channel.localAddress?.port ?? 0) },
            logger: logger)
        group = ServiceGroup(
            configuration: .init(
                services: [.init(service: application, serviceName: "site")], logger: logger))
    }

    /// Serves until the server is stopped.
    ///
    /// - Throws: an error of the system if the address cannot be taken.
    public func run() async throws {
        pool.start()
        let outcome: Result<Void, any Error>
        do {
            outcome = .success(try await group.run())
        } catch {
            outcome = .failure(error)
        }
        try await pool.shutdownGracefully()
        try outcome.get()
    }

    /// Ends the server; open requests are answered first.
    public func stop() async { await group.triggerGracefulShutdown() }
}

/// What Hummingbird knows of a request, with its connection and the address at the other end.
private struct SiteContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    let peer: String
    let channel: any Channel

    init(source: ApplicationRequestContextSource) {
        (coreContext, channel) = (.init(source: source), source.channel)
        peer = source.channel.remoteAddress?.ipAddress ?? "unknown"
    }
}

/// Turns requests of the web into those of the site, and answers back.
private struct SiteResponder: HTTPResponder {
    let site: Site
    let pool: NIOThreadPool
    let hub: EventHub
    let seconds: Int64

    func respond(to request: Request, context: SiteContext) async throws -> Response {
        let isHead = request.method == .head
        let method = SiteRequest.Method(named: isHead ? "GET" : request.method.rawValue)
        var asked = SiteRequest(method, request.uri.string, peer: context.peer)
        for field in request.headers {
            asked.headers[field.name.canonicalName] = field.value
        }
        // The authority stands apart from the fields.
        asked.headers["host"] = asked.headers["host"] ?? request.head.authority
        do {
            let head = asked
            let limit =
                method == .get
                ? (bytes: Limits.strangerBytes, beyond: Problem.tooLarge(Limits.strangerBytes))
                : try await pool.runIfActive { try site.bodyLimit(for: head) }
            asked.body = try await body(
                of: request, upTo: limit.bytes, else: limit.beyond, on: context.channel)
        } catch  where error is Problem || error is StoreError {
            return response(Problem(error), request)
        }
        let question = asked
        let answer = try await pool.runIfActive { site.respond(to: question) }
        return response(answer, isHead: isHead)
    }

    /// The body, unless it is announced or found to be too large, or comes too slowly.
    private func body(
        of request: Request, upTo limit: Int, else tooLarge: Problem, on channel: any Channel
    ) async throws -> [UInt8] {
        let announced = request.headers[.contentLength].map { Int($0) ?? .max }
        guard announced ?? 0 <= limit else { throw tooLarge }
        if announced == nil, request.headers[.transferEncoding] == nil {
            // It has no body (RFC 9112 section 6.3), and nearly all requests that only read are such.
            return []
        }
        // The server cuts off whoever falls silent, but not while an earlier request waits for its answer. A task of the event
        // loop is gone once it is cancelled; a sleeping one for each request was measured to leave some 700 bytes behind.
        let end = channel.eventLoop.scheduleTask(in: .seconds(2 * seconds)) {
            channel.close(promise: nil)
        }
        defer { end.cancel() }
        let latest = ContinuousClock.now + .seconds(seconds)
        var body: [UInt8] = []
        for try await part in request.body {
            guard .now < latest else {
                throw Problem(408, "too-slow", "The request came too slowly")
            }
            guard body.count + part.readableBytes <= limit else { throw tooLarge }
            body += part.readableBytesView
        }
        guard announced == nil || announced == body.count else {
            throw Problem(400, "cut-short", "The body ends before its announced length")
        }
        return body
    }

    private func response(_ problem: Problem, _ request: Request) -> Response {
        var answer = problem.response(
            instance: request.uri.path, trace: site.desk.surroundings.newName())
        SecurityFields.add(to: &answer)
        answer.set("connection", "close")
        return response(answer, isHead: false)
    }

    private func response(_ answer: SiteResponse, isHead: Bool) -> Response {
        var fields = HTTPFields()
        for (name, value) in answer.headers {
            guard let name = HTTPField.Name(name) else { continue }
            fields.append(HTTPField(name: name, value: value))
        }
        let body: ResponseBody
        switch answer.body {
        case .bytes(let bytes) where isHead:
            fields[.contentLength] = "\(bytes.count)"
            body = ResponseBody()
        case .bytes(let bytes): body = ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
        case .events(let sequence): body = hub.stream(after: sequence, on: pool)
        }
        return Response(status: .init(code: answer.status), headers: fields, body: body)
    }
}
