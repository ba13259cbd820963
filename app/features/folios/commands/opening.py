"""Open a folio, give it windows, close it and open it again."""

from dataclasses import dataclass, replace
from typing import ClassVar
from uuid import UUID

from app.features import property
from app.features.folios import repository
from app.features.folios.commands.loading import (
    WINDOWS,
    ensure_known,
    ensure_short,
    find_folio,
    find_window,
    new_folio,
    new_window,
    next_folio_number,
)
from app.features.folios.ledger import FolioClosed
from app.features.folios.models import Folio, FolioWindow
from app.features.folios.rules.chart import FOLIO_ACCOUNTS
from app.infra.bus import Handling
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.commands import Command
from app.kernel.errors import AppError, Choice, InvalidInput
from app.kernel.text import tr


class FolioOpenItems(AppError):
    """The folio is not settled."""

    code = "folio_open_items"


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenFolio(Command):
    """Open a folio with one window for a guest, company, group (master), passer-by or the city ledger."""

    verb: ClassVar[str] = "folios.open"

    folio_id: UUID
    property_id: UUID
    kind: str
    stay_id: UUID | None = None
    reservation_id: UUID | None = None
    guest_id: UUID | None = None
    company_id: UUID | None = None
    name: str = ""
    number: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class AddWindow(Command):
    """Give a folio another payer's window, 2 to 8."""

    verb: ClassVar[str] = "folios.add_window"

    folio_id: UUID
    number: int
    name: str = ""
    guest_id: UUID | None = None
    company_id: UUID | None = None
    terms: str = ""
    language: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangeWindow(Command):
    """Say who pays a window, and on which terms; what stays None stays as it is."""

    verb: ClassVar[str] = "folios.change_window"

    folio_id: UUID
    number: int
    name: str | None = None
    guest_id: UUID | None = None
    company_id: UUID | None = None
    terms: str | None = None
    language: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class CloseFolio(Command):
    """Close a settled folio; nothing is posted to it then."""

    verb: ClassVar[str] = "folios.close"

    folio_id: UUID


@dataclass(frozen=True, kw_only=True, slots=True)
class ReopenFolio(Command):
    """Open a closed folio again."""

    verb: ClassVar[str] = "folios.reopen"

    folio_id: UUID


def ensure_open(uow: UnitOfWork, folio: Folio) -> None:
    """Refuse a closed folio, and offer to open it again."""
    if folio.status != "open":
        reopen = Choice(tr("Open it again"), ReopenFolio(id=uow.new_id(), folio_id=folio.id))
        raise FolioClosed(tr("Folio {number} is closed.", number=folio.number), choices=[reopen])


def open_folio(command: OpenFolio, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:  # noqa: ARG001
    """Write the folio and its first window."""
    property.open_property(uow, command.property_id)
    if command.kind not in FOLIO_ACCOUNTS:
        raise InvalidInput(tr("{kind} is not a kind of folio.", kind=command.kind), field="kind")
    guest_id = ensure_known(
        uow, guest_id=command.guest_id, company_id=command.company_id, stay_id=command.stay_id,
        reservation_id=command.reservation_id,
    )  # fmt: skip
    property.open_property(uow, command.property_id)
    numbered = command if command.number else replace(command, number=next_folio_number(uow))
    if command.number and repository.folio_by_number(uow.session, command.property_id, command.number):
        raise InvalidInput(tr("There is a folio {number}.", number=command.number), field="number")
    name, _ = ensure_short(command.name, 200, "name"), ensure_short(numbered.number, 40, "number")
    uow.resolved = numbered
    folio = new_folio(
        uow, command.folio_id, kind=command.kind, stay_id=command.stay_id,
        reservation_id=command.reservation_id, guest_id=guest_id, company_id=command.company_id,
        name=name, number=numbered.number,
    )  # fmt: skip
    return {"folio_id": str(folio.id), "number": folio.number}


def add_window(command: AddWindow, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:  # noqa: ARG001
    """Write the window, when the number is free."""
    folio = find_folio(uow, command.folio_id)
    ensure_open(uow, folio)
    if not 1 <= command.number <= WINDOWS:
        raise InvalidInput(tr("A folio has windows 1 to {most}.", most=WINDOWS), field="number")
    if uow.find(FolioWindow, folio.id, command.number) is not None:
        raise InvalidInput(
            tr("Folio {folio} has a window {number}.", folio=folio.number, number=command.number),
            field="number",
        )
    guest_id = ensure_known(uow, guest_id=command.guest_id, company_id=command.company_id)
    uow.add(
        new_window(
            folio, command.number, guest_id=guest_id, company_id=command.company_id,
            name=ensure_short(command.name, 200, "name"), terms=ensure_short(command.terms, 120, "terms"),
            language=ensure_short(command.language, 8, "language"),
        )
    )  # fmt: skip
    return {"folio_id": str(folio.id), "number": command.number}


def change_window(command: ChangeWindow, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:  # noqa: ARG001
    """Write what was said; a new payer takes the place of the one before."""
    folio = find_folio(uow, command.folio_id)
    window = find_window(uow, folio, command.number)
    guest_id = ensure_known(uow, guest_id=command.guest_id, company_id=command.company_id)
    if guest_id is not None or command.company_id is not None:
        window.guest_id, window.company_id = guest_id, command.company_id
    for field, most in (("name", 200), ("terms", 120), ("language", 8)):
        value = getattr(command, field)
        if value is not None:
            setattr(window, field, ensure_short(value, most, field))
    uow.flush()
    return {}


def close_folio(command: CloseFolio, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """Every window at zero: then it is closed."""
    folio = find_folio(uow, command.folio_id)
    open_windows = [w for w in repository.windows(uow.session, [folio.id]) if w.balance_minor]
    if open_windows:
        raise FolioOpenItems(
            tr("Window {number} of folio {folio} is not settled.", number=open_windows[0].number,
               folio=folio.number)
        )  # fmt: skip
    if folio.status == "open":
        folio.status, folio.closed_at = "closed", clock.now()
        uow.flush()
    return {"folio_id": str(folio.id)}


def reopen_folio(command: ReopenFolio, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:  # noqa: ARG001
    """Open it."""
    folio = find_folio(uow, command.folio_id)
    folio.status, folio.closed_at = "open", None
    uow.flush()
    return {"folio_id": str(folio.id)}


HANDLERS = (
    Handling(OpenFolio, open_folio),
    Handling(AddWindow, add_window),
    Handling(ChangeWindow, change_window),
    Handling(CloseFolio, close_folio),
    Handling(ReopenFolio, reopen_folio),
)
