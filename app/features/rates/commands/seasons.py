"""Seasons: what a plan costs in a span of nights, by weekday and rank."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, ClassVar, Final
from uuid import UUID

from app.features import property
from app.features.rates import repository
from app.features.rates.commands.plans import find_plan
from app.features.rates.events import PricesChanged
from app.features.rates.models import RateSeason
from app.features.rates.rules.chains import descendants
from app.features.rates.rules.parts import MOST_MINOR, PARTS
from app.infra.bus import Handling
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.commands import Command
from app.kernel.errors import InvalidInput, NotFound
from app.kernel.text import tr

MOST_RANK: Final = 1_000


@dataclass(frozen=True, slots=True)
class SeasonPrice:
    """The amounts of a room type in a season; a part left None is not set by it.

    `children` has an amount for each age band of the plan. `person` is added for each adult.
    """

    room_type_id: UUID
    base: int | None = None
    single: int | None = None
    adult: int | None = None
    person: int | None = None
    children: tuple[int | None, ...] = ()

    def parts(self) -> dict[str, int]:
        """The amounts that are set, by part."""
        bands = {f"child{number}": minor for number, minor in enumerate(self.children, 1)}
        own = {"base": self.base, "single": self.single, "adult": self.adult, "person": self.person}
        return {name: minor for name, minor in (own | bands).items() if minor is not None}


@dataclass(frozen=True, kw_only=True, slots=True)
class AddSeason(Command):
    """Add a season to a plan; `ends` is its last night."""

    verb: ClassVar[str] = "rates.add_season"

    season_id: UUID
    plan_id: UUID
    name: str
    starts: date
    ends: date
    prices: tuple[SeasonPrice, ...]
    weekdays: int = 127
    rank: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangeSeason(Command):
    """Change a season; a field left None stays as it is. Prices are given for types that change."""

    verb: ClassVar[str] = "rates.change_season"

    season_id: UUID
    name: str | None = None
    starts: date | None = None
    ends: date | None = None
    prices: tuple[SeasonPrice, ...] = field(default=())
    weekdays: int | None = None
    rank: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class RemoveSeason(Command):
    """Take a season away; other seasons or the parent's prices count again."""

    verb: ClassVar[str] = "rates.remove_season"

    season_id: UUID


def add_season(command: AddSeason, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:  # noqa: ARG001
    """Write the season."""
    plan = find_plan(uow, command.plan_id)
    property.open_property(uow, plan.property_id)
    season = RateSeason(
        id=command.season_id, property_id=plan.property_id, plan_id=plan.id, name=command.name,
        starts=command.starts, ends=command.ends, weekdays=command.weekdays, rank=command.rank,
        prices=_prices(uow, plan.property_id, command.prices),
    )  # fmt: skip
    _ensure_sound(season)
    uow.add(season)
    _announce(uow, season, season.starts, season.ends)
    return {"season_id": str(season.id)}


def change_season(command: ChangeSeason, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:  # noqa: ARG001
    """Write what is given."""
    season = _find_season(uow, command.season_id)
    property.open_property(uow, season.property_id)
    starts, ends = season.starts, season.ends
    for name in ("name", "starts", "ends", "weekdays", "rank"):
        value = getattr(command, name)
        if value is not None and value != getattr(season, name):
            setattr(season, name, value)
    if command.prices:
        season.prices = dict(season.prices) | _prices(uow, season.property_id, command.prices)
    _ensure_sound(season)
    uow.flush()
    _announce(uow, season, min(starts, season.starts), max(ends, season.ends))
    return {"season_id": str(season.id)}


def remove_season(command: RemoveSeason, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:  # noqa: ARG001
    """Delete the season."""
    season = _find_season(uow, command.season_id)
    property.open_property(uow, season.property_id)
    uow.delete(season)
    _announce(uow, season, season.starts, season.ends)
    return {}


def _find_season(uow: UnitOfWork, season_id: UUID) -> RateSeason:
    season = uow.find(RateSeason, season_id)
    if season is None:
        raise NotFound(tr("This season does not exist any more."), field="season_id")
    return season


def _prices(uow: UnitOfWork, property_id: UUID, prices: Iterable[SeasonPrice]) -> dict[str, Any]:
    """Prices as a season keeps them. Raises on a type of another hotel and on amounts that cannot be."""
    found: dict[str, Any] = {}
    for price in prices:
        kind = property.find_room_type(uow, price.room_type_id)
        if kind.property_id != property_id:
            raise InvalidInput(tr("This room type belongs to another hotel."), field="room_type_id")
        parts = price.parts()
        if any(name not in PARTS or not 0 <= minor <= MOST_MINOR for name, minor in parts.items()):
            raise InvalidInput(tr("A price is not below zero."), field="prices")
        found[str(price.room_type_id)] = parts
    return found


def _ensure_sound(season: RateSeason) -> None:
    if season.ends < season.starts:
        raise InvalidInput(tr("The last night lies before the first."), field="ends")
    if not 1 <= season.weekdays <= 127:
        raise InvalidInput(tr("Choose at least one weekday."), field="weekdays")
    if not -MOST_RANK <= season.rank <= MOST_RANK:
        raise InvalidInput(tr("This value cannot be right."), field="rank")
    if not any(season.prices.values()):
        raise InvalidInput(tr("Give the season a price."), field="prices")


def _announce(uow: UnitOfWork, season: RateSeason, first: date, last: date) -> None:
    concerned = descendants([season.plan_id], repository.parents(uow.session, season.property_id))
    uow.announce(
        PricesChanged(
            property_id=season.property_id, plan_ids=tuple(sorted(concerned)),
            room_type_ids=tuple(sorted(UUID(type_id) for type_id in season.prices)), first=first,
            end=last + timedelta(days=1),
        )
    )  # fmt: skip


HANDLERS = (
    Handling(AddSeason, add_season),
    Handling(ChangeSeason, change_season),
    Handling(RemoveSeason, remove_season),
)
