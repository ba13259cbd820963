"""What the list of today's actions lends to the shell: the verb that opens it."""

from collections.abc import Iterable, Sequence

from app.kernel.text import tr
from ui.shell.actions import ActionSpec
from ui.shell.pages import ShellRegistry
from ui.shell.screens import ScreenShot
from ui.shell.services import ShellServices


def register(shell: ShellRegistry) -> None:
    """Lend the shell the verb."""
    shell.actions.append(_actions)
    shell.screens.append(_screens)


def _screens() -> Sequence[ScreenShot]:
    from ui.features.front_desk.done_today.screens import screens  # noqa: PLC0415 - loaded when pictures are taken

    return screens()


def _actions(services: ShellServices) -> Iterable[ActionSpec]:
    def show() -> None:
        from ui.features.front_desk.done_today import done_dialog  # noqa: PLC0415 - loaded when first opened

        done_dialog.open_done(services)

    yield ActionSpec(
        verb="front_desk.done_today", title=tr("What was done today"), icon="clock-counter-clockwise",
        run=show, shortcut="Ctrl+Alt+Z", permission="", words=tr("undo history journal take back actions"),
    )  # fmt: skip
