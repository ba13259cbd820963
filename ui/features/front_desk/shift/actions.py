"""What the shift lends to the shell: its page and the way there."""

from collections.abc import Iterable, Sequence

from app.kernel.text import tr
from ui.features.front_desk.shift.names import PAGE
from ui.shell.actions import ActionSpec
from ui.shell.pages import Page, PageSpec, ShellRegistry
from ui.shell.screens import ScreenShot
from ui.shell.services import ShellServices


def register(shell: ShellRegistry) -> None:
    """Lend the shell the page."""
    shell.pages.append(
        PageSpec(id=PAGE, title=tr("Shift handover"), icon="handshake", factory=_page, group=1)
    )
    shell.actions.append(_actions)
    shell.screens.append(_screens)


def _page(services: ShellServices) -> Page:
    from ui.features.front_desk.shift.shift_page import ShiftPage  # noqa: PLC0415 - loaded when first opened

    return ShiftPage(services)


def _screens() -> Sequence[ScreenShot]:
    from ui.features.front_desk.shift.screens import screens  # noqa: PLC0415 - loaded when pictures are taken

    return screens()


def _actions(services: ShellServices) -> Iterable[ActionSpec]:
    yield ActionSpec(
        verb="front_desk.shift", title=tr("Shift handover"), icon="handshake", shortcut="Ctrl+Shift+H",
        run=lambda: services.navigator.open_page(PAGE), permission="",
        words=tr("hand over take over night morning report"),
    )  # fmt: skip
