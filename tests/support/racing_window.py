"""A desk with a real window in a process of its own, that moves a stay when it is told to.

    python -m tests.support.racing_window URL WORKSTATION

It reads lines: `ready STAY ROOM` selects the stay, opens the list of rooms with F8 and types the number;
`go` presses Enter there. Each is answered with a line: what happened, as JSON.
"""

import json
import os
import sys
from time import monotonic
from typing import Final
from uuid import UUID

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QLoggingCategory, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sqlalchemy.engine import make_url

from app import bootstrap
from app.infra.database import Location
from tests.support.houses import open_house
from ui.application.desk import first_page, make_window
from ui.features.rack.rack_page import RackPage
from ui.features.rack.room_chooser import RoomChooser
from ui.shell.main_window import MainWindow
from ui.widgets.refusal import RefusalPopover

PATIENCE_MS: Final = 120_000
PULSE_MS, QUIET = 3, 3


class RacingDesk:
    """One window; `settled` is when the last write of it ended."""

    def __init__(self, window: MainWindow) -> None:
        self.window, self.settled = window, 0.0
        window.operations.saving.connect(self._note)

    def settle(self) -> None:
        """Until nothing is asked or written any more."""
        loop, pulse, quiet = QEventLoop(), QTimer(), 0

        def look() -> None:
            nonlocal quiet
            quiet = quiet + 1 if self.window.operations.idle else 0
            if quiet == QUIET:
                loop.exit(0)

        pulse.timeout.connect(look)
        pulse.start(PULSE_MS)
        QTimer.singleShot(PATIENCE_MS, loop, lambda: loop.exit(1))
        if loop.exec():
            raise TimeoutError("the window did not come to rest")
        pulse.stop()

    def ready(self, stay: UUID, room: str) -> dict[str, object]:
        """Up to the last key but one: the room is typed, and offered."""
        page = self.window.page
        assert isinstance(page, RackPage)
        assert page.show_stay(stay)
        self.settle()
        QTest.keyClick(page.canvas, Qt.Key.Key_F8)
        self.settle()
        QTest.keyClicks(self.chooser.input, room)
        return {"offered": [offer.number for offer in self.chooser.list.offers]}

    def go(self) -> dict[str, object]:
        """Enter; when it was pressed and answered, and what was said to who lost."""
        pressed = monotonic()
        QTest.keyClick(self.chooser.input, Qt.Key.Key_Return)
        self.settle()
        popover = QApplication.activePopupWidget()
        said: dict[str, object] = {"pressed": pressed, "answered": self.settled, "sentence": "", "choices": 0}
        if isinstance(popover, RefusalPopover):
            said |= {"sentence": popover.accessibleName(), "choices": len(popover.choices)}
            QTest.keyClick(popover, Qt.Key.Key_Escape)
        return said

    @property
    def chooser(self) -> RoomChooser:
        """The list of rooms that is open."""
        found = QApplication.activePopupWidget()
        assert isinstance(found, RoomChooser)
        return found

    def _note(self, saving: object) -> None:
        if not saving:
            self.settled = monotonic()


def main(url: str, workstation: str) -> None:
    """Work until the lines end."""
    QLoggingCategory.setFilterRules("*.warning=false")  # what the offscreen platform cannot do
    app = open_house(Location(make_url(url)), workstation=workstation)
    window = make_window(app)
    following = bootstrap.follow(app, window.hub.feed)
    following.start()
    window.show()
    window.activateWindow()
    first_page(window)
    desk = RacingDesk(window)
    desk.settle()
    _say({"open": True})
    for line in sys.stdin:
        word, *rest = line.split()
        _say(desk.ready(UUID(rest[0]), rest[1]) if word == "ready" else desk.go())
    following.stop()
    window.close()
    app.close()


def _say(what: dict[str, object]) -> None:
    print(json.dumps(what), flush=True)  # noqa: T201 - the answer to the race


if __name__ == "__main__":
    main(*sys.argv[1:])
