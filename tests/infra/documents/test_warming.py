"""What is loaded in a quiet moment is what the first document needs, and is not loaded before."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
PROGRAM = """
import sys
from app.bootstrap import App, capabilities
from app.infra.documents import facturx_of
capabilities()
heavy = ("reportlab", "pikepdf", "lxml", "drafthorse", "babel", "PIL", "stdnum.eu")
print(*{name.split(".")[0] for name in sys.modules if name.startswith(heavy)}, sep=",")
App.warm(None)  # it needs nothing of a house
before = set(sys.modules)
from tests.support import papers
facturx_of(papers.invoice())
late = set(sys.modules) - before
print(*sorted(name for name in late if name.startswith(heavy)), sep=",")
"""


def test_the_first_document_loads_hardly_anything() -> None:
    """Before: none of its libraries. Afterwards the first invoice needs no part of them any more."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=ROOT, capture_output=True, text=True, check=True
    )
    before, late = done.stdout.split("\n")[:2]
    assert before == ""
    assert late == ""
