"""What reservations lend to the shell beside the rack: booking, walk-ins, a booking's page, the import."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

from app.kernel.text import tr
from ui.features.reservations.groups import actions as groups
from ui.shell.actions import ActionSpec
from ui.shell.pages import Page, PageSpec, ShellRegistry
from ui.shell.screens import ScreenShot
from ui.shell.services import ShellServices

PAGE: Final = "import"
BOOKING: Final = "reservation"
# The verb of each batch; the import itself is loaded when its page is opened.
IMPORTING: Final = "reservations.import_batch"


def register(shell: ShellRegistry) -> None:
    """Lend the shell the page of a booking and the import."""
    shell.pages.append(
        PageSpec(
            id=BOOKING, title=tr("Booking"), icon="bookmark-simple", factory=_booking, in_navigation=False
        )
    )
    shell.pages.append(
        PageSpec(
            id=PAGE,
            title=tr("Import bookings"),
            icon="file-arrow-up",
            factory=_page,
            in_navigation=False,
        )
    )
    groups.register(shell)
    shell.actions.append(_actions)
    shell.screens.append(_screens)


def _page(services: ShellServices) -> Page:
    from ui.features.reservations.import_page import ImportPage  # noqa: PLC0415 - loaded when it is first opened

    return ImportPage(services)


def _booking(services: ShellServices) -> Page:
    from ui.features.reservations.booking_page import BookingPage  # noqa: PLC0415 - loaded when first opened

    return BookingPage(services)


def _screens() -> Sequence[ScreenShot]:
    from ui.features.reservations.screens import screens  # noqa: PLC0415 - loaded when pictures are taken

    return screens()


def _actions(services: ShellServices) -> Iterable[ActionSpec]:
    known: list[Any] = []  # the house, once a dialog has asked for it

    def opens(name: str) -> Callable[[], None]:
        def run() -> None:
            from ui.features.reservations import opening  # noqa: PLC0415 - loaded when first opened

            if not known:
                known.append(opening.KnownHouse(services))
            getattr(opening, name)(services, known[0])

        return run

    def needs_stay() -> str:
        return "" if services.selection.stay is not None else tr("Select a stay first.")

    yield ActionSpec(
        verb="reservations.new", title=tr("New booking"), run=opens("new_booking"), icon="plus",
        permission="reservations.reserve", words=tr("book reservation availability search"),
    )  # fmt: skip
    yield ActionSpec(
        verb="front_desk.walk_in", title=tr("Walk-in"), run=opens("walk_in"), icon="person-simple-walk",
        shortcut="F3", words=tr("guest without a booking"),
    )  # fmt: skip
    yield ActionSpec(
        verb="reservations.open", title=tr("Booking"), icon="bookmark-simple", shortcut="Ctrl+O",
        run=lambda: services.navigator.open_page(BOOKING, stay=services.selection.stay),
        permission="", why_not=needs_stay, about="stay", words=tr("reservation history letter traces notes"),
    )  # fmt: skip
    yield ActionSpec(
        verb="reservations.book_again", title=tr("Book again"), run=opens("book_again"), icon="copy-simple",
        permission="reservations.reserve", why_not=needs_stay, words=tr("copy of an old stay"),
    )  # fmt: skip
    yield ActionSpec(
        verb="reservations.import_file", title=tr("Import bookings from a file"), icon="file-arrow-up",
        run=lambda: services.navigator.open_page(PAGE), permission=IMPORTING,
        words=tr("csv excel xlsx other system migrate"),
    )  # fmt: skip
