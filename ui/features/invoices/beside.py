"""A list with one form beside it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.features.invoices.form_panel import FormPanel
from ui.widgets.labels import Card


class Beside(QWidget):
    """`content` fills the place; a form takes its right side until it is done or closed."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self.content = QVBoxLayout()
        self.content.setSpacing(12)
        row.addLayout(self.content, 1)
        self._place = Card()
        self._place.body.setContentsMargins(1, 1, 1, 1)
        self._place.hide()
        row.addWidget(self._place)
        self.form: QWidget | None = None

    def show_form(self, form: FormPanel) -> None:
        """Show a form in the place of another; its first field has the keyboard."""
        self.show_widget(form)
        form.done.connect(self.close_form)
        form.closed.connect(self.close_form)
        first = next(iter(form.fields.values()), None)
        if first is not None:
            first.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_widget(self, widget: QWidget) -> None:
        """Show something else there."""
        self.close_form()
        self.form = widget
        self._place.body.addWidget(widget)
        self._place.show()
        widget.show()

    def close_form(self) -> None:
        """The list alone."""
        form, self.form = self.form, None
        if form is not None:
            form.hide()
            self._place.hide()
            self._place.body.removeWidget(form)
            form.deleteLater()
