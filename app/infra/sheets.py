"""Tables as files for spreadsheets: CSV and Excel. No cell of theirs is ever taken for a formula."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import IO, Any

from app.kernel.errors import AppError
from app.kernel.text import tr

# A cell that begins so is a formula to a spreadsheet (CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class FileNotWritten(AppError):
    """A file cannot be written."""

    code = "file_not_written"


def harmless(cell: object) -> str:
    """A cell of a CSV file: a text that a spreadsheet would take for a formula gets an apostrophe."""
    if isinstance(cell, str) and cell.startswith(_FORMULA):
        return f"'{cell}"
    return "" if cell is None else str(cell)


def write_csv(stream: IO[str], rows: Iterable[Sequence[object]]) -> None:
    """Rows as CSV. Numbers stay numbers, also negative ones; texts are harmless."""
    csv.writer(stream).writerows([harmless(cell) for cell in row] for row in rows)


def save_csv(path: Path, rows: Iterable[Sequence[object]]) -> None:
    """Rows as a CSV file that Excel opens in the right encoding. Raises FileNotWritten."""
    try:
        with path.open("w", encoding="utf-8-sig", newline="") as stream:
            write_csv(stream, rows)
    except OSError as error:
        raise _not_written(path, error) from error


def save_bytes(path: Path, content: bytes) -> None:
    """A file as it is. Raises FileNotWritten."""
    try:
        path.write_bytes(content)
    except OSError as error:
        raise _not_written(path, error) from error


def save_xlsx(path: Path, sheet: str, rows: Iterable[Sequence[object]]) -> None:
    """Rows as an Excel workbook, the first one as its heading. Raises FileNotWritten."""
    import xlsxwriter  # noqa: PLC0415 - heavy, not on the way to the first screen

    try:
        with path.open("wb") as stream, xlsxwriter.Workbook(stream, {"strings_to_formulas": False}) as book:
            page: Any = book.add_worksheet(sheet[:31])
            bold = book.add_format({"bold": True})
            for number, row in enumerate(rows):
                for column, cell in enumerate(row):
                    page.write(number, column, cell, bold if number == 0 else None)
            page.freeze_panes(1, 0)
            page.autofit()
    except OSError as error:
        raise _not_written(path, error) from error


def _not_written(path: Path, error: OSError) -> FileNotWritten:
    return FileNotWritten(
        tr("{path} cannot be written: {reason}. Choose another place.", path=path, reason=error.strerror),
        field="path",
    )
