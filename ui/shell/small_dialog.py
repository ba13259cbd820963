"""The frame of the desk's small dialogs: what it is about, fields, one filled verb, refusals at a field."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.kernel.changes import Outcome
from app.kernel.commands import Command
from app.kernel.errors import AppError, Choice
from app.kernel.text import tr
from ui.shell.services import ShellServices
from ui.widgets.buttons import KeyedButton, Kind, Size
from ui.widgets.form_field import FormField
from ui.widgets.labels import label, page_title, rule
from ui.widgets.strips import NoticeBox
from ui.widgets.theme import BODY

WIDTH = 520


class SmallDialog(QDialog):
    """Enter does the filled verb, Esc leaves. A choice of a refusal does what it says and closes."""

    def __init__(
        self, services: ShellServices, title: str, about: str = "", *, verb: str, danger: bool = False,
        width: int = WIDTH,
    ) -> None:  # fmt: skip
        super().__init__(services.navigator.dialog_parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setFixedWidth(width)
        self.services = services
        self.fields: dict[str, FormField] = {}
        self.notice: NoticeBox | None = None
        self.title, self.about = page_title(title), label(about, BODY, tone="secondary", wrap=True)
        self.title.setWordWrap(True)
        self.go = KeyedButton(
            verb, Kind.DANGER_SOLID if danger else Kind.PRIMARY, key=tr("Enter"), size=Size.LARGE
        )
        self.other = KeyedButton("", key=tr("Ctrl+Enter"), size=Size.LARGE)
        self.other.hide()
        self.leave = KeyedButton(tr("Leave it"), key=tr("Esc"), size=Size.LARGE)
        self.body, self._notices = QVBoxLayout(), QVBoxLayout()
        self._lay_out()
        self.go.clicked.connect(self.agree)
        self.other.clicked.connect(self.agree_other)
        self.leave.clicked.connect(self.reject)

    def agree(self) -> None:
        """What the filled button does."""

    def agree_other(self) -> None:
        """What the button beside it does."""

    def field(self, name: str, title: str, editor: QWidget) -> FormField:
        """A field across the dialog; a refusal that names it is said there."""
        made = self.fields[name] = FormField(title, editor)
        self.body.addWidget(made)
        return made

    def row(self, *parts: tuple[str, str, QWidget, int]) -> None:
        """Fields beside each other: name, title, editor, share of the width."""
        line = QHBoxLayout()
        line.setSpacing(10)
        for name, title, editor, stretch in parts:
            made = self.fields[name] = FormField(title, editor)
            line.addWidget(made, stretch, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(line)

    def do(
        self, command: Command, sentence: str | Callable[[Outcome], str],
        on_done: Callable[[Outcome], None] | None = None,
    ) -> None:  # fmt: skip
        """Carry a command out, tell of it, and close."""
        self._clear()
        self.go.setEnabled(False)

        def done(outcome: Outcome) -> None:
            told = sentence if isinstance(sentence, str) else sentence(outcome)
            self.accept()
            if command.why_never_undone():
                self.services.toasts.tell(told)
            else:
                self.services.did(command.id, told)
            if on_done is not None:
                on_done(outcome)

        self.services.operations.run_command(command, done, self.refuse, initiator=self)

    def refuse(self, error: AppError) -> None:
        """Say why not at the field, else above; what would succeed can be pressed."""
        self.go.setEnabled(True)
        self._clear()
        at = self.fields.get(error.field)
        if at is not None and at.isVisible():
            at.say_wrong(error.sentence)
            at.editor.setFocus()
            if not error.choices:
                return
        self.say(error.sentence, error.choices)

    def say(self, sentence: str, choices: Sequence[Choice] = (), *, tone: str = "warning") -> None:
        """A box above the fields, with what can be done instead."""
        self._clear()
        box = self.notice = NoticeBox(sentence, "", [choice.label for choice in choices], tone=tone)
        for link, choice in zip(box.links, choices, strict=True):
            link.clicked.connect(partial(self._take, choice))
        self._notices.addWidget(box)
        self.adjustSize()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Ctrl+Enter wherever the keyboard is; Esc leaves."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            other = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if other and self.other.isVisible() and self.other.isEnabled():
                self.agree_other()
            elif not other and self.go.isEnabled():
                self.agree()
        else:
            super().keyPressEvent(event)

    def _take(self, choice: Choice, *_pressed: object) -> None:
        self.do(choice.command, choice.label)

    def _clear(self) -> None:
        for field in self.fields.values():
            field.clear()
        if self.notice is not None:
            self._notices.removeWidget(self.notice)
            self.notice.hide()
            self.notice.deleteLater()
            self.notice = None

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(24, 14, 24, 12)
        head.setSpacing(2)
        head.addWidget(self.title)
        head.addWidget(self.about)
        self.about.setVisible(bool(self.about.text()))
        column.addLayout(head)
        column.addWidget(rule())
        inner = QVBoxLayout()
        inner.setContentsMargins(24, 16, 24, 16)
        inner.setSpacing(12)
        inner.addLayout(self._notices)
        self.body.setSpacing(12)
        inner.addLayout(self.body)
        column.addLayout(inner)
        column.addWidget(rule())
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 11, 24, 13)
        foot.setSpacing(8)
        foot.addStretch(1)
        for button in (self.leave, self.other, self.go):
            foot.addWidget(button)
            button.setAutoDefault(False)
        column.addLayout(foot)
