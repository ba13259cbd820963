"""Accounts: what came from folios, part payments, letters, write-off, statements."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.features import finance, folios
from app.features.finance import Ageing, AllocationRefused, NextStep, NoLetterDue, Part
from app.kernel.errors import InvalidInput, NotFound, NotPermitted
from tests.support.accounts import account, company, listed, owe, pay
from tests.support.desk import Desk
from tests.support.soundness import findings


def test_ageing_moves_with_the_days(money: Desk) -> None:
    """Not due for thirty days, then column by column; the sum stays."""
    owe(money, company(money), 12_000)
    opened = money.day(0)
    at = [listed(money, opened + timedelta(days=days)).total for days in (0, 30, 31, 61, 91, 121)]
    assert at == [
        Ageing(not_due=12_000), Ageing(not_due=12_000), Ageing(to_30=12_000), Ageing(to_60=12_000),
        Ageing(to_90=12_000), Ageing(older=12_000),
    ]  # fmt: skip
    assert listed(money, money.day(-1)).total == Ageing()
    (row,) = listed(money).rows
    assert (row.name, row.limit_minor, row.step) == ("Almeida & Filhos", 10_000_000, NextStep.WAIT)


def test_a_part_payment_pays_the_oldest(money: Desk) -> None:
    """The second debt keeps what is left; nothing is on account."""
    company_id = company(money)
    owe(money, company_id, 10_000)
    money.close_day(2)
    owe(money, company_id, 5_000)
    pay(money, listed(money).rows[0].folio_id, 12_000)
    assert listed(money).rows[0].step is NextStep.ALLOCATE
    assert listed(money).total == Ageing(not_due=15_000, on_account=-12_000)
    money.do(finance.Allocate, folio_id=listed(money).rows[0].folio_id)
    view = account(money)
    assert [debt.open_minor for debt in view.debts] == [0, 3_000]
    assert [credit.open_minor for credit in view.credits] == [0]
    assert listed(money).total == Ageing(not_due=3_000)
    assert findings(money.app) == []


def test_the_payer_says_what_he_pays(money: Desk) -> None:
    """Named documents before older ones; too much is refused; taken back, both are open again."""
    company_id = company(money)
    owe(money, company_id, 10_000)
    owe(money, company_id, 5_000)
    folio_id = listed(money).rows[0].folio_id
    pay(money, folio_id, 6_000)
    view = account(money)
    credit = view.credits[0].entry_id
    second = next(d for d in view.debts if d.amount_minor == 5_000).entry_id
    money.refused(
        AllocationRefused, finance.Allocate, folio_id=folio_id, credit_entry_id=credit,
        parts=(Part(second, 5_001),),
    )  # fmt: skip
    money.do(finance.Allocate, folio_id=folio_id, credit_entry_id=credit, parts=(Part(second, 5_000),))
    assert {d.amount_minor: d.open_minor for d in account(money).debts} == {10_000: 10_000, 5_000: 0}
    money.do(finance.TakeBackAllocation, folio_id=folio_id, credit_entry_id=credit, debit_entry_id=second)
    assert account(money).credits[0].open_minor == -6_000
    money.refused(
        NotFound, finance.TakeBackAllocation, folio_id=folio_id, credit_entry_id=credit, debit_entry_id=second
    )


def test_nothing_to_give_is_refused(money: Desk) -> None:
    """No payment on account, or no document that is open."""
    company_id = company(money)
    owe(money, company_id, 1_000)
    folio_id = listed(money).rows[0].folio_id
    money.refused(AllocationRefused, finance.Allocate, folio_id=folio_id)
    pay(money, folio_id, 1_000)
    money.do(finance.Allocate, folio_id=folio_id)
    assert listed(money).total == Ageing()
    assert listed(money).rows[0].step is NextStep.NOTHING


def test_a_refund_opens_the_document_again(money: Desk) -> None:
    """The payment was given to it, and given back to the company."""
    owe(money, company(money), 4_000)
    folio_id = listed(money).rows[0].folio_id
    payment_id = pay(money, folio_id, 4_000)
    money.do(finance.Allocate, folio_id=folio_id)
    money.do(
        folios.RefundPayment, refund_id=money.app.new_id(), payment_id=payment_id, amount_minor=4_000,
        reason="paid twice",
    )  # fmt: skip
    assert account(money).debts[0].open_minor == 4_000
    assert listed(money).total.balance == 4_000


def test_a_write_off_needs_reason_right_and_debt(money: Desk) -> None:
    """It goes to bad debts; the account owes the rest; the books stay at zero."""
    owe(money, company(money), 9_000)
    folio_id = listed(money).rows[0].folio_id
    debt = account(money).debts[0].entry_id
    money.refused(InvalidInput, finance.WriteOff, folio_id=folio_id, debit_entry_id=debt, reason=" ")
    refusal = money.refused(
        AllocationRefused, finance.WriteOff, folio_id=folio_id, debit_entry_id=debt, reason="bankrupt",
        amount_minor=9_001,
    )  # fmt: skip
    assert "EUR 90.00" in refusal.sentence
    command = finance.WriteOff(
        id=money.app.new_id(), folio_id=folio_id, debit_entry_id=debt, reason="bankrupt"
    )
    clerk = money.app.as_actor(replace(money.app.actor, permissions=frozenset({"folios.*"})))
    with pytest.raises(NotPermitted):
        clerk.execute(command)
    money.do(finance.WriteOff, folio_id=folio_id, debit_entry_id=debt, reason="settled", amount_minor=2_000)
    assert listed(money).total == Ageing(not_due=7_000)
    money.app.execute(command)
    assert listed(money).total == Ageing()
    balances = {
        row.account: row.balance_minor
        for row in money.app.ask(folios.TrialBalance(property_id=money.hotel.property_id))
    }
    assert (balances["1220"], balances["6200"], sum(balances.values())) == (0, 9_000, 0)
    assert findings(money.app) == []


def test_letters_rise_and_are_kept(money: Desk) -> None:
    """The first a week after the day; none twice; the second after three weeks; the text says what is due."""
    owe(money, company(money), 9_000)
    folio_id = listed(money).rows[0].folio_id
    refusal = money.refused(NoLetterDue, finance.WriteLetters, folio_ids=(folio_id,))
    assert f"{money.day(37):%d %b %Y}" in refusal.sentence
    money.close_day(37)
    assert listed(money).rows[0].step is NextStep.WRITE_LETTER
    money.do(finance.WriteLetters, folio_ids=(folio_id,))
    money.refused(NoLetterDue, finance.WriteLetters, folio_ids=(folio_id,))
    money.close_day(14)
    money.do(finance.WriteLetters, folio_ids=(folio_id,))
    view = account(money)
    assert [(letter.day, letter.level) for letter in view.letters] == [
        (money.day(51), 2), (money.day(37), 1)
    ]  # fmt: skip
    assert "90.00" in view.letters[0].body
    assert (view.row.level, view.debts[0].level) == (2, 2)
    assert account(money, as_of=money.day(40)).row.level == 1


def test_a_statement_adds_up(money: Desk) -> None:
    """Opening and lines are the closing, which is the balance of the ageing."""
    company_id = company(money)
    owe(money, company_id, 9_000)
    money.close_day(3)
    owe(money, company_id, 4_000)
    folio_id = listed(money).rows[0].folio_id
    pay(money, folio_id, 5_000)
    view = money.app.ask(finance.AccountStatement(folio_id=folio_id, first=money.day(1), last=money.day(5)))
    assert (view.opening_minor, view.closing_minor) == (9_000, 8_000)
    assert [(line.amount_minor, line.balance_minor) for line in view.lines] == [
        (4_000, 13_000), (-5_000, 8_000)
    ]  # fmt: skip
    assert view.ageing.balance == view.closing_minor
    whole = money.app.ask(finance.AccountStatement(folio_id=folio_id, first=money.day(0), last=money.day(5)))
    assert (whole.opening_minor, len(whole.lines)) == (0, 3)


def test_only_accounts_are_accounts(money: Desk) -> None:
    """A guest's folio is none."""
    folio_id = money.app.new_id()
    money.do(
        folios.OpenFolio, folio_id=folio_id, property_id=money.hotel.property_id, kind="guest", name="Ana"
    )
    money.refused(NotFound, finance.Allocate, folio_id=folio_id)
