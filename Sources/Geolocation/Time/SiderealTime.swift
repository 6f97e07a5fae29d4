// Greenwich mean sidereal time of 1982, the angle between TEME and the Earth-fixed axes. The later
// models of the IAU do not belong here: SGP4's frame is defined by this one.

import Glibc

/// Greenwich mean sidereal time (Aoki et al., Astron. Astrophys. 105, 359, 1982).
///
/// - Parameter ut1: Julian date in UT1.
/// - Returns: radians, 0 to 2 pi.
func gstime(_ ut1: JulianDate) -> Double {
    let days = (ut1.day - 2_451_545) + ut1.fraction
    let tut1 = days / 36_525
    // 876 600 h of the published 876600h + 8640184.812866s are whole turns of the midnight that the
    // date counts from: taken out beforehand they cost no digits.
    let turns = (ut1.day - 2_451_545 + 0.5).truncatingRemainder(dividingBy: 1)
    let ofDay = (ut1.fraction + turns - 0.5) * 86_400
    let seconds =
        67310.54841 + ofDay
        + tut1 * (8_640_184.812866 + tut1 * (0.093104 - tut1 * 6.2e-6))
    let angle = fmod(seconds / 86_400 * (2 * .pi), 2 * .pi)
    return angle < 0 ? angle + 2 * .pi : angle
}
