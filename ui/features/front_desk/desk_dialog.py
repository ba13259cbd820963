"""The frame of the desk's large dialogs: a veil over the window, a head with the guest, a foot whose filled
button says what Enter does."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QHideEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.features.reservations import StayView
from app.kernel.changes import Outcome
from app.kernel.commands import Command
from app.kernel.errors import AppError, Choice
from app.kernel.text import tr, trn
from ui.shell.refusing import popover_of
from ui.shell.services import ShellServices
from ui.widgets.buttons import IconButton, KeyedButton, Kind, Size
from ui.widgets.day_text import short_day
from ui.widgets.labels import IconLabel, label, page_title
from ui.widgets.refusal import RefusalPopover
from ui.widgets.theme import BODY, SECTION, SEMIBOLD, SMALL, font, theme

WIDTH, HEIGHT, HEAD, FOOT, MARGIN = 1120, 772, 72, 60, 24
LEAST = QSize(940, 640)
DIM = QColor(16, 21, 30, 120)


class Veil(QWidget):
    """Dims the window while a dialog is open over it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        window.installEventFilter(self)
        self.setGeometry(window.rect())
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the window."""
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Dim."""
        del event
        QPainter(self).fillRect(self.rect(), DIM)


class Initials(QWidget):
    """The first letters of a guest's names in a circle."""

    def __init__(self, given: str, surname: str) -> None:
        super().__init__()
        self._text = (given[:1] + surname[:1]).upper() or "?"
        self.setFixedSize(40, 40)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint them."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = theme().colours
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.accent_soft)
        painter.drawEllipse(self.rect())
        painter.setPen(colours.accent)
        painter.setFont(font(SECTION, SEMIBOLD))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._text)


class DeskDialog(QDialog):
    """Subclasses fill `body`, set `go` and answer `advance` (Enter) and `pass_over` (Ctrl+Enter)."""

    def __init__(self, services: ShellServices, title: str, stay: StayView | None) -> None:
        window = services.navigator.dialog_parent
        super().__init__(window, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.services = services
        room = window.size() - QSize(2 * MARGIN, 2 * MARGIN)
        self.resize(QSize(WIDTH, HEIGHT).boundedTo(room).expandedTo(LEAST))
        self._veil: Veil | None = None
        self.popover: RefusalPopover | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        self.amount_word, self.amount = label("", SMALL, tone="secondary"), label("", SECTION, SEMIBOLD)
        column.addWidget(self._head(title, stay))
        ground = self.ground = QWidget(self)
        ground.setProperty("ground", "window")
        self.body = QVBoxLayout(ground)
        self.body.setContentsMargins(MARGIN, 16, MARGIN, 16)
        self.body.setSpacing(12)
        column.addWidget(ground, 1)
        self.said, self.hint = label("", BODY, SEMIBOLD), label("", BODY, tone="secondary")
        self.leave = KeyedButton(tr("Cancel"), key=tr("Esc"), size=Size.LARGE)
        self.other = KeyedButton("", key=tr("Ctrl+Enter"), size=Size.LARGE)
        self.go = KeyedButton("", Kind.PRIMARY, key=tr("Enter"), size=Size.LARGE)
        column.addWidget(self._foot())
        self.leave.clicked.connect(self.reject)
        self.other.clicked.connect(self.pass_over)
        self.go.clicked.connect(self.advance)

    def advance(self) -> None:
        """Do what the filled button says."""

    def pass_over(self) -> None:
        """Do it without the step that is open."""

    def show_amount(self, word: str, text: str) -> None:
        """A figure at the right of the head."""
        self.amount_word.setText(word)
        self.amount.setText(text)

    def run(
        self,
        command: Command,
        sentence: str,
        on_done: Callable[[Outcome], None] | None = None,
        on_refused: Callable[[AppError], bool] | None = None,
        *,
        tell: bool = False,
    ) -> None:
        """Run a command. Undo knows it; `tell` shows a toast too. `on_refused` may take the refusal."""
        self.go.setEnabled(False)

        def done(outcome: Outcome) -> None:
            if tell and not command.why_never_undone():
                self.services.did(command.id, sentence)
            elif tell:
                self.services.toasts.tell(sentence)
            elif not command.why_never_undone():
                self.services.undo.push(command.id, sentence)
            self.go.setEnabled(True)
            if on_done is not None:
                on_done(outcome)

        def refused(error: AppError) -> None:
            self.go.setEnabled(True)
            if on_refused is None or not on_refused(error):
                self.show_refusal(error, on_done)

        self.services.operations.run_command(command, done, refused, initiator=self)

    def show_refusal(self, error: AppError, on_done: Callable[[Outcome], None] | None = None) -> None:
        """Say why not at the foot; what would succeed is offered."""
        self.say(error.sentence, "danger")
        if not error.choices:
            return
        popover = self.popover = popover_of(self.services, error, self, self.reject)
        assert popover is not None, "what offers something is said in a popover"

        def take(choice: Choice) -> None:
            self.run(choice.command, choice.label, on_done or (lambda _outcome: self.reload()))

        popover.chosen.connect(take)
        popover.adjustSize()
        popover.open_at(self.mapToGlobal(self.rect().center() - popover.rect().center()))

    def reload(self) -> None:
        """Read everything again."""

    def say(self, strong: str, tone: str = "", hint: str = "") -> None:
        """What stands at the left of the foot."""
        self.said.setText(strong)
        self.said.setProperty("tone", tone)
        self.said.style().unpolish(self.said)
        self.said.style().polish(self.said)
        self.hint.setText(hint)

    def open_over(self) -> None:
        """Show it in the middle of the window, which is dimmed a moment later: the dialog comes first."""
        window = self.services.navigator.dialog_parent
        self.open()
        self.move(window.mapToGlobal(window.rect().center()) - self.rect().center())
        QTimer.singleShot(0, self, self._dim)

    def _dim(self) -> None:
        if self.isVisible() and self._veil is None:
            self._veil = Veil(self.services.navigator.dialog_parent)

    def hideEvent(self, event: QHideEvent) -> None:
        """Put away for a while, the window behind it is bright."""
        super().hideEvent(event)
        if self._veil is not None:
            self._veil.hide()

    def showEvent(self, event: QShowEvent) -> None:
        """Here again, the window is dimmed again."""
        super().showEvent(event)
        if self._veil is not None:
            self._veil.show()
            self._veil.raise_()

    def done(self, result: int) -> None:
        """Take the veil away."""
        if self._veil is not None:
            self._veil.hide()
            self._veil.deleteLater()
            self._veil = None
        super().done(result)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Ctrl+Enter, wherever the keyboard is; Esc leaves."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                if self.other.isVisible() and self.other.isEnabled():
                    self.pass_over()
            elif self.go.isEnabled():
                self.advance()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the edge."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(QPen(theme().colours.line_strong, 1))
        painter.drawRect(QRect(0, 0, self.width() - 1, self.height() - 1))

    def _head(self, title: str, stay: StayView | None) -> QFrame:
        head = QFrame(self)
        head.setProperty("ground", "surface")
        head.setFixedHeight(HEAD)
        row = QHBoxLayout(head)
        row.setContentsMargins(MARGIN, 10, 16, 10)
        row.setSpacing(16)
        text = QVBoxLayout()
        text.setSpacing(2)
        first = QHBoxLayout()
        first.setSpacing(8)
        shown = page_title(title)
        first.addWidget(shown)
        if stay is not None:
            row.addWidget(Initials(stay.given, stay.surname))
            if stay.vip:
                first.addWidget(IconLabel("fa6s.star", "warning", 16))
        first.addStretch(1)
        text.addLayout(first)
        self.about = label(about_stay(stay) if stay is not None else "", BODY, tone="secondary")
        text.addWidget(self.about)
        row.addLayout(text, 1)
        figures = QVBoxLayout()
        figures.setSpacing(2)
        figures.addStretch(1)
        for shown in (self.amount_word, self.amount):
            shown.setAlignment(Qt.AlignmentFlag.AlignRight)
            figures.addWidget(shown)
        figures.addStretch(1)
        row.addLayout(figures)
        close = IconButton("x", tr("Close"), Kind.QUIET)
        close.clicked.connect(self.reject)
        row.addWidget(close)
        return head

    def _foot(self) -> QFrame:
        foot = QFrame(self)
        foot.setProperty("ground", "surface")
        foot.setFixedHeight(FOOT)
        row = QHBoxLayout(foot)
        row.setContentsMargins(MARGIN, 0, 20, 0)
        row.setSpacing(8)
        row.addWidget(self.said)
        row.addWidget(self.hint)
        row.addStretch(1)
        for button in (self.leave, self.other, self.go):
            row.addWidget(button)
        return foot


def about_stay(stay: StayView) -> str:
    """Room, type, dates, party and where the booking came from, in one line."""
    nights = (stay.departure - stay.arrival).days
    room = stay.nights[0].room if stay.nights else ""
    parts = [
        tr("Room {room}", room=room) if room else tr("no room yet"),
        stay.room_type,
        tr("{from_} – {to}, {nights}", from_=short_day(stay.arrival), to=short_day(stay.departure),
           nights=trn("{n} night", "{n} nights", nights) if nights else tr("day use")),
        trn("{n} adult", "{n} adults", stay.adults),
    ]  # fmt: skip
    if stay.children:
        parts.append(trn("{n} child", "{n} children", stay.children))
    parts.append(stay.number)
    return " · ".join(part for part in parts if part)
