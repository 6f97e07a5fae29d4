// The methods by name, with what they rest on. One of these goes with every result.

extension LocationMethod {
    private static let constrained =
        "K. C. Ho, Y. T. Chan: Geolocation of a known altitude object from TDOA and FDOA "
        + "measurements, IEEE Trans. AES 33(3), 1997"
    private static let sensitivity =
        "T. Pattison, S. I. Chou: Sensitivity analysis of dual-satellite geolocation, IEEE Trans. "
        + "AES 36(1), 2000"
    private static let correction =
        "Dual-satellite geolocation with ephemeris correction and uncertainty mapping, IEEE Trans. "
        + "AES 56(1), 2020"
    private static let campaign =
        "D. P. Haworth, N. G. Smith, R. Bardelli, T. Clement: Interference localization for "
        + "EUTELSAT satellites, Int. J. Sat. Comm. 15(4), 1997"
    private static let information =
        "G. J. Bierman: Factorization Methods for Discrete Sequential Estimation, 1977"
    private static let term =
        "Report ITU-R SM.2424: Measurement techniques and new technologies for satellite monitoring"

    static let none = LocationMethod(name: "none", sources: [])
    static let uncorrected = LocationMethod(
        name: "constrained TDOA/FDOA on the ellipsoid, all roots", sources: [constrained, term])
    static let singleReference = LocationMethod(
        name: "single-reference differencing on the ellipsoid, all roots",
        sources: [campaign, constrained, term])
    static let joint = LocationMethod(
        name: "joint maximum a posteriori of position, satellite states and offsets",
        sources: [sensitivity, correction, constrained, information, term])
    static let combined = LocationMethod(
        name: "joint maximum a posteriori of position, satellite states and offsets, combined "
            + "observations",
        sources: [sensitivity, correction, constrained, information, term])
    static let predicted = LocationMethod(
        name: "Cramer-Rao bound with satellite states and offsets integrated out",
        sources: [
            sensitivity, information,
            "S. Stein: Algorithms for ambiguity function processing, IEEE Trans. ASSP 29(3), 1981",
        ])
    static let singleSatellite = LocationMethod(
        name: "single-satellite Doppler with a reference emitter",
        sources: [
            "A. Kalantari, S. Maleki, S. Chatzinotas, B. Ottersten: Frequency of arrival-based "
                + "interference localization using a single satellite, arXiv 1608.00350, 2016",
            information, term,
        ])

    /// The method that a choice of corrections amounts to.
    init(_ correction: Correction, nuisances: Int, observations: Int) {
        switch correction {
        case .none: self = .uncorrected
        case .singleReference: self = .singleReference
        case .joint:
            if observations > 1 {
                self = .combined
            } else {
                self = nuisances == 0 ? .uncorrected : .joint
            }
        }
    }
}
