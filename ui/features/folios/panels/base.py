"""What every panel beside a folio has: a title, the window it speaks of, fields, one filled verb, Cancel."""

from functools import partial
from typing import Protocol

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.kernel.commands import Command
from app.kernel.errors import AppError, Choice
from app.kernel.text import tr
from ui.features.folios.desk import Done, FolioDesk
from ui.widgets.buttons import KeyedButton, Kind, Size
from ui.widgets.form_field import FormField
from ui.widgets.labels import heading, label, set_tone
from ui.widgets.side_panel import SidePanel
from ui.widgets.status_chip import StatusChip
from ui.widgets.strips import NoticeBox
from ui.widgets.theme import BODY, REGULAR, SEMIBOLD, theme

WIDTH = 328


class FolioPanel(SidePanel):
    """`done()` when its verb was carried out; `closed()` asks to close it."""

    done = Signal()
    verbs: tuple[type[Command], ...] = ()
    """The commands that the filled verb gives."""

    def __init__(self, desk: FolioDesk, title: str, verb: str, icon: str = "") -> None:
        super().__init__()
        self.desk = desk
        self.setFixedWidth(WIDTH)
        self.setAccessibleName(title)
        self.title = heading(title)
        self.head.insertWidget(0, self.title)
        self.chip = StatusChip("guest", "")
        self.chip.hide()
        self.head.insertWidget(2, self.chip)
        self.fields: dict[str, FormField] = {}
        self._notice = QVBoxLayout()
        self._notice.setSpacing(0)
        self.body.setSpacing(13)
        column = self.layout()
        if column is not None:
            column.setContentsMargins(1, 12, 0, 14)
        self.body.addLayout(self._notice)
        self.notice: NoticeBox | None = None
        self.go = KeyedButton(verb, Kind.PRIMARY, key=tr("Enter"), icon=icon, size=Size.LARGE).stretch()
        self.go.clicked.connect(self.agree)
        cancel = KeyedButton(tr("Cancel"), key=tr("Esc"), size=Size.LARGE).stretch()
        cancel.clicked.connect(self.closed)
        self.foot.addWidget(self.go)
        self.foot.addWidget(cancel)

    def agree(self) -> None:
        """Carry out the verb; each panel says how."""
        raise NotImplementedError

    def field(self, name: str, title: str, editor: QWidget) -> FormField:
        """Add a field; a refusal that names it is said there."""
        made = self.fields[name] = FormField(title, editor)
        self.body.addWidget(made)
        return made

    def show_window(self, number: int, *, company: bool = False) -> None:
        """Say of which window it speaks."""
        self.chip.show_status("company" if company else "guest", tr("Window {number}", number=number))
        self.chip.show()

    def refuse(self, error: AppError) -> None:
        """Say why not beside the field, with the choices under it."""
        self.go.setEnabled(True)
        self.clear_refusal()
        field = self.fields.get(error.field)
        if field is not None:
            field.say_wrong(error.sentence)
            field.setFocus()
        if field is None or error.choices:
            self._show_notice(error, with_sentence=field is None)

    def clear_refusal(self) -> None:
        """What was refused does not hold any more."""
        for field in self.fields.values():
            field.clear()
        if self.notice is not None:
            self._notice.removeWidget(self.notice)
            self.notice.hide()
            self.notice.deleteLater()
            self.notice = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is the filled verb, Esc leaves."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.go.isEnabled():
                self.agree()
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground and left edge."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(theme().colours.line)
        painter.drawLine(0, 0, 0, self.height())

    def sizeHint(self) -> QSize:
        """328 wide."""
        return QSize(WIDTH, super().sizeHint().height())

    def show_notice_box(self, notice: NoticeBox) -> None:
        """Show a box above the fields, in the place of another."""
        self.notice = notice
        self._notice.addWidget(notice)

    def finished(self, *_outcome: object) -> None:
        """The verb was carried out."""
        self.done.emit()

    def _show_notice(self, error: AppError, *, with_sentence: bool) -> None:
        first, _, rest = error.sentence.partition(". ")
        strong = f"{first.rstrip('.')}." if with_sentence else tr("You can do this instead:")
        choices = error.choices[:3]
        notice = NoticeBox(strong, rest if with_sentence else "", [c.label for c in choices])
        for link, choice in zip(notice.links, choices, strict=True):
            link.setToolTip(choice.detail)
            link.clicked.connect(partial(self.take, choice))
        self.show_notice_box(notice)

    def take(self, choice: Choice, *_pressed: object) -> None:
        """Do what a refusal offered."""
        self.clear_refusal()
        # A choice that is the same verb is what was wanted; another one clears the way for it.
        mine = isinstance(choice.command, self.verbs)
        way = self.after(choice.command) if mine else self._again
        self.desk.do(choice.command, choice.label, on_done=way, on_refused=self.refuse)

    def after(self, command: Command) -> Done:
        """What follows when a choice was the verb itself."""
        del command
        return self.finished

    def _again(self, *_outcome: object) -> None:
        self.agree()


class Say(Protocol):
    """Shows a value of a line."""

    def __call__(self, text: str, tone: str = "") -> None:
        """Show a text in a tone."""
        ...


class Sums(QVBoxLayout):
    """Lines of name and amount, as "Balance now — 115.00"."""

    def __init__(self) -> None:
        super().__init__()
        self.setSpacing(3)

    def line(self, name: str, *, strong: bool = False) -> Say:
        """Add a line; the result shows a value in a tone."""
        row = QHBoxLayout()
        left = label(name, BODY, SEMIBOLD if strong else REGULAR, "" if strong else "secondary")
        value = label("", BODY, SEMIBOLD if strong else REGULAR)
        row.addWidget(left, 1)
        row.addWidget(value)
        self.addLayout(row)

        def show(text: str, tone: str = "") -> None:
            value.setText(text)
            set_tone(value, tone)

        return show
