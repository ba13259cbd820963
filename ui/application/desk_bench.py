"""The bench `desk`: boards and dialogs over a house of real size, from the key to the painted answer.

Each capability with such screens lends its rows: a function of a `DeskBench` in CASES.
"""

import argparse
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from time import perf_counter
from typing import Any, Final

from PySide6.QtCore import QEvent, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QDialog

from app.bootstrap import actor_for, location_of, open_app, set_pin, sign_in_by_pin
from app.features.front_desk import Availability, ExpressCheckIn, ExpressCheckOut, InHouse
from app.features.property import House
from app.features.security import Users
from app.workbench.benches import budgets
from app.workbench.benches.answer import tell
from app.workbench.benches.repeated import Times, row, started
from app.workbench.demo import open_demo
from ui.application.desk import first_page, make_application, make_window
from ui.shell.main_window import MainWindow

TIMES: Final = 20
WARM_UP: Final = 3
LOOK_MS: Final = 1
PIN: Final = "2580"
LONGEST_MS: Final = 20_000
BOARDS: Final = (
    "arrivals", "departures", "in_house", "to_place", "room_moves", "holds", "waitlist", "traces",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DeskBench:
    """A window of the house, with everything loaded."""

    window: MainWindow

    def settle(self) -> None:
        """Until nothing is asked any more and what was answered is painted."""
        loop, begun = QEventLoop(), perf_counter()
        look = QTimer(loop, interval=LOOK_MS)

        def ended() -> None:
            late = (perf_counter() - begun) * 1000 > LONGEST_MS
            if late or (self.window.operations.idle and self.window.page.is_usable):
                look.stop()
                loop.quit()

        look.timeout.connect(ended)
        look.start()
        loop.exec()
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        QApplication.sendPostedEvents(None, QEvent.Type.UpdateRequest)

    def open_page(self, page_id: str) -> None:
        """Open a page and wait until it is painted."""
        self.window.open_page(page_id)
        self.settle()

    def times(self, work: Callable[[], object], before: Callable[[], object]) -> Times:
        """Do it again and again; what is done `before` each time does not count."""
        found = Times()
        with started():
            for number in range(WARM_UP + TIMES):
                before()
                if number < WARM_UP:
                    work()
                else:
                    found.of(work)
        return found


def boards(bench: DeskBench) -> Iterator[dict[str, Any]]:
    """Each board from another page to its painted lines, and the first opening of the first one."""
    first = Times()
    first.of(lambda: bench.open_page(BOARDS[0]))
    yield row(f"{BOARDS[0]}, the first time", first)
    known = {spec.id for spec in bench.window.registry.pages if spec.factory is not None}
    for page_id in BOARDS:
        if page_id not in known:
            continue
        other = "folios"
        took = bench.times(lambda: bench.open_page(page_id), lambda: bench.open_page(other))  # noqa: B023
        yield row(f"open {page_id}", took, budgets.DESK_OPEN)


def dialogs(bench: DeskBench) -> Iterator[dict[str, Any]]:
    """Check-in and check-out of a guest, from the key to the painted dialog."""
    app = bench.window.services.app
    house = app.ask(House()).properties[0].id
    coming = app.ask(ExpressCheckIn(property_id=house, now=app.clock.now()))
    leaving = app.ask(ExpressCheckOut(property_id=house, now=app.clock.now()))
    for verb, rows in (("front_desk.check_in", coming), ("front_desk.check_out", leaving)):
        if not rows:
            continue
        bench.window.services.selection.tell(rows[0].stay_id)

        def opened(verb: str = verb) -> None:
            bench.window.run_action(verb)
            bench.settle()

        yield row(f"{verb}, the dialog", bench.times(opened, lambda: _close(bench)), budgets.DESK_OPEN)
        _close(bench)


def bookings(bench: DeskBench) -> Iterator[dict[str, Any]]:
    """What can be had in thirty nights; the dialogs that book; the page of a booking, tab by tab."""
    app = bench.window.services.app
    hotel = app.ask(House()).properties[0]
    first = hotel.business_date
    query = Availability(
        property_id=hotel.id, arrival=first, departure=first + timedelta(days=30), child_ages=(7,)
    )
    took = bench.times(lambda: app.ask(query), lambda: None)
    yield row("availability, 30 nights × all types × all rates", took, budgets.DESK_AVAILABILITY)
    for verb in ("reservations.new", "front_desk.walk_in"):

        def opened(verb: str = verb) -> None:
            bench.window.run_action(verb)
            bench.settle()

        yield row(f"{verb}, the dialog", bench.times(opened, lambda: _close(bench)), budgets.DESK_OPEN)
        _close(bench)
    known = app.ask(InHouse(now=app.clock.now())).rows
    if known:
        stay = known[0].stay_id
        for tab in ("rooms", "around", "history"):

            def shown(tab: str = tab) -> None:
                bench.window.open_page("reservation", stay=stay, tab=tab)
                bench.settle()

            took = bench.times(shown, lambda: bench.open_page("folios"))
            yield row(f"a booking, {tab}", took, budgets.DESK_OPEN)


def users(bench: DeskBench) -> Iterator[dict[str, Any]]:
    """Another user takes the desk over a half-done dialog: from Enter after the PIN until it is painted."""
    window = bench.window
    first = window.services.app
    second = next(user for user in first.ask(Users()) if user.id != first.actor.user_id)
    other = first.as_actor(actor_for(second, first.actor.tenant_id, first.actor.workstation))
    if not second.password_hash:
        set_pin(other, PIN, PIN)

        def switched() -> None:
            window.users.become(sign_in_by_pin(window.services.app, second, PIN))
            bench.settle()

        def back() -> None:
            window.users.become(first)
            window.run_action("reservations.new")
            bench.settle()

        yield row("switch user", bench.times(switched, back), budgets.DESK_SWITCH)
        window.users.become(first)
        _close(bench)


def _close(bench: DeskBench) -> None:
    """Close the dialogs that are open."""
    for dialog in bench.window.findChildren(QDialog):
        dialog.close()
    bench.settle()


CASES: Final[tuple[Callable[[DeskBench], Iterator[dict[str, Any]]], ...]] = (
    boards, dialogs, bookings, users,
)  # fmt: skip


def run(options: Sequence[str]) -> int:
    """Measure a copy of a house (`--data DIR`, else the demo hotel); 1 when over budget."""
    parser = argparse.ArgumentParser(prog="keyrack bench desk")
    parser.add_argument("--data", type=Path, metavar="DIR", help="a house on disk; else the demo hotel")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args(options)
    with tempfile.TemporaryDirectory(prefix="keyrack-bench-") as folder:
        place = Path(folder) / "house"
        if given.data is None:
            open_demo(place).close()
        else:
            shutil.copytree(given.data, place, ignore=shutil.ignore_patterns("*.lock"))
        return tell("desk", list(measure(place)), as_json=given.json)


def measure(place: Path) -> Iterator[dict[str, Any]]:
    """All rows, on a house that may be written to."""
    make_application()
    app = open_app(location_of(place))
    app.complete()
    rooms = len(app.ask(House()).rooms)
    window = make_window(app)
    try:
        window.show()
        first_page(window)
        bench = DeskBench(window)
        bench.settle()
        for case in CASES:
            for told in case(bench):
                yield told | {"rooms": rooms}
    finally:
        window.close()
        app.close()
