"""What is typed into a cell to restrict it: "x", "a", "d", "min 2", "max 7", or several at once."""

import re
from collections.abc import Mapping
from typing import Final

from app.kernel.text import tr
from ui.features.rates.sheet.data import Grid, SheetData

MOST_NIGHTS: Final = 365
# The key of a limit that is there or not.
FLAGS: Final[Mapping[str, str]] = {"x": "closed", "a": "no_arrival", "d": "no_departure"}
LETTERS: Final = frozenset("xadmXADM")
_STAY = re.compile(r"(min|max|m)\s*(\d{1,3})")
_WORD = re.compile(r"(?:min|max|m)\s*\d{1,3}|[a-z]+")

Limits = dict[str, int | None]


def parse_limits(text: str) -> Limits | None:
    """The limits that are typed, or None where it is something else; 0 takes a least or longest stay away."""
    typed = text.strip().casefold().replace(",", " ")
    words = _WORD.findall(typed)
    if not words or "".join(typed.split()) != "".join("".join(word.split()) for word in words):
        return None
    found: Limits = {}
    for word in words:
        stay = _STAY.fullmatch(word)
        if stay and int(stay[2]) <= MOST_NIGHTS:
            found["max_through" if stay[1] == "max" else "min_through"] = int(stay[2]) or None
        elif word in FLAGS:
            found[FLAGS[word]] = 1
        elif word == "open":
            found |= dict.fromkeys(FLAGS.values())
        else:
            return None
    return found


def why_no_limit(text: str) -> str:
    """The sentence for what is none."""
    return tr("“{text}” is no restriction. Type min 2, max 7, x, a, d or open.", text=text.strip()[:24])


def toggled(data: SheetData, lines: Grid, columns: Grid, letter: str) -> Limits:
    """Set a flag on cells of which some have it not, else take it away."""
    name = FLAGS[letter.casefold()]
    held = {"closed": data.closed, "no_arrival": data.no_arrival, "no_departure": data.no_departure}[name]
    return {name: None if bool(held[lines, columns].all()) else 1}


def why_unchanged(data: SheetData, lines: Grid, wanted: Mapping[str, int | None]) -> str:
    """Why nothing became of it: a linked rate is restricted with the rate that it follows."""
    followed = (data.plan_of(int(line)).parent for line in lines)
    parent = next((number for number in followed if number >= 0), -1)
    if parent >= 0 and None in wanted.values():
        return tr("It follows {plan}, which is restricted. Open it there.", plan=data.plans[parent].name)
    return tr("It is so already.")
