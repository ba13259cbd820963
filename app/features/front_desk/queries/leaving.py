"""All that a check-out shows, in one reading: who pays how much, nights given back, the hour, keys, holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from app.features import reservations
from app.features.folios.models import Folio, FolioWindow, Payment, Posting
from app.features.front_desk.queries.arriving import (
    HouseFacts,
    PersonView,
    fee_now,
    house_facts,
    house_of,
    person,
)
from app.features.front_desk.repository import arriving as repository
from app.features.front_desk.rules import fees
from app.features.guests.models import Company, Guest
from app.features.reservations import StayView
from app.infra.bus import Answering
from app.infra.database import lasting
from app.kernel.commands import Query

# Asked at every check-out: compiled once, with their fence as a condition.
_SOME: Any = bindparam("some", expanding=True)
_WINDOWS = lasting(
    select(FolioWindow, Company.name, Guest.given, Guest.surname)
    .join(Folio, (Folio.tenant_id == FolioWindow.tenant_id) & (Folio.id == FolioWindow.folio_id))
    .outerjoin(Company, (Company.tenant_id == FolioWindow.tenant_id) & (Company.id == FolioWindow.company_id))
    .outerjoin(Guest, (Guest.tenant_id == FolioWindow.tenant_id) & (Guest.id == FolioWindow.guest_id))
    .where(Folio.stay_id == bindparam("stay"), Folio.kind == "guest", Folio.status == "open")
    .order_by(FolioWindow.number)
)
_CHARGED = lasting(
    select(Posting.folio_id, Posting.number)
    .where(Posting.folio_id.in_(_SOME), Posting.kind == "charge")
    .distinct()
)
_PAYMENTS = lasting(
    select(Payment)
    .where(Payment.folio_id.in_(_SOME), Payment.status == bindparam("status"))
    .order_by(Payment.id)
)


@dataclass(frozen=True, slots=True)
class PayerView:
    """A window of the folio: who pays, what is owed, and what will be once nights are given back."""

    folio_id: UUID
    number: int
    name: str
    company_id: UUID | None
    balance_minor: int
    after_minor: int
    billed: bool


@dataclass(frozen=True, slots=True)
class HoldView:
    """A card that holds an amount, which lets go by itself when it is not taken."""

    payment_id: UUID | None
    reference: str
    minor: int


@dataclass(frozen=True, slots=True)
class PaidView:
    """A payment of which something can be given back."""

    payment_id: UUID
    method: str
    left_minor: int


@dataclass(frozen=True, slots=True)
class CheckOutView:
    """All that the dialog shows. `given_back` are the nights from today on, `given_back_minor` their price,
    `posted_back_minor` what of it stands on the folio and is reversed."""

    stay: StayView
    house: HouseFacts
    guest: PersonView
    room: str
    payers: tuple[PayerView, ...]
    owed_minor: int
    fee_minor: int
    given_back: tuple[date, ...]
    given_back_minor: int
    posted_back_minor: int
    holds: tuple[HoldView, ...]
    paid: tuple[PaidView, ...]
    keys_out: int


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckOutFacts(Query[CheckOutView]):
    """Everything about a guest who is about to leave, at an instant. Raises NotFound."""

    stay_id: UUID
    now: datetime


def check_out_facts(query: CheckOutFacts, *, session: Session) -> CheckOutView:
    """A dozen keyed readings."""
    stay = reservations.stay_detail(reservations.StayDetail(stay_id=query.stay_id), session=session)
    house = house_of(session, stay.property_id)
    terms = repository.terms_of(session, house.id)
    facts = house_facts(house, terms, query.now)
    back = [night for night in stay.nights if night.slot == "N" and night.night >= house.business_date]
    posted = _posted_since(session, stay.id, back[0].night) if back else {}
    payers = _payers(session, stay, posted)
    own = sum(payer.balance_minor for payer in payers if payer.company_id is None)
    early = stay.departure > house.business_date
    return CheckOutView(
        stay, facts, person(session, stay, house.country), stay.nights[-1].room if stay.nights else "",
        payers, own, 0 if early else fee_now(session, stay, terms, facts, fees.LATE),
        tuple(night.night for night in back),
        sum(night.price_minor for night in back), sum(posted.values()), _holds(session, stay.id, payers),
        _paid(session, payers), sum(row.count - row.returned for row in repository.keys_of(session, stay.id)),
    )  # fmt: skip


def _payers(session: Session, stay: StayView, back: Mapping[tuple[UUID, int], int]) -> tuple[PayerView, ...]:
    """The windows of the open folio, in order; billed when nothing of them waits for a document."""
    rows = session.execute(_WINDOWS, {"stay": stay.id}).all()
    used = _charged_windows(session, [row[0].folio_id for row in rows])
    return tuple(
        PayerView(
            window.folio_id, window.number,
            window.name or company or f"{given or ''} {surname or ''}".strip(),
            window.company_id, window.balance_minor,
            window.balance_minor - back.get((window.folio_id, window.number), 0),
            (window.folio_id, window.number) not in used,
        )
        for window, company, given, surname in rows
    )  # fmt: skip


def _charged_windows(session: Session, folio_ids: list[UUID]) -> frozenset[tuple[UUID, int]]:
    """Windows with charges at all: the others have nothing to bill."""
    rows = session.execute(_CHARGED, {"some": folio_ids})
    return frozenset((folio_id, number) for folio_id, number in rows if folio_id is not None)


def _posted_since(session: Session, stay_id: UUID, since: date) -> dict[tuple[UUID, int], int]:
    """What stands in each window for the nights from one on."""
    statement = (
        select(Posting.folio_id, Posting.number, func.sum(Posting.amount_minor))
        .join(Folio, (Folio.tenant_id == Posting.tenant_id) & (Folio.id == Posting.folio_id))
        .where(Posting.stay_id == stay_id, Posting.night >= since, Folio.status == "open")
        .group_by(Posting.folio_id, Posting.number)
    )
    return {(f, number): int(minor) for f, number, minor in session.execute(statement) if f is not None}


def _holds(session: Session, stay_id: UUID, payers: tuple[PayerView, ...]) -> tuple[HoldView, ...]:
    ids = {payer.folio_id for payer in payers}
    rows = session.scalars(_PAYMENTS, {"some": sorted(ids), "status": "authorised"})
    found = [HoldView(row.id, row.reference, row.authorised_minor) for row in rows]
    secured = repository.guarantee_of(session, stay_id)
    if secured is not None and secured.amount_minor:
        found.append(HoldView(None, secured.reference, secured.amount_minor))
    return tuple(found)


def _paid(session: Session, payers: tuple[PayerView, ...]) -> tuple[PaidView, ...]:
    """Payments that can be given back, the latest first."""
    ids = {payer.folio_id for payer in payers}
    rows = session.scalars(_PAYMENTS, {"some": sorted(ids), "status": "captured"}).all()[::-1]
    back: dict[UUID, int] = {}
    for row in rows:
        if row.refund_of_id is not None:
            back[row.refund_of_id] = back.get(row.refund_of_id, 0) + row.amount_minor
    return tuple(
        PaidView(row.id, row.method, row.amount_minor - back.get(row.id, 0))
        for row in rows
        if row.refund_of_id is None and row.amount_minor > back.get(row.id, 0)
    )


ANSWERS = (Answering(CheckOutFacts, check_out_facts),)
