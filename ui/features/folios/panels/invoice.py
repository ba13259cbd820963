"""Issue a document of a window: which, in whose language; and those that stand already."""

from collections.abc import Callable, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout

from app.features.folios import FolioView, WindowView
from app.features.invoices import (
    LANGUAGES,
    BuyerUnknown,
    DocumentFileView,
    DocumentRow,
    FolioPaper,
    IssueCreditNote,
    IssueDocument,
    SellerUnknown,
)
from app.kernel.changes import Outcome
from app.kernel.commands import Command
from app.kernel.documents import DocumentKind
from app.kernel.errors import AppError
from app.kernel.text import tr
from ui.features.folios.desk import Done, FolioDesk
from ui.features.folios.panels.base import FolioPanel
from ui.shell.document_pages import sheet_of
from ui.shell.printing import open_print
from ui.widgets.buttons import IconButton, Kind, LinkButton, Size
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.labels import caption, label, rule
from ui.widgets.money_text import money_text
from ui.widgets.strips import NoticeBox
from ui.widgets.theme import BODY, MEDIUM, SMALL

OpenDocument = Callable[[UUID], None]


def kind_word(kind: str) -> str:
    """A sort of document in words."""
    return {
        DocumentKind.INVOICE: tr("Invoice"), DocumentKind.SIMPLIFIED: tr("Simplified invoice"),
        DocumentKind.CREDIT_NOTE: tr("Credit note"), DocumentKind.RECEIPT: tr("Receipt"),
        DocumentKind.DEPOSIT_INVOICE: tr("Deposit invoice"), DocumentKind.PRO_FORMA: tr("Pro forma"),
        DocumentKind.STATEMENT: tr("Statement"), DocumentKind.FOLIO: tr("The folio, not numbered"),
    }.get(DocumentKind(kind), kind)  # fmt: skip


OFFERED = (
    DocumentKind.INVOICE, DocumentKind.SIMPLIFIED, DocumentKind.PRO_FORMA, DocumentKind.RECEIPT,
    DocumentKind.DEPOSIT_INVOICE, DocumentKind.STATEMENT, DocumentKind.FOLIO,
)  # fmt: skip


class InvoicePanel(FolioPanel):
    """Ctrl+I. `address_asked(str)`: "seller" or "buyer", when a document says that one is missing."""

    verbs = (IssueDocument, IssueCreditNote)

    def __init__(
        self,
        desk: FolioDesk,
        folio: FolioView,
        window: WindowView,
        documents: Sequence[DocumentRow],
        open_document: OpenDocument,
        ask_address: Callable[[str], None],
    ) -> None:
        super().__init__(desk, tr("Invoice"), tr("Issue and print"), "receipt")
        self._folio, self._window = folio, window
        self._open, self._ask_address = open_document, ask_address
        self.show_window(window.number, company=window.payer_kind == "company")
        self.kind = ChoiceBox()
        for kind in OFFERED:
            self.kind.add(kind, kind_word(kind))
        usual = DocumentKind.INVOICE if window.payer_kind == "company" else DocumentKind.SIMPLIFIED
        self.kind.choose(usual)
        self.field("kind", tr("Document"), self.kind)
        self.language = ChoiceBox()
        self.language.add("", tr("The payer's own, else English"))
        for code, name in LANGUAGES.items():
            self.language.add(code, name)
        self.language.choose(window.language)
        self.field("language", tr("Language"), self.language)
        note = tr("Its number comes from this workstation's series. Once issued it never changes.")
        self.body.addWidget(label(note, SMALL, tone="secondary", wrap=True))
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(tr("Wrong company, to be issued anew …"))
        own = [row for row in documents if row.window == window.number]
        if own:
            self.body.addWidget(rule())
            self.body.addLayout(self._issued(own))
            self.field("reason", tr("Why a credit note"), self.reason)
        self.body.addStretch(1)
        self.setFocusProxy(self.kind)

    def agree(self) -> None:
        """Issue it, then show it; the folio itself is only shown."""
        self.clear_refusal()
        if self.kind.choice == DocumentKind.FOLIO:
            self._show_folio()
            return
        self.go.setEnabled(False)
        command = IssueDocument(
            id=self.desk.new_id(), document_id=self.desk.new_id(), folio_id=self._folio.folio_id,
            number=self._window.number, kind=DocumentKind(str(self.kind.choice)),
            language=str(self.language.choice or ""),
        )  # fmt: skip
        self.desk.do(
            command, "", on_done=partial(self._issued_now, command.document_id), on_refused=self.refuse
        )

    def _show_folio(self) -> None:
        query = FolioPaper(
            folio_id=self._folio.folio_id, number=self._window.number,
            language=str(self.language.choice or ""),
        )  # fmt: skip
        self.desk.services.operations.ask(query, self._show_pages, self.refuse, latest="folios.paper")

    def _show_pages(self, file: DocumentFileView) -> None:
        open_print(self.desk.services, sheet_of(file))

    def refuse(self, error: AppError) -> None:
        """Where an address is missing, the way to it stands under the sentence."""
        missing = "seller" if isinstance(error, SellerUnknown) else "buyer"
        if not isinstance(error, SellerUnknown | BuyerUnknown):
            super().refuse(error)
            return
        self.go.setEnabled(True)
        self.clear_refusal()
        word = tr("Say who issues") if missing == "seller" else tr("Say the address")
        choices = error.choices[:2]
        notice = NoticeBox(error.sentence, "", [word, *(choice.label for choice in choices)])
        notice.links[0].clicked.connect(lambda: self._ask_address(missing))
        for link, choice in zip(notice.links[1:], choices, strict=True):
            link.clicked.connect(partial(self.take, choice))
        self.show_notice_box(notice)

    def after(self, command: Command) -> Done:
        """What was issued by a choice is shown too."""
        if isinstance(command, IssueDocument | IssueCreditNote):
            return partial(self._issued_now, command.document_id)
        return self.finished

    def _issued_now(self, document_id: UUID, outcome: Outcome) -> None:
        number = str(outcome.result.get("number") or "")
        self.desk.services.toasts.tell(tr("{number} is issued", number=number))
        self._open(document_id)
        self.finished()

    def _issued(self, rows: Sequence[DocumentRow]) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(caption(tr("Issued")))
        for row in rows:
            line = QHBoxLayout()
            link = LinkButton(row.number)
            link.setToolTip(kind_word(row.kind))
            link.clicked.connect(partial(self._show, row.id))
            line.addWidget(link)
            state = tr("credited by {number}", number=row.credited_by) if row.credited_by else ""
            line.addWidget(label(state or kind_word(row.kind), SMALL, tone="secondary"), 1)
            line.addWidget(label(money_text(row.total_minor, row.currency), BODY, MEDIUM))
            if row.kind in (DocumentKind.INVOICE, DocumentKind.SIMPLIFIED) and not row.credited_by:
                undo = IconButton("arrow-u-up-left", tr("Issue a credit note"), Kind.QUIET, size=Size.DENSE)
                undo.clicked.connect(partial(self._credit, row.id))
                line.addWidget(undo)
            column.addLayout(line)
        return column

    def _show(self, document_id: UUID, *_pressed: object) -> None:
        self._open(document_id)

    def _credit(self, document_id: UUID, *_pressed: object) -> None:
        self.clear_refusal()
        command = IssueCreditNote(
            id=self.desk.new_id(), document_id=self.desk.new_id(), corrects_id=document_id,
            reason=self.reason.text().strip(),
        )  # fmt: skip
        self.desk.do(
            command, "", on_done=partial(self._issued_now, command.document_id), on_refused=self.refuse
        )
