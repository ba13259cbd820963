"""The documents page: what was issued, the newest first, and one document beside the list."""

from collections.abc import Sequence
from functools import partial
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from app.features.invoices import (
    MOST_ROWS,
    DocumentCount,
    DocumentRow,
    Documents,
    MailAddresses,
    Mails,
)
from app.features.property import House, HouseView, PropertyView
from app.kernel.changes import ChangeSet
from app.kernel.documents import NUMBERED
from app.kernel.errors import AppError
from app.kernel.text import tr
from ui.features.invoices.beside import Beside
from ui.features.invoices.chosen_bar import ChosenBar
from ui.features.invoices.document_panel import CorrectForm, DocumentPanel
from ui.features.invoices.document_rows import columns
from ui.features.invoices.form_panel import FormPanel
from ui.features.invoices.kinds import kind_word
from ui.features.invoices.mail_form import AgainForm, MailForm
from ui.features.invoices.money_tab import TableCard
from ui.features.invoices.pager import Pager
from ui.shell.document_pages import show_pages
from ui.shell.pages import Page
from ui.shell.services import ShellServices
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.data_table import DataTable
from ui.widgets.empty_state import EmptyState
from ui.widgets.loading import LoadingBars
from ui.widgets.strips import ErrorPlace

AGAIN_MS: Final = 250
HOTEL: Final = "invoices.hotel"
# The last columns: the panel tells them, and the list has no room for them beside it.
_ASIDE: Final = 3


class DocumentsPage(Page):
    """One page per window. Enter opens a document, "/" searches."""

    def __init__(self, services: ShellServices) -> None:
        super().__init__()
        self.title = tr("Documents")
        self.services = services
        self.hotel: PropertyView | None = None
        self.trouble = ErrorPlace(tr("The documents are not there."), tr("Try again"), self.opened)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.kind, self.search = ChoiceBox(), QLineEdit()
        self.kind.setAccessibleName(tr("Kind"))
        self.kind.add("", tr("All documents"))
        for kind in NUMBERED:
            self.kind.add(str(kind), kind_word(kind))
        self.kind.setFixedWidth(190)
        self.search.setPlaceholderText(tr("Number or payer  ( / )"))
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(240)
        self.pager = Pager()
        self.told = self.pager.told
        self.table: DataTable[DocumentRow] = DataTable(columns(), same=lambda row: row.id)
        self.table.setAccessibleName(tr("Documents"))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.chosen = ChosenBar(services, self.table)
        self.chosen.mail_asked.connect(self.ask_mail)
        self.table.opened.connect(self.show_document)
        self.table.moved.connect(self._moved)
        self.empty = EmptyState(
            "files", tr("No document here"),
            tr("Bills are issued from a folio. Choose another kind or word to see others."),
        )  # fmt: skip
        self.loading = LoadingBars(rows=12, pitch=26)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(AGAIN_MS)
        self._again.timeout.connect(self.ask)
        self.pager.turned.connect(self.ask)
        self.kind.activated.connect(lambda _index: self.pager.restart())
        self.kind.activated.connect(lambda _index: self.ask())
        self.search.textChanged.connect(lambda _text: self.pager.restart())
        self.search.textChanged.connect(lambda _text: self._again.start())
        self._lay_out()
        services.hub.changed.connect(self._changed)

    @property
    def panel(self) -> QWidget | None:
        """What is beside the list."""
        return self.beside.form

    def opened(self, **arguments: object) -> None:
        """Ask for the hotel and its documents."""
        del arguments
        self.loading.start()
        self.services.operations.ask(House(), self._house, self.refused)
        self.setFocus()

    def left(self) -> None:
        """Nobody looks any more."""
        self._again.stop()

    def ask(self) -> None:
        """Ask for what is filtered."""
        if self.hotel is None:
            return
        kind = str(self.kind.choice or "")
        query = Documents(
            property_id=self.hotel.id, kinds=(kind,) if kind else (), text=self.search.text().strip(),
            skip=self.pager.skip,
        )  # fmt: skip
        self.services.operations.ask(query, partial(self._shown, query), self.refused,
                                     latest="invoices.documents")  # fmt: skip

    def show_document(self, row: DocumentRow) -> None:
        """One document beside the list."""
        panel = DocumentPanel(row)
        panel.closed.connect(self.close_panel)
        panel.open_asked.connect(lambda: self.show_pages(row.id))
        panel.mail_asked.connect(lambda: self.ask_mail((row,)))
        panel.again_asked.connect(lambda mail: self._show_form(AgainForm(self.services, mail)))
        if row.mail:
            self.services.operations.ask(
                Mails(document_id=row.id), panel.show_mails, self.refused, latest="invoices.mails"
            )
        panel.credit_asked.connect(lambda: self.correct(row, anew=False))
        panel.anew_asked.connect(lambda: self.correct(row, anew=True))
        panel.other_asked.connect(self.search.setText)
        self.beside.show_widget(panel)
        self._hide_aside(hidden=True)

    def show_pages(self, document_id: UUID) -> None:
        """The pages of a document: to read, to print, to save as PDF."""
        show_pages(self.services, document_id, self.refused)

    def correct(self, row: DocumentRow, *, anew: bool) -> None:
        """Ask for the reason, then take the document back; `anew` issues it again at once."""
        self._show_form(CorrectForm(self.services, row, anew=anew))

    def ask_mail(self, rows: Sequence[DocumentRow]) -> None:
        """Ask to whom documents go by e-mail, with the addresses that are known."""

        def answer(addresses: dict[UUID, str]) -> None:
            self._show_form(MailForm(self.services, rows, addresses))

        query = MailAddresses(document_ids=tuple(row.id for row in rows))
        self.services.operations.ask(query, answer, self.refused, latest="invoices.addresses")

    def close_panel(self) -> None:
        """The list alone; it has the keyboard."""
        self.beside.close_form()
        self._hide_aside(hidden=False)
        self.table.setFocus()

    def refused(self, error: AppError) -> None:
        """Say why there is nothing."""
        self.loading.stop()
        self.trouble.say(error.sentence)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the document, "/" goes to the search."""
        if event.key() == Qt.Key.Key_Escape and self.panel is not None:
            self.close_panel()
        elif event.key() == Qt.Key.Key_Slash:
            self.search.setFocus()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        controls = QHBoxLayout()
        controls.setSpacing(8)
        controls.addWidget(self.kind)
        controls.addWidget(self.search)
        controls.addStretch(1)
        controls.addWidget(self.pager)
        controls.addWidget(self.chosen)
        self.beside = Beside()
        self.beside.content.addWidget(TableCard(self.table, self.empty))
        self.stack = QStackedWidget()
        self.stack.addWidget(self.loading)
        self.stack.addWidget(self.beside)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 14, 24, 16)
        column.setSpacing(12)
        column.addLayout(self.trouble)
        column.addLayout(controls)
        column.addWidget(self.chosen.waiting)
        column.addWidget(self.stack, 1)

    def _house(self, house: HouseView) -> None:
        wanted = self.services.preferences.text(HOTEL)
        hotels = house.properties
        self.hotel = next((h for h in hotels if str(h.id) == wanted), hotels[0] if hotels else None)
        if self.hotel is None:
            self._shown(Documents(), ())
        else:
            self.ask()

    def _show_form(self, form: FormPanel) -> None:
        self._hide_aside(hidden=True)
        self.beside.show_form(form)
        form.closed.connect(lambda: self._hide_aside(hidden=False))
        form.done.connect(lambda: self._hide_aside(hidden=False))

    def _shown(self, query: Documents, rows: tuple[DocumentRow, ...]) -> None:
        self.loading.stop()
        self.trouble.say("")
        self.table.show_rows(rows)
        if query.skip or len(rows) >= MOST_ROWS:
            self.services.operations.ask(
                DocumentCount(asked=query), partial(self.pager.show_part, len(rows), MOST_ROWS),
                latest="invoices.count",
            )  # fmt: skip
        else:
            self.pager.show_all(len(rows))
        self.stack.setCurrentWidget(self.beside)
        panel = self.panel
        if isinstance(panel, DocumentPanel):
            fresh = next((row for row in rows if row.id == panel.row.id), None)
            if fresh is not None and fresh != panel.row:
                self.show_document(fresh)

    def _moved(self, row: DocumentRow) -> None:
        if isinstance(self.panel, DocumentPanel) and row.id != self.panel.row.id:
            self.show_document(row)

    def _hide_aside(self, *, hidden: bool) -> None:
        count = len(self.table.rows_model.columns)
        for index in range(count - _ASIDE, count):
            self.table.setColumnHidden(index, hidden)

    def _changed(self, changes: ChangeSet, _initiator: object) -> None:
        if self.isVisible() and changes.touches("document", "document_mail", "property"):
            self._again.start()
