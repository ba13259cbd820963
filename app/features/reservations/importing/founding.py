"""Make the hotels, room types and rooms that a plan needs and the house lacks, by property's commands."""

from collections.abc import Callable
from uuid import UUID

from app.features import property
from app.features.property import RoomSpec
from app.features.reservations.importing.houses import BASE_OCCUPANCY, HousePlan, TypePlan
from app.features.reservations.importing.ids import import_id
from app.features.reservations.importing.plan import Plan
from app.kernel.changes import Outcome
from app.kernel.commands import Command
from app.kernel.text import tr

# A type sleeps no more than this, whatever a group booking in the file says.
MOST_IN_A_ROOM = 50


def found_houses(execute: Callable[[Command], Outcome], plan: Plan) -> int:
    """Write what is missing; the revision after it, or the plan's when nothing was."""
    revision = plan.revision
    for command in (c for house in plan.houses for c in _commands(house, plan.profile.source)):
        after = execute(command).changes.revision
        # Another desk's write in between shows as a gap, and stays one: the batches then look again.
        revision = after if after == revision + 1 else revision
    return revision


def _commands(house: HousePlan, source: str) -> list[Command]:
    commands: list[Command] = []
    if house.is_new:
        spec = house.spec
        commands.append(
            property.SetUpProperty(
                id=_command_id(source, house.property_id), property_id=house.property_id, code=spec.code,
                name=spec.name, city=spec.city, country=spec.country, timezone=spec.timezone,
                currency=spec.currency, business_date=house.business_date,
            )
        )  # fmt: skip
    for position, type_ in enumerate(sorted(house.types.values(), key=lambda t: t.code)):
        if type_.is_new:
            commands.append(_add_type(house, type_, source, position))
        if type_.made:
            commands.append(_add_rooms(house, type_, source))
    return commands


def _add_type(house: HousePlan, type_: TypePlan, source: str, position: int) -> property.AddRoomType:
    return property.AddRoomType(
        id=_command_id(source, type_.id), room_type_id=type_.id, property_id=house.property_id,
        code=type_.code, name=tr("Type {code}", code=type_.code) if len(type_.code) < 3 else type_.code,
        base_occupancy=BASE_OCCUPANCY, max_occupancy=min(type_.party, MOST_IN_A_ROOM), position=position,
    )  # fmt: skip


def _add_rooms(house: HousePlan, type_: TypePlan, source: str) -> property.AddRooms:
    ids = tuple(id_ for id_, _ in type_.made)
    return property.AddRooms(
        id=_command_id(source, *ids), property_id=house.property_id, room_type_id=type_.id,
        rooms=tuple(RoomSpec(number) for _, number in type_.made), room_ids=ids,
        first_position=len(type_.rooms) - len(type_.made),
    )  # fmt: skip


def _command_id(source: str, *ids: UUID) -> UUID:
    return import_id(source, "found", *ids)
