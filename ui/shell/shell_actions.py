"""The shell's own verbs: find, undo, redo, pages, theme, navigation."""

from collections.abc import Callable, Iterable
from typing import Protocol

from app.kernel.text import tr
from ui.shell.actions import ActionSpec
from ui.shell.close_day import close_day_action
from ui.shell.command_palette import CommandPalette
from ui.shell.pages import PageSpec, ShellRegistry
from ui.shell.services import ShellServices
from ui.widgets.theme import Mode, theme


class Shell(Protocol):
    """What these verbs need of the window."""

    registry: ShellRegistry
    services: ShellServices
    palette_: CommandPalette

    def open_page(self, page_id: str, **arguments: object) -> None:
        """Show a page."""
        ...

    def use_theme(self, mode: Mode) -> None:
        """Switch the palette."""
        ...

    def toggle_navigation(self) -> None:
        """Icons only, or icons with words."""
        ...

    def close(self) -> bool:
        """Close the window."""
        ...


def shell_actions(shell: Shell) -> Iterable[ActionSpec]:
    """The actions, for a window."""
    undo = shell.services.undo

    def other_theme() -> None:
        shell.use_theme(Mode.LIGHT if theme().mode is Mode.DARK else Mode.DARK)

    def nothing(step: Callable[[], str], sentence: str) -> Callable[[], str]:
        return lambda: "" if step() else sentence

    yield ActionSpec(
        verb="shell.find", title=tr("Find"), run=shell.palette_.open, icon="magnifying-glass",
        shortcut="Ctrl+K", permission="", in_palette=False,
    )  # fmt: skip
    yield ActionSpec(
        verb="shell.undo", title=tr("Undo"), run=undo.undo, icon="arrow-counter-clockwise", shortcut="Ctrl+Z",
        permission="", why_not=nothing(lambda: undo.next_undo, tr("There is nothing to undo.")),
    )  # fmt: skip
    yield ActionSpec(
        verb="shell.redo", title=tr("Redo"), run=undo.redo, icon="arrow-clockwise", shortcut="Ctrl+Shift+Z",
        more_shortcuts=("Ctrl+Y",), permission="",
        why_not=nothing(lambda: undo.next_redo, tr("There is nothing to redo.")),
    )  # fmt: skip
    yield close_day_action(shell.services)
    for number, spec in enumerate((s for s in shell.registry.pages if s.in_navigation and s.factory), 1):
        yield _page_action(shell, spec, f"Ctrl+{number}" if number < 10 else "")
    yield ActionSpec(
        verb="shell.theme", title=tr("Switch light and dark"), run=other_theme, icon="moon",
        shortcut="Ctrl+Shift+L", permission="", words=tr("theme palette night colours"),
    )  # fmt: skip
    yield ActionSpec(
        verb="shell.navigation", title=tr("Fold or unfold the navigation"), run=shell.toggle_navigation,
        icon="list", shortcut="Ctrl+B", permission="",
    )  # fmt: skip
    yield ActionSpec(
        verb="shell.quit", title=tr("Close Keyrack"), run=lambda: _close(shell), icon="x", shortcut="Ctrl+Q",
        permission="",
    )  # fmt: skip


def _page_action(shell: Shell, spec: PageSpec, key: str) -> ActionSpec:
    return ActionSpec(
        verb=f"shell.open.{spec.id}", title=tr("Go to {page}", page=spec.title), icon=spec.icon, shortcut=key,
        run=lambda: shell.open_page(spec.id), permission="", why_not=lambda: spec.missing,
    )  # fmt: skip


def _close(shell: Shell) -> None:
    shell.close()
