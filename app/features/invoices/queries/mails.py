"""Documents on their way by e-mail: those of a document, the one to be sent now, and who sends them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from app.features.guests.models import Guest
from app.features.invoices.models import BillingAddress, Document, DocumentMail, Issuer, MailSender
from app.features.property.models import Property
from app.infra.bus import Answering
from app.infra.mail import Security, Server
from app.kernel.commands import Query


@dataclass(frozen=True, slots=True)
class MailView:
    """A mail: to whom, where it stands, and what the server said."""

    id: UUID
    document_id: UUID
    to_address: str
    state: str
    sentence: str
    asked_at: datetime
    sent_at: datetime | None
    by_name: str


@dataclass(frozen=True, slots=True)
class SenderView:
    """The mail server of a property, and the address that its documents come from."""

    host: str
    port: int
    security: str
    user_name: str
    address: str

    @property
    def server(self) -> Server:
        """The server as the mailer wants it."""
        return Server(self.host, self.port, Security(self.security), self.user_name)


@dataclass(frozen=True, slots=True)
class MailToSend:
    """What the job of a mail needs."""

    mail: MailView
    subject: str
    body: str
    sender: SenderView
    sender_name: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Mails(Query[tuple[MailView, ...]]):
    """The mails of a document, the newest first."""

    document_id: UUID


@dataclass(frozen=True, kw_only=True, slots=True)
class MailNow(Query[MailToSend | None]):
    """A mail that waits; None when it is sent, or nobody says any more which server sends it."""

    mail_id: UUID


@dataclass(frozen=True, kw_only=True, slots=True)
class MailAddresses(Query[dict[UUID, str]]):
    """Where documents would go by e-mail: the bill's address, else the guest's; only those that have one."""

    document_ids: tuple[UUID, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class MailSenderOf(Query[SenderView | None]):
    """Who sends the documents of a property; None when nobody said it yet."""

    property_id: UUID


def mails(query: Mails, *, session: Session) -> tuple[MailView, ...]:
    """In the order in which they were asked for."""
    rows = session.scalars(
        select(DocumentMail)
        .where(DocumentMail.document_id == query.document_id)
        .order_by(DocumentMail.asked_at.desc(), DocumentMail.id.desc())
    )
    return tuple(_view(row) for row in rows)


def mail_now(query: MailNow, *, session: Session) -> MailToSend | None:
    """The mail, its words, and the server."""
    tenant_id = session.info["tenant_id"]
    row = session.get(DocumentMail, (tenant_id, query.mail_id))
    if row is None or row.state == "sent":
        return None
    sender = session.get(MailSender, (tenant_id, row.property_id))
    house = session.get(Property, (tenant_id, row.property_id))
    if sender is None or house is None:
        return None
    issuer = session.get(Issuer, (tenant_id, row.property_id))
    name = issuer.name if issuer is not None else house.name
    return MailToSend(_view(row), row.subject, row.body, _sender(sender), name)


def mail_addresses(query: MailAddresses, *, session: Session) -> dict[UUID, str]:
    """By document."""
    company, guest = aliased(BillingAddress), aliased(BillingAddress)
    rows = session.execute(
        select(Document.id, company.email, guest.email, Guest.email)
        .outerjoin(company, company.company_id == Document.company_id)
        .outerjoin(guest, guest.guest_id == Document.guest_id)
        .outerjoin(Guest, Guest.id == Document.guest_id)
        .where(Document.id.in_(query.document_ids))
    )
    found = {id_: next((one for one in known if one), "") for id_, *known in rows}
    return {id_: address for id_, address in found.items() if address}


def mail_sender_of(query: MailSenderOf, *, session: Session) -> SenderView | None:
    """The sender."""
    row = session.get(MailSender, (session.info["tenant_id"], query.property_id))
    return _sender(row) if row is not None else None


def _sender(row: MailSender) -> SenderView:
    return SenderView(row.host, row.port, row.security, row.user_name, row.address)


def _view(row: DocumentMail) -> MailView:
    return MailView(
        row.id, row.document_id, row.to_address, row.state, row.sentence, row.asked_at, row.sent_at,
        row.by_name,
    )  # fmt: skip


ANSWERS = (
    Answering(Mails, mails),
    Answering(MailNow, mail_now),
    Answering(MailSenderOf, mail_sender_of),
    Answering(MailAddresses, mail_addresses),
)
