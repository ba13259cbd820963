"""Facts that rates announce; channels listen to them."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from app.kernel.events import Event


@dataclass(frozen=True, kw_only=True, slots=True)
class PricesChanged(Event):
    """Prices of plans, and of those derived from them, may differ on the nights [first, end)."""

    name: ClassVar[str] = "rates.prices_changed"

    property_id: UUID
    plan_ids: tuple[UUID, ...]
    room_type_ids: tuple[UUID, ...]
    first: date
    end: date


@dataclass(frozen=True, kw_only=True, slots=True)
class RestrictionsChanged(Event):
    """What may be sold of plans, and of those derived from them, may differ on the nights [first, end)."""

    name: ClassVar[str] = "rates.restrictions_changed"

    property_id: UUID
    plan_ids: tuple[UUID, ...]
    room_type_ids: tuple[UUID, ...]
    first: date
    end: date


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanChanged(Event):
    """The terms of a plan changed, or what is inside it: all its nights, and those derived from it."""

    name: ClassVar[str] = "rates.plan_changed"

    property_id: UUID
    plan_ids: tuple[UUID, ...]
