"""Terms and readings: what a stored text is found by, what a typed text wants, which letters are marked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.search_words import MAX_TERM, MAX_TERMS, MAX_WORDS, readings, spans, terms_of
from app.kernel.text import words


def finds(typed: str, *texts: str) -> bool:
    """Whether the typed text finds a thing with these texts."""
    terms = terms_of(texts)
    return any(all(any(w.fits(t) for t in terms) for w in reading) for reading in readings(typed))


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("muelle", "Müller"), ("Müll", "Muller"), ("MUELLER", "Müller"), ("malmö", "Malmoe"),
        ("malmoe", "Malmo"),
        ("obrien", "O'Brien"), ("o’br", "O'Brien"), ("brien", "O'Brien"), ("o'brien", "Obrien"),
        ("jeanluc", "Jean-Luc"), ("luc jean", "Jean-Luc"), ("小明", "王小明"), ("王小", "王小明"),
        ("민준", "김민준"), ("기", "김민준"), ("สม", "สมชาย"), ("احمد", "الأحمد"), ("すず", "スズキ"),
        ("anna.m", "anna.muller@example.com"), ("anna.muller@ex", "anna.muller@example.com"),
        ("muller", "anna.muller@example.com"), ("+49 170 12", "+49 (170) 123-4567"),
        ("0170 1234", "+49 170 1234567"), ("491701", "+49 170 1234567"), ("123", "B2-000123"),
        ("b2-000123", "B2-000123"), ("b2000123", "B2-000123"),
    ],
)  # fmt: skip
def test_found(typed: str, text: str) -> None:
    """A receptionist's usual ways to type a name, an address, a number."""
    assert finds(typed, text)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("joe", "John"),
        ("mue", "Murphy"),
        ("ller", "Müller"),
        ("anna x", "Anna"),
        ("明", "小名"),
        ("12345", "12354"),
    ],
)
def test_not_found(typed: str, text: str) -> None:
    """What does not begin a word is not found."""
    assert not finds(typed, text)


def test_nothing_typed_wants_nothing() -> None:
    """Blanks and signs alone are no search."""
    assert readings("  '- \x00") == ()


def test_long_input_is_bounded() -> None:
    """Neither a giant word nor a thousand words make giant terms or searches."""
    giant = "김" * 100_000 + " " + " ".join(f"w{n}" for n in range(1000))
    assert len(terms_of([giant])) <= MAX_TERMS
    assert all(len(term) <= MAX_TERM for term in terms_of([giant]))
    assert all(len(reading) <= MAX_WORDS for reading in readings(giant))


@pytest.mark.parametrize(
    ("text", "typed", "marked"),
    [
        ("Anna Müller", "muel an", ((0, 2), (5, 3))), ("王小明", "小", ((1, 1),)), ("Jörg Bauer", "zz", ()),
        ("Jörg Bauer", "", ()), ("Ännchen", "an", ((0, 2),)),
    ],
)  # fmt: skip
def test_typed_letters_are_marked(text: str, typed: str, marked: tuple[tuple[int, int], ...]) -> None:
    """The marked parts are those that the typed words reach."""
    assert spans(text, typed) == marked


@given(st.text(max_size=40), st.text(max_size=10))
def test_any_text_can_be_stored_searched_and_marked(text: str, typed: str) -> None:
    """Nothing that can be typed fails; marks lie within the text."""
    terms_of([text])
    for start, length in spans(text, typed):
        assert 0 <= start < start + length <= len(text)


@given(st.text(alphabet=st.characters(categories=("L", "M", "N", "Zs")), max_size=40))
def test_each_word_is_found_by_its_beginning(text: str) -> None:
    """Every word of a stored text finds it, whole and by its first letters, in either case."""
    for word in words(text):
        for typed in (word, word[:1], word[: len(word) // 2 + 1], word.upper(), word.lower()):
            assert not readings(typed) or finds(typed, text), (text, typed)
