"""What the boards lend to the shell: their pages, and how many wait on each in the navigation."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QTimer

from app.bootstrap import App
from app.kernel.changes import ChangeSet
from app.kernel.text import tr
from ui.shell.actions import ActionSpec
from ui.shell.pages import Page, PageSpec, ShellRegistry
from ui.shell.screens import ScreenShot
from ui.shell.services import ShellServices
from ui.shell.tasks import Progress

# Counting waits for the first screen, and then until a burst of changes is over.
FIRST_MS, GATHER_MS, TICK_MS = 2_000, 400, 60_000
COUNTED: Final = (
    "arrivals", "departures", "in_house", "to_place", "room_moves", "holds", "waitlist", "traces",
)  # fmt: skip
TABLES: Final = ("stay", "stay_night", "room_block", "property", "trace", "waitlist_entry")


def register(shell: ShellRegistry) -> None:
    """Lend the shell the boards."""
    entries = (
        ("arrivals", tr("Arrivals"), "sign-in", 0), ("departures", tr("Departures"), "sign-out", 0),
        ("in_house", tr("In house"), "key", 0), ("to_place", tr("To place"), "tray", 1),
        ("room_moves", tr("Room moves"), "arrows-left-right", 1), ("holds", tr("Holds"), "hand", 1),
        ("waitlist", tr("Waitlist"), "hourglass", 1), ("traces", tr("Traces"), "list-bullets", 1),
    )  # fmt: skip
    for page_id, title, icon, group in entries:
        factory = partial(_page, page_id)
        shell.pages.append(PageSpec(id=page_id, title=title, icon=icon, group=group, factory=factory))
    shell.actions.append(_actions)
    shell.screens.append(_screens)


def _page(page_id: str, services: ShellServices) -> Page:
    from ui.features.front_desk.boards.board_page import BoardPage  # noqa: PLC0415 - loaded when first opened
    from ui.features.front_desk.boards.catalogue import board  # noqa: PLC0415 - loaded when first opened

    return BoardPage(services, board(page_id))


def _screens() -> Sequence[ScreenShot]:
    from ui.features.front_desk.boards.screens import screens  # noqa: PLC0415 - loaded when pictures are taken

    return screens()


def _actions(services: ShellServices) -> Iterable[ActionSpec]:
    """A way to each board from anywhere; the counts begin with the window."""
    Counting(services)
    boards = (
        ("arrivals", tr("Arrivals today"), "sign-in", "Alt+A", tr("who comes list")),
        ("departures", tr("Departures today"), "sign-out", "Alt+D", tr("who leaves list")),
        ("in_house", tr("Guests in house"), "key", "Alt+H", tr("who is here list")),
        ("to_place", tr("Stays to place"), "tray", "", tr("unassigned no room")),
        ("room_moves", tr("Room moves due"), "arrows-left-right", "", tr("change rooms")),
        ("holds", tr("Courtesy holds"), "hand", "", tr("held kept rooms option")),
        ("waitlist", tr("Waitlist"), "hourglass", "", tr("who waits for a room full")),
        ("traces", tr("Traces due"), "list-bullets", "", tr("to do tasks departments")),
    )  # fmt: skip
    for page_id, title, icon, key, words in boards:
        run: Callable[[], None] = partial(services.navigator.open_page, page_id)
        yield ActionSpec(verb=f"boards.{page_id}", title=title, icon=icon, shortcut=key, permission="",
                         words=words, run=run)  # fmt: skip


class Counting(QObject):
    """Counts what waits on each board: a while after the window shows, and after changes."""

    def __init__(self, services: ShellServices) -> None:
        super().__init__(services.hub)
        self._services = services
        self._loaded = False
        self._gather = QTimer(self, singleShot=True, interval=FIRST_MS)
        self._gather.timeout.connect(self.count)
        self._gather.start()
        self._tick = QTimer(self, interval=TICK_MS)
        self._tick.timeout.connect(self.count)
        self._tick.start()
        services.hub.changed.connect(self._changed)

    def count(self) -> None:
        """Ask how many wait. The first time the front desk is loaded for it, so it is a task of its own."""
        if not self._loaded:
            self._services.operations.run_task(_counted, self._first, _unknown)
            return
        from app.features.front_desk import BoardCounts  # noqa: PLC0415 - loaded by the first count

        now = self._services.app.clock.now()
        self._services.operations.ask(BoardCounts(now=now), self._show, _unknown, latest="boards.counts")

    def _first(self, counts: object) -> None:
        self._loaded = True
        self._show(counts)

    def _changed(self, changes: ChangeSet, _initiator: object) -> None:
        if changes.touches(*TABLES) and not self._gather.isActive():
            self._gather.start(GATHER_MS)

    def _show(self, counts: object) -> None:
        for page_id in COUNTED:
            self._services.navigator.count(page_id, getattr(counts, page_id))


def _counted(app: App, _progress: Progress) -> object:
    from app.features.front_desk import BoardCounts  # noqa: PLC0415 - heavy, not on the way to the first screen

    return app.ask(BoardCounts(now=app.clock.now()))


def _unknown(_error: object) -> None:
    """A count that cannot be read now is counted again after the next change."""
