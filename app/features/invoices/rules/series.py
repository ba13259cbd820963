"""Numbers: how they are written, when a series is full, and that a series never goes back in time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from zlib import crc32

from app.kernel.documents import DocumentKind

# Prefixes of a house that has not chosen its own, and digits after the year.
PREFIXES: Final = {
    DocumentKind.INVOICE: "FT", DocumentKind.SIMPLIFIED: "FS", DocumentKind.CREDIT_NOTE: "NC",
    DocumentKind.RECEIPT: "RC", DocumentKind.DEPOSIT_INVOICE: "FA", DocumentKind.PRO_FORMA: "PF",
    DocumentKind.STATEMENT: "EX", DocumentKind.REMINDER: "RM", DocumentKind.COMMISSION: "CM",
}  # fmt: skip
DIGITS: Final = 6
# The series of a kind among all that a house counts.
SERIES: Final = "document.{kind}"
MOST_DIGITS: Final = 12


@dataclass(frozen=True, slots=True)
class Series:
    """How one kind's numbers are written. `code` is what an authority gave for the series."""

    prefix: str
    digits: int = DIGITS
    code: str = ""

    @property
    def last(self) -> int:
        """The last number that the series has."""
        return int("9" * self.digits)

    def number(self, year: int, mark: str, sequence: int) -> str:
        """A number as it stands on paper: "FT 2026-FD1/001874"."""
        return f"{self.prefix} {year}-{mark}/{sequence:0{self.digits}d}"


def default_series(kind: DocumentKind) -> Series:
    """The series of a house that has not chosen."""
    return Series(PREFIXES[kind])


def mark_of(workstation: str, before: Sequence[str] = ()) -> str:
    """A workstation's mark in its numbers: "Front desk 1" is FD1.

    `before` are the workstations that began their series earlier: one that would get another's mark has a
    check of its name behind it, so that no two desks write the same number.
    """
    mark = _initials(workstation)
    earlier = before[: before.index(workstation)] if workstation in before else before
    if mark not in {_initials(other) for other in earlier}:
        return mark
    return f"{mark}{crc32(workstation.encode()) % 1296:03d}"


def _initials(workstation: str) -> str:
    initials = "".join(word if word.isdigit() else word[0] for word in workstation.split())
    return "".join(c for c in initials.upper() if c.isalnum())[:6] or "X"


def gaps(sequences: list[int]) -> list[int]:
    """The numbers that are missing between one and the last."""
    present = set(sequences)
    return [n for n in range(1, max(present, default=0) + 1) if n not in present]
