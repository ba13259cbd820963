"""The police's tables of places as their files have them: code, name, province, end of validity. Pure.

The files `comuni.csv` and `stati.csv` can be had by everyone on the portal of Alloggiati Web (page Tabelle):
commas or semicolons, a heading, a day as 31/12/1983 with a time after it. A commune that was joined to
another keeps its line with its end, because people were born in it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from app.kernel.text import fold, tr

COMMUNE, STATE = "commune", "state"
KINDS: Final = (COMMUNE, STATE)
LONGEST_NAME: Final = 120
MOST_TOLD: Final = 20
# What stands for the province in the table of states.
ABROAD: Final = "ES"
_HEADING: Final = ("codice", "descrizione")
_DAY: Final = 3


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A line of a table."""

    code: str
    name: str
    province: str
    ended: date | None = None


@dataclass(frozen=True, slots=True)
class PlaceTable:
    """What a file holds: which table, its lines, and in words what is wrong with some (at most MOST_TOLD)."""

    kind: str
    lines: tuple[PlaceLine, ...]
    wrong: tuple[str, ...]
    wrong_count: int

    @property
    def ended(self) -> int:
        """How many places are no more."""
        return sum(line.ended is not None for line in self.lines)


def table_of(header: Sequence[str], rows: Iterable[tuple[int, Sequence[str]]]) -> PlaceTable | None:
    """The table of a file by its rows; None when it is none of these tables."""
    if tuple(fold(cell).strip() for cell in header[:2]) != _HEADING:
        return None
    found: dict[str, PlaceLine] = {}
    wrong: list[str] = []
    for number, cells in rows:
        line = _line([*(cell.strip() for cell in cells), "", "", "", ""])
        if isinstance(line, str):
            wrong.append(tr("Line {n}: {what}", n=number, what=line))
        elif line.code in found:
            wrong.append(tr("Line {n}: {what}", n=number, what=tr("the code {code} stands there twice.",
                                                                 code=line.code)))  # fmt: skip
        else:
            found[line.code] = line
    lines = tuple(found.values())
    abroad = sum(line.province == ABROAD for line in lines)
    return PlaceTable(
        STATE if abroad * 2 > len(lines) else COMMUNE, lines, tuple(wrong[:MOST_TOLD]), len(wrong)
    )


def split_name(typed: str) -> tuple[str, str]:
    """A name and a province from "Castro (LE)"."""
    name, _, rest = typed.partition("(")
    return name.strip(), rest.strip(" )").upper()


def _line(cells: Sequence[str]) -> PlaceLine | str:
    code, name, province, ended = cells[:4]
    if not (len(code) == 9 and code.isdigit()):
        return tr("“{code}” is no code of nine digits.", code=code[:20])
    if not name or len(name) > LONGEST_NAME:
        return tr("the name is missing or too long.")
    if len(province) > 2:
        return tr("“{province}” is no province.", province=province[:20])
    day = _day(ended)
    if isinstance(day, str):
        return day
    return PlaceLine(code, name, province.upper(), day)


def _day(text: str) -> date | str | None:
    if not text:
        return None
    parts = text.split()[0].split("/")
    try:
        if len(parts) == _DAY:
            return date(int(parts[2]), int(parts[1]), int(parts[0]))
    except ValueError:
        pass
    return tr("“{text}” is no day.", text=text[:20])
