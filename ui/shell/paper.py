"""Paper: printers of this computer, how each kind of document is printed, and pages put on a printer.

A document is a PDF. A printer that is gone is refused: Qt would print on the default one without a word.
"""

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QSize, QSizeF
from PySide6.QtGui import QPageSize, QPainter, QPdfWriter, QTextDocument
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from app.kernel.errors import AppError
from app.kernel.text import tr
from ui.shell.preferences import Preferences
from ui.widgets.theme import font

DPI: Final = 300
POINTS: Final = 72
POINT_SIZE: Final = 9.5
MOST_COPIES: Final = 99


class Sides(StrEnum):
    """On one side or both."""

    ONE = "one"
    LONG = "long"
    SHORT = "short"


class Tray(StrEnum):
    """Where the paper comes from; the printer's own word for it differs."""

    AUTO = "auto"
    UPPER = "upper"
    LOWER = "lower"
    MIDDLE = "middle"
    MANUAL = "manual"
    ENVELOPE = "envelope"


_DUPLEX = {
    Sides.ONE: QPrinter.DuplexMode.DuplexNone,
    Sides.LONG: QPrinter.DuplexMode.DuplexLongSide,
    Sides.SHORT: QPrinter.DuplexMode.DuplexShortSide,
}
_SOURCE = {
    Tray.AUTO: QPrinter.PaperSource.Auto,
    Tray.UPPER: QPrinter.PaperSource.Upper,
    Tray.LOWER: QPrinter.PaperSource.Lower,
    Tray.MIDDLE: QPrinter.PaperSource.Middle,
    Tray.MANUAL: QPrinter.PaperSource.Manual,
    Tray.ENVELOPE: QPrinter.PaperSource.Envelope,
}


class PrinterGone(AppError):
    """The chosen printer is not there any more."""

    code = "printer_gone"


class NotPrinted(AppError):
    """The printer refused the document, or the document cannot be read."""

    code = "not_printed"


@dataclass(frozen=True, slots=True)
class Sheet:
    """Something to print: its kind ("invoice", "receipt"), a title, the PDF, and what to know of it first."""

    kind: str
    title: str
    pdf: bytes
    note: str = ""


@dataclass(frozen=True, slots=True)
class PrintChoice:
    """How a kind of document is printed."""

    printer: str
    copies: int = 1
    sides: Sides = Sides.ONE
    tray: Tray = Tray.AUTO


def printers() -> list[str]:
    """The printers of this computer, the default one first."""
    names = [name for name in QPrinterInfo.availablePrinterNames() if name]
    default = QPrinterInfo.defaultPrinterName()
    return sorted(names, key=lambda name: (name != default, name.casefold()))


def choice_of(preferences: Preferences, kind: str) -> PrintChoice | None:
    """How this kind was printed before; None before the first time."""
    stored = preferences.get(_key(kind))
    if not isinstance(stored, dict) or not stored.get("printer"):
        return None
    sides, tray, copies = stored.get("sides"), stored.get("tray"), stored.get("copies")
    return PrintChoice(
        str(stored["printer"]),
        copies if isinstance(copies, int) and 1 <= copies <= MOST_COPIES else 1,
        Sides(sides) if sides in set(Sides) else Sides.ONE,
        Tray(tray) if tray in set(Tray) else Tray.AUTO,
    )


def remember(preferences: Preferences, kind: str, choice: PrintChoice) -> None:
    """This kind is printed like that from now on."""
    preferences.put(_key(kind), asdict(choice))


def printer_for(choice: PrintChoice) -> QPrinter:
    """The printer, set up. Raises PrinterGone: never another one."""
    info = QPrinterInfo.printerInfo(choice.printer)
    if info.isNull() or info.printerName() != choice.printer:
        raise PrinterGone(
            tr("The printer {name} is not there any more. Choose another one.", name=choice.printer),
            field="printer",
        )
    made = QPrinter(info, QPrinter.PrinterMode.HighResolution)
    made.setCopyCount(choice.copies)
    made.setDuplex(_DUPLEX[choice.sides])
    made.setPaperSource(_SOURCE[choice.tray])
    return made


def put_on(sheet: Sheet, printer: QPrinter) -> int:
    """Paint all pages of a document; how many. Raises NotPrinted."""
    buffer = QBuffer()
    buffer.setData(QByteArray(sheet.pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    if document.status() is not QPdfDocument.Status.Ready or not document.pageCount():
        raise NotPrinted(tr("{title} cannot be read as a PDF.", title=sheet.title))
    printer.setDocName(sheet.title)
    printer.setFullPage(True)
    printer.setPageSize(QPageSize(document.pagePointSize(0), QPageSize.Unit.Point))
    printer.setPageMargins(QMarginsF(0, 0, 0, 0))
    painter = QPainter()
    if not painter.begin(printer):
        raise NotPrinted(tr("The printer does not take the document. Is it switched on?"))
    dots = min(DPI, printer.resolution())
    for page in range(document.pageCount()):
        if page:
            printer.newPage()
        points: QSizeF = document.pagePointSize(page)
        size = QSize(round(points.width() * dots / POINTS), round(points.height() * dots / POINTS))
        painter.drawImage(painter.viewport(), document.render(page, size))
    painter.end()
    pages = document.pageCount()
    document.close()
    return pages


def html_sheet(kind: str, title: str, html: str) -> Sheet:
    """A simple document of text and tables, on A4."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(title)
    writer.setResolution(DPI)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    text = QTextDocument()
    used = font()
    used.setPointSizeF(POINT_SIZE)  # in pixels it would shrink with the paper's resolution
    text.setDefaultFont(used)
    text.setHtml(html)
    # Without a page size of its own the document breaks into the writer's pages, numbers and margins it.
    text.print_(writer)
    return Sheet(kind, title, bytes(buffer.data().data()))


def _key(kind: str) -> str:
    return f"printing.{kind}"
