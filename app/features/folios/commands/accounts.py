"""Set a hotel's ledgers up, and change its chart of accounts."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from app.features import property
from app.features.folios import repository
from app.features.folios.commands.loading import ensure_short
from app.features.folios.models import Account, TaxRule
from app.features.folios.rules import chart
from app.features.folios.rules.presets import vat_of
from app.infra.bus import Handling
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.commands import Command
from app.kernel.errors import InvalidInput
from app.kernel.text import tr


@dataclass(frozen=True, kw_only=True, slots=True)
class SetUpLedgers(Command):
    """Give a hotel its chart, articles and the taxes of its country; what is there already stays."""

    verb: ClassVar[str] = "folios.set_up_ledgers"

    property_id: UUID
    country: str


@dataclass(frozen=True, kw_only=True, slots=True)
class SetAccount(Command):
    """Add an account to the chart, or change the one with this code."""

    verb: ClassVar[str] = "folios.set_account"

    property_id: UUID
    code: str
    name: str
    kind: str
    ledger: str = "general"
    section: str = ""
    active: bool = True


def set_up_ledgers(command: SetUpLedgers, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:  # noqa: ARG001
    """Write what is missing."""
    house = property.open_property(uow, command.property_id)
    added = add_accounts(uow, house.id, frozenset(spec.code for spec in chart.ACCOUNTS))
    taxes = _add_taxes(uow, house.id, command.country)
    articles = property.articles_by_code(uow, house.id)
    property.add_articles(
        uow,
        house.id,
        [
            property.ArticleSpec(
                one.code, tr(one.name), one.account, basis=one.basis, sort=sort,
                tax_code=one.tax if one.tax in taxes else "",
            )
            for sort, one in enumerate(chart.ARTICLES)
            if one.code not in articles
        ],
    )  # fmt: skip
    return {"accounts": added}


def add_accounts(uow: UnitOfWork, property_id: UUID, codes: frozenset[str]) -> int:
    """Accounts of the chart that a house begins with, where it has not got them yet; how many they were."""
    known = repository.accounts(uow.session, property_id)
    new = [spec for spec in chart.ACCOUNTS if spec.code in codes - known]
    uow.add(
        *(
            Account(id=uow.new_id(), property_id=property_id, code=spec.code, name=tr(spec.name),
                    kind=spec.kind, ledger=spec.ledger, section=spec.section, active=True,
                    sort=chart.ACCOUNTS.index(spec))
            for spec in new
        )
    )  # fmt: skip
    return len(new)


def _add_taxes(uow: UnitOfWork, property_id: UUID, country: str) -> frozenset[str]:
    """Write the taxes that are ready for the country; the codes that the house knows then."""
    known = {terms.code for terms in repository.tax_terms(uow.session, property_id)}
    preset = vat_of(country)
    new = [terms for terms in (preset.terms if preset else ()) if terms.code not in known]
    uow.add(
        *(
            TaxRule(
                id=uow.new_id(), property_id=property_id, code=terms.code, name=terms.name, bp=terms.bp,
                jurisdiction=country.upper(), inclusive=terms.inclusive, compound=terms.compound,
                rank=terms.rank, account=terms.account, category=terms.category,
                valid_from=terms.valid_from, valid_until=terms.valid_until,
            )
            for terms in new
        )
    )  # fmt: skip
    return frozenset(known | {terms.code for terms in new})


def set_account(command: SetAccount, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:  # noqa: ARG001
    """Write the account; one that has been posted to keeps its ledger and kind."""
    house = property.open_property(uow, command.property_id)
    code = command.code.strip()
    if not code or len(code) > 20 or not command.name.strip():
        raise InvalidInput(tr("Give the account a code of at most 20 characters and a name."), field="code")
    if command.kind not in chart.KINDS or command.ledger not in chart.LEDGERS:
        raise InvalidInput(tr("{kind} is not a kind of account.", kind=command.kind), field="kind")
    known = {row.code: row for row in repository.account_rows(uow.session, house.id)}
    row = known.get(code)
    if row is None:
        row = Account(id=uow.new_id(), property_id=house.id, code=code, sort=len(known))
    elif (row.ledger, row.kind) != (command.ledger, command.kind) and repository.is_used(
        uow.session, house.id, code
    ):
        raise InvalidInput(
            tr("Account {code} has been posted to: its ledger and kind stay. Add another one.", code=code),
            field="kind",
        )
    row.name, row.kind, row.ledger = ensure_short(command.name, 120, "name"), command.kind, command.ledger
    row.section, row.active = ensure_short(command.section, 40, "section"), command.active
    uow.add(row)
    return {"code": code}


HANDLERS = (Handling(SetUpLedgers, set_up_ledgers), Handling(SetAccount, set_account))
