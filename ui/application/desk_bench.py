"""The bench `desk`: boards and dialogs over a house of real size, from the key to the painted answer.

Each capability with such screens lends its rows: a function of a `DeskBench` in CASES.
"""

import argparse
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any, Final

from PySide6.QtCore import QEvent, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from app.bootstrap import location_of, open_app
from app.features.property import House
from app.workbench.benches import budgets
from app.workbench.benches.answer import tell
from app.workbench.benches.repeated import Times, row, started
from app.workbench.demo import open_demo
from ui.application.desk import first_page, make_application, make_window
from ui.shell.main_window import MainWindow

TIMES: Final = 20
WARM_UP: Final = 3
LOOK_MS: Final = 1
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


CASES: Final[tuple[Callable[[DeskBench], Iterator[dict[str, Any]]], ...]] = (boards,)


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
