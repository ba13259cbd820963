"""Agree what agents and channels earn, and post it for the stays of a month, once for each stay."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Final
from uuid import UUID

from app.features import folios, guests, property
from app.features.finance import repository
from app.features.finance.models import Commission, CommissionRate
from app.features.finance.queries import reading
from app.features.finance.queries.commissions import month_of
from app.features.finance.rules.commission import (
    Earner,
    earner_of,
    ensure_rate,
    rate_on,
    still_to_post,
)
from app.infra.bus import Handling
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.commands import Command, Sort
from app.kernel.errors import InvalidInput
from app.kernel.text import tr

EXPENSE: Final = "6100"
PAYABLE: Final = "2260"


@dataclass(frozen=True, kw_only=True, slots=True)
class SetCommissionRate(Command):
    """Agree a share of the room revenue with an agent, or for a channel, from a day on."""

    verb: ClassVar[str] = "finance.set_commission_rate"

    rate_id: UUID
    property_id: UUID
    bp: int
    valid_from: date
    company_id: UUID | None = None
    channel_code: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class PostCommissions(Command):
    """Post the commissions of the stays that departed in a month, and what corrections changed before it.

    What has been posted is not posted again; a stay whose revenue was corrected gets the difference.
    """

    verb: ClassVar[str] = "finance.post_commissions"
    sort: ClassVar[Sort] = Sort.FACT

    property_id: UUID
    month: date

    @classmethod
    def why_never_undone(cls) -> str:
        """They are postings."""
        return tr("Commissions stand in the books. Correct the stay's revenue and post the month again.")


@dataclass(frozen=True, slots=True)
class _Due:
    """A stay's commission as it is now."""

    stay_id: UUID
    departure: date
    number: str
    earner: Earner
    bp: int
    basis_minor: int
    amount_minor: int


def set_commission_rate(command: SetCommissionRate, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:  # noqa: ARG001
    """One agent or one channel; a rate from the same day takes the place of the one before."""
    house = property.open_property(uow, command.property_id)
    ensure_rate(command.bp)
    channel = command.channel_code.strip()
    if (command.company_id is None) == (not channel):
        raise InvalidInput(tr("A commission is for one agent or one channel."), field="company_id")
    if command.company_id is not None:
        guests.find_company(uow, command.company_id)
    same = [
        row
        for row in repository.rate_rows(uow.session, house.id)
        if (row.company_id, row.channel_code, row.valid_from)
        == (command.company_id, channel, command.valid_from)
    ]
    if same:
        same[0].bp = command.bp
        uow.flush()
        return {"rate_id": str(same[0].id)}
    uow.add(
        CommissionRate(
            id=command.rate_id, property_id=house.id, company_id=command.company_id, channel_code=channel,
            bp=command.bp, valid_from=command.valid_from,
        )
    )  # fmt: skip
    return {"rate_id": str(command.rate_id)}


def post_commissions(command: PostCommissions, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """What is due for each stay beyond what has been posted, as one posting each."""
    house = property.open_property(uow, command.property_id)
    first, end = month_of(command.month)
    if first > house.business_date:
        raise InvalidInput(tr("This month has not begun."), field="month")
    due = [*_earlier(uow, house.id, first), *_departed(uow, house.id, first, end)]
    done = repository.commissions(uow.session, house.id, [one.stay_id for one in due])
    open_ = [one for one in due if one.amount_minor]
    postings = folios.ledger.post(
        uow,
        clock,
        [
            folios.Entry(
                account=EXPENSE, counter=PAYABLE, amount_minor=one.amount_minor, kind="commission",
                text=tr("Commission on booking {number}", number=one.number), stay_id=one.stay_id,
                entry_id=uow.new_id(),
            )
            for one in open_
        ],
    )  # fmt: skip
    uow.add(
        *(
            Commission(
                id=uow.new_id(), property_id=house.id, stay_id=one.stay_id,
                round=len(done.get(one.stay_id, ())), company_id=one.earner.company_id,
                channel_code=one.earner.channel_code, month=one.departure.replace(day=1),
                basis_minor=one.basis_minor, bp=one.bp, amount_minor=one.amount_minor, posting_id=posting.id,
            )
            for one, posting in zip(open_, postings, strict=True)
        )
    )  # fmt: skip
    return {"stays": len(open_), "amount_minor": sum(one.amount_minor for one in open_)}


def _departed(uow: UnitOfWork, property_id: UUID, first: date, end: date) -> list[_Due]:
    """The stays of the month, with what is still to post."""
    stays = reading.departed(uow.session, property_id, first, end)
    ids = [stay.stay_id for stay in stays]
    revenue = reading.room_revenue(uow.session, property_id, ids)
    done = repository.commissions(uow.session, property_id, ids)
    rates = repository.rates(uow.session, property_id)
    found = []
    for stay in stays:
        earner, basis = earner_of(stay.agent_id, stay.channel_code), revenue.get(stay.stay_id, 0)
        bp = rate_on(rates, earner, stay.departure)
        posted = sum(row.amount_minor for row in done.get(stay.stay_id, ()))
        amount = still_to_post(basis, bp, posted)
        found.append(_Due(stay.stay_id, stay.departure, stay.number, earner, bp, basis, amount))
    return found


def _earlier(uow: UnitOfWork, property_id: UUID, first: date) -> list[_Due]:
    """Stays of earlier months that have been posted, at the rate they had, where their revenue changed."""
    ids = repository.commissioned(uow.session, property_id, first)
    revenue = reading.room_revenue(uow.session, property_id, ids)
    found = []
    for stay_id, rounds in repository.commissions(uow.session, property_id, ids).items():
        last, basis = rounds[-1], revenue.get(stay_id, 0)
        amount = still_to_post(basis, last.bp, sum(row.amount_minor for row in rounds))
        if amount:
            earner = Earner(last.company_id, last.channel_code)
            number = reading.booking_number(uow.session, stay_id)
            found.append(_Due(stay_id, last.month, number, earner, last.bp, basis, amount))
    return found


HANDLERS = (Handling(SetCommissionRate, set_commission_rate), Handling(PostCommissions, post_commissions))
