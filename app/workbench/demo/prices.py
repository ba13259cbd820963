"""The rates of the demo hotel: a plan with prices of its own, seven that follow it, and what limits them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, ClassVar, Final
from uuid import UUID

from app.bootstrap import App
from app.features import rates
from app.features.guests import Companies
from app.features.property import open_property
from app.features.rates import (
    AddRatePlan,
    AddSeason,
    Kind,
    LimitSpan,
    SeasonPrice,
    SetAgreement,
    SetRestrictions,
)
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock, IdMaker
from app.kernel.commands import Command, Sort
from app.workbench.demo.hotel import KINDS, DemoHotel

AHEAD: Final = timedelta(days=730)
BEFORE: Final = timedelta(days=60)
FRIDAY_AND_SATURDAY: Final = 0b0110000
WEEKEND_PERCENT, SUMMER_PERCENT, QUIET_PERCENT = 118, 124, 86
SINGLE_LESS, EXTRA_ADULT, CHILD = 1_500, 3_500, 2_000
POLICY: Final = {"name": "Flexible", "free_until_days": 2, "fee": "first_night"}
STRICT: Final = {"name": "Non-refundable", "fee": "all"}
FLEXIBLE: Final = "FLEX"
# Code, name, kind, per, hundredths of a percent, minor units, further terms.
FOLLOWING: Final[tuple[tuple[str, str, Kind, str, int, int, dict[str, Any]], ...]] = (
    ("NRF", "Non-refundable", Kind.NON_REFUNDABLE, "room", -1_000, 0, {"prepayment_bp": 10_000}),
    ("BB", "With breakfast", Kind.BED_BREAKFAST, "person", 0, 1_800, {}),
    ("CORP", "Company", Kind.CORPORATE, "room", -1_500, 0, {}),
    ("EARLY", "Early bird", Kind.EARLY_BIRD, "room", -1_800, 0, {"min_advance": 45, "prepayment_bp": 5_000}),
    ("LAST", "Last minute", Kind.LAST_MINUTE, "room", -1_200, 0, {"max_advance": 3}),
    ("WEEK", "Long stay", Kind.LONG_STAY, "room", -2_000, 0, {"min_stay": 7}),
    ("FADO", "Fado nights", Kind.PROMOTION, "room", -800, -200, {"promo_code": "FADO"}),
)  # fmt: skip
_HANDLERS: Final = {handling.command: handling.handler for handling in rates.HANDLERS}


@dataclass(frozen=True, kw_only=True, slots=True)
class FurnishRates(Command):
    """Carry out the demo's commands on rates as one write: a dozen commits take longer than the work."""

    verb: ClassVar[str] = "workbench.furnish_rates"
    sort: ClassVar[Sort] = Sort.FACT

    property_id: UUID
    commands: tuple[Command, ...]

    def summary(self) -> dict[str, object]:
        """What the journal keeps of the batch."""
        return {"commands": len(self.commands)}


def furnish_rates(command: FurnishRates, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """Each command by its own handler."""
    open_property(uow, command.property_id)
    for own in command.commands:
        _HANDLERS[type(own)](own, uow=uow, clock=clock)
    return {}


def set_up_rates(app: App, house: DemoHotel, today: date) -> None:
    """Plans, seasons, limits of the next week and an agreement, by the ordinary commands."""
    new_id = app.new_id
    plans = {code: new_id() for code in (FLEXIBLE, *(row[0] for row in FOLLOWING))}
    company_id = next((view.id for view in app.ask(Companies()) if view.kind == "company"), None)
    commands: list[Command] = [
        *_plans(new_id, house.property_id, plans), *_seasons(new_id, house, plans[FLEXIBLE], today),
        SetRestrictions(id=new_id(), property_id=house.property_id, spans=_limits(plans, today)),
    ]  # fmt: skip
    if company_id is not None:
        commands.append(
            SetAgreement(
                id=new_id(), agreement_id=new_id(), plan_id=plans["CORP"], company_id=company_id,
                discount_bp=500, valid_from=today - BEFORE,
            )
        )  # fmt: skip
    app.execute(FurnishRates(id=new_id(), property_id=house.property_id, commands=tuple(commands)))


def _plans(new_id: IdMaker, hotel: UUID, plans: dict[str, UUID]) -> Iterator[AddRatePlan]:
    yield AddRatePlan(
        id=new_id(), plan_id=plans[FLEXIBLE], property_id=hotel, code=FLEXIBLE, name="Flexible",
        child_bands=((0, 4), (4, 13)), policy=POLICY, position=1,
    )  # fmt: skip
    for position, (code, name, kind, per, bp, minor, terms) in enumerate(FOLLOWING, 2):
        yield AddRatePlan(
            id=new_id(), plan_id=plans[code], property_id=hotel, code=code, name=name, kind=kind, per=per,
            parent_id=plans[FLEXIBLE], derive_bp=bp, derive_minor=minor, round_minor=100 if bp else 1,
            policy=STRICT if terms.get("prepayment_bp") else POLICY, position=position, **terms,
        )  # fmt: skip


def _seasons(new_id: IdMaker, house: DemoHotel, plan_id: UUID, today: date) -> Iterator[AddSeason]:
    """All of the time; dearer weekends and summers, quieter winters."""
    whole = tuple(
        SeasonPrice(house.type_ids[kind.code], kind.rate_minor, max(kind.rate_minor - SINGLE_LESS, 0),
                    EXTRA_ADULT, children=(0, CHILD))
        for kind in KINDS
    )  # fmt: skip
    starts, ends = today - BEFORE, today + AHEAD
    spans = [("All year", starts, ends, 127, 0, whole)]
    for year in range(starts.year, ends.year + 1):
        winter = (date(year, 1, 7), date(year, 2, 28))
        summer = (date(year, 6, 1), date(year, 9, 15))
        spans.append(("Quiet winter", *winter, 127, 1, _changed(house, QUIET_PERCENT)))
        spans.append(("Summer", *summer, 127, 1, _changed(house, SUMMER_PERCENT)))
    spans.append(("Weekend", starts, ends, FRIDAY_AND_SATURDAY, 2, _changed(house, WEEKEND_PERCENT)))
    for name, first, last, weekdays, rank, prices in spans:
        yield AddSeason(
            id=new_id(), season_id=new_id(), plan_id=plan_id, name=name, starts=first, ends=last,
            prices=prices, weekdays=weekdays, rank=rank,
        )  # fmt: skip


def _changed(house: DemoHotel, percent: int) -> tuple[SeasonPrice, ...]:
    """The published prices changed, in whole euros, with what goes with them."""
    bases = {kind.code: kind.rate_minor * percent // 10_000 * 100 for kind in KINDS}
    return tuple(
        SeasonPrice(house.type_ids[code], base, max(base - SINGLE_LESS, 0), EXTRA_ADULT, children=(0, CHILD))
        for code, base in bases.items()
    )


def _limits(plans: dict[str, UUID], today: date) -> tuple[LimitSpan, ...]:
    """A busy end of the next week."""

    def on(first: int, last: int, limit: str, value: int, *codes: str) -> LimitSpan:
        ids = tuple(plans[code] for code in codes)
        return LimitSpan(today + timedelta(days=first), today + timedelta(days=last), limit, value, ids)

    return (
        on(6, 8, "min_through", 2, FLEXIBLE), on(9, 10, "min_through", 3, FLEXIBLE),
        on(8, 8, "no_arrival", 1, FLEXIBLE), on(7, 8, "closed", 1, "NRF", "CORP"),
    )  # fmt: skip
