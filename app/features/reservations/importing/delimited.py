"""Text tables: which encoding, which delimiter, and their rows, without holding the file in memory."""

import codecs
import csv
import io
from collections.abc import Generator, Sequence
from typing import IO

from app.kernel.text import tr

DELIMITERS = ",;\t|"
# A cell this long is let through, so that its row can be rejected by name and the rest imported.
MAX_CELL = 1 << 24
CHUNK = 1 << 20
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
# What a spreadsheet on Windows writes; it gives a letter to every byte but five, Latin-1 to those.
Rows = Generator[tuple[int, Sequence[str]], None, None]
_WESTERN, _LAST_RESORT = "cp1252", "latin-1"
_SAMPLED_ROWS = 20


class Broken(Exception):
    """The text is not a table; the message says why."""


def encoding_of(stream: IO[bytes], *, most: int) -> tuple[str, int]:
    """The encoding of the whole text and its size in bytes. Raises Broken."""
    head = stream.read(CHUNK)
    marked = next((name for bom, name in _BOMS if head.startswith(bom)), None)
    candidates = [marked or _unmarked_utf16(head) or "utf-8"]
    decoder: codecs.IncrementalDecoder | None = codecs.getincrementaldecoder(candidates[0])()
    western = codecs.getincrementaldecoder(_WESTERN)()
    is_western, size, chunk = True, 0, head
    while chunk:
        size += len(chunk)
        if size > most:
            raise Broken(tr("it is larger than 1 GB. Import it in parts."))
        decoder = decoder if decoder is None or _takes(decoder, chunk) else None
        is_western = is_western and _takes(western, chunk)
        chunk = stream.read(CHUNK)
    if decoder is not None and _takes(decoder, b"", final=True):
        return candidates[0], size
    if marked or candidates[0] != "utf-8":
        raise Broken(tr("its text is damaged. Export it again as UTF-8."))
    _refuse_binary(head)
    return (_WESTERN if is_western else _LAST_RESORT), size


def _takes(decoder: codecs.IncrementalDecoder, chunk: bytes, *, final: bool = False) -> bool:
    try:
        decoder.decode(chunk, final)
    except UnicodeDecodeError:
        return False
    return True


def _unmarked_utf16(head: bytes) -> str | None:
    """UTF-16 without its mark: nearly every second byte of western text is zero."""
    part = head[:4096]
    half = max(1, len(part) // 2)
    if part[1::2].count(0) > half * 0.7:
        return "utf-16-le"
    return "utf-16-be" if part[0::2].count(0) > half * 0.7 else None


def _refuse_binary(head: bytes) -> None:
    odd = sum(1 for byte in head[:4096] if byte < 32 and byte not in b"\t\r\n\x0c")
    if odd > len(head[:4096]) * 0.01:
        raise Broken(tr("it is not a text file. Export the bookings as CSV or .xlsx."))


def sample(stream: IO[bytes], encoding: str, most: int) -> str:
    """The beginning of the text."""
    decoder = codecs.getincrementaldecoder(encoding)()
    return decoder.decode(stream.read(most))


def delimiter_of(text: str) -> str:
    """The delimiter that splits the first rows into the most columns, all alike."""
    lines = text.splitlines()[: _SAMPLED_ROWS + 1]
    lines = lines[:-1] if len(lines) > 2 else lines

    def columns(delimiter: str) -> tuple[int, int]:
        with_limit()
        try:
            widths = [len(row) for row in csv.reader(lines, delimiter=delimiter) if row]
        except csv.Error:
            return (0, 0)
        alike = sum(1 for width in widths if width == widths[0])
        return (widths[0] * alike if widths and widths[0] > 1 else 0, alike)

    return max(DELIMITERS, key=columns)


def with_limit() -> None:
    """Let csv read long cells; the limit is the process's."""
    csv.field_size_limit(MAX_CELL)


def rows(
    stream: IO[bytes], encoding: str, delimiter: str
) -> Generator[tuple[int, Sequence[str]], None, None]:
    """Rows with their line in the file, header included. Raises Broken."""
    with_limit()
    number = 0
    with io.TextIOWrapper(stream, encoding=encoding, newline="") as text:
        try:
            for cells in csv.reader(text, delimiter=delimiter):
                number += 1
                yield number, cells
        except csv.Error as error:
            raise Broken(tr("row {row} has a cell without an end.", row=number + 1)) from error
        except UnicodeError as error:
            raise Broken(tr("its text is damaged near row {row}.", row=number + 1)) from error
