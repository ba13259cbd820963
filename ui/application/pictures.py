"""`keyrack screens OUT`: every registered screen and dialog of the demo hotel, on one fixed day."""

import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from app.workbench.demo import open_demo
from app.workbench.seeded import StillClock
from ui.application.desk import make_application, make_registry, make_window
from ui.shell.own_screens import own_screens
from ui.shell.render import render
from ui.widgets.theme import Mode

DAY = datetime(2026, 11, 21, 11, 20, tzinfo=UTC)


def run(out: Path) -> int:
    """Render into a folder and name each file on the way; 1 when the folder cannot be written."""
    make_application()
    with tempfile.TemporaryDirectory(prefix="keyrack-screens-") as folder:
        app = open_demo(Path(folder), clock=StillClock(DAY))
        window = make_window(app, mode=Mode.LIGHT)
        screens = [*make_registry().screens, *own_screens()]
        try:
            for path in render(window, screens, out):
                print(path)
        except OSError as error:
            print(f"The pictures cannot be written to {out}: {error.strerror}", file=sys.stderr)
            return 1
        finally:
            window.close()
            app.close()
    return 0
