// Every limit of the house in one place, related where they must agree. What exceeds a limit is
// refused or set apart with a word that names the limit; nothing is cut in silence.

/// Limits on what comes in from outside and on what goes out.
public enum Limits {
    // Forms and structured files
    /// Bytes of an order form, a settings file or an agreement file.
    public static let formBytes = 1 << 20
    /// Lines of an order form.
    public static let formLines = 2_000
    /// Nesting of JSON.
    public static let jsonDepth = 64

    // Letters
    /// Bytes of a letter as received; larger ones are quarantined unread.
    public static let letterBytes = 40 << 20
    /// Bytes of unread letters that a desk holds in memory, unless one alone is larger.
    public static let lettersInMemory = 64 << 20
    /// Bytes of memory that reading one letter may take, beyond the reader itself.
    public static let readerMemory = 256 << 20
    /// Seconds of processor time that reading one letter may take.
    public static let readerSeconds = 2
    /// Seconds after which a silent reader is ended, on however busy a machine.
    public static let readerPatience = 30
    /// Bytes of what a reader may answer about one letter: its contents and its texts.
    public static let readerAnswerBytes = 128 << 20
    /// Leaf parts of a letter.
    public static let letterParts = 200
    /// Depth of a MIME tree.
    public static let letterDepth = 20
    /// Header fields of a letter.
    public static let letterHeaders = 500
    /// Bytes of one unfolded header field.
    public static let headerBytes = 64 << 10
    /// Received fields above which a letter is not answered.
    public static let receivedHeaders = 50
    /// Bytes of a part that are decoded as text; its content is kept whole.
    public static let partTextBytes = 1 << 20
    /// Bytes of text that are searched for values in a letter written by hand.
    public static let readableTextBytes = 256 << 10
    /// Bytes of a line in an outgoing letter, without CR LF (RFC 5322 section 2.1.1).
    public static let outgoingLineBytes = 998
    /// Bytes of all attachments of an outgoing letter.
    public static let outgoingAttachmentBytes = 16 << 20

    // Reports
    /// Numbers of one list or surface behind a figure.
    public static let figureValues = 16_384
    /// Characters of a name in a measurement.
    public static let nameCharacters = 80
    /// Bytes of `measurement.json`.
    public static let measurementBytes = 4 << 20
    /// Seconds that setting a report as PDF may take.
    public static let reportSeconds = 60.0
    /// Bytes of an evidence bag: what an archive can hold without extensions that old programs do not know.
    public static let evidenceBytes = 4_000_000_000

    // Measurement files
    /// Bytes of a file of observations.
    public static let observationBytes = 256 << 20
    /// Samples of one simulated recording.
    public static let simulatedSamples = 1 << 24

    // Store
    /// Writes of several threads that go together in one commit.
    public static let writesInCommit = 64
    /// How long a commit waits at most for as many writes as the last one had.
    public static let secondsForCompany = 0.1
    /// Reads of several threads that one of them carries out before it goes on.
    public static let readsTogether = 12
    /// Replayed orders that are kept in memory; one with its report takes some 90 kB.
    public static let cachedOrders = 100
    /// Events that are kept decoded.
    public static let cachedEvents = 500
    /// Lists of orders that are kept until the next row of the journal, plans that are kept until the next write, and orders
    /// in one list.
    public static let cachedAnswers = 40
    public static let cachedListOrders = 101
    /// Rows that are fetched at once from a long answer of a database server.
    public static let rowsInFetch = 500
    /// The same of letters, each of which may be large.
    public static let lettersInFetch = 4
    /// How often a measurement job is begun before it is given up.
    public static let jobAttempts = 3
    /// Words of a measurement job's command, and bytes of one of them.
    public static let jobWords = 64
    public static let jobWordBytes = 1_024
    /// Bytes of a measurement job's answer.
    public static let jobAnswerBytes = 4 << 20
    /// How long a commit whose answer was lost is asked after.
    public static let commitInquiry = Duration.seconds(20)

    // Console and API
    /// Requests of one principal: at once, and a second in the long run.
    public static let memberRequests = (burst: 10_000, perSecond: 5_000)
    /// Bytes of a request's body by somebody who is not logged in.
    public static let strangerBytes = 8 << 10
    /// Requests of one address that is not logged in.
    public static let strangerRequests = (burst: 300, perSecond: 30)
    /// Attempts of one address to log in, at once, and the seconds until it has one more.
    public static let logins = (burst: 20, seconds: 5)
    /// Principals and addresses whose requests are counted.
    public static let rememberedPeers = 20_000
    /// Connections to the web server at the same time.
    public static let connections = 4_000
    /// Seconds in which a request must have arrived.
    public static let requestSeconds: Int64 = 30
    /// Bytes of an answer that is asked of another web server.
    public static let webAnswerBytes = 64 << 20
    /// Threads that answer requests.
    public static let siteThreads = 32
    /// Events that are sent to listeners in one piece, and pieces that wait for a slow listener.
    public static let eventsInPiece = 500
    public static let piecesInWait = 64
    /// How often listeners are told that the server is alive.
    public static let heartbeat = Duration.seconds(15)
    /// How long a token is valid at most.
    public static let tokenDays = 366
    /// Characters that are searched for in a list.
    public static let searchCharacters = 100
    /// Rows of a page of a list: usually, and at most.
    public static let pageRows = 50
    public static let pageRowsAtMost = 500
    /// Rows of each lane of the queue, unless more are asked for.
    public static let laneRows = 25

    // Numbers
    /// The highest serial of a year that a person may name as given.
    public static let serialsInYear = 99_999

    // Workers
    /// Deliveries that one round of the sender takes from the outbox.
    public static let deliveriesPerRound = 32
    /// Letters on one order that programs may make by themselves within an hour.
    public static let automaticLettersPerHour = 12
    /// Reading attempts after which a letter is quarantined: many, because a desk that is killed for another reason
    /// in the middle of reading is no fault of the letter.
    public static let readingAttempts = 12
}
