"""Messages: every text that a user reads can be found by the catalogue's extraction."""

import ast
from io import BytesIO

from babel.messages.extract import extract_python

from tests.architecture.source import CODE, Source, called, source, sources

KEYWORDS: dict[str, tuple[int, ...] | None] = {"tr": None, "trn": (1, 2), "marked": None}
# Arguments of each call that are messages.
MESSAGES = {"tr": 1, "trn": 2, "marked": 1}


def composed(module: Source) -> list[str]:
    """Messages that are put together before translation; the catalogue cannot know those."""
    return [
        module.at(node, f"{called(node)}() gets a text that is put together: {ast.unparse(argument)}")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and called(node) in MESSAGES
        for argument in node.args[: MESSAGES[called(node)]]
        if not isinstance(argument, ast.Constant | ast.Name | ast.Subscript | ast.Attribute)
    ]


def extracted(text: str) -> list[object]:
    """The messages that the extraction finds in a module's text."""
    return [found[2] for found in extract_python(BytesIO(text.encode()), KEYWORDS, [], {})]


def test_no_message_is_put_together_before_translation() -> None:
    """A translator must see whole sentences."""
    assert [finding for module in sources(*CODE) for finding in composed(module)] == []


def test_the_rule_bites() -> None:
    """Control: f-strings and sums are found, literals and table look-ups are not."""
    planted = 'tr(f"Room {n}")\ntr("a" + b)\ntrn("{n} night", nights.format(2), 2)\n'
    assert len(composed(source("app/planted.py", planted))) == 3
    assert composed(source("app/clean.py", 'tr("Room {n}", n=1)\ntr(WORDS[key])\n')) == []


def test_the_extraction_finds_what_is_marked() -> None:
    """Texts in calls and in tables reach the catalogue."""
    text = 'A = {1: marked("Left")}\nb = tr("Room {n}", n=1)\nc = trn("{n} night", "{n} nights", 2)\n'
    assert extracted(text) == ["Left", ("Room {n}", None), ("{n} night", "{n} nights", None)]
