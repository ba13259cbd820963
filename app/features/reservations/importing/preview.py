"""What a person sees of a file before it is imported: its columns, what each becomes, its first values."""

from dataclasses import dataclass
from itertools import islice

from app.features.reservations.importing.fields import field_titles
from app.features.reservations.importing.profile import Profile
from app.features.reservations.importing.reading import Table
from app.kernel.text import tr

SAMPLES = 3
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class ColumnView:
    """A column of the file: what its values become ("" when they are not taken), and its first values."""

    name: str
    becomes: str
    samples: tuple[str, ...]


def columns_of(table: Table, profile: Profile) -> tuple[ColumnView, ...]:
    """Every column in the file's order."""
    lines = list(islice(table.lines(), SAMPLES))
    taken: dict[str, list[str]] = {}
    titles = field_titles()
    for ours, column in profile.columns.items():
        taken.setdefault(column, []).append(titles[ours])
    for tag in profile.tags:
        taken.setdefault(tag.column, []).append(tr("Tag"))
    return tuple(
        ColumnView(
            name, ", ".join(taken.get(name, ())),
            tuple(line.cells[index][:_LONGEST] for line in lines if index < len(line.cells)),
        )
        for index, name in enumerate(table.header)
    )  # fmt: skip
