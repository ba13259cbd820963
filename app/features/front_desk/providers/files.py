"""A board as a CSV file."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from app.infra import sheets


def save_board(path: Path, rows: Iterable[Sequence[object]]) -> None:
    """Save a board, its heading first. Raises AppError when the file cannot be written."""
    sheets.save_csv(path, rows)


def save_file(path: Path, content: bytes) -> None:
    """Save a file for an authority as it is. Raises AppError when the file cannot be written."""
    sheets.save_bytes(path, content)
