"""The mapping profile: which column of a file means what, how its values are written, and what they become.

A profile is a frozen value, written as JSON by whoever has an export of another system (`load`), and found
by the file's header (`fits`). Field names are ours (`FIELDS`), column names are the file's.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from app.features.reservations.importing.fields import FIELDS, field_titles
from app.infra import codec
from app.kernel.errors import AppError
from app.kernel.text import tr

# Each of these must be answered by a column, or (the last ones) by a default.
NEEDED = (
    ("arrival", "arrival_year"), ("departure", "nights", "week_nights"),
    ("room_type",), ("property",), ("status",), ("night_price", "total_price"),
)  # fmt: skip


class BadProfile(AppError):
    """A mapping profile cannot be used."""

    code = "bad_profile"


@dataclass(frozen=True, slots=True)
class House:
    """A property that the file speaks of: how the file calls it, and how it is founded if it is new."""

    called: str
    code: str
    name: str
    city: str = ""
    country: str = ""
    timezone: str = "UTC"
    currency: str = "EUR"
    business_date: date | None = None


@dataclass(frozen=True, slots=True)
class Tag:
    """A column whose values become tags: `text` with {value}, unless the value is in `silent`."""

    column: str
    text: str
    silent: tuple[str, ...] = ("", "0")


@dataclass(frozen=True, slots=True)
class Profile:
    """How to read the bookings of one kind of file.

    `source` names the system that wrote it and goes into every id made from its rows. `date_format` is
    "iso" or a form of strptime. `values` maps a field's values to ours; a field in `strict` refuses others.
    """

    name: str
    source: str
    columns: dict[str, str]
    date_format: str = "iso"
    month_names: bool = False
    decimal_mark: str = "."
    empty: tuple[str, ...] = ("", "NULL", "NA", "N/A", "null", "None")
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    defaults: dict[str, str] = field(default_factory=dict)
    tags: tuple[Tag, ...] = ()
    houses: tuple[House, ...] = ()
    strange_above_minor: int = 1_000_00

    def missing(self, header: Sequence[str]) -> list[str]:
        """Columns that the profile names and the header lacks."""
        named = [*self.columns.values(), *(tag.column for tag in self.tags)]
        return sorted(set(named) - set(header))

    def fits(self, header: Sequence[str]) -> bool:
        """Whether the header has every column of the profile."""
        return not self.missing(header)

    def unused(self, header: Sequence[str]) -> list[str]:
        """Columns of the file that the profile does not take."""
        named = {*self.columns.values(), *(tag.column for tag in self.tags)}
        return [name for name in header if name and name not in named]


def ensure_complete(profile: Profile) -> None:
    """Refuse a profile that cannot make a booking. Raises BadProfile."""
    strange = sorted(set(profile.columns) - FIELDS)
    if strange:
        raise BadProfile(
            tr("The profile {name} maps {field}, which no booking has.", name=profile.name, field=strange[0]),
            field="profile",
        )
    for names in NEEDED:
        if not any(name in profile.columns or name in profile.defaults for name in names):
            title = field_titles()[names[0]]
            raise BadProfile(
                tr("No column says the {field} of a booking. Name it in the profile.", field=title),
                field="profile",
            )


def load(path: Path) -> Profile:
    """A profile from a JSON file. Raises BadProfile."""
    try:
        data: Any = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise BadProfile(tr("There is no profile {name}.", name=path), field="profile") from error
    except ValueError as error:
        raise BadProfile(tr("{name} is not a JSON file.", name=path.name), field="profile") from error
    try:
        profile = codec.typed(data, Profile)
    except Exception as error:
        # cattrs raises groups of whatever the conversion met; each means that the data do not fit.
        raise BadProfile(
            tr("{name} is not a mapping profile: give at least name, source and columns.", name=path.name),
            field="profile",
        ) from error
    ensure_complete(profile)
    return profile


def dump(profile: Profile) -> str:
    """A profile as JSON, to begin one's own with."""
    return json.dumps(codec.plain(profile), indent=2, ensure_ascii=False)
