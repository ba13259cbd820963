"""The page of a board: the house tonight, the segments and filter, the lines, the keys."""

from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.features.front_desk import Position
from app.kernel.changes import ChangeSet
from app.kernel.errors import AppError
from app.kernel.text import fold, tr
from ui.features.front_desk.boards.board_bar import BoardBar, KeyLine
from ui.features.front_desk.boards.board_table import BY_URGENCY, BoardTable
from ui.features.front_desk.boards.lines import BoardLine, BoardSpec
from ui.features.front_desk.boards.position_strip import PositionStrip
from ui.features.front_desk.boards.steps import Steps
from ui.shell.pages import Page
from ui.shell.services import ShellServices
from ui.widgets.buttons import KeyedButton
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import Card, label, page_title
from ui.widgets.loading import LoadingBars
from ui.widgets.strips import ErrorPlace
from ui.widgets.theme import BODY

# What boards are made of; a change of any other table leaves them as they are.
TABLES: Final = (
    "stay", "stay_night", "reservation", "guest", "room", "room_block", "conflict", "property", "posting",
    "folio_window", "room_type", "room_wait", "trace", "waitlist_entry", "stay_alert",
)  # fmt: skip
# Changes that come together are read together; what is late moves on by itself.
GATHER_MS, TICK_MS = 60, 30_000
FRESH: Final = timedelta(milliseconds=TICK_MS)
ROWS, EMPTY, LOADING = 0, 1, 2
WALK_IN: Final = "front_desk.walk_in"


class BoardPage(Page):
    """One board."""

    def __init__(self, services: ShellServices, spec: BoardSpec) -> None:
        super().__init__()
        self.services, self.spec = services, spec
        self.title = spec.title
        self.lines: tuple[BoardLine, ...] = ()
        self.view: Any = None
        self._wanted: UUID | None = None
        self._to_focus = False
        # When the lines were asked for, and whether something changed since.
        self._asked_at: datetime | None = None
        self._walk_in: KeyedButton | None = None
        self.empty = EmptyState(spec.icon, "", "")
        self.stack = QStackedWidget()
        self.subtitle = label("", BODY, tone="secondary")
        self.strip = PositionStrip()
        self.bar = BoardBar(spec.segments, spec.columns)
        self.steps = Steps(services, lambda: self.table.anchor(), self)
        self.table = BoardTable(spec.columns, spec.groups, self.steps.action)
        self.table.setAccessibleName(spec.title)
        self._gather = QTimer(self, singleShot=True, interval=GATHER_MS)
        self._tick = QTimer(self, interval=TICK_MS)
        self.head = self._title()
        self._lay_out()
        self._connect()

    def bar_widget(self) -> QWidget:
        """The title and, smaller, the day and how many are left."""
        return self.head

    def opened(self, **arguments: object) -> None:
        """Read the board; `stay` selects a line."""
        wanted = arguments.get("stay")
        self._wanted = wanted if isinstance(wanted, UUID) else None
        self._offer_walk_in()
        self._tick.start()
        self._to_focus = True
        self.table.refresh()
        if not self._is_fresh:
            self.load()
        self._focus_rows()
        self._tell_stay(self.table.current)

    def left(self) -> None:
        """Nothing is read for nobody."""
        self._tick.stop()
        self._gather.stop()

    @property
    def is_usable(self) -> bool:
        """Whether the lines are there."""
        return self.view is not None

    @property
    def is_gathering(self) -> bool:
        """Whether a change was heard of that is not read yet."""
        return self._gather.isActive()

    def load(self) -> None:
        """Ask for the house tonight and the lines; old ones stay until the new are there."""
        now, operations, name = self.services.app.clock.now(), self.services.operations, self.spec.id
        self._asked_at = now
        if self.view is None:
            self.stack.setCurrentIndex(LOADING)
            self.loading.start()
        operations.ask(self.spec.question(now), self._take, self._refused, latest=f"boards.{name}")
        operations.ask(Position(now=now), self._take_position, self._refused, latest=f"boards.{name}.house")

    @property
    def _is_fresh(self) -> bool:
        """Whether nothing changed since the lines were asked for, nor much time went by."""
        now = self.services.app.clock.now()
        return self._asked_at is not None and now - self._asked_at < FRESH

    def print_list(self) -> None:
        """The lines in view, on paper."""
        from ui.features.front_desk.boards import paper  # noqa: PLC0415 - Qt's printing, loaded when first used
        from ui.shell.printing import print_now  # noqa: PLC0415 - Qt's printing, loaded when first used

        print_now(self.services, paper.sheet_of(self.spec, self.subtitle.text(), self.table.lines))

    def export(self) -> None:
        """The lines in view, as a file."""
        from ui.features.front_desk.boards import paper  # noqa: PLC0415 - Qt's printing, loaded when first used

        day = self.services.app.clock.now() if self.view is None else self.view.day
        name = f"{self.spec.title} {day:%Y-%m-%d}"
        dialog = paper.ExportDialog(self.services, name, paper.table(self.spec, self.table.lines))
        dialog.open()

    def why(self, line: BoardLine) -> None:
        """Say why the next action is not possible, or that it is."""
        self.steps.explain(line)

    # What came.

    def _take(self, view: Any) -> None:
        self.loading.stop()
        self.errors.say("")
        if view != self.view:
            self.view = view
            self.lines = tuple(self.spec.lines(view))
            self._narrow()
        self._focus_rows()
        if self._wanted is not None:
            wanted, self._wanted = self._wanted, None
            if not self.table.select(lambda line: line.stay_id == wanted):
                self.bar.segments.choose("")
                self._narrow()
                self.table.select(lambda line: line.stay_id == wanted)

    def _take_position(self, view: Any) -> None:
        self.strip.show_position(view)

    def _refused(self, error: AppError) -> None:
        self.loading.stop()
        self._asked_at = None
        self.errors.say(error.sentence)

    def _narrow(self) -> None:
        """Show what segment and filter leave."""
        told = self.spec.told(self.view, self.lines)
        self.subtitle.setText(told.subtitle)
        counts = {key: sum(key in one.segments for one in self.lines) for key, _ in self.spec.segments}
        self.bar.segments.show_counts(counts)
        words, segment = fold(self.bar.filter.text()).split(), self.bar.segments.choice
        shown = [
            line for line in self.lines
            if (segment in line.segments or (segment == "open" and line.small))
            and all(word in line.words for word in words)
        ]  # fmt: skip
        self.table.show_lines(shown)
        open_lines = [line for line in shown if segment in line.segments]
        if open_lines or words:
            self.stack.setCurrentIndex(ROWS)
        else:
            self._say_empty(told.empty_title, told.empty_text, segment)
        self._focus_rows()
        self._tell_stay(self.table.current)

    def _focus_rows(self) -> None:
        """The rows take the keyboard once they show; where there are none, the segments."""
        if self._to_focus and self.view is not None:
            self._to_focus = False
            rows = self.stack.currentIndex() == ROWS
            (self.table if rows else self.bar.segments).setFocus()

    def _say_empty(self, title: str, text: str, segment: str) -> None:
        first = self.spec.segments[0][0]
        icon = "check-circle" if segment == first else self.spec.icon
        if segment not in (first, ""):
            title, text = tr("Nothing here"), tr("No row is of this kind now.")
        old, self.empty = self.empty, EmptyState(icon, title, text)
        self.stack.insertWidget(EMPTY, self.empty)
        self.stack.removeWidget(old)
        old.deleteLater()
        self.stack.setCurrentIndex(EMPTY)

    def _changed(self, changes: ChangeSet, _initiator: object) -> None:
        if changes.touches(*TABLES):
            self._asked_at = None
            if self.isVisible():
                self._gather.start()

    def _tell_stay(self, line: BoardLine | None) -> None:
        if self.isVisible():
            self.services.selection.tell(line.stay_id if line is not None else None)

    def _order(self, column: int) -> None:
        """A column again turns the order; the third time it is by urgency as before."""
        descending = False
        if column != BY_URGENCY and column == self.table.order:
            column, descending = (BY_URGENCY, False) if self.table.descending else (column, True)
        self.table.sort(column, descending=descending)
        self.bar.order.choose(column)
        self.table.setFocus()

    def _offer_walk_in(self) -> None:
        """The verb of another part, once it is there."""
        spec = self.services.actions.find(WALK_IN)
        if spec is None or self._walk_in is not None:
            return
        button = self._walk_in = KeyedButton(spec.title, icon="person-simple-walk", key=spec.shortcut)
        button.clicked.connect(spec.run)
        self.bar.add_verb(button)

    # How it stands.

    def _title(self) -> QWidget:
        place = QWidget()
        place.setProperty("leaves_room", "true")
        row = QHBoxLayout(place)
        row.setContentsMargins(12, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(page_title(self.spec.title))
        row.addWidget(self.subtitle)
        row.addStretch(1)
        return place

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 14, 24, 8)
        column.setSpacing(12)
        self.errors = ErrorPlace(tr("The list could not be read."), tr("Try again"), self.load)
        column.addLayout(self.errors)
        column.addWidget(self.strip)
        column.addWidget(self.bar)
        card = Card()
        card.body.setContentsMargins(1, 1, 1, 1)
        self.loading = LoadingBars(rows=9, pitch=40)
        waiting = QWidget()
        place = QVBoxLayout(waiting)
        place.setContentsMargins(20, 20, 20, 20)
        place.addWidget(self.loading)
        place.addStretch(1)
        for widget in (self.table, self.empty, waiting):
            self.stack.addWidget(widget)
        card.body.addWidget(self.stack)
        column.addWidget(card, 1)
        self.keys = KeyLine(self.spec.order_note)
        column.addWidget(self.keys)

    def _connect(self) -> None:
        self.table.acted.connect(self.steps.run)
        self.table.opened.connect(self.steps.details)
        self.table.asked_why.connect(self.why)
        self.table.moved.connect(self._tell_stay)
        self.table.sorted_by.connect(self._order)
        self.table.filter_asked.connect(self.bar.filter.setFocus)
        self.bar.filter.left.connect(self.table.setFocus)
        self.bar.narrowed.connect(lambda: self._narrow() if self.view is not None else None)
        self.bar.ordered.connect(self._order)
        self.bar.print_asked.connect(self.print_list)
        self.bar.export_asked.connect(self.export)
        self._gather.timeout.connect(self.load)
        self._tick.timeout.connect(self.load)
        self.services.hub.changed.connect(self._changed)
        self.services.theme.changed.connect(self.update)
