"""The rules of guests: each refusal stands at its field; names are shown and sorted as people expect."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from app.features.guests.rules import Person, cleaned, full_name, sort_key
from app.kernel.errors import InvalidInput

NOW = datetime(2026, 11, 21, 8, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("surname", ""), ("surname", " '- "), ("surname", "x" * 201), ("given", "x" * 201),
        ("surname", "Nul\x00l"), ("given", "Lone\ud800"), ("email", "nobody"), ("email", "a@b"),
        ("email", "a b@c.org"), ("email", "a@@c.org"), ("email", "a" * 250 + "@c.org"), ("phone", "call me"),
        ("phone", "1" * 41), ("birth_date", date(2027, 1, 1)), ("birth_date", date(1800, 1, 1)),
        ("nationality", "Germany"), ("country", "D1"), ("language", "german"), ("vip", 4), ("vip", -1),
        ("tags", ("x" * 41,)), ("tags", tuple(str(n) for n in range(31))), ("blacklist_reason", "x" * 401),
        ("note", "x" * 20_001),
    ],
)  # fmt: skip
def test_what_cannot_be_right_is_refused_at_its_field(field: str, value: Any) -> None:
    """The refusal names the field and says what to do."""
    fields: dict[str, Any] = {"given": "Anna"} if field not in ("surname", "given") else {}
    with pytest.raises(InvalidInput) as refusal:
        cleaned(Person(**(fields | {field: value})), NOW)
    assert refusal.value.field == field
    assert refusal.value.sentence.endswith(".")


@pytest.mark.parametrize(
    "email", ["anna@example.com", "o'brien+x@mail.co.uk", "müller@bücher.de", "用户@例子.中国"]
)
def test_addresses_that_people_have(email: str) -> None:
    """International addresses are addresses."""
    assert cleaned(Person(surname="X", email=f" {email} "), NOW).email == email


def test_cleaning_again_changes_nothing() -> None:
    """A cleaned person is clean."""
    person = cleaned(Person(surname=" Mu\u0308ller ", tags=("a", "a"), phone=" 1  2 ", nationality="de"), NOW)
    assert person.surname == "Müller"
    assert cleaned(person, NOW) == person


def test_names_are_shown_in_the_order_of_their_script() -> None:
    """Family name first where names are written without a space."""
    assert full_name("Müller", "Anna") == "Anna Müller"
    assert full_name("王", "小明") == "王小明"
    assert full_name("김", "민준") == "김민준"
    assert full_name("", "Björk") == "Björk"
    assert full_name("Tanaka", "健太") == "健太 Tanaka"


def test_lists_are_sorted_by_surname_without_accents() -> None:
    """Öberg stands among the O, and a shorter surname before a longer one."""
    people = [("Özdemir", "A"), ("Li", "Zoe"), ("Lindt", "Anna"), ("Oberg", "B"), ("Öberg", "A"), ("", "Mia")]
    ordered = sorted(people, key=lambda name: sort_key(*name))
    assert ordered == [
        ("Li", "Zoe"),
        ("Lindt", "Anna"),
        ("", "Mia"),
        ("Öberg", "A"),
        ("Oberg", "B"),
        ("Özdemir", "A"),
    ]
