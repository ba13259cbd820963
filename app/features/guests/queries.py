"""Guests as screens see them: one with all that is known, and those that match what is being typed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.features.guests import repository, rules
from app.features.guests.models import Company, Guest
from app.infra import search
from app.infra.bus import Answering
from app.kernel.commands import Query
from app.kernel.errors import NotFound
from app.kernel.search_words import Spans, spans
from app.kernel.text import tr

MAX_HITS = 200


@dataclass(frozen=True, slots=True)
class GuestView:
    """All that is known of a guest."""

    id: UUID
    surname: str
    given: str
    name: str
    email: str
    phone: str
    birth_date: date | None
    nationality: str
    language: str
    country: str
    vip: int
    tags: tuple[str, ...]
    blacklist_reason: str
    note: str
    street: str
    postcode: str
    city: str


@dataclass(frozen=True, slots=True)
class GuestHit:
    """A guest in a list of matches. `matched` are the (start, length) parts of `name` that were typed."""

    id: UUID
    name: str
    surname: str
    given: str
    email: str
    phone: str
    country: str
    vip: int
    blacklist_reason: str
    matched: Spans

    @property
    def blacklisted(self) -> bool:
        """Whether the house does not want him."""
        return bool(self.blacklist_reason)


@dataclass(frozen=True, slots=True)
class CompanyView:
    """A company or travel agent (`kind` "company" or "agent")."""

    id: UUID
    kind: str
    code: str
    name: str


@dataclass(frozen=True, kw_only=True, slots=True)
class GuestDetail(Query[GuestView]):
    """One guest; who was merged is answered by the guest he is now. Raises NotFound."""

    guest_id: UUID


@dataclass(frozen=True, kw_only=True, slots=True)
class FindGuests(Query[tuple[GuestHit, ...]]):
    """The guests that match what is typed (names, e-mail, phone), best first."""

    text: str
    limit: int = 20


@dataclass(frozen=True, kw_only=True, slots=True)
class Companies(Query[tuple[CompanyView, ...]]):
    """All companies and travel agents, by name."""


def guest_detail(query: GuestDetail, *, session: Session) -> GuestView:
    """The guest's row as a view."""
    guest = repository.guest(session, query.guest_id)
    if guest is None:
        raise NotFound(tr("This guest does not exist any more."), field="guest_id")
    return GuestView(
        id=guest.id, surname=guest.surname, given=guest.given,
        name=rules.full_name(guest.surname, guest.given), email=guest.email, phone=guest.phone,
        birth_date=guest.birth_date, nationality=guest.nationality, language=guest.language,
        country=guest.country, vip=guest.vip, tags=tuple(guest.tags),
        blacklist_reason=guest.blacklist_reason, note=guest.note, street=guest.street,
        postcode=guest.postcode, city=guest.city,
    )  # fmt: skip


def find_guests(query: FindGuests, *, session: Session) -> tuple[GuestHit, ...]:
    """Search, then one reading of the rows found."""
    found = search.find(session, (search.GUEST,), query.text, min(query.limit, MAX_HITS))
    return guest_hits(session, [id_ for _, id_ in found], query.text)


def guest_hits(session: Session, ids: Sequence[UUID], typed: str) -> tuple[GuestHit, ...]:
    """The guests with these ids, in this order, with the typed letters marked."""
    columns = (
        Guest.id, Guest.surname, Guest.given, Guest.email, Guest.phone, Guest.country, Guest.vip,
        Guest.blacklist_reason,
    )  # fmt: skip
    rows = {row.id: row for row in session.execute(select(*columns).where(Guest.id.in_(ids)))}
    hits = []
    for row in (rows[id_] for id_ in ids if id_ in rows):
        name = rules.full_name(row.surname, row.given)
        hits.append(
            GuestHit(
                row.id, name, row.surname, row.given, row.email, row.phone, row.country, row.vip,
                row.blacklist_reason, spans(name, typed),
            )
        )  # fmt: skip
    return tuple(hits)


def companies(query: Companies, *, session: Session) -> tuple[CompanyView, ...]:  # noqa: ARG001
    """All companies as views."""
    rows = session.scalars(select(Company).order_by(Company.name, Company.code))
    return tuple(CompanyView(row.id, row.kind, row.code, row.name) for row in rows)


ANSWERS = (
    Answering(GuestDetail, guest_detail),
    Answering(FindGuests, find_guests),
    Answering(Companies, companies),
)
