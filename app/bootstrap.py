"""The only place where engine, clock, ids and capabilities are chosen; makes the `App` that screens hold."""

import gettext
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, Final, Protocol, TypeVar
from uuid import UUID

from platformdirs import user_data_path

from app.features import guests, property, rack, reservations, security
from app.infra import backup, jobs, locking, logging, portable, schema
from app.infra.bus import Bus, Wiring
from app.infra.cards import CardGateway, NoGateway
from app.infra.cards.stripe_gateway import StripeGateway
from app.infra.clock import SystemClock, new_id
from app.infra.database import Database, Location
from app.infra.integrity import FILE_CHECK, Finding, Report, run_checks
from app.infra.locking import FileHold, Hold
from app.infra.mail import Mailer, MailRefused, Server
from app.infra.packed import give_back
from app.infra.secrets import KeyringVault, with_password
from app.infra.undo import Undo
from app.kernel.actor import ALL, Actor
from app.kernel.changes import ChangeSet, Outcome
from app.kernel.clock import Clock, IdMaker, derived_id
from app.kernel.commands import Command, Query
from app.kernel.errors import AppError
from app.kernel.text import tr, trn, use_catalogue

A = TypeVar("A")

TRANSLATIONS = Path(__file__).resolve().parents[1] / "resources" / "translations"
# In their order, low to high. What the first page asks is imported above; the rest is loaded before the
# first write, so that a desk does not wait for it at its start (decision 0012).
ORDER: Final = (
    "security", "property", "guests", "rates", "reservations", "folios", "invoices", "front_desk", "rack",
    "finance", "reports",
)  # fmt: skip
FIRST: Final = (security, property, guests, reservations, rack)
# Those of them that have a part besides, `late`, that no first page needs.
WITH_LATE: Final = ("security", "reservations")
VAULT = KeyringVault()


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

    def complete(self) -> None:
        """Load in a quiet moment what the first write would otherwise wait for."""
        self.bus.complete()

    def warm(self) -> None:
        """Load beside the window what the first document would otherwise wait for."""
        from app.infra.documents.warming import warm  # noqa: PLC0415 - not on the way to the first screen

        warm()

    def settle(self) -> None:
        """Everything is loaded: let the system have the memory that only the loading needed."""
        give_back()

    def as_actor(self, actor: Actor) -> "App":
        """The same house for another user."""
        return replace(self, actor=actor)

    def close(self) -> None:
        """Let go of the database."""
        self.database.close()


class Background(Protocol):
    """Something that goes on beside the window."""

    def start(self) -> None:
        """Begin; returns at once."""
        ...

    def stop(self) -> None:
        """End, and wait for the end."""
        ...


@cache
def capabilities() -> tuple[ModuleType, ...]:
    """Every capability's face, in their order, and its late part; with them every table is known."""
    parts = [part for name in ORDER for part in (name, f"{name}.late") if part == name or name in WITH_LATE]
    return (*(import_module(f"app.features.{part}") for part in parts), jobs)


def gathered(faces: Iterable[ModuleType], name: str) -> list[Any]:
    """What some capabilities give under a name."""
    return [item for face in faces for item in getattr(face, name, ())]


def wiring() -> Wiring:
    """What all capabilities give to the bus."""
    faces = capabilities()
    return Wiring(
        handlings=gathered(faces, "HANDLERS"),
        answerings=gathered(faces, "ANSWERS"),
        subscriptions=gathered(faces, "SUBSCRIPTIONS"),
        durable=gathered(faces, "DURABLE"),
        invariants=gathered(faces, "INVARIANTS"),
    )


def open_database(location: Location) -> Database:
    """Open a house's data and make sure that the schema is ours. Raises AppError with what to do."""
    if location.path is not None:
        locking.make_directory(location.path.parent)
    if not location.is_embedded:
        location = Location(with_password(location.url, VAULT))
    database = Database(location)
    if schema.state_of(database.engine) is not schema.SchemaState.CURRENT:
        capabilities()  # whoever makes tables has to know them all
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

    Raises AppError with what to do, when the data cannot be opened.
    """
    database = open_database(location)
    clock = clock or SystemClock()
    bus = Bus(database, Wiring(answerings=gathered(FIRST, "ANSWERS")), clock, ids, whole=wiring)
    with database.engine.connect() as connection:
        known = security.tenants(connection)
    if not known:
        return _found(App(bus, database, _nobody(ids(), ids(), workstation), clock, ids), found or "Keyrack")
    reader = App(bus, database, _nobody(known[0][0], ids(), workstation), clock, ids)
    first = reader.ask(security.Users())[0]
    return reader.as_actor(actor_for(first, known[0][0], workstation))


class WrongPassword(AppError):
    """The password is not that of the user."""

    code = "wrong_password"


def sign_in(app: App, user: security.UserView, password: str) -> App:
    """The house for a user who gives the right password. Raises WrongPassword."""
    from argon2 import PasswordHasher  # noqa: PLC0415 - heavy, not on the way to the first screen
    from argon2.exceptions import InvalidHashError, VerificationError  # noqa: PLC0415 - as above

    try:
        PasswordHasher().verify(user.password_hash, password)
    except (VerificationError, InvalidHashError) as error:
        raise WrongPassword(tr("This is not the password of {name}.", name=user.name)) from error
    return app.as_actor(actor_for(user, app.actor.tenant_id, app.actor.workstation))


class WrongPin(AppError):
    """The PIN is not that of the user, or there were too many tries."""

    code = "wrong_pin"


def sign_in_by_pin(app: App, user: security.UserView, secret: str) -> App:
    """The house for a user who gives the right PIN; the password opens too. Raises WrongPin with a sentence.

    Wrong tries make the next one wait, and stand in the journal with who sat there; after too many only the
    password opens. A user who has neither cannot be signed in.
    """
    from app.features.security import late  # noqa: PLC0415 - not on the way to the first screen

    door = _door(app)
    pin = door.ask(late.PinOf(user_id=user.id))
    if pin is None and not user.password_hash:
        raise WrongPin(tr("{name} has no PIN yet and cannot be signed in here.", name=user.name))
    pause = pin.pause(app.clock.now()) if pin is not None else 0
    if pause:
        raise WrongPin(
            trn("Too quick after a wrong PIN. Try again in {n} second.",
                "Too quick after a wrong PIN. Try again in {n} seconds.", pause)
        )  # fmt: skip
    if pin is not None and pin.left and late.fits(pin.pin_hash, secret):
        if pin.wrong:
            door.execute(late.ForgiveWrongPins(id=app.new_id(), user_id=user.id))
        return app.as_actor(actor_for(user, app.actor.tenant_id, app.actor.workstation))
    try:
        signed = sign_in(app, user, secret)
    except WrongPassword as error:
        if pin is None:
            raise WrongPin(error.sentence) from error
        door.execute(late.CountWrongPin(id=app.new_id(), user_id=user.id))
        raise WrongPin(_tries_left(user.name, max(0, pin.left - 1))) from error
    if pin is not None and pin.wrong:
        door.execute(late.ForgiveWrongPins(id=app.new_id(), user_id=user.id))
    return signed


def set_pin(app: App, secret: str, pin: str) -> None:
    """Give the signed-in user a PIN; who has a password or a PIN already proves it first."""
    from app.features.security import late  # noqa: PLC0415 - not on the way to the first screen

    user = next(each for each in app.ask(security.Users()) if each.id == app.actor.user_id)
    if user.password_hash or app.ask(late.PinOf(user_id=user.id)) is not None:
        sign_in_by_pin(app, user, secret)
    late.refuse_weak(pin)
    _door(app).execute(late.SetPin(id=app.new_id(), user_id=user.id, pin_hash=late.hash_pin(pin)))


def reset_pin(app: App, user: security.UserView, secret: str, pin: str) -> None:
    """Give another user a PIN to come in with; who is signed in proves his own first. Raises WrongPin."""
    from app.features.security import late  # noqa: PLC0415 - not on the way to the first screen

    me = next(each for each in app.ask(security.Users()) if each.id == app.actor.user_id)
    if me.password_hash or app.ask(late.PinOf(user_id=me.id)) is not None:
        sign_in_by_pin(app, me, secret)
    late.refuse_weak(pin)
    app.execute(late.ResetPin(id=app.new_id(), user_id=user.id, pin_hash=late.hash_pin(pin)))


def pin_giver(app: App) -> str:
    """Who gave the signed-in user the PIN; "" where he took it himself."""
    from app.features.security import late  # noqa: PLC0415 - not on the way to the first screen

    return app.ask(late.PinGiver(user_id=app.actor.user_id))


def _tries_left(name: str, left: int) -> str:
    if left:
        return trn(
            "This is not the PIN of {name}. {n} try is left.",
            "This is not the PIN of {name}. {n} tries are left.", left, name=name,
        )  # fmt: skip
    return tr("This is not the PIN of {name}. After too many wrong ones only the password opens.", name=name)


def _door(app: App) -> App:
    """The house for who asks at the door: whoever works there may count tries and set the own PIN."""
    verbs = {"security.set_pin", "security.count_wrong_pin", "security.forgive_wrong_pins"}
    return app.as_actor(replace(app.actor, permissions=app.actor.permissions | verbs))


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


def location_of(directory: Path | None, url: str = "") -> Location:
    """Where a house is: a shared server by its URL, else the embedded database of a directory."""
    return Location.shared(url) if url else Location.in_directory(directory or user_data_path("keyrack"))


def data_directory(location: Location) -> Path:
    """Where this computer keeps files for a house: beside the embedded database, else in the user's place."""
    if location.path is not None:
        return location.path.parent
    name = derived_id(location.url.host, location.url.port, location.url.database).hex[:12]
    return user_data_path("keyrack") / "shared" / name


def hold_window(location: Location) -> Hold | None:
    """Be the one window of an embedded database; None for a shared one. Raises SecondWindow, ReadOnly."""
    return None if location.path is None else locking.hold_window(location.path.parent)


def check_house(database: Database) -> dict[str, Report]:
    """What is not as it must be, for each tenant by name. Raises AppError when the data cannot be read."""
    checks = gathered(capabilities(), "CHECKS")
    with database.engine.connect() as connection:
        tenants = security.tenants(connection)
    return {name: run_checks(database, id_, checks) for id_, name in tenants}


def back_up(location: Location, target: Path | None = None, clock: Clock | None = None) -> backup.Backup:
    """Copy an embedded house while it is in use; a copy that the disk damaged is refused with BadBackup."""

    def prove(copy: Database) -> None:
        _refuse(f for r in check_house(copy).values() for f in r.findings if f.check == FILE_CHECK)

    return backup.make_backup(location, clock or SystemClock(), prove, target)


def restore(location: Location, copy: Path, *, anyway: bool = False) -> Path | None:
    """Put a copy in the place of a house's data, after a whole check of it; gives where those are now."""

    def prove(database: Database) -> None:
        reports = check_house(database).values()
        _refuse(f for r in reports for f in r.findings if f.check == FILE_CHECK or not anyway)

    return backup.restore(location, copy, SystemClock(), prove, jobs.LOCK)


def export_house(app: App, target: Path, progress: portable.Progress) -> portable.Moved:
    """Write a whole house into a file from which either engine makes it again, ids and journal and all."""
    capabilities()
    return portable.export_house(app.database, app.actor.tenant_id, target, progress)


def import_house(
    location: Location, source: Path, progress: portable.Progress
) -> tuple[portable.Moved, dict[str, Report]]:
    """Put an exported house into an empty place, and check all of it there. Raises BadExport, NotEmpty."""
    capabilities()
    database = open_database(location)
    try:
        moved = portable.import_house(database, source, progress)
        return moved, check_house(database)
    finally:
        database.close()


def last_backup(location: Location) -> datetime | None:
    """When this house was copied last, as far as this computer knows."""
    return backup.last_backup(data_directory(location))


def _refuse(findings: Iterable[Finding]) -> None:
    for finding in findings:
        raise backup.BadBackup(tr("The copy is not sound: {finding}", finding=finding.sentence))


def follow(app: App, on_change: Callable[[ChangeSet], None]) -> Background:
    """Others' changes from now on, told from a thread; make it before the first question, start it after."""
    from app.infra.listener import Follower  # noqa: PLC0415 - heavy, not on the way to the first screen

    location = app.database.location
    listen_at = location.url
    if not location.is_embedded:
        own = with_password(location.url, VAULT, schema.LISTENER_ROLE)
        # Listening needs no right, so a desk that was not given the listener's password listens as itself.
        listen_at = location.url if own.password is None else own
    return Follower(app.database, app.actor.tenant_id, app.bus.is_ours, on_change, listen_at)


def tenants_of(app: App) -> tuple[UUID, ...]:
    """Every tenant of the database, for a worker that serves them all."""
    with app.database.engine.connect() as connection:
        return tuple(id_ for id_, _ in security.tenants(connection))


def prepare_jobs(app: App, tenants: Sequence[UUID] = ()) -> Background:
    """The durable jobs of a house on this computer, for `start` after the first screen."""
    from app.infra.jobs.durable import DurableRunner  # noqa: PLC0415 - heavy, not on the way to the first screen
    from app.infra.server_lock import ServerHold  # noqa: PLC0415 - heavy, not on the way to the first screen

    location, directory = app.database.location, data_directory(app.database.location)
    directory.mkdir(parents=True, exist_ok=True)
    faces = capabilities()
    folios, invoices = import_module("app.features.folios"), import_module("app.features.invoices")
    handlings = [
        *gathered(faces, "JOBS"), folios.card_calls(card_gateway),
        invoices.mail_calls(lambda server: mailer(server, app.clock)),
    ]  # fmt: skip
    hold: Hold
    if location.is_embedded:
        runner, hold = DurableRunner.in_directory(directory), FileHold(directory / jobs.LOCK)
    else:
        url = with_password(location.url, VAULT, schema.JOBS_ROLE)
        runner, hold = DurableRunner(url), ServerHold(location.url)
    known = tenants or (app.actor.tenant_id,)
    # A bus of their own: what a job writes is told to the windows as any other desk's work is.
    bus = Bus(app.database, wiring(), app.clock, app.new_id)
    return jobs.Jobs(
        bus, app.database, app.clock, directory, known, handlings, runner, hold,
        [folios.card_watch()],
    )  # fmt: skip


def card_gateway(property_id: UUID) -> CardGateway:
    """The provider of cards of a property, by the key in the keyring. Raises NoGateway."""
    key = VAULT.get(_card_key(property_id))
    if not key:
        raise NoGateway
    return StripeGateway(key)


def keep_card_key(property_id: UUID, key: str) -> None:
    """Keep the secret key of a property's provider of cards. Raises NoKeyring."""
    VAULT.put(_card_key(property_id), key)


def card_key_kind(property_id: UUID) -> str:
    """Of the key that this computer keeps: "live", "test", or "" where it keeps none."""
    key = VAULT.get(_card_key(property_id)) or ""
    return "" if not key else "test" if "_test_" in key else "live"


def _card_key(property_id: UUID) -> str:
    return f"stripe@{property_id}"


def mailer(server: Server, clock: Clock) -> Mailer:
    """The way to a mail server, with the password in the keyring. Raises MailRefused."""
    from app.infra.mail.smtp import SmtpMailer  # noqa: PLC0415 - heavy, not on the way to the first screen

    password = VAULT.get(_mail_key(server)) if server.user_name else ""
    if password is None:
        raise MailRefused(
            tr("The computer that sends the mails does not know the password of {user} on {host}. "
               "Give it in the settings of money there.", user=server.user_name, host=server.host)
        )  # fmt: skip
    return SmtpMailer(server, password, clock)


def keep_mail_password(host: str, port: int, user_name: str, password: str) -> None:
    """Keep the password of a mail server's user on this computer. Raises NoKeyring."""
    VAULT.put(_mail_key(Server(host, port, user_name=user_name)), password)


def _mail_key(server: Server) -> str:
    return f"smtp:{server.user_name}@{server.host}:{server.port}"


def keep_log(location: Location, name: str = logging.DESK) -> logging.Log | None:
    """Keep a log beside a house's data from now on; None where it cannot be written."""
    return logging.keep_log(data_directory(location), name)


def use_language(code: str) -> None:
    """Choose the language of all texts; English needs no catalogue."""
    use_catalogue(gettext.translation("keyrack", TRANSLATIONS, languages=[code], fallback=True))
