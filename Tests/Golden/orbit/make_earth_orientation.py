# Prints the numbers of Sources/Geolocation/Time/BuiltInEarthOrientation.swift, and three days for the
# test of interpolation, from the IERS values that Skyfield carries. Run: pip install skyfield==1.55
import datetime
from skyfield.api import load

ts = load.timescale(builtin=True)


def ut1_minus_utc(day):
    return float(ts.utc(day.year, day.month, day.day).dut1)


first = datetime.date(2017, 1, 1)
print([round(ut1_minus_utc(first + datetime.timedelta(days=5 * k)) * 1e4) for k in range(736)])
for day in [(2018, 3, 4), (2021, 11, 18), (2025, 6, 13)]:
    print(day, round(ut1_minus_utc(datetime.date(*day)), 6))
