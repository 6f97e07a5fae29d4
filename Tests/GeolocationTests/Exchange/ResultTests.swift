// The printed result has the contract's keys, in its order, then method, sources and model.

import CanonicalJSON
import Geolocation
import Testing

@Suite("Result")
struct ResultTests {
    @Test("the keys are the contract's", arguments: PublicScenarios.calibration)
    func keys(scenario: Scenario) throws {
        let json = Locator().locate(scenario.calibrated).json
        #expect(
            json.members?.map(\.name) == [
                "id", "result", "solutions", "ephemeris_included", "warnings", "method", "sources",
                "model",
            ])
        let solution = try #require(json["solutions"]?[0])
        #expect(
            solution.members?.map(\.name) == [
                "latitude_deg", "longitude_deg", "height_m", "covariance_en_m2", "ellipse",
                "residual_sigma",
            ])
        #expect(
            solution["ellipse"]?.members?.map(\.name) == [
                "semi_major_m", "semi_minor_m", "azimuth_deg", "confidence",
            ])
        #expect(solution["ellipse"]?["confidence"]?.double == 0.95)
        #expect(json["result"]?.string == "located")
        #expect(json["ephemeris_included"]?.bool == true)
    }

    @Test("every result names its method and at least one source", arguments: PublicScenarios.all)
    func method(scenario: Scenario) {
        let result = Locator().locate(scenario.observation(.lightTime))
        #expect(!result.method.name.isEmpty)
        #expect(!result.method.sources.isEmpty)
    }
}
