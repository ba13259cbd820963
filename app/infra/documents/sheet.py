"""A sheet of A4 to draw on from its top left corner, in points: text, figures, lines, a code, a mark.

Inter has figures of different widths and reportlab no way to ask for its tabular ones, so the metrics of the
faces are changed when they are loaded: every figure gets the widest one's cell and stands amid it. The files
embed these metrics, so that amounts stand in columns and are still read as words.
"""

from collections.abc import Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from app.infra.documents import letters
from app.infra.documents.scripts import as_drawn
from app.infra.documents.typefaces import typefaces

FONTS = Path(__file__).resolve().parents[3] / "resources" / "fonts"
REGULAR, MEDIUM, SEMIBOLD = "Inter", "Inter-Medium", "Inter-SemiBold"
FILES: Final = {REGULAR: "Inter-Regular.ttf", MEDIUM: "Inter-Medium.ttf", SEMIBOLD: "Inter-SemiBold.ttf"}

MM: Final = 72 / 25.4
WIDTH, HEIGHT = 210 * MM, 297 * MM
LEFT, RIGHT = 20 * MM + 0.6, WIDTH - 17 * MM

# The names of resources/style/tokens.json, light.
TEXT, SECONDARY, SUNKEN = "#1A2130", "#4F5A6D", "#ECEFF3"
LINE, LINE_STRONG, WHITE = "#DFE3EA", "#C2C9D4", "#FFFFFF"


@cache
def _color(value: str) -> Any:
    from reportlab.lib.colors import HexColor  # noqa: PLC0415 - heavy, not on the way to the first screen

    return HexColor(value)


@cache
def load_fonts() -> dict[str, Any]:
    """Make the typeface known to reportlab, once; its faces by name."""
    from reportlab import rl_config  # noqa: PLC0415 - heavy, not on the way to the first screen
    from reportlab.pdfbase import pdfmetrics  # noqa: PLC0415 - heavy, not on the way to the first screen
    from reportlab.pdfbase.ttfonts import TTFont  # noqa: PLC0415 - heavy, not on the way to the first screen

    # Streams as bytes; as letters they are a quarter longer and slower.
    rl_config.useA85 = 0
    faces = {}
    for name, file in FILES.items():
        font = TTFont(name, str(FONTS / file))
        _make_tabular(font.face)
        pdfmetrics.registerFont(font)
        faces[name] = font.face
    return faces


class Sheet:
    """Pages under one pen. `y` grows downwards; a text's `y` is its baseline."""

    def __init__(self, title: str, author: str, language: str) -> None:
        from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415 - heavy, not on the way to the first screen

        self._faces, self._language = load_fonts(), language
        # A bill says the same words and amounts on many lines.
        self._measured: dict[tuple[str, str], list[tuple[str, str, float]]] = {}
        self._buffer = BytesIO()
        self._filled = ""
        self._canvas = Canvas(
            self._buffer, pagesize=(WIDTH, HEIGHT), initialFontName=REGULAR, initialFontSize=9, invariant=1,
            lang=language, pageCompression=1,
        )  # fmt: skip
        self._canvas.setTitle(title)
        self._canvas.setAuthor(author)
        self._canvas.setCreator("Keyrack")
        self._canvas.setSubject(title)

    def next_page(self) -> None:
        """Go on with a new page."""
        self._canvas.showPage()
        self._filled = ""

    def finished(self) -> bytes:
        """The PDF."""
        self._canvas.showPage()
        self._canvas.save()
        return self._buffer.getvalue()

    def width(self, text: str, size: float, font: str = REGULAR) -> float:
        """How wide a text is."""
        return sum(wide for _, _, wide in self._runs(text, font)) * size / 1000

    def text(
        self, x: float, y: float, text: str, size: float = 9, *, font: str = REGULAR, color: str = TEXT
    ) -> None:
        """A text from `x` on."""
        runs = self._runs(text, font)
        if runs:
            self._fill(color)
        for name, run, wide in runs:
            self._canvas.setFont(name, size)
            self._canvas.drawString(x, HEIGHT - y, run)
            x += wide * size / 1000

    def right(
        self, x: float, y: float, text: str, size: float = 9, *, font: str = REGULAR, color: str = TEXT
    ) -> None:
        """A text that ends at `x`."""
        self.text(x - self.width(text, size, font), y, text, size, font=font, color=color)

    def fitted(self, text: str, room: float, size: float, font: str = REGULAR) -> str:
        """A text, cut with an ellipsis where it has not room enough."""
        if self.width(text, size, font) <= room:
            return text
        while text and self.width(text + "…", size, font) > room:
            text = text[:-1]
        return text.rstrip() + "…"

    def wrapped(self, text: str, room: float, size: float, font: str = REGULAR) -> list[str]:
        """A text in lines of at most `room`."""
        lines: list[str] = []
        for word in text.split():
            if lines and self.width(f"{lines[-1]} {word}", size, font) <= room:
                lines[-1] += f" {word}"
            else:
                lines.append(self.fitted(word, room, size, font))
        return lines

    def rule(
        self, y: float, thick: float = 0.5, color: str = LINE, x: float = LEFT, end: float = RIGHT
    ) -> None:
        """A level line."""
        self.box(x, y - thick / 2, end - x, thick, color)

    def box(self, x: float, y: float, wide: float, high: float, color: str, radius: float = 0) -> None:
        """A filled box, its corner at the top left."""
        self._fill(color)
        self._canvas.roundRect(x, HEIGHT - y - high, wide, high, radius, stroke=0, fill=1) if radius else (
            self._canvas.rect(x, HEIGHT - y - high, wide, high, stroke=0, fill=1)
        )

    def stroke(self, points: Sequence[tuple[float, float]], thick: float = 1.1) -> None:
        """A line through points, as a pen draws it; a single point is a dot."""
        if not points:
            return
        path = self._canvas.beginPath()
        path.moveTo(points[0][0], HEIGHT - points[0][1])
        for x, y in points[1:] or [(points[0][0] + thick / 2, points[0][1])]:
            path.lineTo(x, HEIGHT - y)
        self._canvas.setStrokeColor(_color(TEXT))
        self._canvas.setLineWidth(thick)
        self._canvas.setLineCap(1)
        self._canvas.setLineJoin(1)
        self._canvas.drawPath(path, stroke=1, fill=0)

    def code(self, x: float, y: float, side: float, matrix: Sequence[Sequence[int]]) -> None:
        """A code of squares, without its quiet zone: as one shape, so that no hair stands between them."""
        cell = side / len(matrix)
        path = self._canvas.beginPath()
        for row, values in enumerate(matrix):
            for start, length in _dark(values):
                path.rect(x + start * cell, HEIGHT - y - (row + 1) * cell, length * cell, cell)
        self._fill(TEXT)
        self._canvas.drawPath(path, stroke=0, fill=1)

    def picture(self, x: float, y: float, content: bytes, wide: float, high: float) -> float:
        """A picture within a box, on white; how wide it became."""
        from PIL import Image  # noqa: PLC0415 - heavy, not on the way to the first screen
        from reportlab.lib.utils import ImageReader  # noqa: PLC0415 - heavy, not on the way to the first screen

        own = Image.open(BytesIO(content)).convert("RGBA")
        flat = Image.new("RGB", own.size, WHITE)
        flat.paste(own, mask=own.getchannel("A"))
        scale = min(wide / flat.width, high / flat.height)
        size = flat.width * scale, flat.height * scale
        self._canvas.drawImage(ImageReader(flat), x, HEIGHT - y - size[1], *size)
        return size[0]

    def bell(self, x: float, y: float, side: float) -> None:
        """The mark of a house without a logo: the bell on its desk."""
        self.box(x, y, side, side, TEXT, radius=side * 0.17)
        pen, unit = self._canvas, side / 63
        pen.setStrokeColor(WHITE)
        pen.setLineWidth(3 * unit)
        pen.setLineCap(1)
        pen.setLineJoin(1)
        path = pen.beginPath()
        for start, *rest in _BELL:
            path.moveTo(x + start[0] * unit, HEIGHT - y - start[1] * unit)
            for step in rest:
                points = [c for px, py in _pairs(step) for c in (x + px * unit, HEIGHT - y - py * unit)]
                (path.curveTo if len(points) == 6 else path.lineTo)(*points)
        pen.drawPath(path, stroke=1, fill=0)

    def _fill(self, color: str) -> None:
        """Take a colour, when the page has not got it already."""
        if color != self._filled:
            self._canvas.setFillColor(_color(color))
            self._filled = color

    def _runs(self, text: str, font: str) -> list[tuple[str, str, float]]:
        """A text as it is drawn, in runs of one font each, with their widths in a size of 1000."""
        key = text, font
        if key not in self._measured:
            runs = self._in_fonts(text, font)
            self._measured[key] = [(name, run, self._run_width(name, run)) for name, run in runs]
        return self._measured[key]

    def _in_fonts(self, text: str, font: str) -> list[tuple[str, str]]:
        own = self._faces[font].charWidths
        if all(ord(char) in own for char in text):
            return [(font, text)] if text else []
        drawn = as_drawn(letters.sayable(text, own, self._language))
        return letters.runs(drawn, own, font)

    def _run_width(self, name: str, run: str) -> float:
        face = self._faces.get(name)
        widths = face.charWidths if face is not None else typefaces().widths(name)
        return float(sum(widths[ord(char)] for char in run))


# Strokes of the bell in a box of 63: a start, then lines (one point) and curves (three).
_BELL: Final[tuple[tuple[tuple[float, ...], ...], ...]] = (
    ((13.5, 43.5), (18, 33, 24, 24.5, 31.5, 24.5), (39, 24.5, 45, 33, 49.5, 43.5), (13.5, 43.5)),
    ((31.5, 24), (31.5, 14)),
    ((25.5, 18), (37.5, 18)),
)


def _pairs(step: Sequence[float]) -> list[tuple[float, float]]:
    return [(step[i], step[i + 1]) for i in range(0, len(step), 2)]


def _make_tabular(face: Any) -> None:
    """Give every figure of a face the cell of the widest, and put it in the middle of it."""
    glyphs = {char: face.charToGlyph[char] for char in map(ord, "0123456789")}
    cell = max(face.hmetrics[glyph][0] for glyph in glyphs.values())
    wide = max(face.charWidths[char] for char in glyphs)
    for char, glyph in glyphs.items():
        advance, bearing = face.hmetrics[glyph]
        # Bearings have a sign, but are read without one.
        face.hmetrics[glyph] = (cell, (bearing + (cell - advance) // 2) % 65_536)
        face.charWidths[char] = wide


def _dark(values: Sequence[int]) -> list[tuple[int, int]]:
    """Where the dark runs of a row begin, and how long they are."""
    found: list[tuple[int, int]] = []
    for index, value in enumerate(values):
        if not value:
            continue
        if found and sum(found[-1]) == index:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        else:
            found.append((index, 1))
    return found
