"""Room numbers as people type them: ranges, lists, mistakes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.features.property import expand_numbers, floor_of
from app.kernel.errors import InvalidInput


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("107–109, 201-202", ["107", "108", "109", "201", "202"]),
        ("A1-A3", ["A1", "A2", "A3"]),
        ("A8–10", ["A8", "A9", "A10"]),
        ("001-003", ["001", "002", "003"]),
        (" Annex ; 12\n14 ", ["Annex", "12", "14"]),
        (",, ", []),
        ("Ä1-Ä2", ["Ä1", "Ä2"]),
    ],
)
def test_ranges_and_lists(typed: str, numbers: list[str]) -> None:
    """Dashes of every length make a range; a prefix is kept, and so are leading zeros."""
    assert expand_numbers(typed) == numbers


@pytest.mark.parametrize("typed", ["109-107", "A1-B3", "101, 101", "1-999999", "x" * 21])
def test_what_cannot_be_is_said_at_the_field(typed: str) -> None:
    """A range backwards, two prefixes, a number twice, too many rooms, a name too long."""
    with pytest.raises(InvalidInput) as refused:
        expand_numbers(typed)
    assert refused.value.field == "numbers"
    assert refused.value.sentence.endswith(".")


@given(st.integers(1, 900), st.integers(0, 99))
def test_a_range_names_each_number_once_in_order(first: int, more: int) -> None:
    """From the first to the last, none twice."""
    assert expand_numbers(f"{first}-{first + more}") == [str(n) for n in range(first, first + more + 1)]


@pytest.mark.parametrize(
    ("number", "floor"), [("107", "1"), ("1207", "12"), ("7", ""), ("A214", "2"), ("x", "")]
)
def test_the_floor_is_all_but_the_last_two_digits(number: str, floor: str) -> None:
    """As most hotels number their rooms."""
    assert floor_of(number) == floor
