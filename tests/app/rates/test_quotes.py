"""Quotes: plans, derivation and refusals, as a desk sees them, on each engine."""

from tests.app.rates.house import Rates


def test_a_price_set_is_quoted_and_explained(rates: Rates) -> None:
    """A price of a span is the price of each night, with one line that says so."""
    rates.plan("BAR", name="Flexible")
    rates.prices("BAR", 12_000)
    quote = rates.quote("BAR")
    assert (quote.total_minor, quote.prices, quote.currency, quote.refused) == (
        24_000,
        (12_000,) * 2,
        "EUR",
        (),
    )
    assert quote.nights[0].lines == (("base", "Flexible, price of the night", 12_000),)


def test_a_derived_plan_explains_each_step(rates: Rates) -> None:
    """Share, then amount, then rounding; a chain tells all of it."""
    rates.plan("BAR", name="Flexible")
    rates.plan("NRF", "BAR", name="Non-refundable", derive_bp=-1_250, derive_minor=-333, round_minor=100)
    rates.plan("WEB", "NRF", name="Web", derive_bp=-500)
    rates.prices("BAR", 12_000)
    lines = rates.quote("WEB", nights=1).nights[0].lines
    assert [(line.text, line.minor) for line in lines] == [
        ("Flexible, price of the night", 12_000), ("Non-refundable: −12.5 %", -1_500),
        ("Non-refundable: −3.33", -333), ("Non-refundable: rounded to 1.00", 33), ("Web: −5 %", -510),
    ]  # fmt: skip
    assert sum(line.minor for line in lines) == rates.quote("WEB", nights=1).total_minor == 9_690


def test_a_night_without_a_price_is_refused(rates: Rates) -> None:
    """The sentence names the night; there is no total that leaves it out."""
    rates.plan("BAR")
    rates.prices("BAR", 12_000, 0, 1)
    quote = rates.quote("BAR", 0, 3)
    assert (quote.total_minor, quote.nights) == (0, ())
    assert quote.refused == ("No price is set for 23 Nov 2026.",)


def test_a_bulk_edit_is_one_change_and_is_undone(rates: Rates) -> None:
    """A year at once; undo puts back what was there."""
    rates.plan("BAR")
    rates.prices("BAR", 12_000, 0, 3)
    before = rates.desk.digest()
    outcome = rates.prices("", 1_000, 0, 364, action="percent", round_minor=50)
    assert outcome.result == {"nights": 8}
    assert rates.quote("BAR").prices == (13_200, 13_200)
    entry = rates.desk.commands_since(outcome.changes.revision)
    assert len(entry) == 1
    rates.desk.app.undo(entry[0])
    assert rates.desk.digest() == before
