"""What `keyrack check` proves of rates: whole months, seasons of the house's own types, no circles."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.features.property.models import RoomType
from app.features.rates.models import RatePlan, RatePrice, RateRestriction, RateSeason
from app.features.rates.rules.chains import cycle
from app.features.rates.rules.months import next_month
from app.features.rates.rules.parts import LIMITS, PARTS
from app.infra.integrity import Check
from app.kernel.text import tr

CHUNK = 2_000


def months_are_whole(session: Session) -> Iterator[str]:
    """Each month has known parts only, each with a value or none for every night."""
    for model, names in ((RatePrice, PARTS), (RateRestriction, LIMITS)):
        statement = select(model.plan_id, model.room_type_id, model.month, model.cells)
        for row in session.execute(statement.execution_options(yield_per=CHUNK)):
            if not _is_whole(row.month, row.cells, frozenset(names)):
                yield tr("{table}: the month {month} of plan {plan} is not whole.", table=model.__tablename__,
                         month=row.month.isoformat(), plan=row.plan_id)  # fmt: skip


def _is_whole(month: date, cells: object, names: frozenset[str]) -> bool:
    if month.day != 1 or not isinstance(cells, dict) or not cells or not cells.keys() <= names:
        return False
    days = (next_month(month) - month).days
    return all(
        len(values) == days and all(v is None or (isinstance(v, int) and v >= 0) for v in values)
        for values in cells.values()
    )


def seasons_name_types(session: Session) -> Iterator[str]:
    """A season's prices are for room types of its hotel."""
    houses = {
        str(row.id): row.property_id for row in session.execute(select(RoomType.id, RoomType.property_id))
    }
    for season in session.scalars(select(RateSeason)):
        if any(houses.get(type_id) != season.property_id for type_id in season.prices):
            yield tr(
                "The season {name} has a price for a room type that its hotel has not.", name=season.name
            )


def plans_do_not_circle(session: Session) -> Iterator[str]:
    """No plan is derived from itself, and each from a plan of its own hotel."""
    plans = {row.id: row for row in session.execute(
        select(RatePlan.id, RatePlan.parent_id, RatePlan.code, RatePlan.property_id)
    )}  # fmt: skip
    parents = {plan_id: row.parent_id for plan_id, row in plans.items()}
    for plan_id, row in plans.items():
        if cycle(plan_id, row.parent_id, parents):
            yield tr("The rate plan {code} is derived from itself.", code=row.code)
        elif row.parent_id is not None and plans[row.parent_id].property_id != row.property_id:
            yield tr("The rate plan {code} is derived from a plan of another hotel.", code=row.code)


CHECKS = (
    Check("rates.months", months_are_whole),
    Check("rates.seasons", seasons_name_types),
    Check("rates.plans", plans_do_not_circle),
)
