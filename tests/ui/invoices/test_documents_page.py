"""The documents page: filter, the pages of one, a credit note and a new issue with their reasons."""

import pytest

from app.features.invoices import Documents
from app.features.invoices.queries import documents
from tests.support.bills_of_guests import bill
from tests.support.databases import SQLITE
from tests.support.desk import Desk
from tests.ui.invoices.conftest import At, Clerk
from ui.features.invoices import documents_page
from ui.features.invoices.document_panel import CorrectForm, DocumentPanel
from ui.shell.print_dialog import PrintDialog

pytestmark = pytest.mark.parametrize("engine_kind", [SQLITE], indirect=True)


def panel(clerk: Clerk) -> DocumentPanel:
    """The document beside the list."""
    shown = clerk.documents.panel
    assert isinstance(shown, DocumentPanel)
    return shown


def open_first(clerk: Clerk) -> DocumentPanel:
    """Enter on the first row."""
    clerk.documents.table.selectRow(0)
    clerk.enter(clerk.documents.table)
    return panel(clerk)


def test_a_house_without_documents(at: At) -> None:
    """It says where they come from."""
    clerk = at("documents")
    assert clerk.documents.told.text() == "0 documents"
    assert clerk.documents.empty.isVisible()


@pytest.mark.usefixtures("billed")
def test_documents_are_found(at: At) -> None:
    """By the payer's name, and by kind."""
    clerk = at("documents")
    page = clerk.documents
    assert [row.payer for row in page.table.rows_model.rows] == ["Solberg", "Ana Ribeiro"]
    page.search.setText("ribei")
    clerk.qtbot.waitUntil(lambda: len(page.table.rows_model.rows) == 1, timeout=5_000)
    page.search.clear()
    page.kind.choose("receipt")
    page.ask()
    clerk.qtbot.waitUntil(lambda: not page.table.rows_model.rows, timeout=5_000)
    assert page.empty.isVisible()


@pytest.mark.usefixtures("billed")
def test_the_pages_are_shown(at: At) -> None:
    """As they will be printed, with the way to save the PDF."""
    clerk = at("documents")
    open_first(clerk).open.click()
    clerk.qtbot.waitUntil(lambda: bool(clerk.window.findChildren(PrintDialog)), timeout=20_000)
    dialog = clerk.window.findChildren(PrintDialog)[0]
    assert dialog.document.pageCount() == 1
    dialog.reject()
    clerk.settle()


@pytest.mark.usefixtures("billed")
def test_a_bill_is_taken_back(at: At) -> None:
    """Not without a reason; then the bill names its credit note and cannot be taken back again."""
    clerk = at("documents")
    first = open_first(clerk)
    number = first.row.number
    assert first.credit is not None
    first.credit.click()
    form = clerk.documents.panel
    assert isinstance(form, CorrectForm)
    clerk.enter(form)
    assert form.fields["reason"].sentence
    clerk.type(form, reason="Wrong name")
    clerk.enter(form)
    clerk.qtbot.waitUntil(lambda: len(clerk.documents.table.rows_model.rows) == 3, timeout=5_000)
    rows = {row.number: row for row in clerk.documents.table.rows_model.rows}
    assert rows[number].credited_by.startswith("NC ")
    clerk.documents.show_document(rows[number])
    assert panel(clerk).credit is None
    assert not clerk.documents.grab().isNull()


def test_a_bill_is_issued_anew(billed: Desk, at: At) -> None:
    """A credit note and a new bill, as one."""
    clerk = at("documents")
    first = open_first(clerk)
    assert first.anew is not None
    first.anew.click()
    form = clerk.documents.panel
    assert isinstance(form, CorrectForm)
    clerk.type(form, reason="Address")
    clerk.enter(form)
    kinds = sorted(row.kind for row in billed.app.ask(Documents(property_id=billed.hotel.property_id)))
    assert kinds == ["credit_note", "simplified", "simplified", "simplified"]


def test_a_long_list_has_pages(billed: Desk, at: At, monkeypatch: pytest.MonkeyPatch) -> None:
    """The newest, then the older ones and back; a word narrows it and begins anew."""
    bill(billed, "Grace Nakamura", 900)
    for module in (documents, documents_page):
        monkeypatch.setattr(module, "MOST_ROWS", 2)
    clerk = at("documents")
    page = clerk.documents
    clerk.qtbot.waitUntil(lambda: "of 3" in page.told.text(), timeout=5_000)
    assert page.told.text() == "1 to 2 of 3 documents"
    assert (page.pager.newer.isEnabled(), page.pager.older.isEnabled()) == (False, True)
    page.pager.older.click()
    clerk.qtbot.waitUntil(lambda: page.told.text() == "3 to 3 of 3 documents", timeout=5_000)
    assert [row.payer for row in page.table.rows_model.rows] == ["Ana Ribeiro"]
    assert (page.pager.newer.isEnabled(), page.pager.older.isEnabled()) == (True, False)
    page.pager.newer.click()
    clerk.qtbot.waitUntil(lambda: page.told.text() == "1 to 2 of 3 documents", timeout=5_000)
    assert [row.payer for row in page.table.rows_model.rows] == ["Grace Nakamura", "Solberg"]
    page.pager.older.click()
    page.search.setText("ribei")
    clerk.qtbot.waitUntil(lambda: page.told.text() == "1 document", timeout=5_000)
    assert page.pager.older.isHidden()
