"""The verbs of leaving: check out the selected guest (F6), check out many."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from app.kernel.text import tr
from ui.shell.actions import ActionSpec
from ui.shell.pages import ShellRegistry
from ui.shell.screens import ScreenShot
from ui.shell.services import ShellServices


def register(shell: ShellRegistry) -> None:
    """Lend the shell the check-out."""
    shell.actions.append(_actions)
    shell.screens.append(_screens)


def _screens() -> Sequence[ScreenShot]:
    from ui.features.front_desk.check_out.screens import screens  # noqa: PLC0415 - loaded when pictures are taken

    return screens()


def _open(services: ShellServices, stay_id: UUID) -> None:
    from ui.features.front_desk.check_out.opening import (  # noqa: PLC0415 - loaded when first opened
        open_check_out,
    )

    open_check_out(services, stay_id)


def _open_many(services: ShellServices) -> None:
    from ui.features.front_desk.express_opening import open_express  # noqa: PLC0415 - loaded when first opened

    open_express(services, arriving=False)


def _actions(services: ShellServices) -> Iterable[ActionSpec]:
    def run() -> None:
        stay_id = services.selection.stay
        if stay_id is not None:
            _open(services, stay_id)

    yield ActionSpec(
        verb="front_desk.check_out", title=tr("Check out"), run=run, icon="sign-out", shortcut="F6",
        why_not=lambda: "" if services.selection.stay else tr("Select a stay first."),
        words=tr("leave departure settle bill invoice"),
    )  # fmt: skip
    yield ActionSpec(
        verb="front_desk.check_out_many", title=tr("Check out many"), run=lambda: _open_many(services),
        icon="users", shortcut="Ctrl+F6", words=tr("express group mass departure"),
    )  # fmt: skip
