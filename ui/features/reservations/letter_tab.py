"""The tab of the confirmation: its language, the e-mail as a draft, the PDF to read, print or save."""

from pathlib import Path
from uuid import UUID

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODevice,
    QPoint,
    QRect,
    QSize,
    QStandardPaths,
    Qt,
    QUrl,
    QUrlQuery,
)
from PySide6.QtGui import QDesktopServices, QImage, QPainter, QPaintEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QWidget

from app.features.front_desk import LANGUAGES, ConfirmationLetter, LetterView
from app.kernel.errors import AppError
from app.kernel.text import tr
from ui.shell.paper import Sheet
from ui.shell.printing import open_print
from ui.shell.services import ShellServices
from ui.widgets.buttons import KeyedButton, Kind
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.form_field import FormField
from ui.widgets.labels import Card, label
from ui.widgets.money_text import money_text
from ui.widgets.side_panel import FactRows
from ui.widgets.theme import SMALL, theme

WIDTH, PAGE = 560, 297 / 210


class FirstPage(QWidget):
    """The first page of a PDF, as large as there is room."""

    def __init__(self) -> None:
        super().__init__()
        self._buffer = QBuffer(self)
        self._pdf = QPdfDocument(self)
        self._shown = QImage()

    def show_pdf(self, content: bytes) -> None:
        """Show another PDF; nothing for none."""
        self._pdf.close()
        self._buffer.close()
        self._buffer.setData(QByteArray(content))
        if content:
            self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
            self._pdf.load(self._buffer)
        self._shown = QImage()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The page on paper's white, with an edge."""
        del event
        if self._pdf.pageCount() < 1:
            return
        high = self.height() - 2
        size = QSize(round(high / PAGE), high)
        scale = self.devicePixelRatioF()
        wanted = QSize(round(size.width() * scale), round(size.height() * scale))
        if self._shown.size() != wanted:
            self._shown = self._pdf.render(0, wanted)
        box = QRect(QPoint((self.width() - size.width()) // 2, 1), size)
        painter = QPainter(self)
        painter.fillRect(box, Qt.GlobalColor.white)
        painter.drawImage(box, self._shown)
        painter.setPen(theme().colours.line_strong)
        painter.drawRect(box)


class LetterTab(QWidget):
    """Shows the letter of one booking; nothing is sent by itself."""

    def __init__(self, services: ShellServices) -> None:
        super().__init__()
        self._services = services
        self._booking: UUID | None = None
        self.view: LetterView | None = None
        self.language = ChoiceBox()
        self.language.add("", tr("The guest’s"))
        for code, name in LANGUAGES.items():
            self.language.add(code, name)
        self.language_field = FormField(tr("Language"), self.language)
        self.to, self.subject = label("", wrap=True), label("", wrap=True)
        self.body = QPlainTextEdit()
        self.body.setReadOnly(True)
        self.body.setAccessibleName(tr("The e-mail"))
        self.said = label("", SMALL, tone="warning", wrap=True)
        self.draft_button = KeyedButton(tr("Open as a draft"), Kind.PRIMARY, icon="envelope-simple")
        self.show_button = KeyedButton(tr("Read, print or save"), icon="file-pdf")
        self.page = FirstPage()
        self._lay_out()
        self.language.activated.connect(lambda _index: self._ask())
        self.draft_button.clicked.connect(self.open_draft)
        self.show_button.clicked.connect(self.show_pdf)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 12, 0, 0)
        row.setSpacing(12)
        card = Card(tr("Confirmation"))
        card.setMaximumWidth(WIDTH)
        card.body.addWidget(self.language_field)
        facts = FactRows()
        facts.add(tr("To"), self.to)
        facts.add(tr("Subject"), self.subject)
        card.body.addLayout(facts)
        card.body.addWidget(self.body, 1)
        card.body.addWidget(self.said)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.show_button)
        buttons.addStretch(1)
        buttons.addWidget(self.draft_button)
        card.body.addLayout(buttons)
        row.addWidget(card, 1)
        row.addWidget(self.page, 1)

    def show_booking(self, booking: UUID) -> None:
        """Show the letter of a booking."""
        self._booking = booking
        self._ask()

    def _ask(self) -> None:
        if self._booking is not None:
            query = ConfirmationLetter(reservation_id=self._booking, language=str(self.language.choice))
            self._services.operations.ask(query, self._show, self._refused, latest="booking.letter")

    def _show(self, view: LetterView) -> None:
        self.view = view
        self.page.show_pdf(view.content)
        self.to.setText(view.to or tr("No address is known."))
        self.subject.setText(view.subject)
        self.body.setPlainText(view.body)
        said = []
        if view.deposit_due_minor:
            amount = money_text(view.deposit_due_minor, view.currency)
            said.append(tr("The letter asks for the deposit of {amount} that is due.", amount=amount))
        if view.lacking:
            said.append(tr("This computer has no letters for: {scripts}.", scripts=", ".join(view.lacking)))
        self.said.setText(" ".join(said))
        for button in (self.draft_button, self.show_button):
            button.setEnabled(True)

    def _refused(self, error: AppError) -> None:
        self.view = None
        self.page.show_pdf(b"")
        self.body.clear()
        self.said.setText(error.sentence)
        for button in (self.draft_button, self.show_button):
            button.setEnabled(False)

    def open_draft(self) -> None:
        """Give the e-mail with its PDF to the mail program, to be read and sent there."""
        if self.view is not None:
            self._open(self.view.name.removesuffix(".pdf") + ".eml", self.view.draft, self.view)

    def show_pdf(self) -> None:
        """The pages, to read, print or save."""
        if self.view is not None:
            sheet = Sheet("confirmation", self.view.name.removesuffix(".pdf"), self.view.content)
            open_print(self._services, sheet)

    def _open(self, name: str, content: bytes, view: LetterView) -> None:
        """The draft in the mail program; where that opens no drafts, a new mail, and where the draft lies."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.TempLocation)
        path = self._write(Path(folder) / name, content)
        if path is None:
            return
        if QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self._services.toasts.tell(
                tr("The mail program opens the draft with its letter. Nothing is sent until you do it there.")
            )
        elif QDesktopServices.openUrl(_mail_to(view)):
            self._services.toasts.tell(
                tr("The mail program opens a new mail. Attach the letter yourself: {path}", path=str(path))
            )
        else:
            self._services.toasts.fail(
                tr("No mail program is set up on this computer. The draft lies in {path}", path=str(path))
            )

    def _write(self, path: Path, content: bytes) -> Path | None:
        try:
            path.write_bytes(content)
        except OSError:
            self._services.toasts.fail(tr("{name} could not be written.", name=path.name))
            return None
        return path


def _mail_to(view: LetterView) -> QUrl:
    """A new mail with address, subject and text."""
    asked = QUrlQuery()
    asked.addQueryItem("subject", view.subject)
    asked.addQueryItem("body", view.body)
    url = QUrl(f"mailto:{view.to}")
    url.setQuery(asked)
    return url
