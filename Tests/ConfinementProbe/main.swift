// A process that confines itself as the reader of letters does and then tries what the reader must not:
// `ConfinementProbe files|network|program|code|memory|time`. What ends it is for the tests to see; it ends
// with 0 if it was refused without being ended, with 1 if it could do it.

import Glibc
import MailTransport
import Quantities

/// Whether memory of a kind can be had.
func isToBeHad(_ size: Int, _ protection: Int32 = PROT_READ | PROT_WRITE) -> Bool {
    mmap(nil, size, protection, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED
}

let deed = CommandLine.arguments.last ?? ""
try Confinement.enter()
switch deed {
case "files": exit(open("/etc/passwd", O_RDONLY) < 0 && errno == EACCES ? 0 : 1)
case "network": exit(socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0) < 0 ? 0 : 1)
case "program":
    var arguments: [UnsafeMutablePointer<CChar>?] = [strdup("/bin/true"), nil]
    exit(execv("/bin/true", &arguments) < 0 ? 0 : 1)
case "code": exit(isToBeHad(4096, PROT_READ | PROT_EXEC) ? 1 : 0)
case "memory":
    exit(isToBeHad(Limits.readerMemory / 2) && !isToBeHad(Limits.readerMemory) ? 0 : 1)
case "time":
    Confinement.limitTime(seconds: 1)
    while clock() >= 0 {}
default: exit(2)
}
