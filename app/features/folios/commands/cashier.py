"""The cashier: open a drawer with its float, take money to the safe, count blind, hand over, close.

The count comes before the sum: what should be there is told only by closing, and a difference needs its
reason.
"""

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import ClassVar
from uuid import UUID

from app.features import property
from app.features.folios import ledger
from app.features.folios.commands.drawer import (
    OVER_AND_SHORT,
    cash_entry,
    ensure_holds,
    find_session,
    move,
    to_safe,
    value_of,
)
from app.features.folios.commands.loading import never_undone
from app.features.folios.models import CashierSession
from app.features.folios.queries import cashier as queries
from app.features.folios.rules import cash
from app.features.folios.rules.exchange import is_code, unknown, worth
from app.features.folios.rules.refunds import ensure_positive, money
from app.infra.bus import Handling
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.commands import Command, Sort
from app.kernel.errors import AppError, Choice, InvalidInput
from app.kernel.text import tr


@dataclass(frozen=True, slots=True)
class Counted:
    """So many coins or notes of one worth, in minor units of a currency."""

    currency: str
    worth_minor: int
    many: int


class DrawerOpen(AppError):
    """This workstation has an open drawer already."""

    code = "drawer_open"


class NotCounted(AppError):
    """The drawer has to be counted first."""

    code = "not_counted"


class Variance(AppError):
    """What was counted is not what should be there, and nobody said why."""

    code = "variance"


@dataclass(frozen=True, kw_only=True, slots=True)
class _Cash(Command):
    """What all commands of the cashier have in common: they stand."""

    sort: ClassVar[Sort] = Sort.FACT

    @classmethod
    def why_never_undone(cls) -> str:
        """Cash has changed hands."""
        return never_undone()


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenCashier(_Cash):
    """Take a drawer with a float from the safe, at this workstation."""

    verb: ClassVar[str] = "folios.open_cashier"

    session_id: UUID
    property_id: UUID
    float_minor: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class DropCash(_Cash):
    """Take money out of the drawer to the safe; with a negative amount fetch change from there."""

    verb: ClassVar[str] = "folios.drop_cash"

    session_id: UUID
    amount_minor: int
    currency: str = ""
    reason: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class CountCashier(_Cash):
    """Say how many of each coin and note are there."""

    verb: ClassVar[str] = "folios.count_cashier"

    session_id: UUID
    counts: tuple[Counted, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class CloseCashier(_Cash):
    """Close a counted drawer; all of it goes to the safe. A difference needs a reason."""

    verb: ClassVar[str] = "folios.close_cashier"

    session_id: UUID
    reason: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class HandOverCashier(_Cash):
    """Close a counted drawer and give what is in it to the next person, as the drawer `next_session_id`."""

    verb: ClassVar[str] = "folios.hand_over_cashier"

    session_id: UUID
    next_session_id: UUID
    to_user_id: UUID
    to_name: str
    reason: str = ""


def open_cashier(command: OpenCashier, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """No open drawer here: then the float comes from the safe."""
    house = property.open_property(uow, command.property_id)
    known = queries.open_session(uow.session, house.id, uow.actor.workstation)
    if known is not None:
        raise DrawerOpen(
            tr("The drawer of {name} is open here. Close it or hand it over first.", name=known.by_name)
        )
    if command.float_minor < 0:
        raise InvalidInput(tr("A float is not below zero."), field="float_minor")
    session = _new_session(uow, clock, command.session_id, house.id, command.float_minor)
    to_safe(
        uow, clock, session, "float", {house.currency: (-command.float_minor, -command.float_minor)},
        tr("Float"),
    )  # fmt: skip
    return {"session_id": str(session.id)}


def drop_cash(command: DropCash, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """There is so much in the drawer: then it goes to the safe."""
    session = find_session(uow, command.session_id)
    house = property.open_property(uow, session.property_id)
    currency = command.currency or house.currency
    if command.amount_minor == 0 or (command.amount_minor < 0 and currency != house.currency):
        ensure_positive(command.amount_minor)
    value = command.amount_minor
    if command.amount_minor > 0:
        ensure_holds(uow, session, currency, command.amount_minor)
        if currency != house.currency:
            value = value_of(uow, session, currency, command.amount_minor)
    text = tr("To the safe") if command.amount_minor > 0 else tr("From the safe")
    to_safe(uow, clock, session, "drop", {currency: (command.amount_minor, value)}, text, command.reason)
    return {"session_id": str(session.id)}


def count_cashier(command: CountCashier, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:  # noqa: ARG001
    """Write the count down; it can be done again until the drawer is closed. Nothing is compared yet."""
    session = find_session(uow, command.session_id)
    house = property.open_property(uow, session.property_id)
    piles: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for pile in command.counts:
        if not is_code(pile.currency):
            raise unknown(pile.currency)
        piles[pile.currency][pile.worth_minor] += pile.many
    totals = {currency: cash.counted(counts) for currency, counts in piles.items()}
    session.counts = {
        currency: {str(worth_): many for worth_, many in sorted(counts.items(), reverse=True) if many}
        for currency, counts in sorted(piles.items())
    }
    session.counted_minor = totals.get(house.currency, 0)
    uow.flush()
    return {"session_id": str(session.id), "counted": {c: totals[c] for c in sorted(totals)}}


def close_cashier(command: CloseCashier, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """Counted, and a difference has its reason: then the difference is booked, the rest goes to the safe."""
    session = find_session(uow, command.session_id)
    property.open_property(uow, session.property_id)
    variance = _settle(uow, clock, session, command)
    to_safe(
        uow, clock, session, "closing", queries.held(uow.session, session.id), tr("Drawer closed"),
        command.reason,
    )  # fmt: skip
    _close(uow, clock, session, command.reason)
    return {"session_id": str(session.id), "variance_minor": variance}


def hand_over_cashier(command: HandOverCashier, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """As closing, but what is in the drawer stays in it and belongs to the next person."""
    session = find_session(uow, command.session_id)
    house = property.open_property(uow, session.property_id)
    variance = _settle(uow, clock, session, command)
    sums = queries.held(uow.session, session.id)
    to_safe(uow, clock, session, "closing", sums, tr("Handed over to {name}", name=command.to_name))
    _close(uow, clock, session, command.reason)
    session.handed_to = command.to_name[:200]
    following = _new_session(
        uow, clock, command.next_session_id, house.id, sums.get(house.currency, (0, 0))[0]
    )
    following.user_id, following.by_name = command.to_user_id, command.to_name[:200]
    back = {currency: (-minor, -value) for currency, (minor, value) in sums.items()}
    to_safe(uow, clock, following, "float", back, tr("Taken over from {name}", name=session.by_name))
    return {"session_id": str(following.id), "variance_minor": variance}


def _new_session(
    uow: UnitOfWork, clock: Clock, session_id: UUID, property_id: UUID, float_minor: int
) -> CashierSession:
    session = CashierSession(
        id=session_id, property_id=property_id, workstation=uow.actor.workstation,
        user_id=uow.actor.user_id, by_name=uow.actor.name, opened_at=clock.now(), closed_at=None,
        float_minor=float_minor, expected_minor=0, counted_minor=None, counts={}, reason="", handed_to="",
    )  # fmt: skip
    uow.add(session)
    return session


def _settle(
    uow: UnitOfWork, clock: Clock, session: CashierSession, command: CloseCashier | HandOverCashier
) -> int:
    """Book what is too much or too little; the value of it. Raises NotCounted, Variance."""
    if session.counted_minor is None:
        raise NotCounted(tr("Count the drawer first. Money taken after a count asks for another count."))
    house = property.open_property(uow, session.property_id)
    sums = queries.held(uow.session, session.id)
    session.expected_minor = sums.get(house.currency, (0, 0))[0]
    found = []
    for currency in sorted({*sums, *session.counts}):
        expected, value = sums.get(currency, (0, 0))
        there = sum(int(coin) * many for coin, many in session.counts.get(currency, {}).items())
        if there != expected:
            worth_ = _worth(uow, session, currency, there - expected, expected, value, house.currency)
            found.append((currency, there - expected, worth_))
    if found and not command.reason.strip():
        raise Variance(_difference(found), field="reason", choices=_known_variance(uow, command))
    for currency, minor, value in found:
        move(uow, clock, session, "variance", currency, minor, value, reason=command.reason)
    ledger.post(
        uow, clock,
        [cash_entry(session, OVER_AND_SHORT, v, tr("Difference of the drawer"), command.reason)
         for _, _, v in found if v],
    )  # fmt: skip
    return sum(value for _, _, value in found)


def _worth(
    uow: UnitOfWork, session: CashierSession, currency: str, minor: int, expected: int, value: int, own: str
) -> int:
    """What a difference counts for: as the rest of this money in the drawer, else at the day's rate."""
    if currency == own:
        return minor
    if minor == -expected:
        return -value
    if expected > 0:
        return minor * value // expected
    assert uow.business_date is not None
    rate = queries.rate_on(uow.session, session.property_id, currency, uow.business_date)
    return worth(minor, currency, own, rate.micro) if rate else 0


def _difference(found: list[tuple[str, int, int]]) -> str:
    parts = [
        tr("{amount} too much", amount=money(minor, currency))
        if minor > 0
        else tr("{amount} too little", amount=money(-minor, currency))
        for currency, minor, _ in found
    ]
    return tr("The drawer has {difference}. Count again, or say why.", difference=", ".join(parts))


def _known_variance(uow: UnitOfWork, command: CloseCashier | HandOverCashier) -> list[Choice]:
    again = replace(command, id=uow.new_id(), reason=tr("Not explained"))
    return [Choice(tr("Close it with the difference"), again, tr("It is booked as not explained."))]


def _close(uow: UnitOfWork, clock: Clock, session: CashierSession, reason: str) -> None:
    session.closed_at, session.reason = clock.now(), reason.strip()[:200]
    uow.flush()


HANDLERS = (
    Handling(OpenCashier, open_cashier),
    Handling(DropCash, drop_cash),
    Handling(CountCashier, count_cashier),
    Handling(CloseCashier, close_cashier),
    Handling(HandOverCashier, hand_over_cashier),
)
