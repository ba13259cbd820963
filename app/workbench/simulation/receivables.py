"""Random commands on what companies owe: allocations, write-offs, letters, commissions."""

from uuid import UUID

from app.features import finance
from app.kernel.commands import Command
from app.workbench.simulation.world import World


def an_account(w: World) -> UUID:
    """A company's folio in the city ledger."""
    return w.a_row("folio", lambda row: row["kind"] == "city_ledger")


def an_entry(w: World) -> UUID:
    """What was posted together."""
    rows = [row["entry_id"] for row in w.rows.get("posting", [])[-30:]]
    return w.one_of(rows)


def allocate(w: World) -> Command:
    """A payment settles the oldest bills."""
    return finance.Allocate(
        id=w.new_id(), folio_id=an_account(w), credit_entry_id=w.rng.choice((None, an_entry(w)))
    )


def take_back(w: World) -> Command:
    """It does not, after all."""
    return finance.TakeBackAllocation(
        id=w.new_id(), folio_id=an_account(w), credit_entry_id=an_entry(w), debit_entry_id=an_entry(w)
    )


def write_off(w: World) -> Command:
    """Nobody will pay this."""
    return finance.WriteOff(
        id=w.new_id(), folio_id=an_account(w), debit_entry_id=an_entry(w),
        reason=w.rng.choice(("Bankrupt", "")), amount_minor=w.rng.choice((None, 100, -1)),
    )  # fmt: skip


def letters(w: World) -> Command:
    """Remind them."""
    return finance.WriteLetters(id=w.new_id(), folio_ids=(an_account(w),))


def commission_rate(w: World) -> Command:
    """What an agent gets."""
    return finance.SetCommissionRate(
        id=w.new_id(), rate_id=w.new_id(), property_id=w.property_id, bp=w.rng.choice((1_000, 20_000)),
        valid_from=w.some_day(), company_id=w.a_row("company"),
    )  # fmt: skip


def commissions(w: World) -> Command:
    """Settle a month with the agents."""
    return finance.PostCommissions(
        id=w.new_id(), property_id=w.property_id, month=w.some_day(-40, 0).replace(day=1)
    )


def statement(w: World) -> Command:
    """An account on paper."""
    return finance.IssueStatement(
        id=w.new_id(), document_id=w.new_id(), folio_id=an_account(w), first=w.some_day(-30, 0),
        last=w.some_day(-2, 2), language=w.rng.choice(("", "de", "xx")),
    )  # fmt: skip


def commission_statement(w: World) -> Command:
    """What an agent or a channel earned, on paper."""
    by_agent = w.rng.random() < 0.5
    return finance.IssueCommissionStatement(
        id=w.new_id(), document_id=w.new_id(), property_id=w.property_id,
        month=w.some_day(-40, 0).replace(day=1), company_id=w.a_row("company") if by_agent else None,
        channel_code="" if by_agent else w.rng.choice(("BDC", "EXP")),
    )  # fmt: skip
