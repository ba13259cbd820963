"""The pictures of bookings and of the import that `keyrack screens` renders."""

import csv
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Final, TypeVar

from PySide6.QtWidgets import QApplication, QDialog, QWidget

from app.bootstrap import App
from app.features.front_desk import AddAlert, AddNote, AddTrace, Around, FinishTrace
from app.features.property import House
from app.features.rack import FindStays
from app.features.reservations import StayDetail, StayView
from ui.features.reservations.booking_dialog import BookingDialog
from ui.features.reservations.import_page import ImportPage
from ui.features.reservations.walk_in_dialog import WalkInDialog
from ui.shell.main_window import MainWindow
from ui.shell.screens import ScreenShot, Stage

GUEST: Final = "Okonkwo"
GUESTS: Final = ("Lindqvist, Åsa", "Silva, Duarte")
TABS: Final = ("rooms", "around", "history", "letter")
D = TypeVar("D", bound=QDialog)
_HEADER = ("Booking number", "Last name", "First name", "Arrival", "Departure", "Room type", "Rate", "Status")
_ROWS = (
    ("A-1001", "Lindqvist", "Åsa", "2026-12-12", "2026-12-15", "DBL", "128.00", "confirmed"),
    ("A-1002", "Þórsdóttir", "Guðrún", "2026-12-13", "2026-12-13", "DBL", "60.00", "confirmed"),
    ("A-1003", "Nguyễn", "Minh Anh", "2026-12-13", "2026-12-19", "SUI", "2400.00", "option"),
    ("A-1004", "Ó Súilleabháin", "Pádraig", "2026-12-32", "2026-12-19", "DBL", "128.00", "confirmed"),
    ("A-1005", "", "", "2026-12-20", "2026-12-22", "TWN", "-6.38", "cancelled"),
)


def screens() -> list[ScreenShot]:
    """A booking being made, a walk-in; choosing a file, one that cannot be read, what would happen."""
    return [
        ScreenShot(name="booking-new", prepare=_new_booking),
        ScreenShot(name="walk-in", prepare=_walk_in),
        *(ScreenShot(name=f"booking-{tab}", prepare=_tab(tab)) for tab in TABS),
        ScreenShot(name="import-choose", prepare=_choose),
        ScreenShot(name="import-refused", prepare=_refused),
        ScreenShot(name="import-preview", prepare=_preview),
    ]


def _top(kind: type[D]) -> D:
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible())


def _new_booking(stage: Stage) -> QWidget:
    window = stage.window
    assert isinstance(window, MainWindow)
    window.open_page(window.registry.pages[0].id)
    window.run_action("reservations.new")
    stage.settle()
    dialog = _top(BookingDialog)
    dialog.form.guest.show_words(GUESTS[0])
    dates = dialog.room.days.dates
    dialog.room.days.departure.setText("+4")
    dialog.room.days.departure.editingFinished.emit()
    dialog.room.ages.setText("4")
    dialog.room.ages.textEdited.emit("4")
    dialog.form.note.setPlainText("Late, by train. A cot, please.")
    stage.settle()
    dialog.add_room()
    dialog.room.ages.clear()
    dialog.room.ages.textEdited.emit("")
    stage.settle()
    assert dialog.room.days.dates.arrival == dates.arrival
    return dialog


def _walk_in(stage: Stage) -> QWidget:
    window = stage.window
    assert isinstance(window, MainWindow)
    window.open_page(window.registry.pages[0].id)
    window.run_action("front_desk.walk_in")
    stage.settle()
    dialog = _top(WalkInDialog)
    dialog.guest.show_words(GUESTS[1])
    dialog.nights.setValue(2)
    stage.settle()
    return dialog


def _tab(tab: str) -> Callable[[Stage], QWidget | None]:
    def prepare(stage: Stage) -> QWidget | None:
        window = stage.window
        assert isinstance(window, MainWindow)
        app = window.services.app
        stay = app.ask(FindStays(text=GUEST)).stays[0]
        detail = app.ask(StayDetail(stay_id=stay.stay_id))
        if not app.ask(Around(reservation_id=detail.reservation_id)).notes:
            _write_around(app, detail)
        window.open_page("reservation", stay=detail.id, tab=tab)
        stage.settle()
        return None

    return prepare


def _write_around(app: App, stay: StayView) -> None:
    """What a desk has written around a booking."""
    new_id, booking = app.new_id, stay.reservation_id
    today = app.ask(House()).properties[0].business_date
    for department, text in (
        ("housekeeping", "Cot in the room"),
        ("restaurant", "Table by the window, 20:00"),
    ):
        app.execute(
            AddTrace(
                id=new_id(), trace_id=new_id(), reservation_id=booking, department=department, due_on=today,
                text=text,
            )
        )  # fmt: skip
    done = new_id()
    app.execute(
        AddTrace(
            id=new_id(), trace_id=done, reservation_id=booking, department="front_desk", due_on=today,
            text="Order a taxi",
        )
    )  # fmt: skip
    app.execute(FinishTrace(id=new_id(), trace_id=done))
    text = "Ask for the dog’s papers."
    app.execute(AddAlert(id=new_id(), alert_id=new_id(), reservation_id=booking, moment="opening", text=text))
    for text in ("Rang: comes about 22:00.", "Was not happy with 104 last time, too loud."):
        app.execute(AddNote(id=new_id(), note_id=new_id(), reservation_id=booking, text=text))


def _page(stage: Stage) -> ImportPage:
    window = stage.window
    assert isinstance(window, MainWindow)
    window.open_page("import")
    stage.settle()
    page = window.page
    assert isinstance(page, ImportPage)
    page.start_over()
    return page


def _choose(stage: Stage) -> QWidget | None:
    _page(stage)
    stage.settle()
    return None


def _refused(stage: Stage) -> QWidget | None:
    page = _page(stage)
    with tempfile.TemporaryDirectory(prefix="keyrack-") as folder:
        path = Path(folder) / "letters.csv"
        path.write_text("Dear hotel\nplease book\n", encoding="utf-8")
        page.read(path)
        stage.settle()
    return None


def _preview(stage: Stage) -> QWidget | None:
    page = _page(stage)
    with tempfile.TemporaryDirectory(prefix="keyrack-") as folder:
        path = Path(folder) / "bookings.csv"
        with path.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows([_HEADER, *_ROWS])
        page.read(path)
        stage.settle()
    return None
