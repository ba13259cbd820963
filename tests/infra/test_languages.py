"""What guests read: every language says all of it, in its own words, and the program's texts stay apart."""

import ast
import string
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.infra.documents.words import Words
from app.infra.languages import CATALOGUES, LANGUAGES, catalogue, say

ROOT = Path(__file__).resolve().parents[2]
OTHERS = tuple(code for code in LANGUAGES if code != "en")
# Words that other languages write as English does.
THE_SAME = {
    "de": {"Restaurant", "Bar", "Minibar", "Pro forma"},
    "fr": {"Visa", "Service", "Date", "Document", "Restaurant", "Bar", "Minibar", "Parking", "Pro forma",
           "Total", "Page {number} of {count}"},
    "es": {"Bar", "Minibar", "Total"},
    "it": {"Pro forma", "Bar", "Minibar"},
    "pt": {"Bar", "Minibar", "Total"},
    "nl": {"Document", "Restaurant", "Bar", "Minibar", "Pro forma"},
}  # fmt: skip


def calls(name: str) -> Iterator[ast.Call]:
    """Every call of a function in the program."""
    for folder in ("app", "ui"):
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and _called(node) == name:
                    yield node


def _called(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")


def messages() -> set[str]:
    """The messages that are marked for guests."""
    return {str(ast.literal_eval(node.args[0])) for node in calls("printed")}


def places(message: str) -> set[str]:
    """The named places of a message."""
    return {name for _, name, _, _ in string.Formatter().parse(message) if name}


def test_there_are_messages() -> None:
    """Control: the marker is found."""
    assert len(messages()) > 90


@pytest.mark.parametrize("language", OTHERS)
def test_every_message_is_said(language: str) -> None:
    """None is missing, none is there for nobody, none was left in English, none lost a place."""
    found = catalogue(language).texts
    assert set(found) == messages()
    assert {key for key, text in found.items() if key == text} <= THE_SAME[language]
    assert [key for key, text in found.items() if places(key) != places(text) or not text.strip()] == []
    assert all(len(forms) == 2 and all("{n}" in f for f in forms)
               for forms in catalogue(language).plurals.values())  # fmt: skip


@pytest.mark.parametrize("language", OTHERS)
def test_every_count_is_said(language: str) -> None:
    """Counted messages have both numbers."""
    counted = {str(ast.literal_eval(node.args[0])) for node in calls("count")
               if len(node.args) == 3 and isinstance(node.args[0], ast.Constant)}  # fmt: skip
    assert counted == set(catalogue(language).plurals)


def test_no_language_without_a_catalogue() -> None:
    """The files are the languages that can be chosen, and English is what the keys say."""
    assert {path.stem for path in CATALOGUES.glob("*.json")} == set(OTHERS)


@pytest.mark.parametrize(
    ("language", "day", "amount"),
    [
        ("en", "21 November 2026", "EUR 1,234.50"),
        ("de", "21. November 2026", "1.234,50\u00a0EUR"),
        ("fr", "21 novembre 2026", "1\u202f234,50\u00a0EUR"),
        ("es", "21 de noviembre de 2026", "1.234,50\u00a0EUR"),
        ("it", "21 novembre 2026", "1.234,50\u00a0EUR"),
        ("pt", "21 de novembro de 2026", "1\u00a0234,50\u00a0EUR"),
        ("nl", "21 november 2026", "EUR 1.234,50"),
        ("de-CH", "21. November 2026", "1’234.50\u00a0EUR"),
        ("xx", "21 November 2026", "EUR 1,234.50"),
    ],
)
def test_dates_and_amounts_have_the_languages_form(language: str, day: str, amount: str) -> None:
    """Long dates, amounts with their currency; a variety of a country has that country's form."""
    words = Words.of(language, "EUR")
    assert (words.day(date(2026, 11, 21)), words.money(123_450)) == (day, amount)


def test_counts_and_varieties() -> None:
    """One and many; French counts none as one; a country's variety speaks its language."""
    assert [Words.of("de", "EUR").nights(n) for n in (1, 2)] == ["1 Nacht", "2 Nächte"]
    assert [Words.of("fr", "EUR").nights(n) for n in (0, 2)] == ["0 nuit", "2 nuits"]
    assert say("pt-BR", "Breakfast") == "Pequeno-almoço"
    assert say("DE-at", "Breakfast") == "Frühstück"
    assert say("", "Breakfast") == say("xx", "Breakfast") == "Breakfast"
