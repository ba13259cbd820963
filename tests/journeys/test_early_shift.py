"""An early shift at the desk, with keys only, on both engines.

Fifteen guests leave and three of them pay; twenty come, two without a booking; three change rooms; one does
not come. Every step is a key on whatever has the keyboard of the real window: nothing is called by its name.
"""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.features.folios import FolioOf
from app.features.front_desk import Position
from app.infra.database import Location
from tests.journeys.early_shift import COMERS, LEAVERS, NEVER, OWING, STAYERS, WALK_INS, Clerk, open_shift
from tests.support.desk import Desk, open_desk
from tests.support.houses import open_house
from tests.support.soundness import findings
from tests.support.zones import Facts, passport
from ui.application.desk import first_page, make_window
from ui.features.front_desk.cancelling.cancel_dialog import CancelDialog
from ui.features.front_desk.check_in.check_in_dialog import CheckInDialog
from ui.features.front_desk.check_out.check_out_dialog import CheckOutDialog
from ui.features.front_desk.express_dialog import ExpressDialog
from ui.features.rack.keyboard import TYPED_MS
from ui.features.rack.room_chooser import RoomChooser
from ui.features.reservations.walk_in_dialog import WalkInDialog
from ui.shell.print_dialog import PrintDialog

KEY = Qt.Key
ALT, CONTROL, SHIFT = (
    Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier,
)  # fmt: skip


@pytest.fixture
def desk(location: Location) -> Iterator[Desk]:
    """The hotel on the morning of the shift."""
    app = open_house(location)
    yield open_shift(open_desk(app))
    app.close()


@pytest.fixture
def clerk(qtbot: QtBot, desk: Desk) -> Iterator[Clerk]:
    """Somebody before the whole window."""
    window = make_window(desk.app)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    first_page(window)
    made = Clerk(qtbot, desk, window)
    made.settle()
    yield made
    window.close()
    window.deleteLater()


def test_an_early_shift(desk: Desk, clerk: Clerk) -> None:
    """From the first who leaves to the last who comes; then the house is counted."""
    _departures(clerk)
    _moves(clerk)
    _a_no_show(clerk)
    _arrivals(clerk)
    _walk_ins(clerk)
    rows = desk.rows()
    names = {row["id"]: row["surname"] for row in rows["guest"]}
    found: dict[str, set[str]] = {}
    for row in rows["stay"]:
        found.setdefault(row["status"], set()).add(names[row["guest_id"]])
    assert found == {
        "checked_in": {*STAYERS, *COMERS, *WALK_INS}, "checked_out": set(LEAVERS), "no_show": {NEVER},
    }  # fmt: skip
    position = desk.app.ask(Position(now=desk.app.clock.now()))
    counted = (position.stay_on, position.arrived, position.departures, position.to_arrive, position.free)
    assert counted == (len(STAYERS), len(COMERS) + len(WALK_INS), len(LEAVERS), 0, 20)
    for row in rows["stay"]:
        if row["status"] == "checked_out":
            folio = desk.app.ask(FolioOf(stay_id=row["id"]))
            assert folio is not None
            assert folio.balance_minor == 0
    desk.ensure_sound()
    assert findings(desk.app) == []


def _departures(clerk: Clerk) -> None:
    """Three pay by card, the first one with a bill; the others go together."""
    clerk.hit(KEY.Key_D, ALT)
    for number, name in enumerate(LEAVERS[:OWING]):
        clerk.find(name)
        clerk.hit(KEY.Key_F6)
        dialog = clerk.dialog(CheckOutDialog)
        clerk.typed(f"118{number}")
        clerk.hit(KEY.Key_Return)
        if number:
            clerk.tab_to(dialog.paper.kind)
            while dialog.paper.kind.choice != "none":
                clerk.hit(KEY.Key_Right)
        clerk.hit(KEY.Key_Return)
        if not number:
            clerk.dialog(PrintDialog)
            clerk.hit(KEY.Key_Escape)
        assert clerk.did == f"Friederike {name} is checked out"
        clerk.clear()
    clerk.hit(KEY.Key_F6, CONTROL)
    many = clerk.dialog(ExpressDialog)
    assert many.go.text() == "Check out 12 guests"
    clerk.hit(KEY.Key_Return)
    clerk.hit(KEY.Key_Escape)


def _moves(clerk: Clerk) -> None:
    """One in the house by the list of rooms, one to come by the arrows, one by the number of the room."""
    clerk.hit(KEY.Key_1, CONTROL)
    for name, room in ((STAYERS[0], "103"), (COMERS[5], "104")):
        clerk.typed(name)
        clerk.settle()
        clerk.hit(KEY.Key_F8)
        clerk.popup(RoomChooser)
        clerk.typed(room)
        clerk.hit(KEY.Key_Return)
        assert clerk.did == f"Friederike {name} moved to {room}"
    clerk.typed(COMERS[19])
    clerk.settle()
    clerk.qtbot.wait(TYPED_MS + 50)  # a letter that comes sooner belongs to the name
    clerk.hit(KEY.Key_M)
    clerk.hit(KEY.Key_Down)
    clerk.hit(KEY.Key_Return)
    assert clerk.did == f"Friederike {COMERS[19]} moved to 340"


def _arrivals(clerk: Clerk) -> None:
    """Four with everything, then all the others at once."""
    clerk.hit(KEY.Key_A, ALT)
    for number, name in enumerate(COMERS[: OWING + 1]):
        clerk.find(name)
        clerk.hit(KEY.Key_Return)
        clerk.dialog(CheckInDialog)
        clerk.typed(passport(Facts(surname=name.upper(), given="FRIEDERIKE", nationality="DEU")))
        clerk.hit(KEY.Key_Return)
        if number < OWING:
            clerk.typed(f"119{number}")
            clerk.hit(KEY.Key_Return)
        clerk.hit(KEY.Key_Space)
        clerk.hit(KEY.Key_Return)
        assert clerk.did == f"Friederike {name} is checked in"
        clerk.clear()
    clerk.hit(KEY.Key_F5, CONTROL)
    many = clerk.dialog(ExpressDialog)
    clerk.hit(KEY.Key_A, CONTROL)
    assert many.go.text() == "Check in 16 guests"
    clerk.hit(KEY.Key_Return)
    clerk.hit(KEY.Key_Escape)


def _walk_ins(clerk: Clerk) -> None:
    """A name, nights, Enter."""
    for name in WALK_INS:
        clerk.hit(KEY.Key_F3)
        clerk.dialog(WalkInDialog)
        clerk.typed(f"{name}, Ada")
        clerk.settle()
        clerk.hit(KEY.Key_Tab)
        clerk.typed("2")
        clerk.hit(KEY.Key_Return)
        assert clerk.did.startswith(f"{name}, Ada has ")


def _a_no_show(clerk: Clerk) -> None:
    """Said with its reason."""
    clerk.hit(KEY.Key_A, ALT)
    clerk.find(NEVER)
    clerk.hit(KEY.Key_N, CONTROL | SHIFT)
    clerk.dialog(CancelDialog)
    clerk.typed("did not answer")
    clerk.hit(KEY.Key_Return)
    assert clerk.did == f"Friederike {NEVER} did not come"
    clerk.clear()
