"""Taxes as rows of the two lists: what a charge bears, and what a city asks of its guests."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol
from uuid import UUID

from app.kernel.text import tr
from ui.features.invoices.fields import percent_text
from ui.widgets.data_table import Column
from ui.widgets.day_text import long_day
from ui.widgets.table_paint import Cell


class TaxRule(Protocol):
    """A tax on charges, as TaxRules tells it."""

    @property
    def id(self) -> UUID:
        """Its id."""
        ...

    @property
    def code(self) -> str:
        """What articles name."""
        ...

    @property
    def name(self) -> str:
        """What bills say."""
        ...

    @property
    def jurisdiction(self) -> str:
        """Whose tax it is."""
        ...

    @property
    def bp(self) -> int:
        """Hundredths of a percent."""
        ...

    @property
    def inclusive(self) -> bool:
        """Whether prices have it inside."""
        ...

    @property
    def compound(self) -> bool:
        """Whether it is taken of the price with other taxes."""
        ...

    @property
    def rank(self) -> int:
        """Its order."""
        ...

    @property
    def account(self) -> str:
        """Where it is owed."""
        ...

    @property
    def category(self) -> str:
        """Its kind (UNCL 5305)."""
        ...

    @property
    def valid_from(self) -> date:
        """Its first day."""
        ...

    @property
    def valid_until(self) -> date | None:
        """Its last day."""
        ...


class CityRule(Protocol):
    """A city tax, as TaxRules tells it."""

    @property
    def id(self) -> UUID:
        """Its id."""
        ...

    @property
    def code(self) -> str:
        """The city."""
        ...

    @property
    def name(self) -> str:
        """What bills say."""
        ...

    @property
    def terms(self) -> Mapping[str, Any]:
        """What is owed."""
        ...

    @property
    def valid_from(self) -> date:
        """Its first day."""
        ...

    @property
    def valid_until(self) -> date | None:
        """Its last day."""
        ...


@dataclass(frozen=True, slots=True)
class CityLine:
    """A city tax with its terms in words."""

    rule: CityRule
    said: tuple[str, ...]
    state: str


@dataclass(frozen=True, slots=True)
class TaxLine:
    """A tax with whether it holds."""

    rule: TaxRule
    state: str


def state_of(first: date, last: date | None, today: date) -> str:
    """Whether a rule holds today, will, or did."""
    if today < first:
        return "future"
    return "past" if last is not None and last < today else "now"


def categories() -> tuple[tuple[str, str], ...]:
    """The kinds of taxes in words."""
    return (
        ("S", tr("Standard")), ("Z", tr("Zero-rated")), ("E", tr("Exempt")), ("AE", tr("Reverse charge")),
        ("O", tr("Out of scope")),
    )  # fmt: skip


def _chip(state: str) -> Cell:
    if state == "now":
        return Cell(tr("In force"), chip="nothing_due")
    return Cell(tr("Later"), chip="future") if state == "future" else Cell(tr("Ended"), chip="past")


def _until(last: date | None) -> Cell:
    return Cell(long_day(last)) if last is not None else Cell(tr("open"), "text_muted")


def tax_columns() -> list[Column[TaxLine]]:
    """Code, name, rate, how, account, days, state."""
    words = dict(categories())
    return [
        Column(title=tr("Code"), cell=lambda line: Cell(line.rule.code, strong=True), width=110),
        Column(title=tr("Name on bills"), cell=lambda line: Cell(line.rule.name)),
        Column(title=tr("Rate"), cell=lambda line: Cell(percent_text(line.rule.bp)),
               sort_key=lambda line: line.rule.bp, width=80, right=True),
        Column(title=tr("Kind"), width=124,
               cell=lambda line: Cell(words.get(line.rule.category, line.rule.category), "text_secondary")),
        Column(title=tr("In prices"), width=84, cell=lambda line: Cell(
            tr("inside") if line.rule.inclusive else tr("on top"), "text_secondary")),
        Column(title=tr("From"), cell=lambda line: Cell(long_day(line.rule.valid_from)),
               sort_key=lambda line: line.rule.valid_from, width=126),
        Column(title=tr("Until"), cell=lambda line: _until(line.rule.valid_until),
               sort_key=lambda line: line.rule.valid_until or date.max, width=126),
        Column(title=tr("State"), cell=lambda line: _chip(line.state), width=96),
    ]  # fmt: skip


def city_columns() -> list[Column[CityLine]]:
    """Name, terms, days, state."""
    return [
        Column(title=tr("City tax"), cell=lambda line: Cell(line.rule.name, strong=True), width=200),
        Column(title=tr("What is owed"),
               cell=lambda line: Cell(" ".join(line.said), tip="\n".join(line.said))),
        Column(title=tr("From"), cell=lambda line: Cell(long_day(line.rule.valid_from)),
               sort_key=lambda line: line.rule.valid_from, width=126),
        Column(title=tr("Until"), cell=lambda line: _until(line.rule.valid_until),
               sort_key=lambda line: line.rule.valid_until or date.max, width=126),
        Column(title=tr("State"), cell=lambda line: _chip(line.state), width=96),
    ]  # fmt: skip
