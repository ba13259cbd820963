"""The pictures of the boards that `keyrack screens` renders."""

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtWidgets import QWidget

from app.bootstrap import App
from app.features.front_desk import AddTrace, JoinWaitlist, OfferRoom, TraceBoard, WaitBoard
from app.features.property import House
from app.features.rack import FindStays
from app.features.reservations import GuestRef, StayDetail
from app.kernel.text import tr
from ui.features.front_desk.boards.catalogue import BOARDS
from ui.shell.main_window import MainWindow
from ui.shell.screens import ScreenShot, Stage


def screens() -> list[ScreenShot]:
    """One picture of each board."""
    names = ((page_id, f"board-{page_id}".replace("_", "-")) for page_id in BOARDS)
    return [ScreenShot(name=name, prepare=_open(page_id)) for page_id, name in names]


def _open(page_id: str) -> Callable[[Stage], QWidget | None]:
    def prepare(stage: Stage) -> QWidget | None:
        window = stage.window
        assert isinstance(window, MainWindow)
        if page_id in _FILLED:
            _FILLED[page_id](window.services.app)
        window.open_page(page_id)
        stage.settle()
        return None

    return prepare


def _wait(app: App) -> None:
    """Three who want to come when there is room; one of them holds an offer."""
    now, new_id = app.clock.now(), app.new_id
    if len(app.ask(WaitBoard(now=now)).rows) > 1:
        return
    house = app.ask(House())
    hotel, kinds = house.properties[0], {kind.code: kind.id for kind in house.room_types}
    wishes = (
        ("Halonen", "Eero", "SUP", 6, 3, 1, ""), ("Ndiaye", "Awa", "SUP", 9, 2, 0, tr("Birthday")),
        ("Vogel", "Karin", "STE", 0, 2, 0, tr("Only the suite with the terrace")),
    )  # fmt: skip
    for surname, given, kind, ahead, nights, flexible, note in wishes:
        arrival = hotel.business_date + timedelta(days=ahead)
        app.execute(
            JoinWaitlist(
                id=new_id(), entry_id=new_id(), property_id=hotel.id, room_type_id=kinds[kind], adults=2,
                guest=GuestRef(new_id(), surname, given, phone="+351 912 000 118"), arrival=arrival,
                departure=arrival + timedelta(days=nights), flexible_days=flexible, note=note,
            )
        )  # fmt: skip
    fits = [row.entry for row in app.ask(WaitBoard(now=now)).rows if row.entry.fit_room_id is not None]
    for entry in fits[:1]:
        if entry.fit_room_id is not None and entry.fit_arrival is not None:
            app.execute(
                OfferRoom(
                    id=new_id(), entry_id=entry.entry_id, block_id=new_id(), room_id=entry.fit_room_id,
                    arrival=entry.fit_arrival, until=now + timedelta(days=1),
                )
            )  # fmt: skip


def _ask_for_things(app: App) -> None:
    """What departments are to do for some guests, today and tomorrow."""
    if len(app.ask(TraceBoard(now=app.clock.now())).rows) > 1:
        return
    today = app.ask(House()).properties[0].business_date
    wishes = (
        ("Okonkwo", "housekeeping", 0, tr("Cot and a second blanket before 18:00")),
        ("Dubois", "restaurant", 0, tr("Table for two at eight, by the window")),
        ("Papadopoulos", "accounts", 0, tr("Send the invoice to the company before he leaves")),
        ("Virtanen", "front_desk", 1, tr("Wake-up call 6:30, taxi to the airport at seven")),
    )  # fmt: skip
    for name, department, ahead, text in wishes:
        found = app.ask(FindStays(text=name)).stays
        if found:
            booking = app.ask(StayDetail(stay_id=found[0].stay_id)).reservation_id
            app.execute(
                AddTrace(
                    id=app.new_id(), trace_id=app.new_id(), reservation_id=booking, department=department,
                    due_on=today + timedelta(days=ahead), text=text, stay_id=found[0].stay_id,
                )
            )  # fmt: skip


_FILLED: dict[str, Callable[[App], None]] = {"waitlist": _wait, "traces": _ask_for_things}
