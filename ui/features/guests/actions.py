"""What guests lend to the shell: the page of a guest, who is in the house twice, guests for Ctrl+K."""

from collections.abc import Iterable, Sequence

from app.features.reservations import StayDetail
from app.kernel.text import tr
from ui.features.guests.finding import guest_search
from ui.features.guests.names import DUPLICATES, PROFILE
from ui.shell.actions import ActionSpec
from ui.shell.pages import Page, PageSpec, ShellRegistry
from ui.shell.screens import ScreenShot
from ui.shell.services import ShellServices


def register(shell: ShellRegistry) -> None:
    """Lend the shell the guests."""
    shell.pages.append(
        PageSpec(id=PROFILE, title=tr("Guest"), icon="user", factory=_profile, in_navigation=False)
    )
    twice = tr("Duplicates")
    shell.pages.append(
        PageSpec(id=DUPLICATES, title=twice, icon="git-merge", factory=_duplicates, in_navigation=False)
    )
    shell.actions.append(_actions)
    shell.search.append(guest_search)
    shell.screens.append(_screens)


def _profile(services: ShellServices) -> Page:
    from ui.features.guests.profile_page import ProfilePage  # noqa: PLC0415 - loaded when first opened

    return ProfilePage(services)


def _duplicates(services: ShellServices) -> Page:
    from ui.features.guests.duplicates_page import DuplicatesPage  # noqa: PLC0415 - loaded when first opened

    return DuplicatesPage(services)


def _screens() -> Sequence[ScreenShot]:
    from ui.features.guests.screens import screens  # noqa: PLC0415 - loaded when pictures are taken

    return screens()


def _actions(services: ShellServices) -> Iterable[ActionSpec]:
    def show_guest() -> None:
        stay_id = services.selection.stay
        if stay_id is not None:
            services.operations.ask(
                StayDetail(stay_id=stay_id),
                lambda stay: services.navigator.open_page(PROFILE, guest=stay.guest_id),
                latest="guests.of_stay",
            )

    yield ActionSpec(
        verb="guests.show_profile", title=tr("Guest's profile"), icon="user", permission="", about="stay",
        run=show_guest, words=tr("history stays spent vip blacklist note documents"),
        why_not=lambda: "" if services.selection.stay else tr("Select a stay first."),
    )  # fmt: skip
    yield ActionSpec(
        verb="guests.show_duplicates", title=tr("Duplicates of guests"), icon="git-merge", permission="",
        run=lambda: services.navigator.open_page(DUPLICATES),
        words=tr("merge same twice double profiles"),
    )  # fmt: skip
