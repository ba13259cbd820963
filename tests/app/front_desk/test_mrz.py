"""Machine-readable zones: every size, every digit, names with fillers, centuries, and what is no zone."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.features.front_desk import mrz
from app.features.front_desk.rules.mrz import NotMrz, read
from tests.support.zones import Facts, card, digit, passport, small_passport

TODAY = date(2026, 11, 21)
PASSPORT = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"
CARD = "I<UTOD23145890<7349<<<<<<<<<<<\n3407127M9507122UTO<<<<<<<<<<<2\nSTEVENSON<<PETER<JOHN<<<<<<<<<"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
word = st.text(LETTERS, min_size=1, max_size=9)
names = st.lists(word, min_size=1, max_size=3).map(" ".join)
numbers = st.text(LETTERS + "0123456789", min_size=1, max_size=9)
days = st.dates(date(1927, 1, 1), TODAY)
facts = st.builds(
    Facts, surname=names, given=names, number=numbers, nationality=st.text(LETTERS, min_size=3, max_size=3),
    birth=days.map(lambda day: f"{day:%y%m%d}"), sex=st.sampled_from("FM<"),
    expires=st.dates(TODAY - timedelta(days=3_000), TODAY + timedelta(days=5_000)).map(
        lambda day: f"{day:%y%m%d}"
    ),
    personal=st.text(LETTERS + "0123456789", max_size=7),
)  # fmt: skip


@settings(max_examples=60)
@given(facts, st.sampled_from([passport, small_passport, card]), st.sampled_from(["\n", "\r\n", ""]))
def test_what_was_written_is_read(known: Facts, compose: object, between: str) -> None:
    """Each size, its lines typed one after the other or as one."""
    assert callable(compose)
    text = str(compose(known))
    found = read(text.replace("\n", between), TODAY)
    assert found.wrong == ()
    assert (found.number, found.nationality) == (known.number, known.nationality)
    assert found.sex == known.sex.replace("<", "")
    whole = f"{known.surname}<<{known.given}".replace(" ", "<")
    if len(whole) <= 30:
        assert (found.surname, found.given) == (known.surname, known.given)
    assert found.birth is not None
    assert f"{found.birth:%y%m%d}" == known.birth
    assert TODAY - timedelta(days=36_600) < found.birth <= TODAY
    assert found.expires is not None
    assert f"{found.expires:%y%m%d}" == known.expires


@settings(max_examples=60)
@given(facts, st.integers(0, 8), st.integers(1, 9))
def test_a_wrong_digit_is_found_where_it_is(known: Facts, place: int, step: int) -> None:
    """One sign of the number is another one: the number and the whole do not fit, the dates do."""
    first, second = passport(replace(known, number="123456789")).split("\n")
    changed = str((int(second[place]) + step) % 10)
    found = read(f"{first}\n{second[:place]}{changed}{second[place + 1 :]}", TODAY)
    assert mrz.NUMBER in found.wrong
    assert set(found.wrong) <= {mrz.NUMBER, mrz.WHOLE}


@settings(max_examples=40)
@given(st.text(LETTERS + "0123456789<", max_size=60))
def test_digits_are_icao_s(text: str) -> None:
    """The same sum, written twice."""
    assert mrz.check_digit(text) == digit(text)


def test_the_examples_of_the_standard() -> None:
    """ICAO 9303 parts 4 and 5; a number of eleven signs; one name alone; a visa without the last digit."""
    found = read(
        "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10", TODAY
    )
    assert (found.surname, found.given, found.birth) == ("ERIKSSON", "ANNA MARIA", date(1974, 8, 12))
    assert (found.size, found.kind, found.expires, found.wrong) == ("TD3", "passport", date(2012, 4, 15), ())
    long = read(
        "I<UTOD23145890<7349<<<<<<<<<<<\n3407127M9507122UTO<<<<<<<<<<<2\nSTEVENSON<<PETER<JOHN<<<<<<<<<",
        TODAY,
    )
    assert (long.number, long.wrong, long.birth) == ("D23145890734", (), date(1934, 7, 12))
    alone = read(passport(Facts(surname="SUHARTO", given="")), TODAY)
    assert (alone.surname, alone.given, alone.wrong) == ("SUHARTO", "", ())
    visa = "V" + passport(Facts())[1:-1] + "9"
    assert read(visa, TODAY).kind == "visa"
    assert mrz.WHOLE not in [check.name for check in read(visa, TODAY).checks]


@pytest.mark.parametrize(
    ("birth", "day", "text"),
    [("260101", date(2026, 1, 1), "2026-01-01"), ("261122", date(1926, 11, 22), "1926-11-22"),
     ("88<<<<", None, "1988"), ("8803<<", None, "1988-03"), ("<<<<<<", None, ""), ("880230", None, ""),
     ("000229", date(2000, 2, 29), "2000-02-29")],
)  # fmt: skip
def test_birthdays(birth: str, day: date | None, text: str) -> None:
    """Never in the future; what the document does not know is not made up."""
    found = read(passport(Facts(birth=birth)), TODAY)
    assert (found.birth, found.birth_text, found.wrong) == (day, text, ())


def test_what_a_picture_confuses_is_put_right() -> None:
    """O for 0 where only digits stand; names and numbers are left as they were read."""
    first, second = passport(Facts(surname="OBI", number="O12345678")).split("\n")
    blurred = second[:13] + second[13:20].replace("0", "O").replace("1", "I") + second[20:]
    assert read(f"{first}\n{blurred}", TODAY, from_picture=True).wrong == ()
    assert mrz.BIRTH in read(f"{first}\n{blurred}", TODAY).wrong


@pytest.mark.parametrize(
    "text", ["", "Okonkwo", "P<NGA", "<" * 44, "Ä" * 44 + "\n" + "Ä" * 44, "1" * 88 + "1", "P<\n\n\n"]
)
def test_what_is_no_zone(text: str) -> None:
    """A sentence at the field, never a crash."""
    with pytest.raises(NotMrz) as caught:
        read(text, TODAY)
    assert caught.value.field == "mrz"
