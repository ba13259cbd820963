"""One document beside the list, and the form that takes it back with a reason."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from app.features.invoices import DocumentRow, IssueCreditNote, MailView, ReissueDocument
from app.kernel.commands import Command
from app.kernel.documents import DocumentKind
from app.kernel.text import tr
from ui.features.invoices.form_panel import WIDTH, FormPanel
from ui.features.invoices.kinds import kind_word
from ui.features.invoices.mail_form import MailList
from ui.shell.services import ShellServices
from ui.widgets.buttons import KeyedButton, Kind, LinkButton, Size
from ui.widgets.day_text import long_day
from ui.widgets.labels import heading, label
from ui.widgets.money_text import money_text
from ui.widgets.side_panel import FactRows, SidePanel
from ui.widgets.status_chip import StatusChip
from ui.widgets.theme import SMALL

CREDITABLE = (DocumentKind.INVOICE, DocumentKind.SIMPLIFIED, DocumentKind.DEPOSIT_INVOICE)


class DocumentPanel(SidePanel):
    """`open_asked`, `mail_asked`, `credit_asked`, `anew_asked`; `other_asked(number)` wants another document.

    `again_asked(MailView)` wants a mail that failed sent again.
    """

    open_asked = Signal()
    mail_asked = Signal()
    again_asked = Signal(object)
    credit_asked = Signal()
    anew_asked = Signal()
    other_asked = Signal(str)

    def __init__(self, row: DocumentRow) -> None:
        super().__init__()
        self.row = row
        self.setFixedWidth(WIDTH)
        self.setAccessibleName(row.number)
        self.head.insertWidget(0, heading(row.number))
        self._show_facts()
        self.open = self._verb(tr("Open the pages"), Kind.PRIMARY, "file-pdf")
        self.open.clicked.connect(self.open_asked)
        self.mail = self._verb(tr("Send by e-mail…"), Kind.NORMAL, "envelope-simple")
        self.mail.clicked.connect(self.mail_asked)
        self.mails: MailList | None = None
        self.credit: KeyedButton | None = None
        self.anew: KeyedButton | None = None
        if row.kind in CREDITABLE and not row.credited_by:
            self.credit = self._verb(tr("Credit note…"), Kind.NORMAL, "arrow-counter-clockwise")
            self.credit.clicked.connect(self.credit_asked)
            self.anew = self._verb(tr("Take back and issue anew…"), Kind.NORMAL, "files")
            self.anew.clicked.connect(self.anew_asked)
        self.body.addStretch(1)

    def _show_facts(self) -> None:
        row = self.row
        facts = FactRows(96)
        facts.add(tr("Kind"), kind_word(row.kind))
        facts.add(tr("Day"), long_day(row.issued_on))
        facts.add(tr("Payer"), row.payer or "–")
        facts.add(tr("Total"), money_text(row.total_minor, row.currency))
        if row.due_minor and not row.credited_by:
            facts.add(tr("Due"), money_text(row.due_minor, row.currency))
            if row.due_on is not None:
                facts.add(tr("Due on"), long_day(row.due_on))
        facts.add(tr("Issued by"), row.by_name)
        self.body.addLayout(facts)
        if row.credited_by:
            self.body.addWidget(StatusChip("cancelled", tr("Taken back")))
            link = LinkButton(tr("By {number}", number=row.credited_by))
            link.clicked.connect(lambda: self.other_asked.emit(row.credited_by))
            self.body.addWidget(link)

    def show_mails(self, mails: Sequence[MailView]) -> None:
        """To whom it went, and what came of it."""
        if self.mails is not None:
            self.body.removeWidget(self.mails)
            self.mails.hide()
            self.mails.deleteLater()
            self.mails = None
        if mails:
            self.mails = MailList(mails)
            self.mails.again_asked.connect(self.again_asked)
            self.body.insertWidget(self.body.count() - 1, self.mails)

    def _verb(self, title: str, kind: Kind, icon: str) -> KeyedButton:
        button = KeyedButton(title, kind, icon=icon, size=Size.LARGE).stretch()
        self.foot.addWidget(button)
        return button


class CorrectForm(FormPanel):
    """The reason for which a bill is taken back."""

    def __init__(self, services: ShellServices, row: DocumentRow, *, anew: bool) -> None:
        title = tr("Issue {number} anew", number=row.number) if anew else tr("Take {number} back",
                                                                            number=row.number)  # fmt: skip
        verb = tr("Take back and issue anew") if anew else tr("Write the credit note")
        told = tr("{number} is taken back", number=row.number)
        super().__init__(services, title, verb, told, command=self.command)
        self._row, self._anew = row, anew
        self.reason = QLineEdit()
        self.field("reason", tr("Reason"), self.reason)
        text = (
            tr("A credit note takes it back as a whole, and a new document is issued with the addresses and "
               "words of now.")
            if anew
            else tr("The credit note has every amount on the other side. What stood on the bill can be "
                    "billed again.")
        )  # fmt: skip
        self.body.addWidget(label(text, SMALL, tone="secondary", wrap=True))
        self.note(tr("{kind}, {total}, {payer}", kind=kind_word(row.kind),
                     total=money_text(row.total_minor, row.currency), payer=row.payer or "–"))  # fmt: skip
        self.body.addStretch(1)

    def command(self) -> Command | None:
        """The correction."""
        reason, new_id = self.reason.text().strip(), self.services.app.new_id
        if not reason:
            self.wrong("reason", tr("Say why; it stands on the credit note."))
            return None
        if self._anew:
            return ReissueDocument(
                id=new_id(), credit_id=new_id(), document_id=new_id(), corrects_id=self._row.id,
                reason=reason,
            )  # fmt: skip
        return IssueCreditNote(id=new_id(), document_id=new_id(), corrects_id=self._row.id, reason=reason)
