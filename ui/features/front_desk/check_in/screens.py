"""The pictures of the check-in: a guest with a passport, the third step open; all done; many at once."""

from PySide6.QtWidgets import QWidget

from app.features.front_desk import CheckInFacts, SecureStay, SignRegistration
from app.features.property import House, Housekeeping, SetRoomState
from app.features.rack import FindStays
from ui.features.front_desk.check_in.check_in_dialog import CheckInDialog
from ui.features.front_desk.express_dialog import ExpressDialog
from ui.shell.main_window import MainWindow
from ui.shell.screens import ScreenShot, Stage

GUEST = "Okonkwo"
ROOMS = ("109", "204")
PASSPORT = "P<NGAOKONKWO<<ADAEZE<CHIDINMA<<<<<<<<<<<<<<<\nA094177268NGA8803148F2907022<<<<<<<<<<<<<<08"
SIGNATURE = (
    "200,150 230,95 262,60 270,90 258,150 262,170 300,110 318,100 322,140 345,160 372,120 390,104 396,146 "
    "420,158 448,112 470,100 474,146 500,154 540,120 560,112 570,140 600,142 660,128 720,120"
)


def screens() -> list[ScreenShot]:
    """In the order they are taken."""
    return [
        ScreenShot(name="check-in-begin", prepare=_begin),
        ScreenShot(name="check-in", prepare=_third),
        ScreenShot(name="check-in-done", prepare=_all),
        ScreenShot(name="check-in-many", prepare=_many),
    ]


def _begin(stage: Stage) -> QWidget | None:
    window = stage.window
    assert isinstance(window, MainWindow)
    stay_id = window.services.app.ask(FindStays(text=GUEST)).stays[0].stay_id
    app = window.services.app
    facts = app.ask(CheckInFacts(stay_id=stay_id, now=app.clock.now()))
    ready = {room.number for room in facts.rooms if room.is_ready}
    for room in app.ask(House()).rooms:
        wanted = room.number in ROOMS and room.number not in ready
        if wanted and room.housekeeping != Housekeeping.INSPECTED:
            app.execute(SetRoomState(id=app.new_id(), room_id=room.id, housekeeping=Housekeeping.INSPECTED))
    window.services.selection.tell(stay_id)
    window.run_action("front_desk.check_in")
    stage.settle()
    found = window.findChildren(CheckInDialog)
    return found[-1] if found else None


def _third(stage: Stage) -> QWidget | None:
    """A passport was read."""
    dialog = _begin(stage)
    if isinstance(dialog, CheckInDialog):
        if dialog.current is dialog.identity:
            dialog.identity.form.put_zone(PASSPORT)
            dialog.advance()
            stage.settle()
        return dialog
    return None


def _all(stage: Stage) -> QWidget | None:
    """Nothing is left to do."""
    dialog = _third(stage)
    if not isinstance(dialog, CheckInDialog):
        return None
    app, stay_id = dialog.services.app, dialog.view.stay.id
    if not dialog.deposit.is_done:
        minor = dialog.view.money.to_guarantee_minor
        app.execute(
            SecureStay(id=app.new_id(), stay_id=stay_id, way="card", amount_minor=minor, reference="073 915")
        )
    app.execute(SignRegistration(id=app.new_id(), stay_id=stay_id, strokes=SIGNATURE, language="en"))
    dialog.wishes.act()
    dialog.reload()
    stage.settle()
    return dialog


def _many(stage: Stage) -> QWidget | None:
    window = stage.window
    assert isinstance(window, MainWindow)
    window.run_action("front_desk.check_in_many")
    stage.settle()
    found = window.findChildren(ExpressDialog)
    return found[-1] if found else None
