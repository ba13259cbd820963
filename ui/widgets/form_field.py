"""A field of a form: its label above, the input, and a sentence in danger below where it is wrong."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from ui.widgets.icons import CONTROL
from ui.widgets.labels import IconLabel, caption, label, set_tone
from ui.widgets.theme import SMALL


class FormField(QWidget):
    """`say_wrong` marks the input and says why; editing takes the mark away."""

    def __init__(self, title: str, editor: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor = editor
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.title: QLabel = caption(title)
        self.title.setBuddy(editor)
        if not editor.accessibleName():
            editor.setAccessibleName(title)
        column.addWidget(self.title)
        column.addWidget(editor)
        # Most fields are never wrong: sentence and sign are made when there is something to say.
        self._sentence: QLabel | None = None
        self._sign: IconLabel | None = None
        if isinstance(editor, QLineEdit):
            editor.textEdited.connect(self.clear)
        self.setFocusProxy(editor)

    @property
    def sentence(self) -> str:
        """What stands below, or ""."""
        return "" if self._sentence is None or self._sentence.isHidden() else self._sentence.text()

    def say_wrong(self, sentence: str) -> None:
        """Mark the input and say why and what helps."""
        self._say(sentence, "danger")
        self._mark(wrong=True)

    def say(self, sentence: str, tone: str = "secondary") -> None:
        """Say something that is not wrong, in another tone."""
        self._say(sentence, tone)
        self._mark(wrong=False)

    def clear(self) -> None:
        """Take mark and sentence away."""
        if self._sentence is not None and self.sentence:
            self._sentence.hide()
            self._mark(wrong=False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the sign at the right edge."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _say(self, sentence: str, tone: str) -> None:
        self.editor.setAccessibleDescription(sentence)
        if self._sentence is None:
            if not sentence:
                return
            self._sentence = label("", SMALL, tone=tone, wrap=True)
            self._column.addWidget(self._sentence)
        set_tone(self._sentence, tone)
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))

    def _mark(self, *, wrong: bool) -> None:
        if (self.editor.property("wrong") == "true") == wrong:
            return
        self.editor.setProperty("wrong", "true" if wrong else "")
        self.editor.style().unpolish(self.editor)
        self.editor.style().polish(self.editor)
        if isinstance(self.editor, QLineEdit):
            self._show_sign(wrong=wrong)

    def _show_sign(self, *, wrong: bool) -> None:
        if self._sign is None:
            self._sign = IconLabel("warning-circle", "danger", CONTROL, self.editor)
            self.editor.installEventFilter(self)
        self._sign.setVisible(wrong)
        self._place()

    def _place(self) -> None:
        if self._sign is not None:
            self._sign.move(self.editor.width() - 10 - CONTROL, (self.editor.height() - CONTROL) // 2)
