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
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.title: QLabel = caption(title)
        self.title.setBuddy(editor)
        if not editor.accessibleName():
            editor.setAccessibleName(title)
        column.addWidget(self.title)
        column.addWidget(editor)
        self._sentence = label("", SMALL, tone="danger", wrap=True)
        self._sentence.hide()
        column.addWidget(self._sentence)
        self._sign = IconLabel("warning-circle", "danger", CONTROL, editor)
        self._sign.hide()
        editor.installEventFilter(self)
        if isinstance(editor, QLineEdit):
            editor.textEdited.connect(self.clear)
        self.setFocusProxy(editor)

    @property
    def sentence(self) -> str:
        """What stands below, or ""."""
        return self._sentence.text() if not self._sentence.isHidden() else ""

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
        if self.sentence:
            self._sentence.hide()
            self._mark(wrong=False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the sign at the right edge."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _say(self, sentence: str, tone: str) -> None:
        set_tone(self._sentence, tone)
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))
        self.editor.setAccessibleDescription(sentence)

    def _mark(self, *, wrong: bool) -> None:
        if (self.editor.property("wrong") == "true") == wrong:
            return
        self.editor.setProperty("wrong", "true" if wrong else "")
        self.editor.style().unpolish(self.editor)
        self.editor.style().polish(self.editor)
        self._sign.setVisible(wrong and isinstance(self.editor, QLineEdit))
        self._place()

    def _place(self) -> None:
        self._sign.move(self.editor.width() - 10 - CONTROL, (self.editor.height() - CONTROL) // 2)
