"""Set the taxes of a house: VAT by date, the tax of its city by its own terms or from what is ready."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any, ClassVar
from uuid import UUID

from app.features import property
from app.features.folios import repository
from app.features.folios.models import CityTaxRule, TaxRule
from app.features.folios.queries.taxes import city_rule_rows, tax_rule_rows
from app.features.folios.rules import presets
from app.features.folios.rules.cityterms import CityTaxTerms, read_terms, stored
from app.features.folios.rules.reading import TermsRefused
from app.features.folios.rules.taxes import CATEGORIES, MAX_BP, ensure_orderly, in_force
from app.infra.bus import Handling
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.commands import Command
from app.kernel.errors import AppError, Choice, InvalidInput, NotFound
from app.kernel.text import tr


class TaxRuleExists(AppError):
    """A rule of this code begins on this day already."""

    code = "tax_rule_exists"


@dataclass(frozen=True, kw_only=True, slots=True)
class SetTaxRule(Command):
    """Add a tax, or change the one with this id; what the same code had before ends the day before.

    `bp` in hundredths of a percent. What is charged already keeps its tax.
    """

    verb: ClassVar[str] = "folios.set_tax_rule"

    rule_id: UUID
    property_id: UUID
    code: str
    name: str
    bp: int
    valid_from: date
    valid_until: date | None = None
    inclusive: bool = True
    compound: bool = False
    rank: int = 0
    account: str = "2200"
    category: str = "S"
    jurisdiction: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class EndTaxRule(Command):
    """Say on which day a tax, or a city tax, holds for the last time."""

    verb: ClassVar[str] = "folios.end_tax_rule"

    rule_id: UUID
    last_day: date


@dataclass(frozen=True, kw_only=True, slots=True)
class SetCityTaxRule(Command):
    """Add a city tax, or change the one with this id; what the same code had before ends the day before.

    `terms`: basis, amount or percentage, ages, seasons, cap, grounds; unknown entries are refused.
    """

    verb: ClassVar[str] = "folios.set_city_tax_rule"

    rule_id: UUID
    property_id: UUID
    code: str
    name: str
    valid_from: date
    terms: dict[str, Any] = field(default_factory=dict)
    valid_until: date | None = None
    account: str = "2250"


@dataclass(frozen=True, kw_only=True, slots=True)
class UseCityPreset(Command):
    """Take a ready city tax over; `category` is the class of the hotel, where the city asks for it."""

    verb: ClassVar[str] = "folios.use_city_preset"

    property_id: UUID
    preset: str
    category: str = ""


def set_tax_rule(command: SetTaxRule, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:  # noqa: ARG001
    """A possible tax in a known account, beside others of its code that it can stand with."""
    house = property.open_property(uow, command.property_id)
    code, name = _named(command.code, command.name, 20)
    _ensure_rate(command)
    _ensure_dates(command.valid_from, command.valid_until)
    _ensure_account(uow, house.id, command.account)
    row = uow.find(TaxRule, command.rule_id)
    same = [
        other
        for other in tax_rule_rows(uow.session, house.id, code)
        if other.id != command.rule_id and other.rank == command.rank
    ]
    _make_room(same, command.valid_from, code, lambda known: replace(command, id=uow.new_id(), rule_id=known))
    if row is None:
        row = TaxRule(id=command.rule_id, property_id=house.id, valid_from=command.valid_from)
    elif row.property_id != house.id:
        raise NotFound(tr("This tax belongs to another hotel."), field="rule_id")
    row.code, row.name, row.bp, row.jurisdiction = code, name, command.bp, command.jurisdiction.strip()
    row.inclusive, row.compound, row.rank = command.inclusive, command.compound, command.rank
    row.account, row.category = command.account, command.category
    row.valid_from, row.valid_until = command.valid_from, command.valid_until
    uow.add(row)
    uow.flush()
    _ensure_together(uow, house.id, code)
    return {"rule_id": str(row.id)}


def end_tax_rule(command: EndTaxRule, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:  # noqa: ARG001
    """Write its last day."""
    row: TaxRule | CityTaxRule | None = uow.find(TaxRule, command.rule_id)
    row = row or uow.find(CityTaxRule, command.rule_id)
    if row is None:
        raise NotFound(tr("This tax does not exist any more."), field="rule_id")
    property.open_property(uow, row.property_id)
    _ensure_dates(row.valid_from, command.last_day, field="last_day")
    row.valid_until = command.last_day
    uow.flush()
    return {"rule_id": str(row.id)}


def set_city_tax_rule(
    command: SetCityTaxRule, *, uow: UnitOfWork, clock: Clock  # noqa: ARG001
) -> dict[str, object]:  # fmt: skip
    """Terms that can be read, in a known account."""
    house = property.open_property(uow, command.property_id)
    code, name = _named(command.code, command.name, 40)
    _ensure_dates(command.valid_from, command.valid_until)
    _ensure_account(uow, house.id, command.account)
    terms = read_terms(
        command.terms, code=code, name=name, account=command.account, valid_from=command.valid_from,
        valid_until=command.valid_until,
    )  # fmt: skip
    row = uow.find(CityTaxRule, command.rule_id)
    if row is not None and row.property_id != house.id:
        raise NotFound(tr("This tax belongs to another hotel."), field="rule_id")
    same = [r for r in city_rule_rows(uow.session, house.id, code) if r.id != command.rule_id]
    _make_room(same, command.valid_from, code, lambda known: replace(command, id=uow.new_id(), rule_id=known))
    _write_city_rule(uow, row or CityTaxRule(id=command.rule_id, property_id=house.id), terms)
    return {"rule_id": str(command.rule_id)}


def use_city_preset(command: UseCityPreset, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:  # noqa: ARG001
    """Write the rows of the preset; those that the house has already stay as they are."""
    house = property.open_property(uow, command.property_id)
    preset = presets.city_of(command.preset)
    if preset is None:
        raise NotFound(tr("No city tax is ready for {city}.", city=command.preset), field="preset")
    if preset.currency != house.currency:
        raise InvalidInput(
            tr("The tax of {city} is in {currency}, this hotel counts in {own}.", city=preset.city,
               currency=preset.currency, own=house.currency),
            field="preset",
        )  # fmt: skip
    if preset.categories and command.category not in preset.categories:
        raise TermsRefused(
            tr("The amount depends on the hotel. Choose its class."), field="category",
            choices=[
                Choice(name, replace(command, id=uow.new_id(), category=name)) for name in preset.categories
            ],
        )  # fmt: skip
    known = city_rule_rows(uow.session, house.id, preset.code)
    begun = {row.valid_from for row in known}
    new = [terms for terms in preset.terms(command.category) if terms.valid_from not in begun]
    for terms in new:
        _ensure_account(uow, house.id, terms.account)
        _write_city_rule(uow, CityTaxRule(id=uow.new_id(), property_id=house.id), terms)
    return {"rules": len(new), "verify": preset.verify}


def _write_city_rule(uow: UnitOfWork, row: CityTaxRule, terms: CityTaxTerms) -> None:
    row.code, row.name, row.terms, row.account = terms.code, terms.name, stored(terms), terms.account
    row.valid_from, row.valid_until = terms.valid_from, terms.valid_until
    uow.add(row)
    uow.flush()


def _named(code: str, name: str, longest: int) -> tuple[str, str]:
    code, name = code.strip().upper(), name.strip()
    if not code or len(code) > longest or " " in code:
        raise InvalidInput(
            tr("Give the tax a code of at most {most} characters, without blanks.", most=longest),
            field="code",
        )
    if not name or len(name) > 120:
        raise InvalidInput(tr("Give the tax a name of at most 120 characters."), field="name")
    return code, name


def _ensure_rate(command: SetTaxRule) -> None:
    if not 0 <= command.bp <= MAX_BP:
        raise InvalidInput(tr("A tax is from 0 to 100 percent."), field="bp")
    if command.category not in CATEGORIES:
        raise InvalidInput(
            tr("{category} is no category of a tax.", category=command.category), field="category"
        )
    if (command.category == "S") != (command.bp > 0):
        raise InvalidInput(
            tr("A tax of 0 % is zero-rated, exempt or outside the scope; one above 0 % is standard."),
            field="category",
        )


def _ensure_dates(first: date, last: date | None, *, field: str = "valid_until") -> None:
    if last is not None and last < first:
        raise InvalidInput(
            tr("The last day is before {first}, the first one.", first=first.isoformat()), field=field
        )


def _ensure_account(uow: UnitOfWork, property_id: UUID, account: str) -> None:
    if account not in repository.accounts(uow.session, property_id):
        raise InvalidInput(
            tr("There is no account {account} in the chart.", account=account), field="account"
        )


def _make_room(
    others: Sequence[TaxRule] | Sequence[CityTaxRule], first: date, code: str,
    instead: Callable[[UUID], Command],
) -> None:  # fmt: skip
    """End what was in force before the day; refuse a second rule that begins on it, offering to change it."""
    for other in others:
        if other.valid_from == first:
            raise TaxRuleExists(
                tr("{code} has a rule from {first} on already. Change that one.", code=code,
                   first=first.isoformat()),
                choices=[Choice(tr("Change the rule that is there"), instead(other.id))], field="valid_from",
            )  # fmt: skip
        if other.valid_from < first and (other.valid_until is None or other.valid_until >= first):
            other.valid_until = first - timedelta(days=1)


def _ensure_together(uow: UnitOfWork, property_id: UUID, code: str) -> None:
    """On every day on which something of a code begins, its taxes can be taken together."""
    terms = [row for row in repository.tax_terms(uow.session, property_id) if row.code == code]
    for day in {row.valid_from for row in terms}:
        try:
            ensure_orderly(in_force(terms, day))
        except ValueError as error:
            raise InvalidInput(
                tr("A tax inside the price cannot be taken from one that comes on top of it."),
                field="inclusive",
            ) from error


HANDLERS = (
    Handling(SetTaxRule, set_tax_rule),
    Handling(EndTaxRule, end_tax_rule),
    Handling(SetCityTaxRule, set_city_tax_rule),
    Handling(UseCityPreset, use_city_preset),
)
