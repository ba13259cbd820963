"""Fonts of this computer for letters that the shipped typeface lacks: found, proved, embedded as a subset.

Where fontconfig is, it is asked for a font that has exactly these letters; elsewhere the system's folders of
fonts are looked through. Only fonts with TrueType outlines whose licence allows embedding can be used.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, Protocol

from app.infra.documents.scripts import ARABIC, CHINESE, HEBREW, OTHER, THAI

SECONDS: Final = 5.0
MOST_TRIED: Final = 12
# Rights in a font: none to embed; no subset, or bitmaps only.
RESTRICTED, ONLY_WHOLE = 0x0002, 0x0300
# Where fontconfig is not: files that have the letters on Windows and on a Mac, the best first.
FOLDERS: Final = {
    "win32": (r"%WINDIR%\Fonts", r"%LOCALAPPDATA%\Microsoft\Windows\Fonts"),
    "darwin": (
        "/System/Library/Fonts",
        "/System/Library/Fonts/Supplemental",
        "/Library/Fonts",
        "~/Library/Fonts",
    ),
}
LATIN_TOO: Final = ("arial.ttf", "segoeui.ttf", "tahoma.ttf", "Arial.ttf", "Tahoma.ttf", "Arial Unicode.ttf")
KNOWN: Final = {
    HEBREW: LATIN_TOO,
    ARABIC: LATIN_TOO,
    THAI: ("leelawui.ttf", "tahoma.ttf", "Ayuthaya.ttf", "Thonburi.ttc", "Arial Unicode.ttf"),
    CHINESE: (
        "msyh.ttc", "simsun.ttc", "YuGothR.ttc", "msgothic.ttc", "malgun.ttf", "Arial Unicode.ttf",
        "STHeiti Light.ttc", "AppleGothic.ttf", "AppleSDGothicNeo.ttc", "Hiragino Sans GB.ttc",
    ),
    OTHER: ("Arial Unicode.ttf", "seguisym.ttf", "segoeui.ttf", "ebrima.ttf", "sylfaen.ttf"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FontFile:
    """A font in a file; `index` counts the fonts of a collection."""

    path: Path
    index: int = 0


class Finder(Protocol):
    """Knows the fonts of a computer."""

    def fonts_with(self, script: str, letters: str) -> Sequence[FontFile]:
        """Fonts that may have these letters, the best first."""
        ...


class SystemFinder:
    """The fonts that are installed here."""

    def fonts_with(self, script: str, letters: str) -> Sequence[FontFile]:
        """By fontconfig, else from the system's folders."""
        asked = shutil.which("fc-list")
        return _of_fontconfig(asked, letters) if asked else _of_folders(script)


class Typefaces:
    """Fonts that were found, by the name under which reportlab knows them."""

    def __init__(self, finder: Finder) -> None:
        self._finder = finder
        self._fonts: dict[str, Any] = {}
        self._known: dict[str, list[str]] = {}
        self._in_vain: set[str] = set()

    def name_for(self, script: str, letters: Iterable[str]) -> str:
        """A font that has all these letters of a script, made known to reportlab; "" where there is none."""
        wanted = "".join(sorted(set(letters)))
        for name in self._known.setdefault(script, []):
            if self._has(name, wanted):
                return name
        if wanted in self._in_vain:
            return ""
        for file in list(self._finder.fonts_with(script, wanted))[:MOST_TRIED]:
            name = self._loaded(file)
            if name and self._has(name, wanted):
                self._known[script].append(name)
                return name
        self._in_vain.add(wanted)
        return ""

    def widths(self, name: str) -> Any:
        """How wide each letter of a found font is, by its code, in thousandths."""
        return self._fonts[name].face.charWidths

    def _has(self, name: str, letters: str) -> bool:
        return all(ord(letter) in self._fonts[name].face.charToGlyph for letter in letters)

    def _loaded(self, file: FontFile) -> str:
        from reportlab.pdfbase import pdfmetrics  # noqa: PLC0415 - heavy, not on the way to the first screen
        from reportlab.pdfbase.ttfonts import TTFError, TTFont  # noqa: PLC0415 - as above

        name = f"{file.path.stem}-{file.index}"
        if name not in self._fonts:
            try:
                font = TTFont(name, str(file.path), subfontIndex=file.index)
            except (TTFError, OSError, ValueError, KeyError, IndexError):
                return ""  # outlines of another sort, no leave to embed, or a broken file
            if not _may_be_embedded(font.face):
                return ""
            if font.face._full_font:  # a small font whose licence allows no part of it to be embedded
                return ""
            pdfmetrics.registerFont(font)
            self._fonts[name] = font
        return name


@cache
def typefaces() -> Typefaces:
    """The fonts of this computer, looked for once."""
    return Typefaces(SystemFinder())


def _may_be_embedded(face: Any) -> bool:
    """Whether its licence allows a part of the font in a document: its own word, in the table OS/2."""
    if "OS/2" not in face.table:
        return True
    face.seek_table("OS/2")
    face.skip(8)
    rights = face.read_ushort()
    return not (rights & 0xF == RESTRICTED or rights & ONLY_WHOLE)


def _of_fontconfig(program: str, letters: str) -> list[FontFile]:
    codes = " ".join(f"{ord(letter):x}" for letter in letters)
    try:
        told = subprocess.run(
            [program, f":charset={codes}:fontformat=TrueType", "--format", "%{file}\t%{index}\t%{style}\n"],
            capture_output=True, text=True, timeout=SECONDS, check=True,
        ).stdout  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return []
    rows = [line.split("\t") for line in told.splitlines() if line.count("\t") == 2]
    files = sorted({(_plainness(file, style), file, int(index) & 0xFFFF) for file, index, style in rows})
    return [FontFile(Path(file), index) for _, file, index in files]


def _plainness(file: str, style: str) -> int:
    """Upright and regular first, without serifs, letters of one width last."""
    odd = sum(word in style for word in ("Bold", "Italic", "Oblique", "Light", "Condensed", "Thin", "Black"))
    stem = Path(file).stem
    return odd * 4 + ("Serif" in stem) + 2 * ("Mono" in stem)


def _of_folders(script: str) -> list[FontFile]:
    folders = [Path(os.path.expandvars(one)).expanduser() for one in FOLDERS.get(sys.platform, ())]
    return [
        FontFile(folder / name) for name in KNOWN[script] for folder in folders if (folder / name).is_file()
    ]
