"""The window: navigation, top bar, pages, legend strip, side panel, status bar."""

from collections.abc import Callable, Mapping
from concurrent.futures import Future
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QChildEvent, QEvent, QPoint, Qt
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from app.bootstrap import App
from app.features.security import SaveSetting
from app.kernel.changes import Outcome
from app.kernel.commands import Query
from app.kernel.errors import AppError, Choice
from ui.shell.actions import ActionRegistry
from ui.shell.change_hub import ChangeHub
from ui.shell.command_palette import CommandPalette
from ui.shell.crash_dialog import CrashDesk
from ui.shell.house_status import HouseStatus
from ui.shell.navigation import Navigation
from ui.shell.operations import Operations
from ui.shell.pages import Page, ShellRegistry
from ui.shell.preferences import Preferences
from ui.shell.refusing import popover_of
from ui.shell.selection import Selection
from ui.shell.services import ShellServices
from ui.shell.shell_actions import shell_actions
from ui.shell.status_bar import StatusBar
from ui.shell.top_bar import TopBar
from ui.shell.undo import UndoStack
from ui.shell.user_switch import SWITCH, UserSwitch
from ui.widgets.theme import Mode, theme
from ui.widgets.toast import ToastStack

PANEL, PANEL_WIDE, WIDE_WINDOW = 288, 320, 1600
LEGEND = 32
LEAST_WIDTH, LEAST_HEIGHT = 960, 600


class NotNow(AppError):
    """A verb of the window that cannot run as things stand."""

    code = "not_now"


class _Edge(QWidget):
    """A holder with a hairline at its left or upper edge."""

    def __init__(self, side: Qt.Edge) -> None:
        super().__init__()
        self._side = side
        self.column = QVBoxLayout(self)
        left = 1 if side is Qt.Edge.LeftEdge else 0
        self.column.setContentsMargins(left, 1 - left, 0, 0)
        self.column.setSpacing(0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground and edge."""
        del event
        painter = QPainter(self)
        c = theme().colours
        painter.fillRect(self.rect(), c.surface)
        painter.setPen(c.line)
        if self._side is Qt.Edge.LeftEdge:
            painter.drawLine(0, 0, 0, self.height())
        else:
            painter.drawLine(0, 0, self.width(), 0)


class MainWindow(QMainWindow):
    """One desk. It is the `Navigator` of its pages and owns everything that they share."""

    def __init__(
        self,
        app: App,
        registry: ShellRegistry,
        *,
        settings: dict[str, object] | None = None,
        reports: Path | None = None,
        early: Mapping[Query[Any], Future[Any]] | None = None,
    ) -> None:
        super().__init__()
        self.setWindowTitle("Keyrack")
        self.setMinimumSize(LEAST_WIDTH, LEAST_HEIGHT)
        self.registry = registry
        self.hub = ChangeHub(self)
        self.operations = Operations(app, self.hub, self, early)
        self.preferences = Preferences(settings or {}, self._save_setting, self)
        self.actions_ = ActionRegistry(self)
        self.navigation = Navigation(registry.pages)
        self.top = TopBar()
        self.status = StatusBar()
        self.toasts = ToastStack(self)
        self.services = ShellServices(
            operations=self.operations,
            hub=self.hub,
            theme=theme(),
            actions=self.actions_,
            undo=UndoStack(self.operations, self),
            preferences=self.preferences,
            navigator=self,
            toasts=self.toasts,
            selection=Selection(self),
        )
        self._pages: dict[str, Page] = {}
        self._spare: dict[str, list[Page]] = {}
        self._legends: dict[str, QWidget] = {}
        self._bound: dict[str, QAction] = {}
        self.page_id = ""
        self._lay_out()
        self.crashes = CrashDesk(self, reports, app.clock)
        self.palette_ = CommandPalette(
            self,
            self.actions_,
            [make(self.services) for make in registry.search],
            lambda: self.services.app.actor,
        )
        self.actions_.extend(shell_actions(self))
        for make in registry.actions:
            self.actions_.extend(make(self.services))
        self.users = UserSwitch(self, self, self.services)
        self.actions_.add(*self.users.actions())
        self.house = HouseStatus(self.services, self.navigation, self.status)
        self.users.switched.connect(self.house.show_user)
        self._connect()
        self._bind()
        self.navigation.collapse(narrow=self.preferences.flag("shell.narrow"))

    # What pages ask for (Navigator).

    def open_page(self, page_id: str, **arguments: object) -> None:
        """Show a page, made at its first opening."""
        spec = self.registry.page(page_id)
        if spec.factory is None:
            self.toasts.fail(spec.missing)
            return
        if page_id not in self._pages:
            page = self._pages[page_id] = spec.factory(self.services)
            self._stack.addWidget(page)
        self._show_page(page_id)
        self._pages[page_id].opened(**arguments)

    def _show_page(self, page_id: str) -> None:
        page = self._pages[page_id]
        if self.page_id != page_id and self.page_id in self._pages:
            self._pages[self.page_id].left()
            self.show_panel(None)
            self.services.selection.tell(None)
        self.page_id = page_id
        self._stack.setCurrentWidget(page)
        self.navigation.hold(page_id)
        title = page.title or self.registry.page(page_id).title
        self.top.show_page(page_id, title, page.bar_widget())
        self._show_legend()
        self._bind_page()

    @property
    def page(self) -> Page:
        """The page that shows."""
        return self._pages[self.page_id]

    # What is put aside while another user works here (ui.shell.parking).

    def own_pages(self) -> dict[str, Page]:
        """The pages that were opened, by their names."""
        return self._pages

    def take_page(self, page_id: str) -> Page:
        """Take a page out; its next opening shows one that nobody has typed in."""
        page = self._take_out(page_id)
        if self._spare.get(page_id):
            self._pages[page_id] = self._spare[page_id].pop()
            self._stack.addWidget(self._pages[page_id])
        return page

    def put_page(self, page_id: str, page: Page) -> None:
        """Put a page back; the other one waits to be used again, for pages live as long as the window."""
        if page_id in self._pages:
            self._spare.setdefault(page_id, []).append(self._take_out(page_id))
        self._pages[page_id] = page
        self._stack.addWidget(page)

    def _take_out(self, page_id: str) -> Page:
        page = self._pages.pop(page_id)
        page.left()
        self.top.forget(page_id)
        self._stack.removeWidget(page)
        page.hide()
        return page

    def take_panel(self) -> QWidget | None:
        """Take out what stands in the side panel."""
        item = self._panel.column.takeAt(0)
        panel = item.widget() if item is not None else None
        if panel is not None:
            panel.hide()
        self._panel.hide()
        return panel

    def show_again(self, page_id: str) -> None:
        """Show a page as it was left, without opening it."""
        self._show_page(page_id)

    def show_panel(self, panel: QWidget | None) -> None:
        """Show a widget in the side panel, or close it."""
        while (item := self._panel.column.takeAt(0)) is not None:
            old = item.widget()
            if old is not None and old is not panel:
                old.hide()
                old.deleteLater()
        if panel is not None:
            self._panel.column.addWidget(panel)
            panel.show()
        self._panel.setVisible(panel is not None)

    def set_legend(self, legend: QWidget | None) -> None:
        """Give the current page a legend strip, or take it away."""
        old = self._legends.pop(self.page_id, None)
        if old is not None and old is not legend:
            old.setParent(None)
            old.deleteLater()
        if legend is not None:
            self._legends[self.page_id] = legend
            self._strip.column.addWidget(legend)
        self._show_legend()

    def show_refusal(
        self, error: AppError, at: QPoint | None = None, on_chosen: Callable[[Choice], None] | None = None
    ) -> None:
        """Say why not; without a legal step a toast says enough."""
        popover = popover_of(self.services, error, self)
        if popover is None:
            self.toasts.fail(error.sentence)
            return
        popover.chosen.connect(on_chosen or self._do_choice)
        if at is None:
            popover.adjustSize()
            at = self.mapToGlobal(self.rect().center() - popover.rect().center())
        popover.open_at(at)

    def count(self, page_id: str, count: int, *, calls: bool = False) -> None:
        """Show how many wait on a page."""
        self.navigation.count(page_id, count, calls=calls)

    def show_backup(self, at: datetime | None) -> None:
        """Show when the data was copied last."""
        self.status.show_backup(at)

    @property
    def dialog_parent(self) -> QWidget:
        """The window itself."""
        return self

    # What the shell's actions do.

    def use_theme(self, mode: Mode) -> None:
        """Switch the palette and remember it for the user."""
        self.preferences.put("shell.theme", str(mode))
        theme().use(mode)

    def toggle_navigation(self) -> None:
        """Icons only, or icons with words."""
        narrow = not self.navigation.is_narrow
        self.navigation.collapse(narrow=narrow)
        self.preferences.put("shell.narrow", narrow)

    def run_action(self, verb: str, at: QPoint | None = None) -> None:
        """Run an action, or say why it cannot run: in a popover where its button was pressed."""
        spec = self.actions_[verb]
        reason = spec.reason(self.services.app.actor)
        if not reason:
            spec.run()
        elif at is None:
            self.toasts.fail(reason)
        else:
            self.show_refusal(NotNow(reason), at)

    def refresh_actions(self) -> None:
        """Ask again whether the page's verb can run."""
        self._show_main_action()

    # Qt's own.

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The panel is wider in a wide window."""
        super().resizeEvent(event)
        self._panel.setFixedWidth(PANEL_WIDE if self.width() >= WIDE_WINDOW else PANEL)

    def childEvent(self, event: QChildEvent) -> None:
        """Users change places over an open dialog too, so its windows know that key."""
        super().childEvent(event)
        if event.type() != QEvent.Type.ChildPolished or not hasattr(self, "_bound"):
            return  # asked for a child made by Qt, its binding makes every class to find the right one
        action, child = self._bound.get(SWITCH), event.child()
        if action is not None and isinstance(child, QDialog):
            child.addAction(action)

    def changeEvent(self, event: QEvent) -> None:
        """Ask for the house again when the window comes to the front on another day."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.house.tick()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save what waits and end all threads."""
        self.preferences.flush()
        self.operations.close()
        self.crashes.remove()
        super().closeEvent(event)

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        self._strip = _Edge(Qt.Edge.TopEdge)
        self._strip.setFixedHeight(LEGEND)
        self._strip.hide()
        self._panel = _Edge(Qt.Edge.LeftEdge)
        self._panel.setFixedWidth(PANEL)
        self._panel.hide()
        page = QVBoxLayout()
        page.setSpacing(0)
        page.addWidget(self._stack, 1)
        page.addWidget(self._strip)
        content = QHBoxLayout()
        content.setSpacing(0)
        content.addLayout(page, 1)
        content.addWidget(self._panel)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.top)
        right.addLayout(content, 1)
        upper = QHBoxLayout()
        upper.setSpacing(0)
        upper.addWidget(self.navigation)
        upper.addLayout(right, 1)
        root = QWidget()
        root.setProperty("ground", "window")
        column = QVBoxLayout(root)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(upper, 1)
        column.addWidget(self.status)
        self.setCentralWidget(root)
        self.content = self._stack

    def _connect(self) -> None:
        self.navigation.chosen.connect(self.open_page)
        self.top.searched.connect(self.palette_.open)
        self.top.acted.connect(self._press_main_action)
        self.operations.saving.connect(lambda saving: self.status.show_saving(saving=saving))
        self.operations.refused.connect(self.show_refusal)
        self.operations.crashed.connect(self.crashes.show_crash)
        self.services.undo.told.connect(self.toasts.tell)
        self.actions_.changed.connect(self._bind)
        self.hub.changed.connect(lambda _changes, _initiator: self._show_main_action())

    def _bind(self) -> None:
        for spec in self.actions_:
            if spec.shortcut and spec.verb not in self._bound:
                action = QAction(spec.title, self)
                keys = [QKeySequence(key) for key in (spec.shortcut, *spec.more_shortcuts)]
                action.setShortcuts(keys)
                action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
                action.triggered.connect(lambda _checked=False, verb=spec.verb: self.run_action(verb))
                self.addAction(action)
                self._bound[spec.verb] = action
        self._bind_page()

    def _bind_page(self) -> None:
        for verb, action in self._bound.items():
            action.setEnabled(self.actions_[verb].page in ("", self.page_id))
        self._show_main_action()

    def _show_main_action(self) -> None:
        if not self.page_id:
            return
        verb = self.page.main_action
        spec = self.actions_.find(verb)
        self.top.show_action(spec, spec.reason(self.services.app.actor) if spec else "")

    def _press_main_action(self) -> None:
        button = self.top.action
        self.run_action(self.page.main_action, button.mapToGlobal(button.rect().bottomLeft()))

    def _show_legend(self) -> None:
        for page_id, legend in self._legends.items():
            legend.setVisible(page_id == self.page_id)
        self._strip.setVisible(self.page_id in self._legends)

    def _do_choice(self, choice: Choice) -> None:
        def done(_outcome: Outcome) -> None:
            self.services.did(choice.command.id, choice.label)

        if not self.services.app.actor.may(choice.command.verb):
            self.operations.withhold(choice.command)
        self.operations.run_command(choice.command, done)

    def _save_setting(self, key: str, value: object) -> None:
        self.operations.run_command(SaveSetting(id=self.services.app.new_id(), key=key, value=value))
