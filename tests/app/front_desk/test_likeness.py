"""Names by their sound, and what makes two guests alike."""

import pytest

from app.features.front_desk.rules import likeness
from app.features.front_desk.rules.likeness import Fact, Known, Verdict


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Anna Müller", "MUELLER, Anna"), ("Anna Müller", "Muller Anna"), ("Пётр Иванов", "Petr Ivanov"),
        ("Γιώργος Παπαδόπουλος", "Giorgos Papadopoulos"), ("Sørensen", "Soerensen"), ("Yılmaz", "Yilmaz"),
        ("O'Brien", "OBrien"), ("Meyer", "Meier"), ("王小明", "王小明"),
    ],
)  # fmt: skip
def test_one_sound(one: str, other: str) -> None:
    """Spellings, scripts, order and case do not count."""
    assert likeness.name_key(one) == likeness.name_key(other)


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        ("Anna Müller", "Anna Mueller", Verdict.SAME), ("Anna Müller", "A. Mueller", Verdict.SIMILAR),
        ("Anna Maria Müller", "Anna Müller", Verdict.SIMILAR),
        ("Anna Müller", "Anna Möller", Verdict.SIMILAR), ("Anna Muellr", "Anna Müller", Verdict.SIMILAR),
        ("Anna Mueller", "Anna Mullre", Verdict.OTHER), ("Anna Müller", "Otto Müller", Verdict.OTHER),
        ("A. M.", "Anna Müller", Verdict.OTHER), ("Li", "Lo", Verdict.OTHER),
    ],
)  # fmt: skip
def test_names(one: str, other: str, verdict: Verdict) -> None:
    """An initial, a name less or one letter are similar; another given name is another person."""
    for left, right in ((one, other), (other, one)):
        told = likeness.likeness(Known(likeness.name_key(left)), Known(likeness.name_key(right)))
        assert told.facts == ((Fact.NAME, verdict),)


def test_more_facts_are_surer() -> None:
    """What agrees adds, what contradicts takes away, and nothing is quite sure."""
    anna = Known("ana muler", "a@m.de", "12345678", "1975-05-05", "DE")
    alone = likeness.likeness(Known("ana muler"), Known("ana muler")).percent
    born = likeness.likeness(anna, Known("ana muler", birth_date="1975-05-05")).percent
    other_day = likeness.likeness(anna, Known("ana muler", birth_date="1980-01-01")).percent
    wife = likeness.likeness(anna, Known("oto muler", "a@m.de", "12345678")).percent
    assert (
        other_day < likeness.SHOWN <= alone < born < likeness.likeness(anna, anna).percent == likeness.SUREST
    )
    assert wife < likeness.SHOWN


def test_groups_are_small() -> None:
    """An agency's address and a common name join nobody."""
    many = likeness.MOST_TOGETHER + 1
    names, empty = [f"a{n}" for n in range(many)], [""] * many
    assert list(likeness.groups(names, empty, ["tour@agent.com"] * many, empty)) == []
    assert list(likeness.groups(["ana silva"] * many, empty, empty, empty)) == []
    assert list(likeness.groups(names, empty, empty, ["12345678"] * 2 + [""] * (many - 2))) == [[0, 1]]
