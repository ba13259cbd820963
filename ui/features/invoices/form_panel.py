"""The form beside a list of settings: fields, refusals at their field, one filled verb, Cancel."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.kernel.changes import Outcome
from app.kernel.commands import Command
from app.kernel.errors import AppError, Choice
from app.kernel.text import tr
from ui.shell.services import ShellServices
from ui.widgets.buttons import KeyedButton, Kind, Size
from ui.widgets.form_field import FormField
from ui.widgets.labels import heading, label
from ui.widgets.side_panel import SidePanel
from ui.widgets.strips import NoticeBox
from ui.widgets.theme import SMALL

WIDTH = 340


class FormPanel(SidePanel):
    """`done()` when it was saved; `closed()` asks to close it. Enter saves, Esc leaves.

    `command` gives what saves the form; None when something is wrong, which is marked then.
    """

    done = Signal()

    def __init__(
        self, services: ShellServices, title: str, verb: str, sentence: str = "", *,
        command: Callable[[], Command | None], danger: bool = False,
    ) -> None:  # fmt: skip
        super().__init__()
        self.services, self._command = services, command
        self.told = sentence
        self.setFixedWidth(WIDTH)
        self.setAccessibleName(title)
        self.head.insertWidget(0, heading(title))
        self.fields: dict[str, FormField] = {}
        self.notice: NoticeBox | None = None
        self._notices = QVBoxLayout()
        self._notices.setSpacing(0)
        self.body.setSpacing(12)
        self.body.addLayout(self._notices)
        kind = Kind.DANGER_SOLID if danger else Kind.PRIMARY
        self.go = KeyedButton(verb, kind, key=tr("Enter"), size=Size.LARGE).stretch()
        self.go.clicked.connect(self.agree)
        self.foot.addWidget(self.go)
        self.cancel = KeyedButton(tr("Cancel"), key=tr("Esc"), size=Size.LARGE).stretch()
        self.cancel.clicked.connect(self.closed)
        self.foot.addWidget(self.cancel)
        self._verb: type[Command] | None = None

    def agree(self) -> None:
        """Save."""
        self.clear_refusal()
        command = self._command()
        if command is not None:
            self._verb = type(command)
            self.do(command, self.told)

    def do(self, command: Command, sentence: str) -> None:
        """Carry out a command, tell of it, and be done."""
        self.go.setEnabled(False)

        def saved(_outcome: Outcome) -> None:
            if command.why_never_undone():
                self.services.toasts.tell(sentence)
            else:
                self.services.did(command.id, sentence)
            self.go.setEnabled(True)
            # A choice that is the same verb is what was wanted; another one clears the way for it.
            if self._verb is None or isinstance(command, self._verb):
                self.done.emit()
            else:
                self.agree()

        self.services.operations.run_command(command, saved, self.refuse)

    def make(self, name: str, title: str, editor: QWidget) -> FormField:
        """A field; a refusal that names it is said there."""
        made = self.fields[name] = FormField(title, editor)
        return made

    def field(self, name: str, title: str, editor: QWidget) -> FormField:
        """A field across the form."""
        made = self.make(name, title, editor)
        self.body.addWidget(made)
        return made

    def note(self, text: str) -> None:
        """A small sentence."""
        self.body.addWidget(label(text, SMALL, tone="secondary", wrap=True))

    def wrong(self, name: str, sentence: str) -> None:
        """Mark a field, and take the keyboard there."""
        self.fields[name].say_wrong(sentence)
        self.fields[name].editor.setFocus()

    def refuse(self, error: AppError) -> None:
        """Say why not beside the field, with the choices above."""
        self.go.setEnabled(True)
        self.clear_refusal()
        known = error.field in self.fields
        if known:
            self.wrong(error.field, error.sentence)
        if known and not error.choices:
            return
        strong, text = (tr("You can do this instead:"), "") if known else (error.sentence, "")
        self.notice = NoticeBox(strong, text, [choice.label for choice in error.choices])
        for link, choice in zip(self.notice.links, error.choices, strict=True):
            link.clicked.connect(partial(self._take, choice))
        self._notices.addWidget(self.notice)

    def clear_refusal(self) -> None:
        """What was refused does not hold any more."""
        for field in self.fields.values():
            field.clear()
        if self.notice is not None:
            self._notices.removeWidget(self.notice)
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

    def sizeHint(self) -> QSize:
        """Its width."""
        return QSize(WIDTH, super().sizeHint().height())

    def _take(self, choice: Choice, *_pressed: object) -> None:
        self.clear_refusal()
        self.do(choice.command, choice.label)
