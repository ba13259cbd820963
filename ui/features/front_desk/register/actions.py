"""What the guest register lends to the shell: its page, the way there, how many wait on it."""

from collections.abc import Iterable, Sequence

from app.kernel.text import tr
from ui.features.front_desk.register.names import REGISTER
from ui.shell.actions import ActionSpec
from ui.shell.pages import Page, PageSpec, ShellRegistry
from ui.shell.screens import ScreenShot
from ui.shell.services import ShellServices


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
    yield ActionSpec(
        verb="front_desk.show_register", title=tr("Guest register"), icon="identification-card",
        permission="", run=lambda: services.navigator.open_page(REGISTER),
        words=tr("police report alloggiati ses hospedajes meldeschein foreigners"),
    )  # fmt: skip
