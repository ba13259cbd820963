"""Letters: levels that only rise, one at a time, never two on a day, nobody asked for what he paid."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from app.features.finance.rules.dunning import AFTER, BETWEEN, Letter, levels, next_letter, when_next
from app.features.finance.rules.letters import AskedLine, letter_text
from app.features.finance.rules.settling import AccountEntry, Item
from app.kernel.text import tr

DAY = date(2026, 11, 21)


def debt(n: int, minor: int = 10_000, due: int = 0) -> Item:
    """An open debt, due so many days after the first day."""
    at = DAY + timedelta(days=due)
    return Item(AccountEntry(UUID(int=n + 1), at, minor, at), minor)


def at(day: int) -> date:
    """So many days after the first."""
    return DAY + timedelta(days=day)


def written(items: Sequence[Item], days: Sequence[int]) -> list[Letter]:
    """The letters that are written when somebody looks on these days."""
    letters: list[Letter] = []
    for day in days:
        letter = next_letter(items, letters, at(day))
        if letter is not None:
            letters.append(letter)
    return letters


def test_three_letters_and_no_more() -> None:
    """Asked every day for half a year, a debt gets three letters on the days of its levels."""
    letters = written([debt(0)], range(180))
    assert [(letter.day, letter.level) for letter in letters] == [
        (at(days), level + 1) for level, days in enumerate(AFTER)
    ]


def test_a_late_start_skips_no_level() -> None:
    """A debt that is very old gets the first letter first, and a week passes between letters."""
    letters = written([debt(0)], range(200, 260))
    assert [(letter.day, letter.level) for letter in letters] == [
        (at(200), 1), (at(200 + BETWEEN), 2), (at(200 + 2 * BETWEEN), 3)
    ]  # fmt: skip


def test_a_clock_set_back_writes_nothing() -> None:
    """Before the day of the last letter there is no next one."""
    letters = written([debt(0)], [100])
    assert next_letter([debt(0)], letters, at(60)) is None
    assert next_letter([debt(0)], letters, at(100)) is None


def test_nobody_is_asked_for_what_he_paid() -> None:
    """Money on account covers the oldest debts; a letter asks for the rest."""
    paid = Item(AccountEntry(UUID(int=99), DAY, -15_000, DAY), -15_000)
    letter = next_letter([debt(0), debt(1), paid], (), at(50))
    assert letter is not None
    assert [(one.debit_id, one.open_minor) for one in letter.asked] == [(UUID(int=2), 5_000)]
    assert next_letter([debt(0), paid], (), at(50)) is None
    assert when_next([debt(0), paid], ()) is None


@given(
    st.lists(st.tuples(st.integers(1, 90_000), st.integers(0, 90)), min_size=1, max_size=6),
    st.lists(st.integers(0, 220), max_size=40),
)
@settings(max_examples=300, deadline=None)
def test_levels_only_rise(debts: list[tuple[int, int]], days: list[int]) -> None:
    """On whatever days somebody looks, also backwards: no day has two, no debt falls or skips a level."""
    items = [debt(n, minor, due) for n, (minor, due) in enumerate(debts)]
    letters = written(items, days)
    assert len({letter.day for letter in letters}) == len(letters)
    assert [letter.day for letter in letters] == sorted(letter.day for letter in letters)
    seen: list[Letter] = []
    for letter in letters:
        before = levels(seen)
        for one in letter.asked:
            assert one.level - before.get(one.debit_id, 0) in (0, 1)
        assert any(one.level > before.get(one.debit_id, 0) for one in letter.asked)
        seen.append(letter)


def test_when_next_is_the_first_day_of_a_letter() -> None:
    """On that day one is written, on no day before."""
    items = [debt(0), debt(1, due=20)]
    letters: list[Letter] = []
    while (when := when_next(items, letters)) is not None:
        for days in range(1, 4):
            assert next_letter(items, letters, when - timedelta(days=days)) is None
        letter = next_letter(items, letters, when)
        assert letter is not None
        letters.append(letter)
    assert max(letter.level for letter in letters) == len(AFTER)


def test_letters_say_what_is_due() -> None:
    """Each level its words; documents, total and hotel in all of them."""
    line = AskedLine("FT A/7", "1 Oct 2026", "31 Oct 2026", "EUR 100.00")
    texts = [
        letter_text(tr, level, (line,), total="EUR 100.00", until="5 December 2026", hotel="Miradouro")
        for level in (1, 2, 3)
    ]
    assert len({text.subject for text in texts}) == 3
    for text in texts:
        for word in ("FT A/7", "EUR 100.00", "Miradouro"):
            assert word in text.body
    assert "5 December 2026" in texts[2].body
