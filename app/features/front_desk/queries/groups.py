"""Groups and their master account, as the front desk needs them."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.features.folios.models import Folio, FolioWindow, RoutingRule
from app.features.front_desk.models.ending import GroupAccount
from app.features.reservations import LIVE
from app.features.reservations.models import BookingGroup, Reservation, Stay
from app.infra.bus import Answering
from app.kernel.commands import Query


@dataclass(frozen=True, slots=True)
class GroupAccountView:
    """The master folio of a group: its number, what it owes, and which articles go there."""

    folio_id: UUID
    number: str
    balance_minor: int
    currency: str
    charges: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class GroupAccountOf(Query[GroupAccountView | None]):
    """The master account of a group, or None."""

    group_id: UUID


def group_account_of(query: GroupAccountOf, *, session: Session) -> GroupAccountView | None:
    """Folio and windows."""
    found = session.execute(
        select(GroupAccount, Folio)
        .join(Folio, Folio.id == GroupAccount.folio_id)
        .where(GroupAccount.group_id == query.group_id)
    ).one_or_none()
    if found is None:
        return None
    account, folio = found
    owed = session.scalars(select(FolioWindow.balance_minor).where(FolioWindow.folio_id == folio.id))
    return GroupAccountView(folio.id, folio.number, sum(owed), folio.currency, tuple(account.charges))


def group_named(session: Session, group_id: UUID) -> BookingGroup | None:
    """A group by its id."""
    return session.scalars(select(BookingGroup).where(BookingGroup.id == group_id)).one_or_none()


def stays_of_group(session: Session, group_id: UUID, reservation_id: UUID | None = None) -> list[UUID]:
    """The live stays of a group, or of one of its bookings."""
    wanted = (
        select(Stay.id)
        .join(Reservation, Reservation.id == Stay.reservation_id)
        .where(Reservation.group_id == group_id, Stay.status.in_(sorted(LIVE)))
        .order_by(Stay.arrival, Stay.id)
    )
    if reservation_id is not None:
        wanted = wanted.where(Reservation.id == reservation_id)
    return list(session.scalars(wanted))


def folios_in_routing(session: Session, to_folio_id: UUID) -> dict[UUID, UUID]:
    """The rules that send charges to a folio, by the folio that they are of."""
    rules = session.execute(
        select(RoutingRule.folio_id, RoutingRule.id).where(RoutingRule.to_folio_id == to_folio_id)
    )
    return {folio_id: rule_id for folio_id, rule_id in rules}  # noqa: C416 - rows are no pairs for dict()


ANSWERS = (Answering(GroupAccountOf, group_account_of),)
