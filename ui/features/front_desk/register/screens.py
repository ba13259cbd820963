"""The pictures of the guest register that `keyrack screens` renders."""

from datetime import date

from PySide6.QtWidgets import QWidget

from app.features.front_desk import (
    CheckInMany,
    CompleteRegister,
    ExpressCheckIn,
    MarkRegisterSent,
    PlaceLine,
    PlaceTable,
    Register,
)
from app.features.property import House
from app.kernel.text import tr
from ui.features.front_desk.register.names import REGISTER
from ui.features.front_desk.register.places_dialog import PlacesDialog
from ui.features.front_desk.register.register_dialogs import CompleteDialog
from ui.features.front_desk.register.register_page import RegisterPage
from ui.features.front_desk.register.told_dialog import ToldDialog
from ui.shell.main_window import MainWindow
from ui.shell.screens import ScreenShot, Stage

# Whoever arrives here waits for the pictures of the check-in, which are taken again in each theme.
AWAITED = "109"
FILLED = {
    "surname": "Vermeulen", "given": "Sanne", "nationality": "NL", "birth_date": "1988-03-14",
    "kind": "passport", "number": "NPC1R2D34", "issued_by": "NL", "address": "Prinsengracht 12, Amsterdam",
    "sex": "F", "birth_place": "Netherlands", "phone": "+31 20 5550123",
}  # fmt: skip


def screens() -> list[ScreenShot]:
    """The list, and the dialog that completes an entry."""
    return [
        ScreenShot(name="guest-register", prepare=_list),
        ScreenShot(name="guest-register-complete", prepare=_complete),
        ScreenShot(name="guest-register-told", prepare=_told),
        ScreenShot(name="guest-register-places", prepare=_places),
    ]


def _list(stage: Stage) -> QWidget | None:
    window = stage.window
    assert isinstance(window, MainWindow)
    _fill(window)
    window.open_page(REGISTER)
    stage.settle()
    return None


def _complete(stage: Stage) -> QWidget | None:
    _list(stage)
    window = stage.window
    assert isinstance(window, MainWindow)
    page = window.page
    assert isinstance(page, RegisterPage)
    page.table.select(lambda row: bool(row.lacks))
    page.open_row()
    stage.settle()
    return window.findChild(CompleteDialog)


def _told(stage: Stage) -> QWidget | None:
    """What was told of somebody, twice: the facts changed in between."""
    _list(stage)
    window = stage.window
    assert isinstance(window, MainWindow)
    page = window.page
    assert isinstance(page, RegisterPage)
    page.which.choose("all")
    page.load()
    stage.settle()
    page.table.select(lambda row: row.sent_at is not None)
    page.show_told()
    stage.settle()
    return window.findChild(ToldDialog)


def _places(stage: Stage) -> QWidget:
    """The police's table of communes before it is taken over."""
    window = stage.window
    assert isinstance(window, MainWindow)
    lines = (
        PlaceLine("416072005", "ANDRIA", "BA", date(2009, 7, 26)), PlaceLine("416110001", "ANDRIA", "BT"),
        PlaceLine("416072006", "BARI", "BA"), PlaceLine("412058091", "ROMA", "RM"),
    )  # fmt: skip
    wrong = (tr("Line {n}: {what}", n=7, what=tr("“{code}” is no code of nine digits.", code="401")),)
    dialog = PlacesDialog(window.services, "comuni.csv", PlaceTable("commune", lines, wrong, 1))
    dialog.show()
    return dialog


def _fill(window: MainWindow) -> None:
    """Some guests arrive; one of them is complete and sent already."""
    app = window.services.app
    if app.ask(Register(now=app.clock.now(), everything=True)).rows:
        return
    house = app.ask(House()).properties[0]
    coming = app.ask(ExpressCheckIn(property_id=house.id, now=app.clock.now()))
    ready = [row.stay_id for row in coming if not row.stops and row.room != AWAITED][:6]
    app.execute(CheckInMany(id=app.new_id(), stay_ids=tuple(ready)))
    rows = app.ask(Register(now=app.clock.now())).rows
    for number, row in enumerate(rows[:3]):
        for place in range(1, row.party + 1):
            own = ("surname", "given") if place == 1 else ()
            facts = {name: text for name, text in FILLED.items() if name not in own}
            app.execute(CompleteRegister(id=app.new_id(), stay_id=row.stay_id, place=place, facts=facts))
        if number == 0:
            for file, country in (("guests.csv", ""), ("guests-2.csv", "BE")):
                if country:
                    facts = {"issued_by": country}
                    app.execute(CompleteRegister(id=app.new_id(), stay_id=row.stay_id, facts=facts))
                app.execute(MarkRegisterSent(id=app.new_id(), stay_ids=(row.stay_id,), reference=file))
        if number == 1:
            app.execute(MarkRegisterSent(id=app.new_id(), stay_ids=(row.stay_id,), reference="guests-2.csv"))
            facts = {"number": "NPC1R2D35"}
            app.execute(CompleteRegister(id=app.new_id(), stay_id=row.stay_id, facts=facts))
