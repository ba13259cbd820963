"""The process that the bench `start` times: opens the desk, says when the first page is there, goes."""

import sys
from pathlib import Path

from PySide6.QtCore import QTimer

from app.bootstrap import location_of, open_app
from ui.application.desk import first_page, make_application, make_window

READY = "ready"


def open_and_tell(data: Path) -> None:
    """Open the desk of a house, print READY when its first page is answered and painted, and close."""
    qt = make_application()
    app = open_app(location_of(data))
    window = make_window(app)
    window.show()
    first_page(window)

    def look() -> None:
        if window.operations.idle:
            window.repaint()
            print(READY, flush=True)
            window.close()
            qt.quit()
        else:
            QTimer.singleShot(1, window, look)

    QTimer.singleShot(0, window, look)
    qt.exec()
    app.close()


if __name__ == "__main__":
    open_and_tell(Path(sys.argv[1]))
