"""Folding: accents, cases and spellings fall together, in every script, and beginnings stay beginnings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.text import fold, spellings, whole_spelling, words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Müller", "muller"),
        ("Mu\u0308ller", "muller"),
        ("STRAẞE", "strasse"),
        ("Straße", "strasse"),
        ("İSTANBUL", "istanbul"),
        ("Ilgın", "ilgin"),
        ("Đặng", "dang"),
        ("Ǿrsted", "orsted"),
        ("Łukasz", "lukasz"),
        ("Ægir", "aegir"),
        ("Γεώργιος", "γεωργιοσ"),
        ("Фёдор", "федор"),
        ("أحمد", "احمد"),
        ("فاطمة", "فاطمه"),
        ("スズキ", "すすき"),
        ("ｱﾍﾞ", "あへ"),
        ("שָׁלוֹם", "שלום"),
    ],
)
def test_accents_and_case_fall_away(text: str, folded: str) -> None:
    """A name is folded the same however it is typed."""
    assert fold(text) == folded


@pytest.mark.parametrize(
    "names",
    [
        ("Müller", "Mueller", "Muller"),
        ("Søren", "Soeren", "Soren", "Sören"),
        ("Åsa", "Aasa", "Asa"),
        ("Strauß", "Strauss", "STRAUSS"),
        ("İpek", "ipek", "Ipek", "ıpek"),
        ("Đào", "Dao", "đào"),
        ("Bäcker", "Baecker", "Backer"),
    ],
)
def test_spellings_of_one_name_meet(names: tuple[str, ...]) -> None:
    """Each spelling has a form in common with each other one."""
    for one in names:
        for other in names:
            assert set(spellings(one)) & set(spellings(other)), (one, other)


def test_a_digraph_at_the_end_is_left_to_whole_words() -> None:
    """The beginning "mue" does not become "mu", but the word "Malmoe" meets "Malmo"."""
    assert spellings("mue") == ("mue",)
    assert whole_spelling("malmoe") == "malmo"
    assert whole_spelling("malmo") == ""


def test_words_keep_their_marks_and_lose_invisible_joiners() -> None:
    """Vowel signs do not split a word; joiners within a word are left out."""
    assert words("ศรีสุข  น้ำฝน") == ["ศรีสุข", "น้ำฝน"]
    assert words("राहुल") == ["राहुल"]
    assert words("می\u200cخواهم") == ["میخواهم"]
    assert words("Jean-Luc O'Brien, 12") == ["Jean", "Luc", "O", "Brien", "12"]


@given(st.text(max_size=30))
def test_folding_never_fails_and_is_done_once(text: str) -> None:
    """Any text can be folded; folding again changes nothing."""
    assert fold(fold(text)) == fold(text)
    for word in words(text):
        spellings(word)


@given(st.text(max_size=30), st.integers(0, 30))
def test_the_beginning_of_a_text_is_found_in_it(text: str, end: int) -> None:
    """The folded beginning is the beginning of the folded whole."""
    assert fold(text).startswith(fold(text[:end]))
