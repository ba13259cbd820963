"""Documents in pictures: the lines of their machine-readable zone, read on this computer."""

from pathlib import Path

from app.infra import pictures


def read_picture(path: Path) -> str:
    """The lines of a zone. Raises AppError with what to do instead."""
    return pictures.read_zone(path)


def picture_kinds() -> tuple[str, ...]:
    """The endings of files that are pictures."""
    return pictures.KINDS
