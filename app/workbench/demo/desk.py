"""The desk of the demo's past: carries out commands of capabilities by their own handlers, at any hour."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

from app.features.folios import Entry, ledger
from app.infra.unit_of_work import UnitOfWork
from app.kernel.commands import Command
from app.workbench.seeded import StillClock

Handlers = Mapping[type[Command], Callable[..., dict[str, object]]]


class Desk:
    """One transaction in which many days pass; `by` says whose hand it is."""

    def __init__(self, uow: UnitOfWork, property_id: UUID, handlers: Handlers) -> None:
        self.uow, self.property_id, self._handlers = uow, property_id, handlers
        self.clock = StillClock(uow.clock.now())

    def at(self, day: date, hour: time) -> None:
        """It is so late now."""
        self.clock.instant = datetime.combine(day, hour, UTC)

    def by(self, name: str) -> None:
        """Somebody else does what follows."""
        self.uow.actor = replace(self.uow.actor, name=name)

    def do(self, command: Command) -> dict[str, Any]:
        """Carry a command out."""
        return self._handlers[type(command)](command, uow=self.uow, clock=self.clock)

    def post(self, entries: Iterable[Entry]) -> list[ledger.Posted]:
        """Post many at once."""
        return ledger.post(self.uow, self.clock, entries)
