"""The form that sends documents by e-mail: to whom; and the mails of a document, with their state."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.features.invoices import DocumentRow, Mail, MailDocuments, MailView, SendAgain
from app.kernel.commands import Command
from app.kernel.text import tr, trn
from ui.features.invoices.form_panel import FormPanel
from ui.features.invoices.kinds import kind_word
from ui.shell.services import ShellServices
from ui.widgets.buttons import LinkButton
from ui.widgets.day_text import short_day
from ui.widgets.labels import caption, label, rule
from ui.widgets.status_chip import StatusChip
from ui.widgets.theme import BODY, SMALL

NAMED = 6


def state_word(state: str) -> str:
    """Where a mail stands."""
    return {"waiting": tr("on its way"), "sent": tr("sent"), "failed": tr("failed")}.get(state, state)


def state_tone(state: str) -> str:
    """The tone that goes with it."""
    return {"waiting": "info", "sent": "success", "failed": "danger"}.get(state, "text_secondary")


class MailForm(FormPanel):
    """One document: its address can be typed. Many: each goes to its payer, who has no address is named."""

    def __init__(
        self, services: ShellServices, rows: Sequence[DocumentRow], addresses: Mapping[UUID, str]
    ) -> None:
        told = trn("{n} document is on its way", "{n} documents are on their way", len(rows))
        super().__init__(services, tr("Send by e-mail"), tr("Send"), told, command=self.command)
        self._rows, self._addresses = tuple(rows), addresses
        self.address: QLineEdit | None = None
        if len(rows) == 1:
            (row,) = rows
            self.address = QLineEdit(addresses.get(row.id, ""))
            self.address.setPlaceholderText(tr("name@company.example"))
            self.field("to_address", tr("To"), self.address)
            self.note(tr("{kind} {number}, as a PDF in {payer}’s language.", kind=kind_word(row.kind),
                         number=row.number, payer=row.payer or tr("the payer")))  # fmt: skip
        else:
            self._list()
        self.body.addStretch(1)

    @property
    def sendable(self) -> list[DocumentRow]:
        """Those with an address."""
        return [row for row in self._rows if self._addresses.get(row.id)]

    def command(self) -> Command | None:
        """A message for each document."""
        new_id = self.services.app.new_id
        if self.address is not None:
            wanted = [(self._rows[0].id, self.address.text().strip())]
        else:
            wanted = [(row.id, self._addresses[row.id]) for row in self.sendable]
        if not wanted:
            return None
        mails = tuple(Mail(new_id(), document_id, to) for document_id, to in wanted)
        return MailDocuments(id=new_id(), mails=mails)

    def _list(self) -> None:
        there = self.sendable
        without = [row for row in self._rows if row not in there]
        text = trn("{n} document in its payer’s language:", "{n} documents, each in its payer’s language:",
                   len(there))  # fmt: skip
        self.body.addWidget(label(text, BODY, wrap=True))
        for row in there[:NAMED]:
            self.note(tr("{number} to {address}", number=row.number, address=self._addresses[row.id]))
        self._more(len(there))
        self.go.setEnabled(bool(there))
        if without:
            self.body.addWidget(rule())
            said = trn("{n} has no address and is not sent:", "{n} have no address and are not sent:",
                       len(without))  # fmt: skip
            self.body.addWidget(label(said, BODY, tone="warning", wrap=True))
            for row in without[:NAMED]:
                self.note(f"{row.number}, {row.payer}" if row.payer else row.number)
            self._more(len(without))

    def _more(self, count: int) -> None:
        if count > NAMED:
            self.note(trn("and {n} more", "and {n} more", count - NAMED))


class AgainForm(FormPanel):
    """A mail that failed, with another address if that was wrong."""

    def __init__(self, services: ShellServices, mail: MailView) -> None:
        super().__init__(
            services,
            tr("Send again"),
            tr("Send again"),
            tr("The document is on its way again"),
            command=self.command,
        )
        self._mail = mail
        self.body.addWidget(label(mail.sentence, BODY, tone="danger", wrap=True))
        self.address = QLineEdit(mail.to_address)
        self.field("to_address", tr("To"), self.address)
        self.body.addStretch(1)

    def command(self) -> Command | None:
        """The same mail, perhaps elsewhere."""
        return SendAgain(
            id=self.services.app.new_id(), mail_id=self._mail.id, to_address=self.address.text().strip()
        )


class MailList(QWidget):
    """The mails of a document; `again_asked(MailView)` from one that failed."""

    again_asked = Signal(object)

    def __init__(self, mails: Sequence[MailView]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(rule())
        column.addWidget(caption(tr("E-mail")))
        for mail in mails[:3]:
            column.addWidget(label(mail.to_address, BODY))
            when = short_day((mail.sent_at or mail.asked_at).date())
            chip = {"sent": "nothing_due", "failed": "urgent"}.get(mail.state, "tentative")
            column.addWidget(StatusChip(chip, f"{state_word(mail.state)}, {when}"))
            if mail.sentence:
                column.addWidget(label(mail.sentence, SMALL, tone="secondary", wrap=True))
            if mail.state == "failed":
                link = LinkButton(tr("Send again…"))
                link.clicked.connect(lambda _on=False, mail=mail: self.again_asked.emit(mail))
                column.addWidget(link)
