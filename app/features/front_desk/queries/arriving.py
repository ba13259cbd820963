"""All that a check-in shows, in one reading: guest, documents, rooms, money, signature, keys, wishes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from app.features import folios, reservations
from app.features.folios.models import Folio, FolioWindow, Payment, Posting
from app.features.front_desk.models.arriving import DeskTerms, IdentityCheck, StaySignature
from app.features.front_desk.queries.ready_rooms import ArrivalRoom, offers
from app.features.front_desk.queries.wishes import WishView, wishes
from app.features.front_desk.repository import arriving as repository
from app.features.front_desk.rules import fees, identity
from app.features.guests.models import Guest
from app.features.property.models import Property
from app.features.reservations import StayView
from app.features.reservations.models import Stay
from app.infra.bus import Answering
from app.infra.database import lasting
from app.kernel.commands import Query

CONSUMED = ("charge", "tax", "rebate")
# Asked at every check-in: compiled once, with their fence as a condition.
_HOUSE = lasting(select(Property).where(Property.id == bindparam("property")))
_GUEST = lasting(select(Guest).where(Guest.id == bindparam("guest")))
_BEFORE = lasting(
    select(func.count(Stay.id)).where(
        Stay.guest_id == bindparam("guest"), Stay.id != bindparam("stay"), Stay.status == "checked_out"
    )
)
_SIGNED = lasting(select(StaySignature).where(StaySignature.stay_id == bindparam("stay")))
_FOLIOS = lasting(select(Folio).where(Folio.stay_id == bindparam("stay"), Folio.kind == "guest"))
_OWED = lasting(
    select(func.coalesce(func.sum(FolioWindow.balance_minor), 0))
    .join(Folio, (Folio.tenant_id == FolioWindow.tenant_id) & (Folio.id == FolioWindow.folio_id))
    .where(
        Folio.stay_id == bindparam("stay"), Folio.kind == "guest", Folio.status == "open",
        FolioWindow.company_id.is_(None),
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class IdentityView:
    """A document that was looked at."""

    place: int
    kind: str
    way: str
    facts: Mapping[str, str]
    at: datetime
    by_name: str


@dataclass(frozen=True, slots=True)
class PersonView:
    """The guest, with what the law of the house's country asks of him."""

    guest_id: UUID
    surname: str
    given: str
    nationality: str
    birth_date: date | None
    language: str
    vip: int
    tags: tuple[str, ...]
    blacklist_reason: str
    note: str
    phone: str
    email: str
    stays_before: int
    needed: tuple[str, ...]
    is_signed: bool


@dataclass(frozen=True, slots=True)
class MoneyView:
    """What is to pay and what is guaranteed, in minor units.

    `due` is what the guest still pays for the whole stay with its city tax; `to_guarantee` is that with the
    house's rule of extras, less what is held.
    """

    currency: str
    room_minor: int
    city_tax_minor: int
    posted_minor: int
    fee_minor: int
    prepaid_minor: int
    extras_minor: int
    held_minor: int
    due_minor: int
    to_guarantee_minor: int
    folio_id: UUID | None
    way: str
    reference: str
    reason: str
    company: str


@dataclass(frozen=True, slots=True)
class HouseFacts:
    """The house and its day."""

    property_id: UUID
    name: str
    country: str
    business_date: date
    now: time
    check_in_time: time
    check_out_time: time
    key_kind: str


@dataclass(frozen=True, slots=True)
class CheckInView:
    """All that the dialog shows. `signed` is "" , screen or paper; `keys` are those given already."""

    stay: StayView
    house: HouseFacts
    guest: PersonView
    identities: tuple[IdentityView, ...]
    rooms: tuple[ArrivalRoom, ...]
    money: MoneyView
    signed: str
    signed_at: datetime | None
    strokes: str
    keys: int
    wishes: tuple[WishView, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckInFacts(Query[CheckInView]):
    """Everything about a guest who is about to arrive, at an instant. Raises NotFound."""

    stay_id: UUID
    now: datetime


def check_in_facts(query: CheckInFacts, *, session: Session) -> CheckInView:
    """A dozen keyed readings."""
    stay = reservations.stay_detail(reservations.StayDetail(stay_id=query.stay_id), session=session)
    house = house_of(session, stay.property_id)
    terms = repository.terms_of(session, house.id)
    facts = house_facts(house, terms, query.now)
    checks = tuple(_identity(row) for row in repository.identity_checks(session, stay.id))
    signature = session.scalars(_SIGNED, {"stay": stay.id}).one_or_none()
    guest = person(session, stay, house.country)
    known = wishes(
        session, stay, "check_in", blacklisted=guest.blacklist_reason, note=guest.note, tags=guest.tags
    )
    return CheckInView(
        stay, facts, guest, checks,
        offers(session, stay, house.business_date),
        money_of(session, stay, terms, fee_now(session, stay, terms, facts, fees.EARLY)),
        signature.way if signature is not None else "",
        signature.at if signature is not None else None,
        signature.strokes if signature is not None else "",
        sum(row.count - row.returned for row in repository.keys_of(session, stay.id)), known,
    )  # fmt: skip


def house_facts(house: Property, terms: DeskTerms | None, now: datetime) -> HouseFacts:
    """The house, with the hour that its clocks show."""
    return HouseFacts(
        house.id, house.name, house.country, house.business_date,
        now.astimezone(ZoneInfo(house.timezone)).time(), house.check_in_time, house.check_out_time,
        terms.key_kind if terms is not None else "card",
    )  # fmt: skip


def fee_now(session: Session, stay: StayView, terms: DeskTerms | None, house: HouseFacts, kind: str) -> int:
    """What coming (going) at this hour costs; only on the day itself, and once."""
    day = stay.arrival if kind == fees.EARLY else stay.departure
    if terms is None or day != house.business_date or not stay.nights:
        return 0
    article = terms.early_article if kind == fees.EARLY else terms.late_article
    charged = select(func.coalesce(func.sum(Posting.amount_minor), 0)).where(
        Posting.stay_id == stay.id, Posting.article_code == article, Posting.night.is_(None),
        Posting.business_date == house.business_date,
    )  # fmt: skip
    if article and session.scalars(charged).one():
        return 0
    night = stay.nights[0 if kind == fees.EARLY else -1].price_minor
    return fees.fee(kind, fees.loaded(terms.early if kind == fees.EARLY else terms.late), house.now, night)


def person(session: Session, stay: StayView, country: str) -> PersonView:
    """The guest of a stay, and how often he was here."""
    row = session.scalars(_GUEST, {"guest": stay.guest_id}).one()
    before = session.scalars(_BEFORE, {"guest": stay.guest_id, "stay": stay.id}).one()
    return PersonView(
        row.id, row.surname, row.given, row.nationality, row.birth_date, row.language, row.vip,
        tuple(row.tags), row.blacklist_reason, row.note, row.phone, row.email, int(before),
        identity.needed(country, row.nationality), identity.is_signed(country, row.nationality),
    )  # fmt: skip


def money_of(
    session: Session, stay: StayView, terms: DeskTerms | None, fee_minor: int, tax: int | None = None
) -> MoneyView:
    """What the stay costs, what was paid before, what is held; `tax` is its city tax where it is known."""
    own = session.scalars(_FOLIOS, {"stay": stay.id}).all()
    ids = [folio.id for folio in own]
    posted, paid, held = _on_folios(session, ids)
    deposits = folios.deposits(
        folios.Deposits(reservation_id=stay.reservation_id, stay_id=stay.id), session=session
    )
    prepaid = deposits.share_minor if deposits.folio_id is not None else 0
    if deposits.folio_id is None and not stay.other_stays:
        prepaid = stay.deposit_paid_minor
    if tax is None:
        tax = folios.city_totals(session, [stay.id])[stay.id]
    secured = repository.guarantee_of(session, stay.id)
    held += secured.amount_minor if secured is not None else 0
    extras = (terms.extras_minor if terms is not None else 0) * len(stay.nights)
    due = stay.total_minor + tax + posted + fee_minor - prepaid - paid
    wanted = due + extras - held
    if secured is not None and secured.way in ("company", "none"):
        wanted = 0
    return MoneyView(
        stay.currency, stay.total_minor, tax, posted, fee_minor, prepaid + paid, extras, held, due,
        max(0, wanted), next((f.id for f in own if f.status == "open"), None),
        secured.way if secured is not None else "", secured.reference if secured is not None else "",
        secured.reason if secured is not None else "", stay.company,
    )  # fmt: skip


def _on_folios(session: Session, ids: Sequence[UUID]) -> tuple[int, int, int]:
    """Of a stay's folios: charges that belong to no night, what was paid, what cards hold."""
    if not ids:
        return 0, 0, 0
    extra = select(func.coalesce(func.sum(Posting.amount_minor), 0)).where(
        Posting.folio_id.in_(ids), Posting.kind.in_(CONSUMED), Posting.night.is_(None)
    )
    paid = select(func.coalesce(func.sum(Posting.amount_minor), 0)).where(
        Posting.folio_id.in_(ids), Posting.kind.not_in(CONSUMED)
    )
    held = select(func.coalesce(func.sum(Payment.authorised_minor), 0)).where(
        Payment.folio_id.in_(ids), Payment.status == "authorised"
    )
    return (
        int(session.scalars(extra).one()), -int(session.scalars(paid).one()), int(session.scalars(held).one())
    )  # fmt: skip


def owed_by_guest(session: Session, stay_id: UUID) -> int:
    """What the windows of a stay's open folio owe that no company pays; below zero the house owes it."""
    return int(session.scalars(_OWED, {"stay": stay_id}).one())


def house_of(session: Session, property_id: UUID) -> Property:
    """The house of a stay."""
    return session.scalars(_HOUSE, {"property": property_id}).one()


def _identity(row: IdentityCheck) -> IdentityView:
    return IdentityView(row.place, row.kind, row.way, dict(row.facts), row.at, row.by_name)


@dataclass(frozen=True, slots=True)
class DeskTermsView:
    """How a house checks in and out."""

    early: tuple[fees.Band, ...]
    late: tuple[fees.Band, ...]
    early_article: str
    late_article: str
    extras_minor: int
    key_kind: str


@dataclass(frozen=True, kw_only=True, slots=True)
class DeskTermsOf(Query[DeskTermsView]):
    """The terms of a house; out of the box it takes nothing."""

    property_id: UUID


def desk_terms(query: DeskTermsOf, *, session: Session) -> DeskTermsView:
    """As they were set."""
    row = repository.terms_of(session, query.property_id)
    if row is None:
        return DeskTermsView((), (), "", "", 0, "card")
    return DeskTermsView(
        fees.loaded(row.early), fees.loaded(row.late), row.early_article, row.late_article, row.extras_minor,
        row.key_kind,
    )  # fmt: skip


ANSWERS = (Answering(CheckInFacts, check_in_facts), Answering(DeskTermsOf, desk_terms))
