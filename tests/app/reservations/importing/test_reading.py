"""Reading files: every encoding and delimiter that comes, and a sentence for what is no table."""

import bz2
import gzip
import lzma
from pathlib import Path

import openpyxl
import pytest

from app.features.reservations.importing.reading import UnreadableFile, open_table

TEXT = "hotel;guest;note\nMiradouro;Müller;süß\n;;\nMiradouro;Łukasz;\n"
GZIPPED = gzip.compress(bytes(range(256)) * 40, mtime=0)
WESTERN = "hotel;guest;note\r\nMiradouro;Müller;süß – 5 €\r\n"


def read(path: Path) -> list[tuple[int, list[str]]]:
    """All rows of a file."""
    return [(line.number, list(line.cells)) for line in open_table(path).lines()]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_encodings(tmp_path: Path, encoding: str) -> None:
    """Unicode in any form, with its mark or without; empty rows are left out and keep their number."""
    path = tmp_path / "file.csv"
    path.write_bytes(TEXT.encode(encoding))
    assert read(path) == [(2, ["Miradouro", "Müller", "süß"]), (4, ["Miradouro", "Łukasz", ""])]


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252"])
def test_western_encodings(tmp_path: Path, encoding: str) -> None:
    """Latin-1 and what Windows writes in its place."""
    path = tmp_path / "file.csv"
    path.write_bytes(WESTERN.replace(" – 5 €", "").encode(encoding))
    assert read(path) == [(2, ["Miradouro", "Müller", "süß"])]


def test_windows_signs(tmp_path: Path) -> None:
    """The signs that Latin-1 does not have."""
    path = tmp_path / "file.csv"
    path.write_bytes(WESTERN.encode("cp1252"))
    assert read(path) == [(2, ["Miradouro", "Müller", "süß – 5 €"])]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters(tmp_path: Path, delimiter: str) -> None:
    """The delimiter is found, also where other ones stand in quoted cells."""
    path = tmp_path / "file.csv"
    other = ";" if delimiter != ";" else ","
    path.write_text(f'a{delimiter}b\n"1{other}2{other}3"{delimiter}"x\ny"\n', encoding="utf-8")
    assert read(path) == [(2, [f"1{other}2{other}3", "x\ny"])]


def test_packed_files(tmp_path: Path) -> None:
    """Compressed files are read as they are, whatever they are called."""
    for pack in (gzip.compress, lzma.compress, bz2.compress):
        path = tmp_path / "file.csv"
        path.write_bytes(pack(b"a,b\n1,2\n"))
        assert read(path) == [(2, ["1", "2"])]


def test_workbooks(tmp_path: Path) -> None:
    """An Excel workbook: dates as ISO, whole numbers without a point, formulas by their value."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["hotel", "arrival", "rate", "note"])
    sheet.append(["Miradouro", "2026-11-21", 90.0, None])
    sheet.append([None, None, None, None])
    sheet.append(["Miradouro", "x", 90.25, True])
    path = tmp_path / "file.xlsx"
    book.save(path)
    book.close()
    assert read(path) == [(2, ["Miradouro", "2026-11-21", "90", ""]), (4, ["Miradouro", "x", "90.25", "1"])]


def test_a_giant_cell_is_read(tmp_path: Path) -> None:
    """A cell of a million characters does not stop the file; its row is rejected later."""
    path = tmp_path / "file.csv"
    path.write_text("a,b\n" + "x" * 1_000_000 + ",1\n2,3\n", encoding="utf-8")
    assert [number for number, _ in read(path)] == [2, 3]


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, "not a text file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "old Excel"),
        (b"PK\x03\x04 not really", "Excel workbook"),
        (b"just a letter to the hotel\nwithout any table\n", "does not name columns"),
        (GZIPPED[:40], "damaged"),
        (b"\xfd7zXZ\x00nonsense", "damaged"),
        (b"a,b\n\"never closed," + b"x" * 50, None),
        ("a,b\n1,2\n".encode("utf-16")[:-1], "damaged"),
    ],
)  # fmt: skip
def test_what_is_no_table_gets_a_sentence(tmp_path: Path, content: bytes, word: str | None) -> None:
    """Files that cannot be read say so, and what to do."""
    path = tmp_path / "file.csv"
    path.write_bytes(content)
    if word is None:
        assert len(read(path)) == 1
        return
    with pytest.raises(UnreadableFile, match=word) as refusal:
        read(path)
    assert refusal.value.sentence.endswith(".")


def test_places_that_are_no_file(tmp_path: Path) -> None:
    """A missing file and a folder."""
    with pytest.raises(UnreadableFile, match="There is no file"):
        open_table(tmp_path / "nothing.csv")
    with pytest.raises(UnreadableFile, match="folder"):
        open_table(tmp_path)
