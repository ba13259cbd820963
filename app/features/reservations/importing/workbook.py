"""Excel workbooks as rows of text: the first sheet, dates as ISO, whole numbers without a point."""

import zipfile
from collections.abc import Generator, Sequence
from datetime import date, datetime, time
from pathlib import Path

from app.kernel.text import tr

FORMAT = "xlsx"


class Broken(Exception):
    """The workbook cannot be read; the message says why."""


def rows(path: Path) -> Generator[tuple[int, Sequence[str]], None, None]:
    """Rows of the first sheet with their number, header included. Raises Broken."""
    import openpyxl  # noqa: PLC0415 - heavy, not on the way to the first screen

    # By a stream, because openpyxl looks at a path's ending and a file may be called anything.
    with path.open("rb") as stream:
        try:
            book = openpyxl.load_workbook(stream, read_only=True, data_only=True)
        except (zipfile.BadZipFile, KeyError, ValueError, OSError, SyntaxError) as error:
            raise Broken(tr("it is not an Excel workbook, or it is damaged.")) from error
        try:
            if not book.worksheets:
                raise Broken(tr("it has no sheet."))
            for number, values in enumerate(book.worksheets[0].iter_rows(values_only=True), start=1):
                yield number, [_text(value) for value in values]
        except (zipfile.BadZipFile, KeyError, SyntaxError) as error:
            raise Broken(tr("it is damaged.")) from error
        finally:
            book.close()


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
