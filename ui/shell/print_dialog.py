"""The pages as they will be, and how to print them: printer, copies, both sides, tray; or save the PDF."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt, Signal
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from app.kernel.errors import AppError
from app.kernel.text import tr, trn
from ui.shell.paper import (
    MOST_COPIES,
    PrintChoice,
    Sheet,
    Sides,
    Tray,
    choice_of,
    printers,
    remember,
)
from ui.shell.services import ShellServices
from ui.widgets.buttons import KeyedButton, Kind
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.form_field import FormField
from ui.widgets.labels import heading, label
from ui.widgets.segmented import SegmentedControl
from ui.widgets.strips import NoticeBox
from ui.widgets.theme import SMALL

WIDTH, HEIGHT, SIDE = 900, 680, 288


class PrintDialog(QDialog):
    """`agreed(PrintChoice)`. Enter prints, Esc leaves."""

    agreed = Signal(object)

    def __init__(self, services: ShellServices, sheet: Sheet, error: AppError | None = None) -> None:
        super().__init__(services.navigator.dialog_parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Print {title}", title=sheet.title))
        self.resize(WIDTH, HEIGHT)
        self._services, self._sheet = services, sheet
        self._buffer = QBuffer(self)
        self._buffer.setData(QByteArray(sheet.pdf))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document = QPdfDocument(self)
        self.document.load(self._buffer)
        view = QPdfView(self)
        view.setDocument(self.document)
        view.setPageMode(QPdfView.PageMode.MultiPage)
        view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(view, 1)
        row.addWidget(self._side())
        self._show_choice(choice_of(services.preferences, sheet.kind))
        if error is not None:
            self.printer_field.say_wrong(error.sentence)

    @property
    def choice(self) -> PrintChoice | None:
        """What is chosen; None where there is no printer."""
        name = self.printer.choice
        if not isinstance(name, str) or not name:
            return None
        return PrintChoice(
            name, self.copies.value(), Sides(self.sides.choice), Tray(str(self.tray.choice or Tray.AUTO))
        )

    def print_it(self) -> None:
        """Print, and print this kind like that from now on."""
        choice = self.choice
        if choice is None:
            self.printer_field.say_wrong(tr("This computer has no printer. Save the PDF instead."))
            return
        if choice.printer not in printers():
            gone = tr("The printer {name} is not there any more. Choose another one.", name=choice.printer)
            self.printer_field.say_wrong(gone)
            return
        remember(self._services.preferences, self._sheet.kind, choice)
        self.accept()
        self.agreed.emit(choice)

    def save(self) -> None:
        """Write the PDF into a file."""
        name, _ = QFileDialog.getSaveFileName(
            self, tr("Save the PDF"), f"{self._sheet.title}.pdf", tr("PDF (*.pdf)")
        )
        if name:
            self.write(Path(name))

    def write(self, path: Path) -> None:
        """Write the PDF, or say why it cannot be written."""
        try:
            path.write_bytes(self._sheet.pdf)
        except OSError as error:
            reason = error.strerror or str(error)
            self.printer_field.say_wrong(tr("The file cannot be written: {reason}.", reason=reason))
            return
        self.accept()
        self._services.toasts.tell(tr("Saved as {name}", name=path.name))

    def _side(self) -> QWidget:
        side = QWidget()
        side.setProperty("ground", "surface")
        side.setFixedWidth(SIDE)
        column = QVBoxLayout(side)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(heading(self._sheet.title))
        pages = self.document.pageCount()
        column.addWidget(label(trn("{n} page", "{n} pages", pages), SMALL, tone="secondary"))
        if self._sheet.note:
            column.addWidget(NoticeBox("", self._sheet.note))
        self.printer = ChoiceBox()
        for name in printers():
            self.printer.add(name, name)
        self.printer_field = FormField(tr("Printer"), self.printer)
        column.addWidget(self.printer_field)
        if not self.printer.count():
            self.printer.setEnabled(False)
            self.printer_field.say(tr("This computer has no printer. The PDF can be saved."))
        self.copies = QSpinBox()
        self.copies.setRange(1, MOST_COPIES)
        column.addWidget(FormField(tr("Copies"), self.copies))
        self.sides = SegmentedControl(
            [(Sides.ONE, tr("One side")), (Sides.LONG, tr("Both")), (Sides.SHORT, tr("Both, short"))],
            wide=True,
        )
        column.addWidget(FormField(tr("Sides"), self.sides))
        self.tray = ChoiceBox()
        for key, title in (
            (Tray.AUTO, tr("As the printer decides")), (Tray.UPPER, tr("Upper tray")),
            (Tray.MIDDLE, tr("Middle tray")), (Tray.LOWER, tr("Lower tray")), (Tray.MANUAL, tr("By hand")),
            (Tray.ENVELOPE, tr("Envelopes")),
        ):  # fmt: skip
            self.tray.add(key, title)
        column.addWidget(FormField(tr("Paper from"), self.tray))
        note = tr("Chosen once: documents of this kind are printed like this from now on.")
        column.addWidget(label(note, SMALL, tone="secondary", wrap=True))
        column.addStretch(1)
        self.go = KeyedButton(tr("Print"), Kind.PRIMARY, key=tr("Enter"), icon="printer").stretch()
        self.go.clicked.connect(self.print_it)
        self.go.setDefault(True)
        save = KeyedButton(tr("Save as PDF…"), icon="download-simple").stretch()
        save.clicked.connect(self.save)
        leave = KeyedButton(tr("Close"), key=tr("Esc")).stretch()
        leave.clicked.connect(self.reject)
        for button in (self.go, save, leave):
            column.addWidget(button)
        return side

    def _show_choice(self, choice: PrintChoice | None) -> None:
        if choice is None:
            return
        if choice.printer not in printers():
            self.printer.setEnabled(True)
            self.printer.add(choice.printer, tr("{name} (gone)", name=choice.printer))
        self.printer.choose(choice.printer)
        self.copies.setValue(choice.copies)
        self.sides.choose(choice.sides)
        self.tray.choose(choice.tray)
