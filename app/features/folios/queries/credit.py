"""Cards that guests and channels left with providers, and the credit of companies."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.features.folios.models import CompanyCredit, Folio, FolioWindow, Payment, SavedCard, VirtualCard
from app.features.folios.queries.payments import summed
from app.features.folios.rules.methods import State
from app.infra.bus import Answering
from app.kernel.commands import Query


@dataclass(frozen=True, slots=True)
class VirtualCardView:
    """A card of a channel: its limit and what is left on it."""

    card_id: UUID
    channel: str
    provider: str
    last_four: str
    limit_minor: int
    left_minor: int
    currency: str
    valid_from: date
    valid_until: date | None


@dataclass(frozen=True, slots=True)
class SavedCardView:
    """A card that a guest left with the provider."""

    card_id: UUID
    provider: str
    brand: str
    last_four: str
    expires: date | None


@dataclass(frozen=True, slots=True)
class CreditView:
    """What a company may owe and owes."""

    limit_minor: int
    owed_minor: int
    days: int


@dataclass(frozen=True, kw_only=True, slots=True)
class VirtualCards(Query[tuple[VirtualCardView, ...]]):
    """The virtual cards of a booking."""

    reservation_id: UUID


@dataclass(frozen=True, kw_only=True, slots=True)
class SavedCards(Query[tuple[SavedCardView, ...]]):
    """The cards that a guest left."""

    guest_id: UUID


@dataclass(frozen=True, kw_only=True, slots=True)
class CreditOf(Query[CreditView]):
    """The credit of a company in a house."""

    property_id: UUID
    company_id: UUID


def charged_minor(session: Session, card_id: UUID) -> int:
    """What was charged to a virtual card, less what was given back."""
    own = select(Payment.id).where(Payment.virtual_card_id == card_id, Payment.refund_of_id.is_(None))
    back = select(func.coalesce(func.sum(Payment.amount_minor), 0)).where(
        Payment.refund_of_id.in_(own), Payment.status == State.CAPTURED
    )
    taken = summed(session, (Payment.virtual_card_id == card_id) & Payment.refund_of_id.is_(None))
    return taken - int(session.scalars(back).one())


def card_of_token(session: Session, guest_id: UUID, token: str) -> SavedCard | None:
    """The card of a guest that is kept under a token already."""
    own = select(SavedCard).where(SavedCard.guest_id == guest_id, SavedCard.token == token)
    return session.scalars(own.limit(1)).one_or_none()


def company_owes(session: Session, property_id: UUID, company_id: UUID) -> int:
    """The balance of a company's accounts in a house."""
    statement = (
        select(func.coalesce(func.sum(FolioWindow.balance_minor), 0))
        .join(Folio, (Folio.tenant_id == FolioWindow.tenant_id) & (Folio.id == FolioWindow.folio_id))
        .where(
            Folio.property_id == property_id, Folio.kind == "city_ledger", Folio.company_id == company_id
        )
    )  # fmt: skip
    return int(session.scalars(statement).one())


def company_folio(session: Session, property_id: UUID, company_id: UUID) -> Folio | None:
    """The open account of a company."""
    statement = select(Folio).where(
        Folio.property_id == property_id, Folio.kind == "city_ledger", Folio.company_id == company_id,
        Folio.status == "open",
    )  # fmt: skip
    return session.scalars(statement.order_by(Folio.number).limit(1)).one_or_none()


def virtual_cards(query: VirtualCards, *, session: Session) -> tuple[VirtualCardView, ...]:
    """The cards of a booking with what is left on them."""
    rows = session.scalars(
        select(VirtualCard)
        .where(VirtualCard.reservation_id == query.reservation_id)
        .order_by(VirtualCard.valid_from, VirtualCard.id)
    )
    return tuple(
        VirtualCardView(
            row.id, row.channel, row.provider, row.last_four, row.limit_minor,
            row.limit_minor - charged_minor(session, row.id), row.currency, row.valid_from, row.valid_until,
        )
        for row in rows
    )  # fmt: skip


def saved_cards(query: SavedCards, *, session: Session) -> tuple[SavedCardView, ...]:
    """The cards of a guest."""
    rows = session.scalars(
        select(SavedCard).where(SavedCard.guest_id == query.guest_id).order_by(SavedCard.id)
    )
    return tuple(SavedCardView(r.id, r.provider, r.brand, r.last_four, r.expires) for r in rows)


def credit_of(query: CreditOf, *, session: Session) -> CreditView:
    """The credit that was agreed, and what is owed."""
    row = session.scalars(
        select(CompanyCredit).where(
            CompanyCredit.company_id == query.company_id, CompanyCredit.property_id == query.property_id
        )
    ).one_or_none()
    owed = company_owes(session, query.property_id, query.company_id)
    return CreditView(row.limit_minor if row else 0, owed, row.days if row else 0)


ANSWERS = (
    Answering(VirtualCards, virtual_cards),
    Answering(SavedCards, saved_cards),
    Answering(CreditOf, credit_of),
)
