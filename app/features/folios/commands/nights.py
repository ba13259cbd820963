"""Post the charges of a night: the room at the price sold, what is inside that price, VAT, city tax."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from app.features import property, rates
from app.features.folios import ledger, repository
from app.features.folios.commands.accounts import SetUpLedgers
from app.features.folios.commands.charging import Till, open_till
from app.features.folios.commands.loading import DayClosed, never_undone, new_folios
from app.features.folios.models import Folio
from app.features.folios.queries.nights import NightToPost, nights_to_post
from app.features.folios.queries.taxes import city_taxes_on
from app.features.folios.rules.chart import CITY, PACKAGES, ROOM
from app.features.folios.rules.entries import Charge, Entry
from app.infra.bus import Handling
from app.infra.languages import say
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.commands import Command, Sort
from app.kernel.errors import Choice, InvalidInput, NotFound
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


class _Run:
    """What is read once for a chunk of stays."""

    def __init__(
        self, uow: UnitOfWork, property_id: UUID, night: date, stays: Sequence[NightToPost],
        folio_ids: list[UUID],
    ) -> None:  # fmt: skip
        ids = [stay.stay_id for stay in stays]
        self._night = night
        self._till: Till = open_till(uow, property_id, folio_ids)
        self._articles = property.articles_by_code(uow, property_id)
        if ROOM not in self._articles:
            country = property.open_property(uow, property_id).country
            setting_up = SetUpLedgers(id=uow.new_id(), property_id=property_id, country=country)
            raise NotFound(
                tr("This hotel has no ledgers yet."), choices=[Choice(tr("Set the ledgers up"), setting_up)]
            )
        self._charged = repository.charged(uow.session, ids, night)
        plans = {stay.rate_code for stay in stays if stay.rate_code}
        self._inside = rates.packages_of(uow.session, property_id, plans)
        self._city = city_taxes_on(uow.session, ids, night)

    def entries(self, stay: NightToPost, folio: Folio) -> Iterator[Entry]:
        """The night of a stay: room, what is inside its price, city tax; without what is charged already."""
        for share in rates.allocated(
            stay.minor, self._inside.get(stay.rate_code, ()), adults=stay.adults,
            first_night=stay.arrival == self._night,
        ):  # fmt: skip
            article = self._articles[share.article_code or ROOM]
            if share.minor <= 0 or (stay.stay_id, article.code) in self._charged:
                continue
            amount = self._till.taxed(
                share.minor, article.tax_code, self._night, included=article.tax_included
            )
            name = say(stay.language, article.name)
            text = name if share.article_code else f"{name} {stay.room}".strip()
            charge = Charge(
                article.code, article.account, text, share.quantity * 1000, amount, self._night, stay.stay_id,
                PACKAGES if share.article_code else "",
            )  # fmt: skip
            yield from self._till.entries(folio, 1, charge)
        if (stay.stay_id, CITY) in self._charged:
            return
        for tax in self._city.get(stay.stay_id, ()):
            text = say(stay.language, tax.name)
            # Some countries take VAT on a city's tax: then its article bears the tax code.
            levy = self._articles[CITY]
            amount = self._till.taxed(tax.minor, levy.tax_code, self._night, included=levy.tax_included)
            quantity = max(tax.persons, 1) * 1000
            charge = Charge(CITY, tax.account, text, quantity, amount, self._night, stay.stay_id)
            yield from self._till.entries(folio, 1, charge)


HANDLERS = (Handling(PostNights, post_nights),)
