"""What the shell lends to every page, dialog and action: one frozen record per window, no globals."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from app.bootstrap import App
from app.kernel.errors import AppError, Choice
from app.kernel.text import tr
from ui.shell.actions import ActionRegistry
from ui.shell.change_hub import ChangeHub
from ui.shell.operations import Operations
from ui.shell.preferences import Preferences
from ui.shell.selection import Selection
from ui.shell.undo import UndoStack
from ui.widgets.theme import Theme


class Navigator(Protocol):
    """Moves between pages and shows things beside them. The main window is one."""

    def open_page(self, page_id: str, **arguments: object) -> None:
        """Show a page; `arguments` reach the page's `opened(**arguments)`."""
        ...

    def show_panel(self, panel: QWidget | None) -> None:
        """Show a widget in the side panel (288/320 wide), or close it with None. The window owns it."""
        ...

    def set_legend(self, legend: QWidget | None) -> None:
        """Put a widget into the 32 px legend strip of the current page, or hide the strip with None."""
        ...

    def show_refusal(
        self, error: AppError, at: QPoint | None = None, on_chosen: Callable[[Choice], None] | None = None
    ) -> None:
        """Say why not, with the moves that would succeed, at a point of the screen (else in the middle).

        A chosen move is executed, remembered for undo and told, unless `on_chosen` takes it over.
        """
        ...

    def count(self, page_id: str, count: int, *, calls: bool = False) -> None:
        """Show how many wait on a page, in the navigation; `calls` when somebody must look."""
        ...

    def show_backup(self, at: datetime | None) -> None:
        """Show in the status bar when the data was copied last."""
        ...

    @property
    def dialog_parent(self) -> QWidget:
        """The window, as the parent of dialogs."""
        ...


class Toasts(Protocol):
    """Short notices at the lower edge."""

    def tell(
        self, sentence: str, *, action: str = "", key: str = "", on_action: Callable[[], None] | None = None
    ) -> None:
        """Show a sentence for 6 seconds, with one action such as Undo ("Ctrl+Z")."""
        ...

    def fail(self, sentence: str) -> None:
        """Show a sentence that something was refused."""
        ...


@dataclass(frozen=True, slots=True)
class ShellServices:
    """Given to page factories, action factories and dialogs."""

    operations: Operations
    hub: ChangeHub
    theme: Theme
    actions: ActionRegistry
    undo: UndoStack
    preferences: Preferences
    navigator: Navigator
    toasts: Toasts
    selection: Selection

    @property
    def app(self) -> App:
        """The house for who works here now; another user may take the desk."""
        return self.operations.app

    def did(self, command_id: UUID, sentence: str) -> None:
        """After a command of this window: remember it for undo and show the toast with Undo."""
        self.undo.push(command_id, sentence)
        self.toasts.tell(sentence, action=tr("Undo"), key=tr("Ctrl+Z"), on_action=self.undo.undo)
