# Writes the numbers of Sources/Geolocation/Time/BuiltInEarthOrientation.swift, prints three days for the
# test of interpolation and its errors, and cuts finals2000A.sample out of the IERS file.
# Run: pip install astropy-iers-data==0.2026.11.2.0.34.55 numpy; python make_earth_orientation.py
import datetime
import astropy_iers_data
import numpy as np

ORIGIN = datetime.date(1858, 11, 17)
lines = {int(float(line[7:15])): line for line in open(astropy_iers_data.IERS_A_FILE) if line[58:68].strip()}
ut1 = {mjd: float(line[58:68]) for mjd, line in lines.items()}
measured = max(mjd for mjd, line in lines.items() if line[57] == "I")
first = (datetime.date(2017, 1, 1) - ORIGIN).days
table = [round(ut1[mjd] * 1e4) for mjd in range(first, max(ut1) + 1, 5)]
print("rows", len(table), "measured until", ORIGIN + datetime.timedelta(measured),
      "table until", ORIGIN + datetime.timedelta(first + 5 * (len(table) - 1)))

errors = []
for day in range(5, measured - first - 5):
    k = day // 5 - 1
    f = day / 5 - k
    weights = [np.prod([(f - m) / (n - m) for m in range(4) if m != n]) for n in range(4)]
    errors.append(np.dot(weights, table[k:k + 4]) * 1e-4 - ut1[first + day])
print("interpolation: largest error", max(map(abs, errors)), "standard deviation", np.std(errors))
for day in [(2018, 3, 4), (2021, 11, 18), (2026, 6, 13)]:
    print(day, ut1[(datetime.date(*day) - ORIGIN).days])

rows, row = [], "       "
for number in table:
    if len(row) + len(f" {number},") > 100:
        rows.append(row)
        row = "       "
    row += f" {number},"
open("earth_orientation_numbers.txt", "w").write("\n".join(rows + [row]) + "\n")
with open("finals2000A.sample", "w") as sample:
    for mjd in [*range(57752, 57757), *range(measured - 1, measured + 3), max(ut1)]:
        sample.write(lines[mjd])
    sample.write(f"271030 {max(ut1) + 1}.00" + " " * 173 + "\n")
