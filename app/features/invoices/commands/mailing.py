"""Send documents by e-mail: who sends, what is on its way, what came of it.

A command writes the mail and its effect in one transaction; a durable job hands it to the server and notes
the outcome by `RecordMail`. A mail that failed stays with its sentence until somebody sends it again.
"""

from dataclasses import dataclass
from typing import ClassVar, Final
from uuid import UUID

from app.features import property
from app.features.invoices.commands.mail_words import mail_text
from app.features.invoices.models import Document, DocumentMail, MailSender
from app.infra import codec
from app.infra.bus import Handling
from app.infra.mail import Security, is_address
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.commands import Command, Sort
from app.kernel.documents import DocumentContent
from app.kernel.errors import AppError, InvalidInput, NotFound
from app.kernel.text import tr

MAIL: Final = "invoices.mail"
WAITING, SENT, FAILED = "waiting", "sent", "failed"
MOST_AT_ONCE: Final = 500


class NoMailServer(AppError):
    """Nobody has said which server sends the documents of the property."""

    code = "no_mail_server"


@dataclass(frozen=True, kw_only=True, slots=True)
class SetMailSender(Command):
    """Say which server sends a property's documents, and from which address. No password comes here."""

    verb: ClassVar[str] = "invoices.set_mail_sender"

    property_id: UUID
    host: str
    address: str
    port: int = 587
    security: str = Security.STARTTLS
    user_name: str = ""


@dataclass(frozen=True, slots=True)
class Mail:
    """A document and to whom it goes."""

    mail_id: UUID
    document_id: UUID
    to_address: str


@dataclass(frozen=True, kw_only=True, slots=True)
class MailDocuments(Command):
    """Send documents, each as a PDF in a message of its own, in the document's language."""

    verb: ClassVar[str] = "invoices.mail"
    sort: ClassVar[Sort] = Sort.FACT

    mails: tuple[Mail, ...]

    @classmethod
    def why_never_undone(cls) -> str:
        """It may have been read."""
        return tr("A message that was sent cannot be called back.")


@dataclass(frozen=True, kw_only=True, slots=True)
class SendAgain(Command):
    """Try a mail again that failed; `to_address` "" leaves the address as it was."""

    verb: ClassVar[str] = "invoices.mail_again"
    sort: ClassVar[Sort] = Sort.FACT

    mail_id: UUID
    to_address: str = ""

    @classmethod
    def why_never_undone(cls) -> str:
        """It may have been read."""
        return tr("A message that was sent cannot be called back.")


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordMail(Command):
    """What came of a mail; the job of mails says so."""

    verb: ClassVar[str] = "invoices.record_mail"
    sort: ClassVar[Sort] = Sort.FACT

    mail_id: UUID
    state: str
    sentence: str = ""

    @classmethod
    def why_never_undone(cls) -> str:
        """It happened."""
        return tr("What a mail server said stays noted.")


def set_mail_sender(command: SetMailSender, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:  # noqa: ARG001
    """A host, a port, an address that mail can come from."""
    property.open_property(uow, command.property_id)
    host = command.host.strip()
    if not host or any(c.isspace() or c in "/@" for c in host):
        raise InvalidInput(tr("Give the mail server's name, such as smtp.hotel.example."), field="host")
    if not 1 <= command.port <= 65_535:
        raise InvalidInput(tr("Give the mail server's port, such as 587."), field="port")
    if command.security not in set(Security):
        raise InvalidInput(tr("Choose how the line is encrypted."), field="security")
    if command.security == Security.NONE and command.user_name.strip():
        raise InvalidInput(tr("A password is not sent over a line that is not encrypted."), field="security")
    address = _address(command.address, "address")
    sender = uow.find(MailSender, command.property_id)
    if sender is None:
        sender = MailSender(property_id=command.property_id, host="", port=1, security="", address="")
        uow.session.add(sender)
    sender.host, sender.port, sender.security = host, command.port, str(command.security)
    sender.user_name, sender.address = command.user_name.strip(), address
    uow.flush()
    return {"property_id": str(command.property_id)}


def mail_documents(command: MailDocuments, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """Every address is one, every document is there; then all are on their way."""
    if not command.mails:
        raise InvalidInput(tr("Choose a document to send."), field="mails")
    if len(command.mails) > MOST_AT_ONCE:
        raise InvalidInput(tr("Send at most {n} documents at once.", n=MOST_AT_ONCE), field="mails")
    addresses = [_address(one.to_address, "to_address") for one in command.mails]
    for one, address in zip(command.mails, addresses, strict=True):
        document = uow.find(Document, one.document_id)
        if document is None:
            raise NotFound(tr("This document does not exist."), field="mails")
        house = property.open_property(uow, document.property_id)
        _ensure_server(uow, document.property_id, house.name)
        text = mail_text(codec.typed(document.content, DocumentContent))
        uow.add(
            DocumentMail(
                id=one.mail_id, property_id=document.property_id, document_id=document.id,
                to_address=address, subject=text.subject[:200], body=text.body, state=WAITING, sentence="",
                asked_at=clock.now(), by_name=uow.actor.name,
            )
        )  # fmt: skip
        uow.enqueue(MAIL, {"mail_id": str(one.mail_id)})
    return {"mails": len(command.mails)}


def send_again(command: SendAgain, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:  # noqa: ARG001
    """Back among the waiting ones, with a new effect."""
    mail = _find(uow, command.mail_id)
    if mail.state != FAILED:
        raise InvalidInput(tr("Only a mail that failed is sent again."), field="mail_id")
    house = property.open_property(uow, mail.property_id)
    _ensure_server(uow, mail.property_id, house.name)
    if command.to_address:
        mail.to_address = _address(command.to_address, "to_address")
    mail.state, mail.sentence = WAITING, ""
    uow.flush()
    uow.enqueue(MAIL, {"mail_id": str(mail.id)})
    return {"mail_id": str(mail.id)}


def record_mail(command: RecordMail, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """The state, what the server said, and when."""
    mail = _find(uow, command.mail_id)
    property.open_property(uow, mail.property_id)
    if mail.state != SENT:
        mail.state, mail.sentence = command.state, command.sentence
        mail.sent_at = clock.now() if command.state == SENT else None
        uow.flush()
    return {"mail_id": str(mail.id), "state": mail.state}


def _find(uow: UnitOfWork, mail_id: UUID) -> DocumentMail:
    mail = uow.find(DocumentMail, mail_id)
    if mail is None:
        raise NotFound(tr("This mail does not exist."), field="mail_id")
    return mail


def _ensure_server(uow: UnitOfWork, property_id: UUID, house: str) -> None:
    if uow.find(MailSender, property_id) is None:
        raise NoMailServer(
            tr("Say first which mail server sends the documents of {house}: in the settings of money.",
               house=house)
        )  # fmt: skip


def _address(text: str, field: str) -> str:
    """An address of one mailbox. Raises InvalidInput."""
    address = text.strip()
    if not address:
        raise InvalidInput(tr("Give an address for e-mail."), field=field)
    if not is_address(address):
        raise InvalidInput(tr("{text} is no address for e-mail.", text=address), field=field)
    return address


HANDLERS = (
    Handling(SetMailSender, set_mail_sender),
    Handling(MailDocuments, mail_documents),
    Handling(SendAgain, send_again),
    Handling(RecordMail, record_mail),
)
