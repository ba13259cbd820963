"""The demo hotel's money: one command that lives through the last weeks day by day, and what it is given."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time, timedelta
from random import Random
from typing import ClassVar, Final
from uuid import UUID

from app.features import finance, folios, invoices, property, rates
from app.features.property import CloseDay
from app.features.reservations import Status
from app.features.reservations.models import Stay
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.commands import Command, Sort
from app.workbench.demo import repository
from app.workbench.demo.accounts import founding
from app.workbench.demo.cast import Guest, Owners
from app.workbench.demo.days import Days
from app.workbench.demo.debts import Debts
from app.workbench.demo.desk import Desk
from app.workbench.demo.hotel import DemoHotel
from app.workbench.demo.plan import Plan, StayPlan
from app.workbench.demo.till import BREAKFAST_INSIDE_MINOR, PRICES

# The books begin so many days before today; folios are there for who left in the last days.
BOOKS_BEGIN: Final = 110
LEFT_DAYS: Final = 7
BREAKFAST_PLAN: Final = "BB"
_HANDLERS: Final = {
    handling.command: handling.handler
    for capability in (folios, invoices, property, rates, finance)
    for handling in capability.HANDLERS
}


@dataclass(frozen=True, kw_only=True, slots=True)
class FurnishMoney(Command):
    """Post what the demo's guests had and paid, each on its own business date, as one write."""

    verb: ClassVar[str] = "workbench.furnish_money"
    sort: ClassVar[Sort] = Sort.FACT

    hotel: DemoHotel
    plan: Plan
    stay_ids: dict[int, UUID]
    seed: int

    def summary(self) -> dict[str, object]:
        """What the journal keeps of the batch."""
        return {"today": self.plan.today.isoformat(), "seed": self.seed}


def furnish_money(command: FurnishMoney, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:  # noqa: ARG001
    """Set the books up, then day after day: who comes, has something, leaves and pays; the night."""
    plan = command.plan
    desk = Desk(uow, command.hotel.property_id, _HANDLERS)
    desk.at(plan.day(-BOOKS_BEGIN), time(9))
    companies = repository.companies(uow.session)
    for own in founding(uow.new_id, desk.property_id, plan.day(-BOOKS_BEGIN), companies):
        desk.do(own)
    _price(desk)
    known = repository.owners(uow.session)

    def owners(stay: StayPlan) -> tuple[UUID, UUID]:
        return known[command.stay_ids[id(stay)]]

    guests = _guests(command, owners)
    # Who has left by now is in the house again until the day of leaving comes.
    left = repository.stays(uow.session, (guest.stay_id for guest in guests if not guest.is_in_house))
    _set_status(left, Status.CHECKED_IN)
    days = Days(
        desk, plan, guests, Random(f"{command.seed} {plan.today.isoformat()} money"), companies, owners
    )
    Debts(desk, companies).live_until(days.first, plan)
    day = days.first
    while day <= plan.today:
        days.live(day, is_today=day == plan.today)
        _set_status((stay for stay in left if stay.departure == day), Status.CHECKED_OUT)
        if day < plan.today:
            days.night(day)
            desk.do(CloseDay(id=uow.new_id(), property_id=desk.property_id, expected=day))
        day += timedelta(days=1)
    uow.resolved = None
    return {"folios": len(guests)}


def _price(desk: Desk) -> None:
    """Articles get their prices, breakfast goes into the plans that have it."""
    for code, article in property.articles_by_code(desk.uow, desk.property_id).items():
        article.price_minor = PRICES.get(code, 0)
    desk.uow.flush()
    plan_id = repository.plan_id(desk.uow.session, BREAKFAST_PLAN)
    inside = rates.Included("BREAKFAST", 1, BREAKFAST_INSIDE_MINOR)
    desk.do(
        rates.SetPackage(
            id=desk.uow.new_id(), plan_id=plan_id, items=(inside,), item_ids=(desk.uow.new_id(),)
        )
    )


def _guests(command: FurnishMoney, owners: Owners) -> list[Guest]:
    """The stays that have a folio: in the house, or left in the last days."""
    oldest = command.plan.day(-LEFT_DAYS)
    found = [
        Guest(stay, booking, command.stay_ids[id(stay)], *owners(stay))
        for booking in command.plan.bookings
        for stay in booking.stays
        if stay.status is Status.CHECKED_IN
        or (stay.status is Status.CHECKED_OUT and oldest <= stay.departure)
    ]
    return sorted(found, key=lambda guest: (guest.stay.arrival, guest.stay.room or "", guest.stay_id))


def _set_status(stays: Iterable[Stay], status: Status) -> None:
    for stay in stays:
        stay.status = str(status)
