"""What turn-aways and walks lend to the shell."""

from collections.abc import Iterable, Sequence

from app.kernel.text import tr
from ui.shell.actions import ActionSpec
from ui.shell.pages import ShellRegistry
from ui.shell.screens import ScreenShot
from ui.shell.services import ShellServices


def register(shell: ShellRegistry) -> None:
    """Lend the shell the verbs."""
    shell.actions.append(_actions)
    shell.screens.append(_screens)


def _screens() -> Sequence[ScreenShot]:
    from ui.features.front_desk.turning_away.screens import screens  # noqa: PLC0415 - when pictures are taken

    return screens()


def _actions(services: ShellServices) -> Iterable[ActionSpec]:
    def count() -> None:
        from ui.features.front_desk.turning_away import turn_away_dialog  # noqa: PLC0415 - when first opened

        turn_away_dialog.open_turn_away(services)

    def report() -> None:
        from ui.features.front_desk.turning_away import turn_aways_dialog  # noqa: PLC0415 - when first opened

        turn_aways_dialog.open_turn_aways(services)

    def walk() -> None:
        from ui.features.front_desk.turning_away import walk_dialog  # noqa: PLC0415 - when first opened

        walk_dialog.open_walk(services)

    def letter() -> None:
        from ui.features.front_desk.turning_away import walk_dialog  # noqa: PLC0415 - when first opened

        if services.selection.stay is not None:
            walk_dialog.show_letter(services, services.selection.stay)

    yield ActionSpec(
        verb="front_desk.count_turn_away", title=tr("Turn away"), icon="hand-palm", shortcut="F12",
        run=count,
        words=tr("denial refused full no room regret"),
    )  # fmt: skip
    yield ActionSpec(
        verb="front_desk.turn_aways", title=tr("Turned away, the figures"), icon="chart-bar", run=report,
        permission="", words=tr("denials regrets report"),
    )  # fmt: skip
    yield ActionSpec(
        verb="front_desk.walk_guest", title=tr("Walk a guest"), icon="car", shortcut="Ctrl+Shift+W",
        run=walk,
        words=tr("overbooked another hotel relocate out"),
    )  # fmt: skip
    yield ActionSpec(
        verb="front_desk.walk_letter", title=tr("Letter to a walked guest"), icon="file-pdf", run=letter,
        permission="front_desk.walk_guest", words=tr("walk overbooked"),
        why_not=lambda: "" if services.selection.stay else tr("Select a stay first."),
    )  # fmt: skip
