"""A folio as a guest can read it: windows, lines with their taxes inside, sums."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from app.features.folios.models import Folio, FolioWindow, Posting
from app.features.folios.queries.lines import LineView, VatView, lines_of, vat_of
from app.features.folios.rules.entries import CONSUMED
from app.features.guests.models import Company, Guest
from app.features.property.models import Room
from app.features.reservations.models import Stay, StayNight
from app.infra.bus import Answering
from app.kernel.commands import Query
from app.kernel.errors import NotFound
from app.kernel.text import tr

MOST_FOLIOS = 500


@dataclass(frozen=True, slots=True)
class WindowView:
    """A payer's part. `payer_kind` is guest or company; the balance is what is owed."""

    number: int
    name: str
    payer_kind: str
    terms: str
    language: str
    guest_id: UUID | None
    company_id: UUID | None
    balance_minor: int
    charges_minor: int
    payments_minor: int
    vat_minor: int
    vat: tuple[VatView, ...]
    lines: tuple[LineView, ...]


@dataclass(frozen=True, slots=True)
class FolioView:
    """A folio with its windows."""

    folio_id: UUID
    property_id: UUID
    number: str
    kind: str
    status: str
    currency: str
    stay_id: UUID | None
    reservation_id: UUID | None
    guest: str
    room: str
    arrival: date | None
    departure: date | None
    opened_on: date
    closed_at: datetime | None
    balance_minor: int
    windows: tuple[WindowView, ...]


@dataclass(frozen=True, slots=True)
class FolioRow:
    """A folio in a list."""

    folio_id: UUID
    number: str
    kind: str
    status: str
    name: str
    stay_id: UUID | None
    opened_on: date
    balance_minor: int
    currency: str
    windows: tuple[int, ...] = (1,)


@dataclass(frozen=True, kw_only=True, slots=True)
class FolioOf(Query[FolioView | None]):
    """The folio of a stay (None while it has none) or by its id."""

    stay_id: UUID | None = None
    folio_id: UUID | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Folios(Query[tuple[FolioRow, ...]]):
    """A hotel's folios in a state; `text` is looked for in number and name."""

    property_id: UUID
    status: str = "open"
    text: str = ""


def folio_of(query: FolioOf, *, session: Session) -> FolioView | None:
    """Windows in order, lines in the order of posting."""
    statement = select(Folio).order_by(Folio.status.desc(), Folio.number)
    if query.folio_id is not None:
        statement = statement.where(Folio.id == query.folio_id)
    else:
        statement = statement.where(Folio.stay_id == query.stay_id, Folio.kind == "guest")
    folio = session.scalars(statement).first()
    if folio is None:
        if query.folio_id is not None:
            raise NotFound(tr("This folio does not exist."), field="folio_id")
        return None
    windows = session.scalars(
        select(FolioWindow).where(FolioWindow.folio_id == folio.id).order_by(FolioWindow.number)
    ).all()
    postings = session.scalars(select(Posting).where(Posting.folio_id == folio.id).order_by(Posting.id)).all()
    names = _names(session, [folio, *windows])
    stay = session.get(Stay, (folio.tenant_id, folio.stay_id)) if folio.stay_id else None
    guest = names.get(folio.guest_id) or names.get(folio.company_id) or folio.name
    return FolioView(
        folio.id, folio.property_id, folio.number, folio.kind, folio.status, folio.currency, folio.stay_id,
        folio.reservation_id, guest, _room(session, folio.stay_id), stay.arrival if stay else None,
        stay.departure if stay else None, folio.opened_on, folio.closed_at,
        sum(window.balance_minor for window in windows),
        tuple(_window(w, names, guest, [p for p in postings if p.number == w.number]) for w in windows),
    )  # fmt: skip


def _window(
    window: FolioWindow, names: dict[UUID | None, str], guest: str, postings: Sequence[Posting]
) -> WindowView:
    own = names.get(window.company_id) or names.get(window.guest_id)
    vat = vat_of(postings)
    charges = sum(p.amount_minor for p in postings if p.kind in CONSUMED)
    return WindowView(
        window.number, window.name or own or guest, "company" if window.company_id else "guest", window.terms,
        window.language, window.guest_id, window.company_id, window.balance_minor, charges,
        sum(p.amount_minor for p in postings) - charges, sum(v.minor for v in vat), vat, lines_of(postings),
    )  # fmt: skip


def _names(session: Session, rows: Iterable[Folio | FolioWindow]) -> dict[UUID | None, str]:
    own = list(rows)
    guests = {row.guest_id for row in own if row.guest_id}
    companies = {row.company_id for row in own if row.company_id}
    found: dict[UUID | None, str] = {}
    for guest in session.scalars(select(Guest).where(Guest.id.in_(guests))):
        found[guest.id] = f"{guest.given} {guest.surname}".strip()
    for company in session.scalars(select(Company).where(Company.id.in_(companies))):
        found[company.id] = company.name
    return found


def _room(session: Session, stay_id: UUID | None) -> str:
    if stay_id is None:
        return ""
    number = session.scalars(
        select(Room.number)
        .join(StayNight, (StayNight.tenant_id == Room.tenant_id) & (StayNight.room_id == Room.id))
        .where(StayNight.stay_id == stay_id)
        .order_by(StayNight.night.desc())
        .limit(1)
    ).first()
    return number or ""


def folios(query: Folios, *, session: Session) -> tuple[FolioRow, ...]:
    """The newest first."""
    owed = (
        select(FolioWindow.folio_id, func.sum(FolioWindow.balance_minor).label("minor"))
        .where(FolioWindow.property_id == query.property_id)
        .group_by(FolioWindow.folio_id)
        .subquery()
    )
    statement = (
        select(Folio, owed.c.minor, Guest.given, Guest.surname, Company.name)
        .join(owed, owed.c.folio_id == Folio.id)
        .outerjoin(Guest, (Guest.tenant_id == Folio.tenant_id) & (Guest.id == Folio.guest_id))
        .outerjoin(Company, (Company.tenant_id == Folio.tenant_id) & (Company.id == Folio.company_id))
        .where(Folio.property_id == query.property_id)
        .order_by(Folio.opened_on.desc(), Folio.number.desc())
        .limit(MOST_FOLIOS)
    )
    if query.status:
        statement = statement.where(Folio.status == query.status)
    if query.text:
        columns = (Folio.number, Folio.name, Guest.surname, Guest.given, Company.name)
        statement = statement.where(or_(*(c.icontains(query.text, autoescape=True) for c in columns)))
    found = session.execute(statement).all()
    own = select(FolioWindow.folio_id, FolioWindow.number).where(FolioWindow.number > 1)
    more: dict[UUID, list[int]] = {}
    ids = [row[0].id for row in found]
    for folio_id, number in session.execute(
        own.where(FolioWindow.folio_id.in_(ids)).order_by(FolioWindow.number)
    ):
        more.setdefault(folio_id, []).append(number)
    return tuple(
        FolioRow(
            folio.id, folio.number, folio.kind, folio.status,
            folio.name or company or f"{given or ''} {surname or ''}".strip(), folio.stay_id,
            folio.opened_on, int(minor), folio.currency, (1, *more.get(folio.id, ())),
        )
        for folio, minor, given, surname, company in found
    )  # fmt: skip


ANSWERS = (Answering(FolioOf, folio_of), Answering(Folios, folios))
