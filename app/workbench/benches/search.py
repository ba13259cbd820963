"""The bench `search`: as you type over 119,390 names in many scripts, from the letters to the views.

It fills a house of its own and types what a receptionist would: single letters, growing words, two words in
either order, words without their accents or spelt otherwise, scripts without spaces, numbers, nonsense.
"""

import tempfile
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any, Final

from app.bootstrap import App, open_app
from app.features.guests import AddGuests, FindGuests, Person, full_name
from app.infra.database import Location
from app.kernel.text import fold
from app.workbench.names import Name, names

NAMES: Final = 119_390
BATCH: Final = 10_000
SAMPLE: Final = 150
BUDGET_MS: Final = 30.0
SEED: Final = 7
LIMIT: Final = 20


def run(server: str = "") -> list[dict[str, Any]]:
    """Measure on a file, and on the empty Postgres database `server` names, where one is named."""
    with tempfile.TemporaryDirectory(prefix="keyrack-bench-") as directory:
        rows = measure(Location.in_directory(Path(directory)), "SQLite")
    return rows + (measure(Location.shared(server), "Postgres") if server else [])


def measure(
    location: Location, engine: str, count: int = NAMES, sample: int = SAMPLE
) -> list[dict[str, Any]]:
    """Fill an empty house with names and time the cases."""
    app = open_app(location, found="Bench")
    try:
        people = list(names(SEED, count))
        fill(app, people)
        return [_row(f"{engine}, {case}", _timed(app, typed)) for case, typed in cases(people, sample)]
    finally:
        app.close()


def fill(app: App, people: Sequence[Name]) -> None:
    """Write the people as guests, some with an address and a phone number."""
    for start in range(0, len(people), BATCH):
        batch = [
            (app.new_id(), person_of(name, start + n)) for n, name in enumerate(people[start : start + BATCH])
        ]
        app.execute(AddGuests(id=app.new_id(), people=tuple(batch)))


def person_of(name: Name, number: int) -> Person:
    """A guest with this name; every other has an address, every third a phone number."""
    local = "".join(
        c for c in fold(f"{name.given}.{name.surname}") if c.isascii() and (c.isalnum() or c == ".")
    )
    return Person(
        surname=name.surname, given=name.given, country=name.country, language=name.language,
        email=f"{local.strip('.') or 'guest'}{number}@example.com" if number % 2 else "",
        phone=f"+{30 + number % 60} {100_000_000 + number * 7919 % 899_999_999}" if number % 3 == 0 else "",
    )  # fmt: skip


def cases(people: Sequence[Name], size: int = SAMPLE) -> Iterator[tuple[str, list[str]]]:
    """What is typed, by case."""
    random = Random(SEED)
    sample = random.sample(people, size)
    spaced = [name for name in sample if " " in full_name(name.surname, name.given)]
    dense = [name for name in people[:2000] if not fold(name.surname).isascii()]
    yield "one letter", sorted({fold(word)[:1] for n in people[:3000] for word in (n.surname, n.given)})
    yield "two letters", sorted({n.surname[:2] for n in people[:3000]})
    yield "a growing word", [t for n in sample for t in _growing(n.surname)]
    yield "two growing words", [t for n in spaced for t in _growing(f"{n.given} {n.surname}")]
    yield "family name first", [t for n in spaced for t in _growing(f"{n.surname} {n.given}")]
    yield "without accents", [t for n in spaced for t in _growing(fold(f"{n.surname} {n.given}"))]
    yield "spelt otherwise", [t for n in spaced for t in _growing(_misspelt(f"{n.given} {n.surname}"))]
    yield (
        "other scripts",
        [t for n in random.sample(dense, min(size, len(dense))) for t in _growing(_whole(n))],
    )
    yield "two single letters", [f"{a} {b}" for a in "abcdefgjklmnprst" for b in "aehjmswäéø"]
    yield "first letter and surname", [t for n in spaced for t in _growing(f"{n.given[0]} {n.surname}")]
    yield "e-mail and phone", [t for n in range(0, 90, 3) for t in _growing(_contact(people, n))]
    yield "nothing found", [t for n in sample for t in _growing(f"{n.given} xq{n.surname}")[-4:]]


def _growing(text: str) -> list[str]:
    return [text[:end] for end in range(1, len(text) + 1)]


def _whole(name: Name) -> str:
    return full_name(name.surname, name.given)


def _misspelt(text: str) -> str:
    spelt = unicodedata.normalize("NFC", text)
    for letter, other in (("ü", "ue"), ("ö", "oe"), ("ä", "ae"), ("ø", "oe"), ("å", "aa"), ("ß", "ss")):
        spelt = spelt.replace(letter, other)
    return spelt


def _contact(people: Sequence[Name], number: int) -> str:
    person = person_of(people[number + 1 if number % 2 == 0 else number], number + 1 - number % 2)
    return person.email or person_of(people[number], number).phone


def _timed(app: App, typed: Sequence[str]) -> list[float]:
    times = []
    for text in typed:
        start = perf_counter()
        app.ask(FindGuests(text=text, limit=LIMIT))
        times.append((perf_counter() - start) * 1000)
    return sorted(times)


def _row(case: str, times: Sequence[float]) -> dict[str, Any]:
    p50, p95, p99 = (
        round(times[min(int(len(times) * part), len(times) - 1)], 2) for part in (0.5, 0.95, 0.99)
    )
    return {
        "case": case, "asked": len(times), "p50_ms": p50, "p95_ms": p95, "p99_ms": p99,
        "budget_ms": BUDGET_MS, "ok": p95 <= BUDGET_MS,
    }  # fmt: skip
