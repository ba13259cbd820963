"""Card numbers in free text are found however they are written, and what is none is left alone."""

from dataclasses import dataclass
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.features.folios.rules.pan import (
    CardNumberGiven,
    ensure_no_card_number,
    holds_card_number,
    luhn,
    masked,
)
from app.kernel.clock import derived_id
from app.kernel.commands import Command

# Published numbers of test cards, of every length that a card may have.
CARDS = (
    "4222222222222", "30569309025904", "378282246310005", "4242424242424242", "5555555555554444",
    "2223003122003222", "6011111111111117", "6799990100000000019",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True, slots=True)
class Noted(Command):
    """A command with texts in all places that a command may have."""

    verb: ClassVar[str] = "test.noted"

    note: str = ""
    lines: tuple[str, ...] = ()


def check_digit(body: str) -> str:
    """The digit that makes a number pass."""
    return next(d for d in "0123456789" if luhn(body + d))


@pytest.mark.parametrize("card", CARDS)
@pytest.mark.parametrize("between", ["", " ", "-", ".", " - "[:2], "\u00a0", "\u200b"])
def test_a_card_number_is_found(card: str, between: str) -> None:
    """In groups of four with anything between them, and inside a sentence."""
    grouped = between.join(card[n : n + 4] for n in range(0, len(card), 4))
    assert holds_card_number(f"his card {grouped}, ok?")
    assert holds_card_number(grouped)


@pytest.mark.parametrize(
    "text",
    [
        "4242 4242 4242 4242 12/28 123",  # with expiry and code behind it
        "exp 12/28 4242-4242-4242-4242",
        "card:4242424242424242;",
        "٤٢٤٢٤٢٤٢٤٢٤٢٤٢٤٢",
        "VISA4242424242424242",
        "room 101 4242 4242 4242 4242",
    ],
)
def test_nor_does_company_hide_it(text: str) -> None:
    """Other digits and other scripts beside it do not hide it."""
    assert holds_card_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "ends on 4242", "**** **** **** 4242", "4242 4242 4242 4241", "PT50 0002 0123 1234 5678 9015 4",
        "DE89370400440532013000", "+351 912 345 678", "0000000000000000", "Room 101, 12.03.2026",
        "pi_3MtwBwLkdIwHu7ix28a3tqPa", "RF18539007547034",
    ],
)  # fmt: skip
def test_what_is_none_is_left_alone(text: str) -> None:
    """The last four digits, telephone numbers, IBANs, dates, references of providers."""
    assert not holds_card_number(text)
    assert masked(text) == text


@given(st.text(alphabet="0123456789", min_size=12, max_size=18).filter(lambda t: t[0] != "0"))
def test_every_number_of_the_length_is_found(body: str) -> None:
    """Whatever the issuer: 13 to 19 digits with a right check digit; a wrong one is not found."""
    number = body + check_digit(body)
    if len(set(number)) > 1:
        assert holds_card_number(number)
        assert not luhn(number[:-1] + str((int(number[-1]) + 1) % 10))


def test_a_command_is_refused_at_the_field() -> None:
    """The refusal names the field and does not repeat the number."""
    for fields in ({"note": CARDS[3]}, {"lines": ("x", CARDS[4])}):
        with pytest.raises(CardNumberGiven) as caught:
            ensure_no_card_number(Noted(id=derived_id("x"), **fields))
        assert caught.value.field in fields
        assert CARDS[3] not in caught.value.sentence
    ensure_no_card_number(Noted(id=derived_id("x"), note="ends on 4242"))


def test_what_comes_from_outside_is_masked() -> None:
    """A received text keeps its last four digits."""
    assert masked("VCC 4242 4242-4242 4242 please") == "VCC **** ****-**** 4242 please"
    assert not holds_card_number(masked("4242424242424242 12/28"))
