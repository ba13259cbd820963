"""Parts of a guest's profile beside his stays: papers, mails, checks of identity, wishes, people, merges."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.features.front_desk.models.arriving import IdentityCheck
from app.features.front_desk.models.guests import GuestMerge, GuestPreference, GuestRelation
from app.features.front_desk.models.traces import StayGuest
from app.features.front_desk.rules import likings
from app.features.guests import full_name
from app.features.guests.models import Guest
from app.features.invoices.models import Document, DocumentMail
from app.features.reservations.models import Stay

MOST_PAPERS = 100


@dataclass(frozen=True, slots=True)
class SeenDocument:
    """A document that somebody looked at. Its number is not told."""

    kind: str
    way: str
    issued_by: str
    at: datetime
    by_name: str


@dataclass(frozen=True, slots=True)
class PaperView:
    """A numbered document that was made out to the guest."""

    document_id: UUID
    kind: str
    number: str
    issued_on: date
    total_minor: int
    currency: str


@dataclass(frozen=True, slots=True)
class MessageView:
    """What was written to the guest, and whether it went."""

    mail_id: UUID
    subject: str
    to_address: str
    state: str
    at: datetime
    by_name: str


@dataclass(frozen=True, slots=True)
class Companion:
    """Somebody who shared a room with the guest and how often, or whom he is related to (`kind`)."""

    guest_id: UUID
    name: str
    times: int
    kind: str = ""


@dataclass(frozen=True, slots=True)
class MergeView:
    """Somebody who was merged into the guest and can be taken out again."""

    merge_id: UUID
    name: str
    at: datetime
    by_name: str


def papers(session: Session, ids: Sequence[UUID]) -> tuple[PaperView, ...]:
    """The newest first; `ids` are all the guest's, as an issued document keeps the one it was made out to."""
    statement = (
        select(Document)
        .where(Document.guest_id.in_(ids))
        .order_by(Document.issued_at.desc(), Document.id)
        .limit(MOST_PAPERS)
    )
    return tuple(
        PaperView(row.id, row.kind, row.number, row.issued_on, row.total_minor, row.currency)
        for row in session.scalars(statement)
    )


def messages(session: Session, ids: Sequence[UUID]) -> tuple[MessageView, ...]:
    """The newest first."""
    statement = (
        select(DocumentMail)
        .join(
            Document,
            (Document.tenant_id == DocumentMail.tenant_id) & (Document.id == DocumentMail.document_id),
        )
        .where(Document.guest_id.in_(ids))
        .order_by(DocumentMail.asked_at.desc(), DocumentMail.id)
        .limit(MOST_PAPERS)
    )
    return tuple(
        MessageView(row.id, row.subject, row.to_address, row.state, row.sent_at or row.asked_at, row.by_name)
        for row in session.scalars(statement)
    )


def documents_seen(session: Session, guest_id: UUID) -> tuple[SeenDocument, ...]:
    """Every time somebody looked, the newest first."""
    statement = select(IdentityCheck).where(IdentityCheck.guest_id == guest_id)
    return tuple(
        SeenDocument(row.kind, row.way, str(row.facts.get("issued_by", "")), row.at, row.by_name)
        for row in session.scalars(statement.order_by(IdentityCheck.at.desc(), IdentityCheck.id))
    )


def preferences(session: Session, guest_id: UUID) -> tuple[tuple[str, str], ...]:
    """What the guest likes, in the order of the catalogue: kind and words."""
    rows = session.scalars(select(GuestPreference).where(GuestPreference.guest_id == guest_id))
    said = {row.kind: row.text for row in rows}
    return tuple((kind, said[kind]) for kind in likings.PREFERENCES if kind in said)


def people(session: Session, guest_id: UUID) -> tuple[Companion, ...]:
    """Family and friends first, then who shared a room with the guest, by name."""
    kinds = _relations(session, guest_id)
    times = _shared(session, guest_id)
    wanted = tuple({*kinds, *times} - {guest_id})
    rows = session.scalars(select(Guest).where(Guest.id.in_(wanted)).order_by(Guest.sort_key, Guest.id))
    found = (
        Companion(g.id, full_name(g.surname, g.given), times.get(g.id, 0), kinds.get(g.id, "")) for g in rows
    )
    return tuple(sorted(found, key=lambda one: not one.kind))


def merges(session: Session, ids: Sequence[UUID]) -> tuple[MergeView, ...]:
    """Who became this guest, the last one first."""
    statement = (
        select(GuestMerge)
        .where(GuestMerge.survivor_id.in_(ids), GuestMerge.undone_at.is_(None))
        .order_by(GuestMerge.at.desc(), GuestMerge.id.desc())
    )
    return tuple(
        MergeView(row.id, row.merged_name, row.at, row.by_name) for row in session.scalars(statement)
    )


def _relations(session: Session, guest_id: UUID) -> dict[UUID, str]:
    """What others are to the guest."""
    statement = select(GuestRelation).where(
        or_(GuestRelation.guest_id == guest_id, GuestRelation.other_id == guest_id)
    )
    found = {}
    for row in session.scalars(statement.order_by(GuestRelation.id)):
        if row.guest_id == guest_id:
            found[row.other_id] = row.kind
        else:
            found[row.guest_id] = likings.other_way(row.kind)
    return found


def _shared(session: Session, guest_id: UUID) -> dict[UUID, int]:
    """Who shared his stays, whose stays he shared, and who shared those with him: how often."""
    own = select(Stay.id).where(Stay.guest_id == guest_id)
    joined = select(StayGuest.stay_id).where(StayGuest.guest_id == guest_id)
    shared = or_(StayGuest.stay_id.in_(own), StayGuest.stay_id.in_(joined))
    with_him = select(StayGuest.guest_id).where(shared)
    hosts = select(Stay.guest_id).where(Stay.id.in_(joined))
    times: dict[UUID, int] = {}
    for statement in (with_him, hosts):
        for other in session.scalars(statement):
            if other != guest_id:
                times[other] = times.get(other, 0) + 1
    return times
