"""Charges that go elsewhere, whole, in part and by rules; rebates; no cent is lost and VAT goes along."""

import pytest

from app.features import folios
from app.kernel.errors import InvalidInput
from tests.support.bills import amounts, charge, only, opened, window
from tests.support.desk import Desk


def test_a_moved_charge_leaves_no_line(money: Desk) -> None:
    """It is gone from one bill and on the other, with its VAT; a move back brings it back."""
    one, other = opened(money), opened(money, 2, kind="company")
    charge(money, one, 1234)
    line = only(money, one)
    money.do(folios.MovePostings, posting_ids=(line.posting_id,), to_folio_id=other, to_number=2)
    assert (amounts(money, one), amounts(money, other, 2)) == ([], [1234])
    assert (window(money, one).balance_minor, window(money, one).vat_minor) == (0, 0)
    assert window(money, other, 2).vat_minor == line.tax_minor
    money.do(
        folios.MovePostings, posting_ids=(only(money, other, 2).posting_id,), to_folio_id=one, to_number=1
    )
    assert amounts(money, one) == [1234]
    money.refused(
        InvalidInput, folios.MovePostings, posting_ids=(only(money, one).posting_id,), to_folio_id=one
    )


@pytest.mark.parametrize(
    ("how", "goes"), [({"amount_minor": 1}, 1), ({"bp": 3333}, 334), ({"nights": 1}, 334)]
)
def test_a_split_loses_no_cent(money: Desk, how: dict[str, int], goes: int) -> None:
    """By amount, share and nights; VAT of the parts is that of the whole."""
    folio_id = opened(money, 2)
    money.do(folios.PostCharge, folio_id=folio_id, article_code="PARKING", unit_minor=334, quantity=3000)
    whole = only(money, folio_id)
    money.do(folios.SplitPosting, posting_id=whole.posting_id, to_folio_id=folio_id, to_number=2, **how)
    kept, sent = only(money, folio_id), only(money, folio_id, 2)
    assert (kept.amount_minor, sent.amount_minor) == (1002 - goes, goes)
    assert kept.tax_minor + sent.tax_minor == whole.tax_minor
    assert kept.quantity + sent.quantity == pytest.approx(3000, abs=1)


@pytest.mark.parametrize("how", [{"amount_minor": 1002}, {"amount_minor": 0}, {"bp": 10_000}, {}])
def test_a_part_is_a_part(money: Desk, how: dict[str, int]) -> None:
    """Nothing and all of it are no parts."""
    folio_id = opened(money, 2)
    charge(money, folio_id, 1002)
    id_ = only(money, folio_id).posting_id
    money.refused(InvalidInput, folios.SplitPosting, posting_id=id_, to_folio_id=folio_id, to_number=2, **how)


def test_rebates_take_at_most_the_charge(money: Desk) -> None:
    """Net and VAT are rebated together; the rest is told; reversing the charge reverses its rebates."""
    folio_id = opened(money)
    charge(money, folio_id, 10_000)
    first = only(money, folio_id)
    money.do(folios.Rebate, posting_id=first.posting_id, bp=1000, reason="cold soup")
    line = window(money, folio_id).lines[1]
    assert (line.amount_minor, line.rebates, line.kind) == (-1000, first.posting_id, "rebate")
    refusal = money.refused(
        InvalidInput, folios.Rebate, posting_id=first.posting_id, amount_minor=9001, reason="more"
    )
    assert "90.00 EUR" in refusal.sentence
    money.do(folios.Rebate, posting_id=first.posting_id, amount_minor=9000, reason="all")
    assert (window(money, folio_id).balance_minor, window(money, folio_id).vat_minor) == (0, 0)
    money.do(folios.ReversePosting, posting_id=first.posting_id, reason="wrong room")
    assert window(money, folio_id).balance_minor == 0
    assert all(line.reverses or line.reversed_by for line in window(money, folio_id).lines)


def test_a_rebate_goes_with_its_charge(money: Desk) -> None:
    """Moved and split, the rebate names the charge in its new place."""
    one, other = opened(money), opened(money, 2)
    charge(money, one, 999)
    money.do(folios.Rebate, posting_id=only(money, one).posting_id, amount_minor=100, reason="slow")
    rebate = window(money, one).lines[1]
    money.do(folios.MovePostings, posting_ids=(rebate.posting_id,), to_folio_id=other)
    assert (amounts(money, one), amounts(money, other)) == ([], [999, -100])
    first, second = window(money, other).lines
    assert second.rebates == first.posting_id
    money.do(
        folios.SplitPosting, posting_id=first.posting_id, to_folio_id=other, to_number=2, amount_minor=333
    )
    assert (amounts(money, other), amounts(money, other, 2)) == ([666, -67], [333, -33])
    first, second = window(money, other, 2).lines
    assert second.rebates == first.posting_id
