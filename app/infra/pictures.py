"""Reading letters in pictures, by the tesseract of this computer; nothing leaves it and nothing is kept."""

import shutil
from pathlib import Path
from typing import Final

from app.kernel.errors import AppError
from app.kernel.text import tr

KINDS: Final = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp")
MOST_BYTES: Final = 40_000_000
# A reader that does not come back is no help at a desk.
PATIENCE_S: Final = 20
# Narrower pictures are enlarged to this: letters of a zone want some thirty pixels.
WIDTH: Final = 1_600
ZONE: Final = "--psm 6 -c tessedit_char_whitelist=ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<"


class NoReader(AppError):
    """This computer cannot read pictures."""

    code = "no_reader"


class PictureUnreadable(AppError):
    """There is no picture, or nothing in it can be read."""

    code = "picture_unreadable"


def can_read() -> bool:
    """Whether there is a tesseract."""
    return shutil.which("tesseract") is not None


def read_zone(path: Path) -> str:
    """The lines of a machine-readable zone in a picture. Raises NoReader, PictureUnreadable."""
    if not can_read():
        raise NoReader(
            tr("This computer cannot read pictures yet: install tesseract-ocr. Type the fields, or scan the "
               "lines with a scanner that types.")
        )  # fmt: skip
    try:
        if path.stat().st_size > MOST_BYTES:
            raise PictureUnreadable(tr("This picture is too large. Scan it again at 300 dots an inch."))
        return _read(path)
    except OSError as error:
        raise PictureUnreadable(tr("{name} cannot be opened as a picture.", name=path.name)) from error


def _read(path: Path) -> str:
    import pytesseract  # noqa: PLC0415 - heavy, not on the way to the first screen
    from PIL import Image, ImageOps  # noqa: PLC0415 - heavy, not on the way to the first screen

    with Image.open(path) as opened:
        grey = ImageOps.grayscale(ImageOps.exif_transpose(opened))
    if grey.width < WIDTH:
        scale = WIDTH / grey.width
        grey = grey.resize((WIDTH, round(grey.height * scale)))
    try:
        text = pytesseract.image_to_string(ImageOps.autocontrast(grey), config=ZONE, timeout=PATIENCE_S)
    except (RuntimeError, pytesseract.TesseractError) as error:
        raise PictureUnreadable(
            tr("The lines with <<< could not be read. Type the fields instead.")
        ) from error
    return _zone_of(text)


def _zone_of(text: str) -> str:
    """The last lines that look like a zone: what stands above them is the document's own text."""
    rows = ["".join(row.split()) for row in text.splitlines()]
    found = [row for row in rows if len(row) >= 28 and "<" in row]
    if len(found) < 2:
        raise PictureUnreadable(tr("No lines with <<< are in this picture. Scan the side that has them."))
    return "\n".join(_trimmed(found))


def _trimmed(rows: list[str]) -> list[str]:
    """Lines of one zone are equally long: to the nearest size, with fillers where the reader lost some."""
    last = rows[-3:] if len(rows) >= 3 and all(26 <= len(row) <= 33 for row in rows[-3:]) else rows[-2:]
    size = min((30, 36, 44), key=lambda length: abs(length - max(len(row) for row in last)))
    return [row[:size].ljust(size, "<") for row in last]
