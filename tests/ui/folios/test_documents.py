"""Documents from the folio: what is missing is asked for on the way, and the pages are shown."""

from PySide6.QtCore import Qt

from app.features.invoices import Documents
from app.kernel.documents import DocumentKind
from tests.support.desk import Desk
from tests.ui.folios.conftest import AtDesk
from ui.features.folios.panels.address import IssuerPanel
from ui.features.folios.panels.invoice import InvoicePanel
from ui.shell.print_dialog import PrintDialog


def test_a_bill_is_issued_and_its_pages_are_shown(desk: Desk, at_desk: AtDesk) -> None:
    """The first bill asks who issues; then it is issued, numbered and shown for print."""
    stay = desk.check_in("101")
    hands = at_desk()
    hands.show(stay)
    hands.charge("bar", "10")
    hands.page.run_verb("invoice")
    hands.settle()
    panel = hands.page.panel
    assert isinstance(panel, InvoicePanel)
    hands.key(panel, Qt.Key.Key_Return)
    assert panel.notice is not None
    panel.notice.links[0].click()
    hands.settle()
    issuer = hands.page.panel
    assert isinstance(issuer, IssuerPanel)
    for editor, text in (
        (issuer.name, "Miradouro Lda"), (issuer.street, "Rua da Graça 1"), (issuer.postcode, "1170-165"),
        (issuer.city, "Lisboa"), (issuer.country, "PT"), (issuer.vat_id, "PT123"),
    ):  # fmt: skip
        editor.setText(text)
    hands.key(issuer, Qt.Key.Key_Return)
    assert any(field.sentence for field in issuer.fields.values()) or issuer.notice is not None
    issuer.vat_id.setText("")
    hands.key(issuer, Qt.Key.Key_Return)
    again = hands.page.panel
    assert isinstance(again, InvoicePanel)
    hands.key(again, Qt.Key.Key_Return)
    rows = desk.app.ask(Documents(folio_id=hands.folio(stay).folio_id))
    assert [row.total_minor for row in rows] == [1_000]
    hands.qtbot.waitUntil(lambda: bool(hands.window.findChildren(PrintDialog)), timeout=20_000)
    dialog = hands.window.findChildren(PrintDialog)[0]
    assert dialog.document.pageCount() == 1
    dialog.reject()
    hands.settle()


def test_the_folio_is_shown_in_another_language(desk: Desk, at_desk: AtDesk) -> None:
    """As a guest reads it, in the language that is chosen; nothing is issued."""
    stay = desk.check_in("101")
    hands = at_desk()
    hands.show(stay)
    hands.charge("bar", "10")
    hands.page.run_verb("invoice")
    hands.settle()
    panel = hands.page.panel
    assert isinstance(panel, InvoicePanel)
    panel.kind.choose(DocumentKind.FOLIO)
    assert panel.language.count() == 8
    panel.language.choose("de")
    hands.key(panel, Qt.Key.Key_Return)
    hands.qtbot.waitUntil(lambda: bool(hands.window.findChildren(PrintDialog)), timeout=20_000)
    dialog = hands.window.findChildren(PrintDialog)[0]
    assert "Gästekonto" in dialog.document.getAllText(0).text()
    dialog.reject()
    hands.settle()
    assert desk.app.ask(Documents(folio_id=hands.folio(stay).folio_id)) == ()
