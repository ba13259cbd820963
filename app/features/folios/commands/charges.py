"""Charge an article to a folio."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar
from uuid import UUID

from app.features import property
from app.features.folios import ledger
from app.features.folios.commands.charging import open_till
from app.features.folios.commands.loading import (
    DayClosed,
    ensure_chargeable,
    ensure_short,
    find_folio,
    find_window,
    language_of,
    never_undone,
    today,
)
from app.features.folios.commands.opening import ensure_open
from app.features.folios.rules.entries import Charge
from app.features.folios.rules.taxes import rounded
from app.infra.bus import Handling
from app.infra.languages import say
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.commands import Command, Sort
from app.kernel.errors import Choice, InvalidInput
from app.kernel.text import tr

MOST_MINOR = 10**12
MOST_QUANTITY = 10**9


@dataclass(frozen=True, kw_only=True, slots=True)
class PostCharge(Command):
    """Charge an article; `quantity` in thousandths, `unit_minor` None for the article's price.

    `business_date` is the day the desk believes to be open: another one is refused.
    """

    verb: ClassVar[str] = "folios.post_charge"
    sort: ClassVar[Sort] = Sort.FACT

    folio_id: UUID
    article_code: str
    number: int = 1
    quantity: int = 1000
    unit_minor: int | None = None
    text: str = ""
    night: date | None = None
    stay_id: UUID | None = None
    business_date: date | None = None

    @classmethod
    def why_never_undone(cls) -> str:
        """Postings are reversed, not taken back."""
        return never_undone()


def post_charge(command: PostCharge, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """Open folio, open day, known article; then the charge with its taxes where routing sends it."""
    folio = find_folio(uow, command.folio_id)
    ensure_open(uow, folio)
    find_window(uow, folio, command.number)
    day = today(uow)
    article = property.find_article(uow, folio.property_id, command.article_code)
    unit = article.price_minor if command.unit_minor is None else command.unit_minor
    ensure_chargeable(folio)
    if not 0 < command.quantity <= MOST_QUANTITY:
        raise InvalidInput(
            tr("A quantity is above zero. To take a charge back, reverse it."), field="quantity"
        )
    minor = rounded(unit * command.quantity, 1000)
    if not 0 < minor < MOST_MINOR:
        raise InvalidInput(tr("Give {article} a price above zero.", article=article.name), field="unit_minor")
    text = ensure_short(command.text, 200, "text")
    language = language_of(uow, folio.id, command.number)
    till = open_till(uow, folio.property_id, [folio.id])
    amount = till.taxed(minor, article.tax_code, command.night or day, included=article.tax_included)
    charge = Charge(
        article.code, article.account, text or say(language, article.name), command.quantity, amount,
        command.night, command.stay_id or folio.stay_id,
    )  # fmt: skip
    # Last, so that the charge on the open day would succeed.
    if command.business_date not in (None, day):
        again = replace(command, id=uow.new_id(), business_date=day)
        raise DayClosed(
            tr("{day} is not open. The open day is {open}.", day=f"{command.business_date:%d %b}",
               open=f"{day:%d %b}"),
            choices=[Choice(tr("Post it on {day}", day=f"{day:%d %b}"), again)], field="business_date",
        )  # fmt: skip
    rows = ledger.post(uow, clock, till.entries(folio, command.number, charge))
    return {"posting_ids": [str(row.id) for row in rows], "gross_minor": amount.gross_minor}


HANDLERS = (Handling(PostCharge, post_charge),)
