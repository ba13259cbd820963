"""Add and change guests, add companies; what other capabilities use to have the guest they need."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from operator import attrgetter
from typing import Any, ClassVar
from uuid import UUID

from app.features.guests import repository, rules
from app.features.guests.events import CompanyAdded, GuestAdded, GuestChanged
from app.features.guests.models import Company, Guest
from app.features.guests.rules import Person
from app.infra import search
from app.infra.bus import Handling
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.commands import Command
from app.kernel.errors import AppError, NotFound
from app.kernel.text import tr


class CompanyCodeTaken(AppError):
    """Another company or agent has this code."""

    code = "company_code_taken"


@dataclass(frozen=True, kw_only=True, slots=True)
class AddGuest(Command):
    """Know a new guest."""

    verb: ClassVar[str] = "guests.add_guest"

    guest_id: UUID
    surname: str = ""
    given: str = ""
    email: str = ""
    phone: str = ""
    birth_date: date | None = None
    nationality: str = ""
    language: str = ""
    country: str = ""
    vip: int = 0
    tags: tuple[str, ...] = ()
    blacklist_reason: str = ""
    note: str = ""
    street: str = ""
    postcode: str = ""
    city: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class AddGuests(Command):
    """Know many new guests at once, from a file; the journal keeps their number. Not undone as a whole."""

    verb: ClassVar[str] = "guests.add_guests"

    people: tuple[tuple[UUID, Person], ...]

    @classmethod
    def why_never_undone(cls) -> str:
        """The journal keeps how many they were, not who."""
        return tr("Guests who came from a file stay.")

    def summary(self) -> dict[str, int]:
        """What the journal keeps of it."""
        return {"guests": len(self.people)}


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangeGuest(Command):
    """Change what is known of a guest; None leaves a field as it is."""

    verb: ClassVar[str] = "guests.change_guest"

    guest_id: UUID
    surname: str | None = None
    given: str | None = None
    email: str | None = None
    phone: str | None = None
    birth_date: date | None = None
    forget_birth_date: bool = False
    nationality: str | None = None
    language: str | None = None
    country: str | None = None
    vip: int | None = None
    tags: tuple[str, ...] | None = None
    blacklist_reason: str | None = None
    note: str | None = None
    street: str | None = None
    postcode: str | None = None
    city: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class AddCompany(Command):
    """Know a new company or travel agent (`kind` "company" or "agent")."""

    verb: ClassVar[str] = "guests.add_company"

    company_id: UUID
    kind: str
    code: str
    name: str


def add_guest(command: AddGuest, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """Write the guest and what he is found by."""
    person = Person(**{name: getattr(command, name) for name in rules.person_fields()})
    _write_new(uow, command.guest_id, rules.cleaned(person, clock.now()))
    return {"guest_id": str(command.guest_id)}


def add_people(command: AddGuests, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """Write the guests and what they are found by, as bare rows."""
    now = clock.now()
    people = [(guest_id, rules.cleaned(person, now)) for guest_id, person in command.people]
    write_guests(uow, people)
    index_guests(uow, people)
    return {"guests": len(command.people)}


def change_guest(command: ChangeGuest, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """Write the changed fields; the terms follow the names."""
    guest = find_guest(uow, command.guest_id)
    before = person_of(guest)
    given = {name: getattr(command, name) for name in rules.person_fields()}
    changed = replace(before, **{name: value for name, value in given.items() if value is not None})
    if command.forget_birth_date:
        changed = replace(changed, birth_date=None)
    rewrite(uow, guest, rules.cleaned(changed, clock.now()))
    return {"guest_id": str(guest.id)}


def add_company(command: AddCompany, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:  # noqa: ARG001
    """Write the company."""
    if repository.company_by_code(uow.session, command.kind, command.code.strip()):
        raise CompanyCodeTaken(tr("The code {code} is taken.", code=command.code.strip()), field="code")
    ensure_company(uow, command.company_id, command.kind, command.code, command.name)
    return {"company_id": str(command.company_id)}


def find_guest(uow: UnitOfWork, guest_id: UUID) -> Guest:
    """A guest for writing. Raises NotFound."""
    guest = repository.guest(uow.session, guest_id)
    if guest is None:
        raise NotFound(tr("This guest does not exist any more."), field="guest_id")
    return guest


def own_row(uow: UnitOfWork, guest_id: UUID) -> Guest:
    """The row with this id, even of somebody who was merged. Raises NotFound."""
    guest = repository.own_row(uow.session, guest_id)
    if guest is None:
        raise NotFound(tr("This guest does not exist any more."), field="guest_id")
    return guest


def rewrite(uow: UnitOfWork, guest: Guest, person: Person) -> None:
    """Make a guest the given person, who is clean; the terms follow the names."""
    before = person_of(guest)
    for name, value in _columns(person).items():
        if getattr(guest, name) != value:
            setattr(guest, name, value)
    uow.flush()
    if person.texts != before.texts:
        index_guest(uow, guest.id)
    if person != before:
        uow.announce(GuestChanged(guest_id=guest.id))


def lead_to(uow: UnitOfWork, guest: Guest, other: Guest | None) -> None:
    """From now on a guest is found as `other`, by his old names too; None: as himself again."""
    before = guest.merged_into
    guest.merged_into = None if other is None else other.id
    uow.flush()
    for guest_id in dict.fromkeys(id_ for id_ in (before, guest.id, guest.merged_into) if id_ is not None):
        index_guest(uow, guest_id)
        uow.announce(GuestChanged(guest_id=guest_id))


def index_guest(uow: UnitOfWork, guest_id: UUID) -> None:
    """Make the terms of a guest those of his names now and of the names of all who were merged into him."""
    guest = own_row(uow, guest_id)
    root = repository.guest(uow.session, guest_id)
    if root is not None and root is not guest:
        search.index_terms(uow, search.GUEST, guest.id, ())
        guest = root
    everybody = (guest, *repository.merged_ones(uow.session, guest.id))
    texts = [text for row in everybody for text in person_of(row).texts]
    search.index_terms(uow, search.GUEST, guest.id, texts)


def find_company(uow: UnitOfWork, company_id: UUID) -> Company:
    """A company or travel agent for writing. Raises NotFound."""
    company = uow.find(Company, company_id)
    if company is None:
        raise NotFound(tr("This company does not exist any more."), field="company_id")
    return company


def name_of(uow: UnitOfWork, guest_id: UUID) -> str:
    """A guest's name as people say it. Raises NotFound."""
    guest = find_guest(uow, guest_id)
    return rules.full_name(guest.surname, guest.given)


def ensure_guest(
    uow: UnitOfWork,
    guest_id: UUID,
    *,
    surname: str = "",
    given: str = "",
    email: str = "",
    phone: str = "",
    nationality: str = "",
    language: str = "",
    vip: int = 0,
) -> Guest:
    """The guest with this id; one that is unknown is made from the fields. Raises InvalidInput on those."""
    known = repository.guest(uow.session, guest_id)
    if known is not None:
        return known
    person = Person(
        surname=surname, given=given, email=email, phone=phone, nationality=nationality,
        language=language, vip=vip,
    )  # fmt: skip
    return _write_new(uow, guest_id, rules.cleaned(person, uow.clock.now()))


def ensure_company(uow: UnitOfWork, company_id: UUID, kind: str, code: str, name: str) -> Company:
    """The company or agent with this code; one that is unknown is made under the given id."""
    rules.ensure_company(kind, code, name)
    known = repository.company_by_code(uow.session, kind, code.strip())
    if known is not None:
        return known
    company = Company(id=company_id, kind=kind, code=code.strip(), name=" ".join(name.split()))
    uow.add(company)
    uow.announce(CompanyAdded(company_id=company_id))
    return company


def write_guests(uow: UnitOfWork, people: Sequence[tuple[UUID, Person]]) -> None:
    """The rows of many new guests, who are clean and not known yet; `index_guests` must follow."""
    names = rules.fields_of_files()
    values = attrgetter(*names)
    uow.insert_values(
        Guest, ("id", *names, "sort_key"), ((id_, *values(person), person.sort_key) for id_, person in people)
    )


def index_guests(uow: UnitOfWork, people: Sequence[tuple[UUID, Person]]) -> None:
    """The terms by which new guests are found."""
    search.index_many(uow, search.GUEST, ((id_, person.texts) for id_, person in people))


def guest_rows(guest_id: UUID, person: Person) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """A new guest's row for `uow.insert_rows(Guest, …)` and the rows of his terms for `search.insert_terms`.

    The person must have been through `cleaned`, or be sure to be clean.
    """
    return {"id": guest_id, **_columns(person)}, search.term_rows(search.GUEST, guest_id, person.texts)


def _write_new(uow: UnitOfWork, guest_id: UUID, person: Person) -> Guest:
    guest = Guest(id=guest_id, **_columns(person))
    uow.add(guest)
    search.index_terms(uow, search.GUEST, guest_id, person.texts)
    uow.announce(GuestAdded(guest_id=guest_id))
    return guest


def _columns(person: Person) -> dict[str, Any]:
    values = {name: getattr(person, name) for name in rules.person_fields()}
    return values | {"tags": list(person.tags), "sort_key": person.sort_key}


def person_of(guest: Guest) -> Person:
    """What is kept of a guest."""
    values = {name: getattr(guest, name) for name in rules.person_fields()}
    return Person(**(values | {"tags": tuple(guest.tags)}))


HANDLERS = (
    Handling(AddGuest, add_guest),
    Handling(AddGuests, add_people),
    Handling(ChangeGuest, change_guest),
    Handling(AddCompany, add_company),
)
