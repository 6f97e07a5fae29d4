// The shipped agreement and station, as bytes: what Annex 2 says must stand there unchanged. Their
// meaning is tested where they are read.

import TestSupport
import Testing

@Suite("Shipped data")
struct ShippedDataTests {
    @Test("Annex 2 is in the agreement byte for byte (R81)")
    func annex2() throws {
        let text = try Repository.text(Repository.path("Config/agreements/anatel-2019.yaml"))
        let exact = [
            "- Space.monitoring@itu.int\n", "- brmail@itu.int\n", "- msat@anatel.gov.br\n",
            "- ain@anatel.gov.br\n", "\"+41 22 730 5536\"", "\"+55 61 2312 2831\"",
            "postal_address: Radiocommunication Bureau, CH-1211 Geneva 20, Switzerland\n",
            "postal_address: \"Assessoria Internacional or Superintendência de Fiscalização, "
                + "SAUS Quadra 6, Bloco H, Asa Sul, Brasília/DF, CEP: 70070-940, Brasil\"\n",
        ]
        // Compared as bytes: a decomposed accent would be equal as a String.
        let bytes = Array(text.utf8)
        for line in exact {
            #expect(Self.contains(bytes, Array(line.utf8)), "\(line)")
        }
    }

    @Test("both signatures are of 31 October 2019 in Sharm el-Sheikh (R71)")
    func signatures() throws {
        let text = try Repository.text(Repository.path("Config/agreements/anatel-2019.yaml"))
        #expect(text.split(separator: "\n").count { $0 == "    date: 2019-10-31" } == 2)
        #expect(text.split(separator: "\n").count { $0 == "    place: Sharm el-Sheikh" } == 2)
    }

    @Test("the station's mailbox and position are marked as assumed (A12)")
    func assumptions() throws {
        let text = try Repository.text(Repository.path("Config/stations/emsat-rio.yaml"))
        #expect(text.contains("ASSUMED by this house (A12)"))
        #expect(text.contains("  assumed: true\n"))
    }

    private static func contains(_ bytes: [UInt8], _ part: [UInt8]) -> Bool {
        guard let first = part.first, part.count <= bytes.count else { return false }
        return bytes.indices.dropLast(part.count - 1).contains {
            bytes[$0] == first && bytes[$0..<$0 + part.count].elementsEqual(part)
        }
    }
}
