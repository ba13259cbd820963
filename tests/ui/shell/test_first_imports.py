"""What a desk loads before its window: the rack and what it needs, nothing of what is opened later."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
LATER = ("folios", "rates", "invoices", "finance", "reports")
# Parts of the first capabilities, and of libraries, that one careless import would bring back.
UNUSED = ("app.features.reservations.importing", "sqlalchemy.dialects.postgresql", "numpy.ma.core", "alembic")


def test_the_desk_begins_without_what_is_opened_later() -> None:
    """Each capability would cost every start 20 to 60 ms (decision 0012)."""
    program = "import sys, ui.application.desk; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    names = done.stdout.split()
    loaded = {name.split(".")[2] for name in names if name.startswith("app.features.")}
    assert "rack" in loaded
    assert loaded.isdisjoint(LATER)
    assert not [name for name in names if name.startswith(UNUSED)]
