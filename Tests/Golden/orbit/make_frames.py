# Makes frames.json: states of the sample object and of one low orbit in TEME, turned to ITRF by
# Skyfield with a stated UT1-UTC and pole. Run: pip install skyfield==1.55 sgp4==2.27; python make_frames.py
import json
from sgp4.api import Satrec
from skyfield.sgp4lib import TEME_to_ITRF
import numpy as np

LINES = [
    ("1 T0001U 27999A   27060.50000000 -.00000243  00000-0  00000+0 0   177",
     "2 T0001   0.0471  83.2164 0002137 201.5538 355.8980  1.00271943  4319"),
    ("1 90004U 27901A   27060.25000000  .00000023  00000-0  28000-4 0   107",
     "2 90004  35.0000 340.0000 1800000 330.0000  20.0000 10.80000000   107"),
]
INSTANTS = [(0, 0.0, 0.0, 0.0), (0, 600.25, 0.0878, 0.0), (0, -4321.5, -0.3141592, 0.0),
            (0, 1440.0, 0.0878, 0.21), (1, 0.0, 0.2048, 0.0), (1, 777.7, 0.2048, -0.15)]

cases = []
for which, minutes, dut1, pole in INSTANTS:
    sat = Satrec.twoline2rv(*LINES[which])
    e, r, v = sat.sgp4_tsince(minutes)
    assert e == 0
    xp, yp = pole, 0.5 * pole
    to_radians = np.pi / 180 / 3600
    whole = sat.jdsatepoch
    fraction = sat.jdsatepochF + minutes / 1440 + dut1 / 86400
    ri, vi = TEME_to_ITRF(whole, np.array(r), np.array(v) * 86400, xp * to_radians, yp * to_radians,
                          fraction)
    cases.append(dict(line1=LINES[which][0], line2=LINES[which][1], minutes=minutes, ut1_utc_s=dut1,
                      x_pole_arcsec=xp, y_pole_arcsec=yp, teme_km=list(r), teme_kmps=list(v),
                      itrf_km=[float(x) for x in ri], itrf_kmps=[float(x) / 86400 for x in vi]))
json.dump(dict(made_with="skyfield 1.55, sgp4 2.27", cases=cases), open("frames.json", "w"), indent=1)
