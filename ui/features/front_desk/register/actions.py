"""What the guest register lends to the shell: its page, the way there, how many wait on it."""

from collections.abc import Iterable, Sequence
from typing import Final

from PySide6.QtCore import QObject, QTimer

from app.bootstrap import App
from app.kernel.changes import ChangeSet
from app.kernel.text import tr
from ui.features.front_desk.register.names import REGISTER
from ui.shell.actions import ActionSpec
from ui.shell.pages import Page, PageSpec, ShellRegistry
from ui.shell.screens import ScreenShot
from ui.shell.services import ShellServices
from ui.shell.tasks import Progress

# Counting waits until the boards were counted, and then until a burst of changes is over.
FIRST_MS, GATHER_MS, TICK_MS = 4_000, 600, 60_000
TABLES: Final = ("register_entry", "register_facts", "register_terms", "identity_check", "stay_guest")


def register(shell: ShellRegistry) -> None:
    """Lend the shell the register."""
    shell.pages.append(
        PageSpec(id=REGISTER, title=tr("Guest register"), icon="identification-card", group=1, factory=_page)
    )
    shell.actions.append(_actions)
    shell.screens.append(_screens)


def _page(services: ShellServices) -> Page:
    from ui.features.front_desk.register.register_page import RegisterPage  # noqa: PLC0415 - when first opened

    return RegisterPage(services)


def _screens() -> Sequence[ScreenShot]:
    from ui.features.front_desk.register.screens import screens  # noqa: PLC0415 - when pictures are taken

    return screens()


def _actions(services: ShellServices) -> Iterable[ActionSpec]:
    Counting(services)
    yield ActionSpec(
        verb="front_desk.show_register", title=tr("Guest register"), icon="identification-card",
        permission="", run=lambda: services.navigator.open_page(REGISTER),
        words=tr("police report alloggiati ses hospedajes meldeschein foreigners"),
    )  # fmt: skip


class Counting(QObject):
    """How many wait to be told; on a pill when the law's time for one is over."""

    def __init__(self, services: ShellServices) -> None:
        super().__init__(services.hub)
        self._services = services
        self._gather = QTimer(self, singleShot=True, interval=FIRST_MS)
        self._gather.timeout.connect(self.count)
        self._gather.start()
        self._tick = QTimer(self, interval=TICK_MS)
        self._tick.timeout.connect(self.count)
        self._tick.start()
        services.hub.changed.connect(self._changed)

    def count(self) -> None:
        """Ask how many. The first time the front desk may have to be loaded for it, so it is a task."""
        self._services.operations.run_task(_counted, self._show, _unknown)

    def _changed(self, changes: ChangeSet, _initiator: object) -> None:
        if changes.touches(*TABLES) and not self._gather.isActive():
            self._gather.start(GATHER_MS)

    def _show(self, counted: tuple[int, int]) -> None:
        waiting, late = counted
        self._services.navigator.count(REGISTER, waiting, calls=bool(late))


def _counted(app: App, _progress: Progress) -> tuple[int, int]:
    from app.features.front_desk import RegisterCount  # noqa: PLC0415 - heavy, not before the first screen

    view = app.ask(RegisterCount(now=app.clock.now()))
    return view.waiting, view.late


def _unknown(_error: object) -> None:
    """A count that cannot be read now is counted again after the next change."""
