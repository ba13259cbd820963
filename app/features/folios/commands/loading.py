"""What every money command begins with: the folio, its window, the open business date."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from app.features import guests, property, reservations
from app.features.folios import repository
from app.features.folios.models import Folio, FolioWindow
from app.features.folios.rules.chart import FOLIO_ACCOUNTS
from app.features.folios.rules.entries import Place
from app.infra.unit_of_work import UnitOfWork
from app.kernel.errors import AppError, InvalidInput, NotFound
from app.kernel.text import tr

WINDOWS = 8


class DayClosed(AppError):
    """The business date is closed, or not open yet: nothing is posted to it."""

    code = "day_closed"


def never_undone() -> str:
    """Why a posting is not taken back by Ctrl+Z."""
    return tr("A posting stands. Reverse it: the reversal names it, and both stay in the books.")


def find_folio(uow: UnitOfWork, folio_id: UUID) -> Folio:
    """A folio, in its house and on its open day. Raises NotFound."""
    folio = uow.find(Folio, folio_id)
    if folio is None:
        raise NotFound(tr("This folio does not exist."), field="folio_id")
    property.open_property(uow, folio.property_id)
    return folio


def find_window(uow: UnitOfWork, folio: Folio, number: int) -> FolioWindow:
    """A window of a folio. Raises NotFound."""
    window = uow.find(FolioWindow, folio.id, number)
    if window is None:
        raise NotFound(
            tr("Folio {folio} has no window {number}.", folio=folio.number, number=number), field="number"
        )
    return window


def ensure_known(
    uow: UnitOfWork, *, guest_id: UUID | None = None, company_id: UUID | None = None,
    stay_id: UUID | None = None, reservation_id: UUID | None = None,
) -> UUID | None:  # fmt: skip
    """Whoever a folio names is there; the guest's id now, as he may have been merged. Raises NotFound."""
    known = None if guest_id is None else guests.find_guest(uow, guest_id).id
    if company_id is not None:
        guests.find_company(uow, company_id)
    if stay_id is not None:
        reservations.load_stay(uow, stay_id)
    if reservation_id is not None:
        reservations.load_reservation(uow, reservation_id)
    return known


def language_of(uow: UnitOfWork, folio_id: UUID | None, number: int) -> str:
    """The language of who reads a window: its own, else its guest's; "" where nobody said."""
    window = uow.find(FolioWindow, folio_id, number) if folio_id is not None else None
    if window is None:
        return ""
    if window.language or window.guest_id is None:
        return window.language
    return guests.find_guest(uow, window.guest_id).language


def ensure_chargeable(folio: Folio) -> None:
    """Refuse charges to money that is only held."""
    if folio.kind == "deposit":
        raise InvalidInput(
            tr("Folio {number} holds deposits. Charge the guest's folio.", number=folio.number),
            field="folio_id",
        )


def ensure_short(text: str, most: int, field: str) -> str:
    """A text that is typed, without blanks around it. Raises InvalidInput when it is too long."""
    short = text.strip()
    if len(short) > most:
        raise InvalidInput(tr("At most {most} characters, please.", most=most), field=field)
    return short


def place(folio: Folio, number: int) -> Place:
    """A window as a place of postings."""
    return Place(folio.id, number, folio.account)


def today(uow: UnitOfWork) -> date:
    """The open business date of the house that the unit of work is in."""
    assert uow.business_date is not None
    return uow.business_date


def folio_of_stay(uow: UnitOfWork, stay_id: UUID) -> Folio:
    """The guest folio of a stay; it is opened when there is none. Raises NotFound."""
    known = repository.folios_of_stays(uow.session, [stay_id])
    if known:
        property.open_property(uow, known[0].property_id)
        return next((folio for folio in known if folio.status == "open"), known[0])
    loaded = reservations.load_stay(uow, stay_id)
    return new_folio(
        uow, uow.new_id(), kind="guest", stay_id=stay_id, reservation_id=loaded.reservation.id,
        guest_id=loaded.stay.guest_id,
    )  # fmt: skip


def new_folio(
    uow: UnitOfWork, folio_id: UUID, *, kind: str, stay_id: UUID | None = None,
    reservation_id: UUID | None = None, guest_id: UUID | None = None, company_id: UUID | None = None,
    name: str = "", number: str = "",
) -> Folio:  # fmt: skip
    """Write a folio with its first window, in the house that the unit of work is in."""
    assert uow.property_id is not None
    house = property.open_property(uow, uow.property_id)
    folio = Folio(
        id=folio_id, property_id=house.id, number=number or next_folio_number(uow), kind=kind,
        account=FOLIO_ACCOUNTS[kind], status="open", stay_id=stay_id, reservation_id=reservation_id,
        guest_id=guest_id, company_id=company_id, name=name, currency=house.currency,
        opened_on=house.business_date, closed_at=None,
    )  # fmt: skip
    uow.add(folio, new_window(folio, 1, guest_id=guest_id, company_id=company_id))
    return folio


def new_folios(uow: UnitOfWork, stays: Sequence[tuple[UUID, UUID, UUID]]) -> list[Folio]:
    """Guest folios of stays (stay, reservation, guest), in the house that the unit of work is in."""
    if not stays:
        return []
    assert uow.property_id is not None
    house = property.open_property(uow, uow.property_id)
    rows: list[dict[str, Any]] = [
        {"id": uow.new_id(), "property_id": house.id, "number": number, "kind": "guest",
         "account": FOLIO_ACCOUNTS["guest"], "status": "open", "stay_id": stay_id,
         "reservation_id": reservation_id, "guest_id": guest_id, "company_id": None, "name": "",
         "currency": house.currency, "opened_on": house.business_date, "closed_at": None}
        for number, (stay_id, reservation_id, guest_id) in zip(
            next_folio_numbers(uow, len(stays)), stays, strict=True
        )
    ]  # fmt: skip
    uow.insert_recorded(Folio, rows)
    windows = [
        {"folio_id": row["id"], "number": 1, "property_id": house.id, "guest_id": row["guest_id"],
         "company_id": None, "name": "", "terms": "", "language": "", "balance_minor": 0}
        for row in rows
    ]  # fmt: skip
    uow.insert_recorded(FolioWindow, windows)
    folios = {folio.stay_id: folio for folio in repository.folios(uow.session, [row["id"] for row in rows])}
    uow.keep(*folios.values())
    return [folios[stay_id] for stay_id, _, _ in stays]


def next_folio_number(uow: UnitOfWork) -> str:
    """The next number of this workstation's series of folios."""
    return next_folio_numbers(uow, 1)[0]


def next_folio_numbers(uow: UnitOfWork, count: int) -> list[str]:
    """So many numbers of this workstation's series of folios that follow each other; one at least."""
    assert uow.property_id is not None
    year = today(uow).year
    first = uow.next_number("folio", uow.property_id, year, count)
    words = uow.actor.workstation.split()
    initials = "".join(word if word.isdigit() else word[0] for word in words).upper()[:6]
    return [f"F-{initials}-{year % 100:02d}-{number:05d}" for number in range(first, first + count)]


def new_window(
    folio: Folio, number: int, *, guest_id: UUID | None = None, company_id: UUID | None = None,
    name: str = "", terms: str = "", language: str = "",
) -> FolioWindow:  # fmt: skip
    """A window of a folio, with nothing in it."""
    return FolioWindow(
        folio_id=folio.id, number=number, property_id=folio.property_id, guest_id=guest_id,
        company_id=company_id, name=name, terms=terms, language=language, balance_minor=0,
    )  # fmt: skip
