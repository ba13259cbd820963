"""Paper: pages reach the printer that was chosen, how is remembered, and a printer that is gone is told."""

from pathlib import Path

import pytest
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter

from tests.ui.folios.conftest import AtDesk
from ui.shell.paper import (
    NotPrinted,
    PrintChoice,
    PrinterGone,
    Sheet,
    Sides,
    Tray,
    choice_of,
    html_sheet,
    printer_for,
    put_on,
    remember,
)
from ui.shell.print_dialog import PrintDialog
from ui.shell.printing import print_now

GONE = PrintChoice("Reception 2", 2, Sides.LONG, Tray.LOWER)


def test_every_page_reaches_the_printer(tmp_path: Path) -> None:
    """Two pages of a document are two pages on paper, each with something on it."""
    rows = "".join(f"<p>Line {n}</p>" for n in range(80))
    sheet = html_sheet("drawer_report", "Drawer", rows)
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "paper.pdf"))
    pages = put_on(sheet, printer)
    written = QPdfDocument()
    written.load(str(tmp_path / "paper.pdf"))
    assert written.pageCount() == pages > 1
    assert round(written.pagePointSize(0).width()) == 595
    image = written.render(0, written.pagePointSize(0).toSize())
    shades = {image.pixelColor(x, y).lightness() for x in range(0, 595, 3) for y in range(0, 400, 2)}
    assert min(shades) < 128


def test_a_printer_that_is_gone_is_never_another_one() -> None:
    """Qt would take the default printer: it is refused with a sentence instead."""
    with pytest.raises(PrinterGone) as caught:
        printer_for(GONE)
    assert "Reception 2" in caught.value.sentence


def test_what_is_no_pdf_is_told() -> None:
    """Nothing comes out of the printer."""
    with pytest.raises(NotPrinted):
        put_on(Sheet("invoice", "Invoice", b"no pdf"), QPrinter())


def test_how_is_remembered_for_each_kind(at_desk: AtDesk) -> None:
    """Invoices do not change how receipts are printed; what is stored badly counts as not chosen."""
    preferences = at_desk().window.services.preferences
    assert choice_of(preferences, "invoice") is None
    remember(preferences, "invoice", GONE)
    assert choice_of(preferences, "invoice") == GONE
    assert choice_of(preferences, "receipt") is None
    preferences.put("printing.receipt", {"printer": "A", "copies": 0, "sides": "?", "tray": 7})
    assert choice_of(preferences, "receipt") == PrintChoice("A")


def test_a_gone_printer_asks_again_with_the_pages_in_view(at_desk: AtDesk, tmp_path: Path) -> None:
    """The dialog says so at the printer, refuses to print there, and saves the PDF instead."""
    hands = at_desk()
    services = hands.window.services
    remember(services.preferences, "invoice", GONE)
    sheet = html_sheet("invoice", "M-20391", "<p>Invoice</p>")
    print_now(services, sheet)
    hands.settle()
    hands.qtbot.waitUntil(lambda: bool(hands.window.findChildren(PrintDialog)))
    dialog = hands.window.findChildren(PrintDialog)[0]
    assert "Reception 2" in dialog.printer_field.sentence
    assert dialog.document.pageCount() == 1
    assert (dialog.copies.value(), dialog.sides.choice, dialog.tray.choice) == (2, Sides.LONG, Tray.LOWER)
    dialog.print_it()
    assert dialog.isVisible()
    dialog.write(tmp_path / "no" / "such.pdf")
    assert "cannot be written" in dialog.printer_field.sentence
    dialog.write(tmp_path / "bill.pdf")
    assert (tmp_path / "bill.pdf").read_bytes() == sheet.pdf
    hands.settle()
