"""Open any file that a hotel system exports as rows of text: CSV (also .gz, .xz) and Excel workbooks.

`open_table` finds out what the file is; what it cannot read, it says in a sentence with what to do.
"""

import bz2
import gzip
import lzma
import zlib
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from app.features.reservations.importing import delimited, workbook
from app.kernel.errors import AppError
from app.kernel.text import tr

# More decompressed bytes than any hotel's bookings; a compressed file could hide any number.
MAX_BYTES = 1 << 30
SAMPLE = 1 << 16
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_ZIP = b"PK\x03\x04"


class UnreadableFile(AppError):
    """The file is not a table that can be read."""

    code = "unreadable_file"


Rows = Generator[tuple[int, Sequence[str]], None, None]


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the file: its number as a person counts (the header is 1) and its cells."""

    number: int
    cells: Sequence[str]


@dataclass(frozen=True, slots=True)
class Table:
    """A file's header, what was found out about it, and where its rows come from."""

    path: Path
    header: tuple[str, ...]
    format: str
    size: int

    def lines(self) -> Iterator[Line]:
        """Every row below the header; empty rows are left out. Raises UnreadableFile."""
        rows = workbook.rows(self.path) if self.format == workbook.FORMAT else self._delimited()
        try:
            with closing(rows):
                for number, cells in rows:
                    if number > 1 and any(cells):
                        yield Line(number, cells)
        except (delimited.Broken, workbook.Broken, OSError, EOFError, lzma.LZMAError, zlib.error) as error:
            raise _broken(self.path, error) from error

    def _delimited(self) -> Rows:
        encoding, delimiter = self.format.split(" ", 1)
        with open_bytes(self.path) as stream:
            yield from delimited.rows(stream, encoding, delimiter)


def open_table(path: Path) -> Table:
    """Look at a file and read its header. Raises UnreadableFile with what to do."""
    try:
        with path.open("rb") as raw:
            magic = raw.read(8)
        return _workbook(path) if magic.startswith(_ZIP) else _text(path, magic)
    except (delimited.Broken, workbook.Broken, OSError, EOFError, lzma.LZMAError, zlib.error) as error:
        raise _broken(path, error) from error


def _workbook(path: Path) -> Table:
    header = _first(workbook.rows(path))
    return _table(path, header, workbook.FORMAT, path.stat().st_size)


def _text(path: Path, magic: bytes) -> Table:
    if magic.startswith(_OLD_EXCEL):
        raise UnreadableFile(
            tr("{file} is an old Excel workbook. Save it as .xlsx or as CSV.", file=path.name), field="path"
        )
    if not magic:
        raise UnreadableFile(tr("{file} is empty.", file=path.name), field="path")
    with open_bytes(path) as stream:
        encoding, size = delimited.encoding_of(stream, most=MAX_BYTES)
    with open_bytes(path) as stream:
        delimiter = delimited.delimiter_of(delimited.sample(stream, encoding, SAMPLE))
    with open_bytes(path) as stream:
        header = _first(delimited.rows(stream, encoding, delimiter))
    return _table(path, header, f"{encoding} {delimiter}", size)


def _first(rows: Rows) -> Sequence[str] | None:
    with closing(rows):
        return next((cells for _, cells in rows), None)


def _table(path: Path, header: Sequence[str] | None, format_: str, size: int) -> Table:
    names = tuple(cell.strip() for cell in header or ())
    if len([name for name in names if name]) < 2:
        raise UnreadableFile(
            tr(
                "{file} is not a table: its first row does not name columns. "
                "Export the bookings as CSV or .xlsx.",
                file=path.name,
            ),
            field="path",
        )
    return Table(path, names, format_, size)


def open_bytes(path: Path) -> IO[bytes]:
    """The file's bytes, decompressed by what its first bytes say."""
    with path.open("rb") as raw:
        magic = raw.read(6)
    if magic.startswith(b"\x1f\x8b"):
        return cast(IO[bytes], gzip.open(path, "rb"))
    if magic == b"\xfd7zXZ\x00":
        return cast(IO[bytes], lzma.open(path, "rb"))
    if magic.startswith(b"BZh"):
        return cast(IO[bytes], bz2.open(path, "rb"))
    return path.open("rb")


def _broken(path: Path, error: Exception) -> UnreadableFile:
    if isinstance(error, FileNotFoundError):
        return UnreadableFile(tr("There is no file {file}.", file=path), field="path")
    if isinstance(error, IsADirectoryError):
        return UnreadableFile(tr("{file} is a folder, not a file.", file=path), field="path")
    if isinstance(error, PermissionError):
        return UnreadableFile(tr("You may not read {file}.", file=path), field="path")
    if isinstance(error, delimited.Broken | workbook.Broken):
        return UnreadableFile(
            tr("{file} cannot be read: {reason}", file=path.name, reason=error), field="path"
        )
    return UnreadableFile(
        tr("{file} is damaged or incomplete. Export it again.", file=path.name), field="path"
    )
