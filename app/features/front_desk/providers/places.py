"""The files of places of Italy's police, read from where they were saved."""

import csv
import io
from pathlib import Path

from app.features.front_desk.rules.register_places import PlaceTable, table_of
from app.kernel.errors import AppError
from app.kernel.text import tr

MOST_BYTES = 8 * 1024 * 1024


class NoPlaces(AppError):
    """A file is no table of places."""

    code = "no_places"


def read_places(path: Path) -> PlaceTable:
    """What a file holds, before it is taken over. Raises NoPlaces with a sentence."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise NoPlaces(tr("{file} is too large for a table of places.", file=path.name), field="path")
        content = path.read_bytes()
    except OSError as error:
        raise NoPlaces(
            tr("{file} cannot be read: {reason}.", file=path.name, reason=error.strerror), field="path"
        ) from error
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text), delimiter=";" if first.count(";") > first.count(",") else ",")
    try:
        rows = [cells for cells in reader if any(cells)]
    except csv.Error as error:
        raise _not_one(path) from error
    table = table_of(rows[0], enumerate(rows[1:], 2)) if rows else None
    if table is None or not table.lines:
        raise _not_one(path)
    return table


def _not_one(path: Path) -> NoPlaces:
    return NoPlaces(
        tr("{file} is none of the police's tables. comuni.csv and stati.csv begin with “Codice,Descrizione”.",
           file=path.name),
        field="path",
    )  # fmt: skip
