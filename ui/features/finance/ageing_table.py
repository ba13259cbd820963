"""The table of accounts: company, what is owed by age, how firmly it was asked for, what comes next."""

from dataclasses import dataclass

from app.features.finance import AccountRow, Ageing, NextStep
from app.kernel.text import tr
from ui.features.finance.words import level_word, step_word
from ui.widgets.data_table import Column
from ui.widgets.money_text import amount_text, money_text
from ui.widgets.table_paint import Cell

NONE = "–"
CHIPS = {1: "deposit_due", 2: "deposit_due", 3: "urgent"}


@dataclass(frozen=True, slots=True)
class Line:
    """An account, or the sum of all (`row` None)."""

    row: AccountRow | None
    ageing: Ageing
    currency: str
    accounts: int = 0


def columns() -> list[Column[Line]]:
    """Name, ages, balance, level, next step."""
    ages = (
        ("not_due", tr("Not due"), "text"), ("to_30", tr("1–30 days"), "text"),
        ("to_60", tr("31–60"), "text"), ("to_90", tr("61–90"), "text"), ("older", tr("Over 90"), "danger"),
        ("on_account", tr("On account"), "success"),
    )  # fmt: skip
    return [
        Column(title=tr("Company"), cell=_name),
        *(_age(name, title, tone) for name, title, tone in ages),
        Column(
            title=tr("Balance"), cell=_balance, sort_key=lambda line: line.ageing.balance, width=118,
            right=True,
        ),
        Column(title=tr("Asked"), cell=_level, sort_key=_level_of, width=142),
        Column(title=tr("Next"), cell=_step, width=196),
    ]  # fmt: skip


def _name(line: Line) -> Cell:
    if line.row is None:
        return Cell(tr("{n} accounts", n=line.accounts))
    return Cell(line.row.name, strong=True, tip=line.row.number)


def _age(name: str, title: str, tone: str) -> Column[Line]:
    def cell(line: Line) -> Cell:
        minor = getattr(line.ageing, name)
        return Cell(amount_text(minor, line.currency), tone) if minor else Cell(NONE, "text_muted")

    return Column(
        title=title, cell=cell, sort_key=lambda line: getattr(line.ageing, name), width=92, right=True
    )


def _balance(line: Line) -> Cell:
    row = line.row
    text = amount_text(line.ageing.balance, line.currency)
    if row is None or not row.limit_minor or line.ageing.balance <= row.limit_minor:
        return Cell(text, strong=True)
    tip = tr("Above its credit of {limit}", limit=money_text(row.limit_minor, line.currency))
    return Cell(text, "danger", strong=True, tip=tip)


def _level_of(line: Line) -> int:
    return line.row.level if line.row is not None else 0


def _level(line: Line) -> Cell:
    level = _level_of(line)
    return Cell(level_word(level), chip=CHIPS[level]) if level else Cell("")


def _step(line: Line) -> Cell:
    if line.row is None:
        return Cell("")
    calls = line.row.step in (NextStep.ALLOCATE, NextStep.WRITE_LETTER, NextStep.COLLECT)
    return Cell(step_word(line.row.step, line.row.next_on), "accent" if calls else "text_secondary")
