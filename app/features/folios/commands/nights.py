"""Post the charges of a night: the room at the price sold, what is inside that price, VAT, city tax."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from app.features import property
from app.features.folios import ledger, repository
from app.features.folios.commands.charging import Till, open_till
from app.features.folios.commands.loading import DayClosed, never_undone, new_folios
from app.features.folios.models import Folio
from app.features.folios.queries.nights import NightToPost, PackagePart, nights_to_post, packages
from app.features.folios.queries.taxes import city_taxes_on
from app.features.folios.rules.chart import CITY, PACKAGES, ROOM
from app.features.folios.rules.entries import Charge, Entry
from app.features.folios.rules.nights import Inside, shares_of_price
from app.features.folios.rules.taxes import Taxed
from app.infra.bus import Handling
from app.infra.languages import say
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.commands import Command, Sort
from app.kernel.errors import InvalidInput
from app.kernel.text import tr

# A command holds the house's write turn: so many stays take some tens of milliseconds.
MOST_STAYS = 100


@dataclass(frozen=True, kw_only=True, slots=True)
class PostNights(Command):
    """Post the night of the open business date for stays; what is posted already is not posted again.

    At most 100 stays: whoever posts a whole house does it in chunks, between which other desks have their
    turn (`StaysToCharge` names them).
    """

    verb: ClassVar[str] = "folios.post_nights"
    sort: ClassVar[Sort] = Sort.FACT

    property_id: UUID
    business_date: date
    stay_ids: tuple[UUID, ...]

    @classmethod
    def why_never_undone(cls) -> str:
        """Postings are reversed, not taken back."""
        return never_undone()


def post_nights(command: PostNights, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """The open day; each stay that slept, once; into its folio or where routing sends it."""
    house = property.open_property(uow, command.property_id)
    if command.business_date != house.business_date:
        raise DayClosed(
            tr("{day} is not open. The open day is {open}.", day=f"{command.business_date:%d %b}",
               open=f"{house.business_date:%d %b}"),
            field="business_date",
        )  # fmt: skip
    if len(command.stay_ids) > MOST_STAYS:
        raise InvalidInput(tr("Post at most {most} stays at once.", most=MOST_STAYS), field="stay_ids")
    night = house.business_date
    stays = nights_to_post(uow.session, command.stay_ids, night)
    folios = _folios(uow, stays)
    run = _Run(uow, house.id, night, stays, [folio.id for folio in folios.values()])
    entries = [entry for stay in stays for entry in run.entries(stay, folios[stay.stay_id])]
    rows = ledger.post(uow, clock, entries)
    return {"stays": len(stays), "postings": len(rows)}


def _folios(uow: UnitOfWork, stays: Sequence[NightToPost]) -> dict[UUID, Folio]:
    """The open guest folio of each stay; those that have none get one."""
    found: dict[UUID, Folio] = {}
    for folio in repository.folios_of_stays(uow.session, [stay.stay_id for stay in stays]):
        if folio.status == "open" and folio.stay_id is not None:
            found.setdefault(folio.stay_id, folio)
    missing = [stay for stay in stays if stay.stay_id not in found]
    made = new_folios(uow, [(stay.stay_id, stay.reservation_id, stay.guest_id) for stay in missing])
    return found | {stay.stay_id: folio for stay, folio in zip(missing, made, strict=True)}


@dataclass(frozen=True, slots=True)
class _Part:
    """An article of the night and what of the price falls on it."""

    code: str
    account: str
    tax_code: str
    tax_included: bool
    text: str
    quantity: int
    minor: int
    package: str = ""


class _Run:
    """What is read once for a chunk of stays."""

    def __init__(
        self, uow: UnitOfWork, property_id: UUID, night: date, stays: Sequence[NightToPost],
        folio_ids: list[UUID],
    ) -> None:  # fmt: skip
        ids = [stay.stay_id for stay in stays]
        self._night = night
        self._till: Till = open_till(uow, property_id, folio_ids)
        self._room = property.find_article(uow, property_id, ROOM)
        self._charged = repository.charged(uow.session, ids, night)
        self._packages = packages(uow.session, property_id, {s.rate_code for s in stays if s.rate_code})
        self._city = city_taxes_on(uow.session, ids, night)

    def entries(self, stay: NightToPost, folio: Folio) -> Iterator[Entry]:
        """The night of a stay: room, what is inside its price, city tax; without what is charged already."""
        for part in self._parts(stay):
            if part.minor > 0 and (stay.stay_id, part.code) not in self._charged:
                amount = self._till.taxed(part.minor, part.tax_code, self._night, included=part.tax_included)
                charge = Charge(
                    part.code, part.account, part.text, part.quantity, amount, self._night, stay.stay_id,
                    part.package,
                )  # fmt: skip
                yield from self._till.entries(folio, 1, charge)
        if (stay.stay_id, CITY) in self._charged:
            return
        for tax in self._city.get(stay.stay_id, ()):
            text = say(stay.language, tax.name)
            amount = Taxed(tax.minor, tax.minor)
            quantity = max(tax.persons, 1) * 1000
            charge = Charge(CITY, tax.account, text, quantity, amount, self._night, stay.stay_id)
            yield from self._till.entries(folio, 1, charge)

    def _parts(self, stay: NightToPost) -> list[_Part]:
        inside: Sequence[PackagePart] = self._packages.get(stay.rate_code, ())
        values = [Inside(item.basis, item.quantity, item.unit_minor) for item in inside]
        persons = stay.adults + stay.children
        room_minor, shares = shares_of_price(stay.minor, values, persons)
        name = say(stay.language, self._room.name)
        parts = [
            _Part(ROOM, self._room.account, self._room.tax_code, self._room.tax_included,
                  f"{name} {stay.room}".strip(), 1000, room_minor)
        ]  # fmt: skip
        for item, value, minor in zip(inside, values, shares, strict=True):
            parts.append(
                _Part(item.article_code, item.account, item.tax_code, item.tax_included,
                      say(stay.language, item.name), value.count(persons) * 1000, minor, PACKAGES)
            )  # fmt: skip
        return parts


HANDLERS = (Handling(PostNights, post_nights),)
