"""The generator of names: seeded, in many scripts, and always a name that the house takes."""

from datetime import UTC, datetime
from random import Random

from app.features.guests import Person, cleaned
from app.infra.database import Location
from app.workbench.benches import search as bench
from app.workbench.name_words import LANGUAGES
from app.workbench.names import name_in, names

NOW = datetime(2026, 11, 21, tzinfo=UTC)


def test_the_same_seed_gives_the_same_names() -> None:
    """And another seed others."""
    assert list(names(3, 50)) == list(names(3, 50)) != list(names(4, 50))


def test_names_are_of_many_languages_and_valid() -> None:
    """Every language occurs, and each name passes the rules of guests."""
    drawn = list(names(1, 3000))
    assert {name.language for name in drawn} == {language.code for language in LANGUAGES}
    assert len({(name.surname, name.given) for name in drawn}) > 2000
    for number, name in enumerate(drawn):
        cleaned(bench.person_of(name, number), NOW)
    assert name_in(Random(1), "ja").country == "JP"


def test_guests_of_any_language_are_clean_as_they_are() -> None:
    """The generator's words need no cleaning."""
    for name in names(2, 500):
        person = Person(surname=name.surname, given=name.given, country=name.country, language=name.language)
        assert cleaned(person, NOW) == person


def test_the_search_bench_runs(location: Location) -> None:
    """A small run of the bench on each engine gives a row with figures for every case."""
    rows = bench.measure(location, "Test", count=800, sample=3)
    assert len(rows) == len({row["case"] for row in rows}) == 12
    assert all(0 < row["p50_ms"] <= row["p95_ms"] <= row["p99_ms"] for row in rows)
