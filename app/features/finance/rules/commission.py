"""What agents and channels earn: a rate by day, the commission of a stay, and what a correction changes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from app.kernel.errors import InvalidInput
from app.kernel.money import exponent
from app.kernel.text import tr

WHOLE = 10_000


@dataclass(frozen=True, slots=True)
class Rate:
    """A share of the room revenue in hundredths of a percent, for an agent or a channel, from a day on."""

    company_id: UUID | None
    channel_code: str
    bp: int
    valid_from: date


@dataclass(frozen=True, slots=True)
class Earner:
    """Who sent a stay: a travel agent, else a channel."""

    company_id: UUID | None
    channel_code: str


@dataclass(frozen=True, slots=True)
class Told:
    """A stay in a table of commissions."""

    earner: str
    booking: str
    departure: date
    basis_minor: int
    bp: int
    amount_minor: int
    posted_minor: int


def table(rows: Iterable[Told], currency: str) -> list[tuple[object, ...]]:
    """The commissions of a month for a spreadsheet, amounts in whole units."""

    def whole(minor: int) -> Decimal:
        return Decimal(minor).scaleb(-exponent(currency))

    heading = (
        tr("Agent or channel"), tr("Booking"), tr("Departure"), tr("Room revenue"), tr("Share %"),
        tr("Commission"), tr("Posted"), tr("Currency"),
    )  # fmt: skip
    told = [
        (row.earner, row.booking, row.departure.isoformat(), whole(row.basis_minor), Decimal(row.bp) / 100,
         whole(row.amount_minor), whole(row.posted_minor), currency)
        for row in rows
    ]  # fmt: skip
    return [heading, *told]


def earner_of(agent_id: UUID | None, channel_code: str) -> Earner:
    """Who earns on a stay; the agent goes before the channel, so that nobody pays twice."""
    return Earner(None, channel_code) if agent_id is None else Earner(agent_id, "")


def rate_on(rates: Iterable[Rate], earner: Earner, day: date) -> int:
    """The rate in force on a day, 0 where none was agreed."""
    own = [
        rate
        for rate in rates
        if (rate.company_id, rate.channel_code) == (earner.company_id, earner.channel_code)
        and rate.valid_from <= day
    ]
    return max(own, key=lambda rate: rate.valid_from).bp if own else 0


def commission(basis_minor: int, bp: int) -> int:
    """A share of an amount, half a cent away from zero."""
    whole = (2 * abs(basis_minor) * bp + WHOLE) // (2 * WHOLE)
    return whole if basis_minor >= 0 else -whole


def still_to_post(basis_minor: int, bp: int, posted_minor: int) -> int:
    """What a stay's commission now is beyond what has been posted; below zero where it was corrected down."""
    return commission(basis_minor, bp) - posted_minor


def ensure_rate(bp: int) -> None:
    """Refuse what is no share. Raises InvalidInput."""
    if not 0 <= bp <= WHOLE:
        raise InvalidInput(tr("A commission is between 0 and 100 percent."), field="bp")
