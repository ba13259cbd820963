"""What reservations lend to the shell beside the rack: the import page and its verb."""

from collections.abc import Iterable

from app.features.reservations.importing import ImportBatch
from app.kernel.text import tr
from ui.features.reservations.import_page import PAGE, ImportPage
from ui.features.reservations.screens import screens
from ui.shell.actions import ActionSpec
from ui.shell.pages import PageSpec, ShellRegistry
from ui.shell.services import ShellServices


def register(shell: ShellRegistry) -> None:
    """Lend the shell the import."""
    shell.pages.append(
        PageSpec(
            id=PAGE,
            title=tr("Import bookings"),
            icon="file-arrow-up",
            factory=ImportPage,
            in_navigation=False,
        )
    )
    shell.actions.append(_actions)
    shell.screens.extend(screens())


def _actions(services: ShellServices) -> Iterable[ActionSpec]:
    yield ActionSpec(
        verb="reservations.import_file", title=tr("Import bookings from a file"), icon="file-arrow-up",
        run=lambda: services.navigator.open_page(PAGE), permission=ImportBatch.verb,
        words=tr("csv excel xlsx other system migrate"),
    )  # fmt: skip
