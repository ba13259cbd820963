"""The only place where engine, clock, ids and capabilities are chosen; makes the `App` that screens hold."""

import gettext
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from app.features import front_desk, guests, property, rack, reports, reservations, security
from app.infra import schema
from app.infra.bus import Bus, Wiring
from app.infra.clock import SystemClock, new_id
from app.infra.database import Database, Location
from app.infra.undo import Undo
from app.kernel.actor import ALL, Actor
from app.kernel.changes import Outcome
from app.kernel.clock import Clock, IdMaker
from app.kernel.commands import Command, Query
from app.kernel.text import use_catalogue

A = TypeVar("A")

TRANSLATIONS = Path(__file__).resolve().parents[1] / "resources" / "translations"
CAPABILITIES = (security, property, guests, reservations, front_desk, rack, reports)


@dataclass(frozen=True, slots=True)
class App:
    """All that a screen ever holds: do something, ask something, take something back."""

    bus: Bus
    database: Database
    actor: Actor
    clock: Clock
    new_id: IdMaker

    def execute(self, command: Command) -> Outcome:
        """Carry out a command as the signed-in user. Raises AppError on a refusal."""
        return self.bus.execute(command, self.actor)

    def ask(self, query: Query[A]) -> A:
        """Answer a question."""
        return self.bus.ask(query, self.actor)

    def rehearse(self, command: Command, then: Query[A]) -> A:
        """Answer a question as if the command had been carried out; nothing stays."""
        return self.bus.rehearse(command, then, self.actor)

    def undo(self, target: UUID, undo_id: UUID | None = None) -> Outcome:
        """Take back a command; undoing an undo is redo, so a caller may name the undo's own id."""
        return self.execute(Undo(id=undo_id or self.new_id(), target=target))

    def as_actor(self, actor: Actor) -> "App":
        """The same house for another user."""
        return replace(self, actor=actor)

    def close(self) -> None:
        """Let go of the database."""
        self.database.close()


def wiring() -> Wiring:
    """What the capabilities give to the bus."""

    def gathered(name: str) -> Sequence[object]:
        return [item for capability in CAPABILITIES for item in getattr(capability, name, ())]

    return Wiring(
        handlings=gathered("HANDLERS"),  # type: ignore[arg-type]
        answerings=gathered("ANSWERS"),  # type: ignore[arg-type]
        subscriptions=gathered("SUBSCRIPTIONS"),  # type: ignore[arg-type]
        durable=gathered("DURABLE"),  # type: ignore[arg-type]
        invariants=gathered("INVARIANTS"),  # type: ignore[arg-type]
    )


def open_database(location: Location) -> Database:
    """Open a house's data and make sure that the schema is ours. Raises AppError with what to do."""
    if location.path is not None:
        location.path.parent.mkdir(parents=True, exist_ok=True)
    database = Database(location)
    schema.ensure_current(database.engine, location)
    return database


def open_app(
    location: Location,
    *,
    clock: Clock | None = None,
    ids: IdMaker = new_id,
    workstation: str = "Front desk 1",
    found: str = "",
) -> App:
    """Open a house and sign its first user in; an empty database is founded under the name `found`.

    Raises NoHouse when the database is empty and no name is given.
    """
    database = open_database(location)
    clock = clock or SystemClock()
    bus = Bus(database, wiring(), clock, ids)
    with database.engine.connect() as connection:
        known = security.tenants(connection)
    if not known:
        return _found(App(bus, database, _nobody(ids(), ids(), workstation), clock, ids), found or "Keyrack")
    reader = App(bus, database, _nobody(known[0][0], ids(), workstation), clock, ids)
    first = reader.ask(security.Users())[0]
    return reader.as_actor(actor_for(first, known[0][0], workstation))


def actor_for(user: security.UserView, tenant_id: UUID, workstation: str) -> Actor:
    """The actor that a signed-in user is."""
    return Actor(tenant_id, user.id, user.name, workstation, frozenset(user.permissions))


def _nobody(tenant_id: UUID, user_id: UUID, workstation: str) -> Actor:
    return Actor(tenant_id, user_id, "Owner", workstation, frozenset({ALL}))


def _found(app: App, name: str) -> App:
    app.execute(
        security.FoundHouse(
            id=app.new_id(), slug="house", name=name, owner_id=app.actor.user_id, owner_login="owner",
            owner_name="Owner", role_ids=tuple(app.new_id() for _ in security.FIRST_ROLES),
        )
    )  # fmt: skip
    return app


def use_language(code: str) -> None:
    """Choose the language of all texts; English needs no catalogue."""
    use_catalogue(gettext.translation("keyrack", TRANSLATIONS, languages=[code], fallback=True))
