"""Sets the report in the folder that is named: report.typ with its data becomes report.pdf, PDF/A-3b."""
import sys

# The package brings typst along; another that Python knows goes before it.
sys.path.append("/usr/lib/vigia/python")
import typst

folder = sys.argv[1]
typst.compile(
    folder + "/report.typ", output=folder + "/report.pdf", root=folder, ignore_system_fonts=True,
    pdf_standards=["a-3b"])
