"""What can be done with several documents at once: print them, send them; and what waits of a print run."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.features.invoices import DocumentRow
from app.kernel.text import tr, trn
from ui.shell.print_run import PrintRun
from ui.shell.services import ShellServices
from ui.widgets.buttons import KeyedButton
from ui.widgets.data_table import DataTable
from ui.widgets.strips import ErrorStrip


class ChosenBar(QWidget):
    """Shows while more than one row is chosen. `mail_asked(rows)`; `waiting` holds the rest of a run."""

    mail_asked = Signal(object)

    def __init__(self, services: ShellServices, table: DataTable[DocumentRow]) -> None:
        super().__init__()
        self._services, self._table = services, table
        self.run: PrintRun | None = None
        self.strip: ErrorStrip | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.print = KeyedButton("", icon="printer")
        self.print.clicked.connect(self.print_chosen)
        self.mail = KeyedButton("", icon="envelope-simple")
        self.mail.clicked.connect(lambda: self.mail_asked.emit(self.rows))
        row.addWidget(self.print)
        row.addWidget(self.mail)
        self.waiting = QWidget()
        QVBoxLayout(self.waiting).setContentsMargins(0, 0, 0, 0)
        self.waiting.hide()
        self.hide()
        table.selectionModel().selectionChanged.connect(lambda _new, _old: self._show())
        table.rows_model.modelReset.connect(self._show)

    @property
    def rows(self) -> list[DocumentRow]:
        """The chosen documents, in the order of the list."""
        indexes = sorted(index.row() for index in self._table.selectionModel().selectedRows())
        return [self._table.rows_model.row(index) for index in indexes]

    def print_chosen(self) -> None:
        """Each to the printer of its kind, one after the other."""
        self._forget()
        run = self.run = PrintRun(self._services, [row.id for row in self.rows], self)
        run.ended.connect(self._ended)
        run.stopped.connect(self._stopped)
        run.go_on()

    def _ended(self) -> None:
        if self.run is not None:
            count = self.run.printed
            self._services.toasts.tell(trn("{n} document is printed", "{n} documents are printed", count))
        self._forget()

    def _stopped(self, sentence: str) -> None:
        run = self.run
        if run is None:
            return
        self._clear()
        left = len(run.waiting)
        strong = trn("{n} document waits to be printed.", "{n} documents wait to be printed.", left)
        self.strip = ErrorStrip(strong, sentence, tr("Go on"), tone="warning")
        if self.strip.button is not None:
            self.strip.button.clicked.connect(self._go_on)
        layout = self.waiting.layout()
        assert layout is not None
        layout.addWidget(self.strip)
        self.waiting.show()

    def _go_on(self) -> None:
        self._clear()
        if self.run is not None:
            self.run.go_on()

    def _clear(self) -> None:
        self.waiting.hide()
        if self.strip is not None:
            self.strip.hide()
            self.strip.deleteLater()
            self.strip = None

    def _forget(self) -> None:
        self._clear()
        if self.run is not None:
            self.run.deleteLater()
            self.run = None

    def _show(self) -> None:
        count = len(self._table.selectionModel().selectedRows())
        self.print.setText(trn("Print {n}", "Print {n}", count))
        self.mail.setText(trn("Send {n} by e-mail", "Send {n} by e-mail", count))
        self.setVisible(count > 1)
