"""The EPC payment code: its lines, what it refuses, and that the picture says what was meant."""

from dataclasses import replace

import pytest

from app.infra.epc import MAX_VERSION, NoPaymentCode, Transfer, can_be_coded, cells, payload

BILL = Transfer("Hotel Miradouro", "PT50 0002 0123 1234 5678 9015 4", 123_456, "Invoice 2026-101")


def test_lines() -> None:
    """The twelve lines of the guideline, the empty ones at the end left out."""
    assert payload(BILL).split("\n") == [
        "BCD", "002", "1", "SCT", "", "Hotel Miradouro", "PT50000201231234567890154", "EUR1234.56", "", "",
        "Invoice 2026-101",
    ]  # fmt: skip
    structured = replace(BILL, text="", reference="RF18539007547034", bic="BCOMPTPLXXX", minor=5)
    assert payload(structured).split("\n")[4:] == [
        "BCOMPTPLXXX", "Hotel Miradouro", "PT50000201231234567890154", "EUR0.05", "", "RF18539007547034",
    ]  # fmt: skip


def test_lines_stay_lines() -> None:
    """A line break in a name does not shift the lines behind it."""
    assert payload(replace(BILL, name="Hotel\nMiradouro", text="a\r\nb")) == payload(
        replace(BILL, text="a b")
    )


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"iban": "PT50000201231234567890155"}, "IBAN"), ({"iban": ""}, "IBAN"), ({"bic": "BCOM"}, "BIC"),
        ({"minor": 0}, "amount"), ({"minor": 100_000_000_000}, "amount"), ({"name": ""}, "name"),
        ({"name": "x" * 71}, "name"), ({"reference": "RF18539007547034"}, "not both"),
        ({"reference": "12345", "text": ""}, "ISO 11649"), ({"text": "x" * 141}, "text"),
        ({"text": "€" * 140}, "too long"),
    ],
)  # fmt: skip
def test_what_is_refused(change: dict[str, object], why: str) -> None:
    """Nothing that an app would misread."""
    with pytest.raises(NoPaymentCode, match=why):
        payload(replace(BILL, **change))  # type: ignore[arg-type]


def test_cells() -> None:
    """A square of whole modules, at most version 13, with the three finders in its corners."""
    drawn = cells(BILL)
    side = len(drawn)
    assert {len(row) for row in drawn} == {side}
    assert (side - 17) % 4 == 0
    assert side <= 17 + 4 * MAX_VERSION
    finder = [[1] * 7, [1, 0, 0, 0, 0, 0, 1], [1, 0, 1, 1, 1, 0, 1]]
    for rows, columns in ((slice(0, 3), slice(0, 7)), (slice(0, 3), slice(-7, None))):
        assert [row[columns] for row in drawn[rows]] == finder


def test_whether_it_can_be() -> None:
    """A mistyped account makes no code and no error."""
    assert can_be_coded(BILL)
    assert not can_be_coded(replace(BILL, iban="PT50000201231234567890155"))
