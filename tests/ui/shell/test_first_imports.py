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


WINDOW = """
import sys
from pathlib import Path
from PySide6 import QtWidgets
from app.features.security.models import AppUser
from ui.application import desk
from ui.application.opening import open_named
opening = open_named(Path(sys.argv[1]), "")
qt = desk.make_application()
window = desk.make_window(opening.result().app)
window.show()
desk.first_page(window)
while not window.operations.idle:
    qt.processEvents()
print("QLabel" in vars(QtWidgets), "QGraphicsView" in vars(QtWidgets), "QMdiArea" in vars(QtWidgets))
print(AppUser.__mapper__.configured)
window.close()
opening.close()
"""


def test_a_window_does_not_make_every_class_of_qt(tmp_path: Path) -> None:
    """A thing of Qt that it never met makes the binding make all classes it could be: a tenth of a start.

    Nor are all models joined to each other for the first questions, once the house is founded.
    """
    program = [sys.executable, "-c", WINDOW, str(tmp_path)]
    told = [
        subprocess.run(program, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
        for _ in range(2)
    ]
    assert told == [["True", "False", "False", "True"], ["True", "False", "False", "False"]]
