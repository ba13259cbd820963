"""The verbs of arriving: check in the selected guest (F5), check in many."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from PySide6.QtWidgets import QWidget

from app.kernel.text import tr
from ui.shell.actions import ActionSpec
from ui.shell.pages import ShellRegistry
from ui.shell.screens import ScreenShot
from ui.shell.services import ShellServices


def register(shell: ShellRegistry) -> None:
    """Lend the shell the check-in."""
    shell.actions.append(_actions)
    shell.screens.append(_screens)
    shell.settings.append(_terms)


def _screens() -> Sequence[ScreenShot]:
    from ui.features.front_desk.check_in.screens import screens  # noqa: PLC0415 - loaded when pictures are taken

    return screens()


def _terms(services: ShellServices) -> QWidget:
    from ui.features.front_desk.check_in.terms_section import (  # noqa: PLC0415 - loaded with the settings
        TermsSection,
    )

    return TermsSection(services)


def _open(services: ShellServices, stay_id: UUID) -> None:
    from ui.features.front_desk.check_in.opening import open_check_in  # noqa: PLC0415 - loaded when first opened

    open_check_in(services, stay_id)


def _open_many(services: ShellServices) -> None:
    from ui.features.front_desk.express_opening import open_express  # noqa: PLC0415 - loaded when first opened

    open_express(services, arriving=True)


def _actions(services: ShellServices) -> Iterable[ActionSpec]:
    def run() -> None:
        stay_id = services.selection.stay
        if stay_id is not None:
            _open(services, stay_id)

    yield ActionSpec(
        verb="front_desk.check_in", title=tr("Check in"), run=run, icon="sign-in", shortcut="F5",
        why_not=lambda: "" if services.selection.stay else tr("Select a stay first."),
        words=tr("arrive arrival passport registration keys"),
    )  # fmt: skip
    yield ActionSpec(
        verb="front_desk.check_in_many", title=tr("Check in many"), run=lambda: _open_many(services),
        icon="users", shortcut="Ctrl+F5", words=tr("express group mass arrival"),
    )  # fmt: skip
