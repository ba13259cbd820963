"""Taxes on charges: no cent is lost for any amount, sign, rate and order; what is in force on a night."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.features.folios.rules.taxes import (
    Taxed,
    TaxTerms,
    amount_text,
    ensure_orderly,
    explained,
    in_force,
    on_top,
    percent_text,
    split,
    taxed,
    terms_for,
)

VAT = TaxTerms("LODGING", "VAT", 700)
SERVICE = TaxTerms("LODGING", "Service", 1000, inclusive=False)
AMOUNTS = st.integers(-10_000_000, 10_000_000)
RATES = st.integers(0, 10_000)


@st.composite
def orders(draw: st.DrawFn) -> tuple[TaxTerms, ...]:
    """Up to four taxes, in any order of rank, that can be taken together."""
    count = draw(st.integers(0, 4))
    return tuple(
        TaxTerms("X", f"tax {n}", draw(RATES), inclusive=draw(st.booleans()), rank=draw(st.integers(0, 2)))
        for n in range(count)
    )


@st.composite
def compound_orders(draw: st.DrawFn) -> tuple[TaxTerms, ...]:
    """Compound taxes as well; all inside the price, or all on top."""
    inclusive = draw(st.booleans())
    return tuple(replace(tax, inclusive=inclusive, compound=draw(st.booleans())) for tax in draw(orders()))


ANY = st.one_of(orders(), compound_orders())


@given(AMOUNTS, ANY)
def test_net_and_parts_are_gross(amount: int, terms: tuple[TaxTerms, ...]) -> None:
    """The law, for every amount, sign, rate and order."""
    charge = taxed(amount, terms)
    assert charge.net_minor + sum(part.minor for part in charge.parts) == charge.gross_minor
    assert charge.tax_minor == sum(part.minor for part in charge.parts)
    assert len(charge.parts) == len(terms)


@given(AMOUNTS, ANY)
def test_what_is_inside_leaves_the_price_as_it_is(amount: int, terms: tuple[TaxTerms, ...]) -> None:
    """Only taxes on top make a charge larger than its price, and by exactly themselves."""
    charge = taxed(amount, terms)
    more = sum(part.minor for part, tax in zip(charge.parts, terms, strict=True) if not tax.inclusive)
    assert charge.gross_minor == amount + more


@given(AMOUNTS, ANY)
def test_a_reversal_is_the_charge_with_the_other_sign(amount: int, terms: tuple[TaxTerms, ...]) -> None:
    """Rounding does not prefer a sign."""
    assert taxed(-amount, terms) == -taxed(amount, terms)


@given(AMOUNTS, RATES)
def test_one_tax_is_exact_to_half_a_unit(amount: int, bp: int) -> None:
    """Inside and on top, the tax is the nearest whole unit."""
    inside, top = taxed(amount, [TaxTerms("X", "t", bp)]), taxed(amount, [TaxTerms("X", "t", bp, False)])
    assert abs(inside.tax_minor - Fraction(amount * bp, 10_000 + bp)) <= Fraction(1, 2)
    assert abs(top.tax_minor - Fraction(amount * bp, 10_000)) <= Fraction(1, 2)


@given(st.integers(0, 10_000_000), ANY)
def test_a_charge_on_top_can_be_taken_apart_again(net: int, terms: tuple[TaxTerms, ...]) -> None:
    """What was put on top is found inside the sum, within the rounding of each tax."""
    top = on_top(terms)
    again = taxed(taxed(net, top).gross_minor, [replace(tax, inclusive=True) for tax in top])
    assert abs(again.net_minor - net) <= len(terms)


@st.composite
def pieces(draw: st.DrawFn) -> tuple[Taxed, list[int]]:
    """A charge and the gross amounts into which it is split."""
    sign = draw(st.sampled_from((1, -1)))
    amounts = [sign * amount for amount in draw(st.lists(st.integers(0, 100_000), min_size=1, max_size=8))]
    terms = tuple(replace(tax, inclusive=True) for tax in draw(ANY))
    return taxed(sum(amounts), terms), amounts


@given(pieces())
def test_the_tax_of_the_pieces_is_the_tax_of_the_whole(given: tuple[Taxed, list[int]]) -> None:
    """Split by any amounts: every tax, the net and the gross add up again, and each piece is sound."""
    whole, amounts = given
    parts = split(whole, amounts)
    assert [piece.gross_minor for piece in parts] == amounts
    assert sum(piece.net_minor for piece in parts) == whole.net_minor
    for index, part in enumerate(whole.parts):
        assert sum(piece.parts[index].minor for piece in parts) == part.minor
    for piece in parts:
        assert piece.net_minor + sum(part.minor for part in piece.parts) == piece.gross_minor
        assert piece.net_minor * whole.gross_minor >= 0


def test_pieces_that_are_not_the_whole() -> None:
    """A sum that differs and a piece of another sign are refused; no piece is no charge."""
    whole = taxed(100, [VAT])
    for amounts in ([50, 49], [150, -50]):
        with pytest.raises(ValueError):
            split(whole, amounts)
    assert split(taxed(0, [VAT]), []) == []
    assert [piece.gross_minor for piece in split(taxed(0, [VAT]), [0, 0])] == [0, 0]


def test_known_amounts() -> None:
    """Amounts a person can check: inside, on top, both, and one tax on another."""
    assert taxed(10_700, [VAT]).net_minor == 10_000
    assert taxed(10_000, on_top([VAT])).gross_minor == 10_700
    mixed = taxed(10_700, [VAT, SERVICE])
    assert (mixed.net_minor, [part.minor for part in mixed.parts], mixed.gross_minor) == (
        10_000,
        [700, 1_000],
        11_700,
    )
    federal = TaxTerms("CA", "GST", 500, inclusive=False)
    province = TaxTerms("CA", "QST", 1000, inclusive=False, compound=True, rank=1)
    assert [part.minor for part in taxed(10_000, [federal, province]).parts] == [500, 1_050]
    assert [part.minor for part in taxed(10_000, [province, federal]).parts] == [1_050, 500]
    inside = [replace(federal, inclusive=True), replace(province, inclusive=True)]
    assert taxed(11_550, inside).net_minor == 10_000
    assert taxed(999, []) == Taxed(999, 999)


def test_rules_that_cannot_be() -> None:
    """A rate below zero or above all, an end before the beginning, a tax inside upon one on top."""
    for bp in (-1, 10_001):
        with pytest.raises(ValueError):
            TaxTerms("X", "t", bp)
    with pytest.raises(ValueError):
        TaxTerms("X", "t", 1, valid_from=date(2026, 1, 2), valid_until=date(2026, 1, 1))
    upside_down = (SERVICE, replace(VAT, compound=True, rank=1))
    with pytest.raises(ValueError):
        ensure_orderly(upside_down)
    with pytest.raises(ValueError):
        taxed(100, upside_down)
    ensure_orderly((VAT, replace(SERVICE, compound=True, rank=1)))


def test_what_is_in_force_is_told_by_the_night() -> None:
    """A rate that changes: the night before and the night of the change; a gap has none."""
    change = date(2026, 1, 1)
    old = replace(VAT, bp=900, valid_from=date(2019, 1, 1), valid_until=change - timedelta(days=1))
    new = replace(VAT, bp=2100, valid_from=change)
    city = replace(VAT, code="NONE", bp=0)
    rates = [new, city, old]
    assert [tax.bp for tax in terms_for(rates, "LODGING", change - timedelta(days=1))] == [900]
    assert [tax.bp for tax in terms_for(rates, "LODGING", change)] == [2100]
    assert terms_for(rates, "LODGING", date(2018, 12, 31)) == ()
    assert terms_for(rates, "SPA", change) == ()
    assert len(in_force(rates, change)) == 2
    open_end = [replace(old, valid_until=None), new]
    assert [tax.bp for tax in in_force(open_end, change)] == [2100]
    ended = [replace(old, valid_until=None), replace(new, valid_until=change)]
    assert in_force(ended, change + timedelta(days=1)) == ()


def test_taxes_of_an_article_without_tax_in_its_price() -> None:
    """All of them come on top; ranks stay in order."""
    rates = [replace(VAT, code="SPA", rank=1, compound=True), replace(VAT, code="SPA", name="Cure", bp=300)]
    found = terms_for(rates, "SPA", date(2026, 5, 1), included=False)
    assert [(tax.rank, tax.inclusive) for tax in found] == [(0, False), (1, False)]


@pytest.mark.parametrize(
    ("bp", "text"), [(700, "7 %"), (750, "7.5 %"), (1901, "19.01 %"), (0, "0 %"), (1000, "10 %")]
)
def test_percentages_as_people_write_them(bp: int, text: str) -> None:
    """Without needless zeros."""
    assert percent_text(bp) == text


def test_taxes_in_sentences() -> None:
    """Each tax says its rate, its amount and whether the price holds it."""
    terms = [VAT, replace(SERVICE, compound=True, rank=1)]
    texts = explained(taxed(10_700, terms), terms, "EUR")
    assert texts == (
        "VAT of 7 % is 7.00 EUR; the price holds it.",
        "Service of 10 % on the taxes before it as well is 10.70 EUR on top.",
    )
    assert amount_text(-1_234, "JPY") == "-1234 JPY"
