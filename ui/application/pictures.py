"""`keyrack screens OUT`: every registered screen and dialog of the demo hotel, on one fixed day."""

import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.bootstrap import App, location_of, open_app
from app.features.security import Users, UserView
from app.kernel.errors import AppError
from app.kernel.text import tr
from app.workbench.demo import open_demo
from app.workbench.seeded import StillClock
from ui.application.desk import cannot_open, first_page, make_application, make_registry, make_window
from ui.shell.first_start import Welcome
from ui.shell.main_window import MainWindow
from ui.shell.own_screens import own_screens
from ui.shell.render import render
from ui.shell.screens import ScreenShot, Stage
from ui.shell.sign_in import SignInDialog
from ui.widgets.theme import Mode, theme

HOTEL, CITY = "Miradouro", "Lisboa"
DAY = datetime(2026, 11, 21, 11, 20, tzinfo=UTC)


def run(out: Path) -> int:
    """Render into a folder and name each file on the way; 1 when the folder cannot be written."""
    make_application()
    clock = StillClock(DAY)
    with tempfile.TemporaryDirectory(prefix="keyrack-screens-") as folder:
        try:
            demo = open_demo(Path(folder) / "demo", clock=clock)
            users = demo.ask(Users())
            lent = [shot for make in make_registry().screens for shot in make()]
            _render(demo, [*lent, *own_screens()], out)
            empty = open_app(location_of(Path(folder) / "empty"), clock=clock)
            _render(empty, _beginnings(empty, users), out)
        except OSError as error:
            print(f"The pictures cannot be written to {out}: {error}", file=sys.stderr)
            return 1
    return 0


def _render(app: App, screens: Sequence[ScreenShot], out: Path) -> None:
    theme().use(Mode.LIGHT)
    window = make_window(app, mode=Mode.LIGHT)
    try:
        for path in render(window, screens, out):
            print(path)
    finally:
        window.close()
        app.close()


def _beginnings(empty: App, users: Sequence[UserView]) -> list[ScreenShot]:
    """What is seen before there is a hotel, or a user."""

    def welcome(stage: Stage) -> QWidget | None:
        assert isinstance(stage.window, MainWindow)
        first_page(stage.window)
        stage.settle()
        card = stage.window.findChildren(Welcome)[-1]
        card.form.hotel.setText(HOTEL)
        card.form.city.setText(CITY)
        card.form.room_type.setText(tr("Standard double"))
        card.form.numbers.setText("107–112, 201–208")
        return card

    def sign_in(stage: Stage) -> QWidget:
        dialog = SignInDialog(empty, users, stage.window)
        dialog.show()
        return dialog

    def refused(stage: Stage) -> QWidget:
        sentence = tr(
            "This hotel is open in another window on this computer. Use that one, or close it first."
        )
        dialog = cannot_open(AppError(sentence), stage.window)
        dialog.show()
        return dialog

    return [
        ScreenShot(name="first-start", prepare=welcome),
        ScreenShot(name="sign-in", prepare=sign_in),
        ScreenShot(name="cannot-open", prepare=refused),
    ]
