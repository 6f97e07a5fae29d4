"""Sets the report in the folder that is named: report.typ with its data becomes report.pdf, PDF/A-3b."""
import sys

import typst

folder = sys.argv[1]
typst.compile(
    folder + "/report.typ", output=folder + "/report.pdf", root=folder, ignore_system_fonts=True,
    pdf_standards=["a-3b"])
