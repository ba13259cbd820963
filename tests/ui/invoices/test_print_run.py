"""Many documents to a printer: each kind to its own, asked once; a printer that is gone stops the rest."""

from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter

from tests.support.databases import SQLITE
from tests.support.desk import Desk
from tests.ui.invoices.conftest import At, Clerk
from tests.ui.invoices.test_mail import choose
from ui.shell import print_run
from ui.shell.paper import PrintChoice, PrinterGone, remember
from ui.shell.print_dialog import PrintDialog

pytestmark = pytest.mark.parametrize("engine_kind", [SQLITE], indirect=True)

HERE, GONE = PrintChoice("Reception 1"), PrintChoice("Reception 2")


class Printers:
    """Printers of a computer that print into files; one that is not there is gone."""

    def __init__(self, place: Path) -> None:
        self.place, self.there = place, {HERE.printer}
        self.printed: list[str] = []

    def printer_for(self, choice: PrintChoice) -> QPrinter:
        """A printer, or a refusal."""
        if choice.printer not in self.there:
            raise PrinterGone(f"The printer {choice.printer} is not there any more.")
        printer = QPrinter()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        self.printed.append(choice.printer)
        printer.setOutputFileName(str(self.place / f"{len(self.printed)}.pdf"))
        return printer


@pytest.fixture
def printers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Printers:
    """One printer, at the reception."""
    made = Printers(tmp_path)
    monkeypatch.setattr(print_run, "printer_for", made.printer_for)
    return made


def dialog_of(clerk: Clerk) -> PrintDialog:
    """The question how to print."""
    run = clerk.documents.chosen.run
    assert run is not None
    clerk.qtbot.waitUntil(lambda: run.dialog is not None, timeout=10_000)
    assert run.dialog is not None
    return run.dialog


def test_all_of_a_kind_go_to_its_printer(billed: Desk, at: At, printers: Printers) -> None:
    """Nothing is asked when it is known how the kind is printed."""
    clerk = at("documents")
    remember(clerk.window.services.preferences, "simplified", HERE)
    choose(clerk, 2)
    assert clerk.documents.chosen.print.text() == "Print 2"
    clerk.documents.chosen.print.click()
    clerk.qtbot.waitUntil(lambda: clerk.documents.chosen.run is None, timeout=20_000)
    assert printers.printed == [HERE.printer] * 2
    assert all((printers.place / f"{n}.pdf").read_bytes().startswith(b"%PDF") for n in (1, 2))
    assert billed.app.clock is not None


def test_a_kind_that_was_never_printed_asks_once(billed: Desk, at: At, printers: Printers) -> None:
    """The first document asks with its pages in view; the others go the same way."""
    assert billed.app.clock is not None
    clerk = at("documents")
    choose(clerk, 2)
    clerk.documents.chosen.print.click()
    dialog = dialog_of(clerk)
    remember(clerk.window.services.preferences, "simplified", HERE)
    dialog.accept()
    dialog.agreed.emit(HERE)
    clerk.qtbot.waitUntil(lambda: clerk.documents.chosen.run is None, timeout=20_000)
    assert printers.printed == [HERE.printer] * 2


def test_a_gone_printer_stops_the_rest(billed: Desk, at: At, printers: Printers) -> None:
    """It is said at the printer; who leaves sees how many wait, and goes on when it is there again."""
    assert billed.app.clock is not None
    clerk = at("documents")
    remember(clerk.window.services.preferences, "simplified", GONE)
    choose(clerk, 2)
    bar = clerk.documents.chosen
    bar.print.click()
    dialog = dialog_of(clerk)
    assert GONE.printer in dialog.printer_field.sentence
    dialog.reject()
    clerk.settle()
    assert bar.strip is not None
    assert bar.run is not None
    assert (len(bar.run.waiting), printers.printed) == (2, [])
    assert bar.waiting.isVisible()
    printers.there.add(GONE.printer)
    assert bar.strip.button is not None
    bar.strip.button.click()
    clerk.qtbot.waitUntil(lambda: bar.run is None, timeout=20_000)
    assert printers.printed == [GONE.printer] * 2
    assert not bar.waiting.isVisible()
