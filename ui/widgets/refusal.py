"""Why not: a popover that says who and why, and up to three steps: moves that would succeed, places to go."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.kernel.errors import AppError, Choice
from app.kernel.text import tr
from ui.widgets.buttons import IconButton, KeyedButton, Kind, LinkButton, Size
from ui.widgets.floating import SHADOW, Floating
from ui.widgets.key_cap import KeyCap
from ui.widgets.labels import IconLabel, heading, label
from ui.widgets.shapes import rounded
from ui.widgets.status_chip import StatusChip
from ui.widgets.theme import BODY, MEDIUM, MICRO, SEMIBOLD, SMALL, font, theme

WIDTH = 548
MOST_CHOICES = 3


May = Callable[[str], bool]
"""Whether somebody's role allows a verb."""


@dataclass(frozen=True, slots=True)
class Way:
    """A verb of the window that leads on, where no command alone would do; `key` is its own."""

    title: str
    key: str
    run: Callable[[], None]


def _all(verb: str) -> bool:
    del verb
    return True


def _does(verb: str) -> str:
    del verb
    return tr("Do it")


class _Number(QWidget):
    """The number of a choice in a box."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number
        self.setFixedSize(QSize(22, 22))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the box."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        c = theme().colours
        painter.setPen(QPen(c.line_strong, 1))
        painter.setBrush(c.surface)
        painter.drawPath(rounded(self.rect(), 4))
        painter.setFont(font(SMALL, MEDIUM))
        painter.setPen(c.text)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, str(self._number))


class _ChoiceRow(QFrame):
    """One step: a move that would succeed, or a place to go."""

    chosen = Signal()
    entered = Signal()

    def __init__(self, number: int, title: str, about: str, does: str, *, withheld: bool = False) -> None:
        super().__init__()
        self._held = False
        self.setMinimumHeight(52)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 12, 8)
        row.setSpacing(12)
        row.addWidget(_Number(number))
        text = QVBoxLayout()
        text.setSpacing(0)
        text.addWidget(label(title, BODY, SEMIBOLD, wrap=True))
        needs = tr("Needs the PIN of somebody whose role allows it") if withheld else ""
        detail = " · ".join(part for part in (about, needs) if part)
        if detail:
            text.addWidget(label(detail, SMALL, tone="secondary", wrap=True))
        row.addLayout(text, 1)
        self._number = number
        verb, icon = (tr("Ask for a PIN"), "lock-simple") if withheld else (does, "")
        self._first = KeyedButton(verb, Kind.PRIMARY, key=tr("Enter"), icon=icon)
        self._other = KeyedButton(verb, key=str(number), icon=icon)
        for button in (self._first, self._other):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(self.chosen)
            row.addWidget(button)
        self.hold(held=False)

    def hold(self, *, held: bool) -> None:
        """Whether Enter takes this one."""
        self._held = held
        self._first.setVisible(held)
        self._other.setVisible(not held)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground and the line above."""
        del event
        painter = QPainter(self)
        c = theme().colours
        if self._held:
            painter.fillRect(self.rect(), c.selection)
            painter.fillRect(QRect(0, 0, 3, self.height()), c.accent)
        painter.setPen(QPen(c.line, 1))
        painter.drawLine(0, 0, self.width(), 0)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The row is the button too."""
        del event
        self.chosen.emit()

    def enterEvent(self, event: QEvent) -> None:
        """The pointer holds it."""
        del event
        self.entered.emit()


class RefusalPopover(Floating):
    """Opens at a refused action. `chosen(Choice)` when a move is taken, `left()` on Esc."""

    chosen = Signal(object)
    left = Signal()

    def __init__(
        self,
        error: AppError,
        parent: QWidget | None = None,
        *,
        popup: bool = True,
        may: May = _all,
        does: Callable[[str], str] = _does,
        rule: str = "",
        ways: Sequence[Way] = (),
        show_rule: Callable[[], None] | None = None,
    ) -> None:
        super().__init__(parent, popup=popup)
        self.rule, self._show_rule = rule or error.rule(), show_rule
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(error.sentence)
        self._choices = error.choices[:MOST_CHOICES]
        self.ways = tuple(ways[: MOST_CHOICES - len(self._choices)])
        self._held = 0
        self._taken = False
        inner = QFrame()
        column = QVBoxLayout(inner)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(self._head(error))
        self._rows = [
            _ChoiceRow(
                number, choice.label, choice.detail, does(choice.command.verb),
                withheld=not may(choice.command.verb),
            )
            for number, choice in enumerate(self._choices, 1)
        ]  # fmt: skip
        self._rows += [
            _ChoiceRow(number, way.title, tr("Key: {key}", key=way.key) if way.key else "", tr("Go there"))
            for number, way in enumerate(self.ways, len(self._choices) + 1)
        ]
        for index, row in enumerate(self._rows):
            row.chosen.connect(lambda index=index: self.take(index))
            row.entered.connect(lambda index=index: self._hold(index))
            column.addWidget(row)
        self._keys: dict[Qt.Key, Callable[[], None]] = {}
        self._foot_row = QHBoxLayout()
        column.addWidget(self._foot(error))
        self.body.addWidget(inner)
        self.setFixedWidth(WIDTH + 2 * SHADOW)
        self._hold(0)

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The moves that are offered."""
        return self._choices

    def add_way(self, title: str, key: Qt.Key, letter: str, run: Callable[[], None]) -> KeyedButton:
        """Offer something beside the moves, such as a search for others; the popover closes first."""

        def go() -> None:
            self.close()
            run()

        self._keys[key] = go
        button = KeyedButton(title, key=letter, icon="magic-wand", size=Size.DENSE)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(go)
        self._foot_row.insertWidget(0, button)
        self._foot_row.insertSpacing(1, 8)
        return button

    def open_at(self, point: QPoint) -> None:
        """Show with the card's upper left corner at a point of the screen, inside it."""
        self.adjustSize()
        room = self.screen().availableGeometry()
        x = min(point.x(), room.right() - self.width()) - SHADOW
        y = min(point.y(), room.bottom() - self.height()) - SHADOW
        self.move(max(x, room.left()), max(y, room.top()))
        self.show()
        self.raise_()
        self.setFocus()

    def take(self, index: int) -> None:
        """Take a step; nothing happens without one."""
        if not 0 <= index < len(self._rows) or self._taken:
            return
        self._taken = True
        self.close()
        if index < len(self._choices):
            self.chosen.emit(self._choices[index])
        else:
            self.ways[index - len(self._choices)].run()

    def show_rule(self) -> None:
        """Where the rule is set."""
        if self._show_rule is not None:
            self.close()
            self._show_rule()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1, 2, 3, arrows, Enter, Esc."""
        key = event.key()
        if Qt.Key(key) in self._keys:
            self._keys[Qt.Key(key)]()
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_3:
            self.take(key - Qt.Key.Key_1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._rows:
                self.take(self._held)
            else:
                self._leave()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self._rows:
            self._hold((self._held + (1 if key == Qt.Key.Key_Down else -1)) % len(self._rows))
        elif key == Qt.Key.Key_Escape:
            self._leave()
        elif key == Qt.Key.Key_F1:
            self.show_rule()
        else:
            super().keyPressEvent(event)

    def _leave(self) -> None:
        self.close()
        self.left.emit()

    def _hold(self, index: int) -> None:
        self._held = index
        for at, row in enumerate(self._rows):
            row.hold(held=at == index)

    def _head(self, error: AppError) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(16, 12, 10, 14)
        row.setSpacing(10)
        row.addWidget(IconLabel("warning", "warning", 18), 0, Qt.AlignmentFlag.AlignTop)
        first, _, rest = error.sentence.partition(". ")
        text = QVBoxLayout()
        text.setSpacing(3)
        title = heading(first if not rest else f"{first}.")
        title.setWordWrap(True)
        text.addWidget(title)
        if rest:
            text.addWidget(label(rest, BODY, tone="secondary", wrap=True))
        if self.rule:
            line = _rule(self.rule)
            if self._show_rule is not None:
                link = LinkButton(tr("Show rule"))
                link.setFocusPolicy(Qt.FocusPolicy.NoFocus)
                link.clicked.connect(self.show_rule)
                line.addWidget(link)
            text.addLayout(line)
        row.addLayout(text, 1)
        close = IconButton("x", tr("Leave as it is (Esc)"), Kind.QUIET, size=Size.DENSE)
        close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        close.clicked.connect(self._leave)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _foot(self, error: AppError) -> QWidget:
        foot = _Foot()
        row = self._foot_row
        foot.setLayout(row)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(6)
        row.addWidget(KeyCap(tr("Esc")))
        row.addWidget(label(tr("leave as it is"), MICRO, tone="secondary"))
        if self._show_rule is not None:
            row.addSpacing(6)
            row.addWidget(KeyCap(tr("F1")))
            row.addWidget(label(tr("about this rule"), MICRO, tone="secondary"))
        row.addStretch(1)
        row.addWidget(label(error.code, MICRO, tone="muted"))
        return foot


def _rule(sentence: str) -> QHBoxLayout:
    """The rule of the house behind it."""
    row = QHBoxLayout()
    row.setContentsMargins(0, 5, 0, 0)
    row.setSpacing(8)
    row.addWidget(StatusChip("rule", tr("Rule")))
    row.addWidget(label(sentence, SMALL, MEDIUM), 1)
    return row


class _Foot(QWidget):
    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        c = theme().colours
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(c.window)
        painter.drawRoundedRect(self.rect().adjusted(0, -10, 0, 0), 7, 7)
        painter.setPen(QPen(c.line, 1))
        painter.drawLine(0, 0, self.width(), 0)
