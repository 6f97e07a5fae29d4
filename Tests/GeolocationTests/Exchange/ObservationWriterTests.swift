import CanonicalJSON
import Geolocation
import Quantities
import Testing

@Suite("Observations written as files")
struct ObservationWriterTests {
    @Test(
        "an observation is written as a person would write it",
        arguments: PublicScenarios.calibration)
    func written(scenario: Scenario) throws {
        let byHand = ObservationFile(Array(ObservationText.json(scenario).compact.utf8))
        let file = ObservationFile(Array(scenario.calibrated.json.pretty.utf8))
        #expect(file.faults.isEmpty, "\(file.faults)")
        #expect(file.observations == byHand.observations)
    }

    @Test("an observation without measured values is no input yet, and the reader says so")
    func unmeasured() throws {
        var observation = try #require(PublicScenarios.calibration.first).calibrated
        observation.measurement = Measurement(tdoa: nil, fdoa: nil)
        let file = ObservationFile(Array(observation.json.compact.utf8))
        #expect(file.faults.contains { $0.field.hasPrefix("measurement") }, "\(file.faults)")
    }
}
