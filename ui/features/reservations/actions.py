"""What reservations lend to the shell beside the rack: the import page and its verb."""

from collections.abc import Iterable, Sequence
from typing import Final

from app.kernel.text import tr
from ui.shell.actions import ActionSpec
from ui.shell.pages import Page, PageSpec, ShellRegistry
from ui.shell.screens import ScreenShot
from ui.shell.services import ShellServices

PAGE: Final = "import"
# The verb of each batch; the import itself is loaded when its page is opened.
IMPORTING: Final = "reservations.import_batch"


def register(shell: ShellRegistry) -> None:
    """Lend the shell the import."""
    shell.pages.append(
        PageSpec(
            id=PAGE,
            title=tr("Import bookings"),
            icon="file-arrow-up",
            factory=_page,
            in_navigation=False,
        )
    )
    shell.actions.append(_actions)
    shell.screens.append(_screens)


def _page(services: ShellServices) -> Page:
    from ui.features.reservations.import_page import ImportPage  # noqa: PLC0415 - loaded when it is first opened

    return ImportPage(services)


def _screens() -> Sequence[ScreenShot]:
    from ui.features.reservations.screens import screens  # noqa: PLC0415 - loaded when pictures are taken

    return screens()


def _actions(services: ShellServices) -> Iterable[ActionSpec]:
    yield ActionSpec(
        verb="reservations.import_file", title=tr("Import bookings from a file"), icon="file-arrow-up",
        run=lambda: services.navigator.open_page(PAGE), permission=IMPORTING,
        words=tr("csv excel xlsx other system migrate"),
    )  # fmt: skip
