"""What guests lend to the shell: the guest register."""

from collections.abc import Iterable, Sequence
from typing import Final

from app.kernel.text import tr
from ui.shell.actions import ActionSpec
from ui.shell.pages import Page, PageSpec, ShellRegistry
from ui.shell.screens import ScreenShot
from ui.shell.services import ShellServices

REGISTER: Final = "guest_register"


def register(shell: ShellRegistry) -> None:
    """Lend the shell the guests."""
    shell.pages.append(
        PageSpec(id=REGISTER, title=tr("Guest register"), icon="identification-card", group=1, factory=_page)
    )
    shell.actions.append(_actions)
    shell.screens.append(_screens)


def _page(services: ShellServices) -> Page:
    from ui.features.guests.register_page import RegisterPage  # noqa: PLC0415 - loaded when first opened

    return RegisterPage(services)


def _screens() -> Sequence[ScreenShot]:
    from ui.features.guests.screens import screens  # noqa: PLC0415 - loaded when pictures are taken

    return screens()


def _actions(services: ShellServices) -> Iterable[ActionSpec]:
    yield ActionSpec(
        verb="guests.show_register", title=tr("Guest register"), icon="identification-card", permission="",
        run=lambda: services.navigator.open_page(REGISTER),
        words=tr("police report alloggiati ses hospedajes meldeschein foreigners"),
    )  # fmt: skip
