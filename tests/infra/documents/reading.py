"""Reading documents back, for tests: the text of a page, and its picture."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtPdf import QPdfDocument

# A picture to compare: grey, so small that the grain of letters does not count.
WIDTH, HEIGHT = 595, 842
# A page, as it is looked at.
PAGE = QSize(1190, 1683)
SMOOTH = Qt.TransformationMode.SmoothTransformation


def opened(pdf: bytes) -> tuple[QPdfDocument, QBuffer]:
    """A document and what it reads from, which has to live as long."""
    document, buffer = QPdfDocument(), QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    assert document.status() == QPdfDocument.Status.Ready
    return document, buffer


def texts(pdf: bytes) -> list[str]:
    """The text of each page, its blanks and line ends as single blanks."""
    document, _buffer = opened(pdf)
    pages = [document.getAllText(page).text() for page in range(document.pageCount())]
    document.close()
    return [" ".join(page.split()) for page in pages]


def picture(pdf: bytes, page: int = 0) -> QImage:
    """A page as it would be printed, on white."""
    document, _buffer = opened(pdf)
    drawn = document.render(page, PAGE)
    document.close()
    sheet = QImage(PAGE, QImage.Format.Format_RGB32)
    sheet.fill(QColor("white"))
    painter = QPainter(sheet)
    painter.drawImage(0, 0, drawn)
    painter.end()
    return sheet


def small(image: QImage) -> QImage:
    """A picture as it is kept: small and grey."""
    scaled = image.scaled(WIDTH, HEIGHT, Qt.AspectRatioMode.IgnoreAspectRatio, SMOOTH)
    return scaled.convertToFormat(QImage.Format.Format_Grayscale8)


def greys(image: QImage) -> bytes:
    """The greys of a kept picture, a byte for each point."""
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    assert (grey.width(), grey.height()) == (WIDTH, HEIGHT)
    return b"".join(_bytes(grey.constScanLine(y))[:WIDTH] for y in range(HEIGHT))


def difference(drawn: QImage, kept: QImage) -> tuple[float, int]:
    """How far a page is from its kept picture: on average, and the most of a block of 8 by 8 points."""
    apart = [abs(x - y) for x, y in zip(greys(small(drawn)), greys(kept), strict=True)]
    blocks: dict[tuple[int, int], int] = {}
    for index, value in enumerate(apart):
        key = (index // WIDTH // 8, index % WIDTH // 8)
        blocks[key] = blocks.get(key, 0) + value
    return sum(apart) / len(apart), max(blocks.values()) // 64


def _bytes(line: object) -> bytes:
    """A line of a picture; Qt's own description of it names no type."""
    assert isinstance(line, memoryview)
    return line.tobytes()
