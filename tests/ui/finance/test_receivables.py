"""The receivables page: ages, the next step, payments, write-off, other days, others' changes."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.features.invoices import SetIssuer
from tests.support.accounts import company, listed, owe, pay
from tests.support.databases import SQLITE
from tests.support.desk import Desk
from tests.ui.finance.conftest import At
from ui.shell.print_dialog import PrintDialog

pytestmark = pytest.mark.parametrize("engine_kind", [SQLITE], indirect=True)


def test_ages_and_sums(desk: Desk, at: At) -> None:
    """A row per company, each amount in its column, the sums below and in the tiles."""
    first, second = company(desk), company(desk, "NOR", "Nordwind")
    owe(desk, first, 12_000)
    desk.close_day(45)
    owe(desk, second, 5_000)
    clerk = at("receivables")
    assert clerk.rows() == [
        ["Almeida & Filhos", "–", "120.00", "–", "–", "–", "–", "120.00", "", "Write a letter"],
        ["Nordwind", "50.00", "–", "–", "–", "–", "–", "50.00", "", "Letter from Thu 11 Feb"],
    ]
    page = clerk.receivables
    assert page.sums.texts()[:3] == ["2 accounts", "50.00", "120.00"]
    assert [(t.figure.text(), t.cause.text()) for t in page.tiles][:2] == [
        ("€ 170.00", "2 accounts"), ("€ 120.00", "1 account")
    ]  # fmt: skip
    page.show_day(desk.day(0))
    clerk.settle()
    assert [row[1] for row in clerk.rows()] == ["120.00", "–"]
    assert page.letters.isHidden()
    QTest.keyClick(page, Qt.Key.Key_T)
    clerk.settle()
    assert [row[2] for row in clerk.rows()] == ["120.00", "–"]
    page.search.setText("nord")
    assert [row[0] for row in clerk.rows()] == ["Nordwind"]


def test_letters_are_written_at_once(desk: Desk, at: At) -> None:
    """One button for all that are due; afterwards the level is on the row and there is no button."""
    for code in ("A", "B"):
        owe(desk, company(desk, code, f"Company {code}"), 1_000)
    desk.close_day(40)
    clerk = at("receivables")
    assert clerk.receivables.letters.text() == "Write 2 letters"
    clerk.receivables.letters.click()
    clerk.settle()
    assert [row[8] for row in clerk.rows()] == ["Reminded", "Reminded"]
    assert clerk.receivables.letters.isHidden()


def test_an_account_and_its_next_step(desk: Desk, at: At) -> None:
    """Enter opens it; the filled verb is the next step; Esc closes it, and the list has all columns again."""
    company_id = company(desk)
    owe(desk, company_id, 12_000)
    pay(desk, listed(desk).rows[0].folio_id, 5_000)
    clerk = at("receivables")
    panel = clerk.open_first()
    assert panel.title.text() == "Almeida & Filhos"
    assert panel.go.text() == "Give payment to documents"
    assert clerk.receivables.table.isColumnHidden(9)
    panel.go.click()
    clerk.settle()
    assert listed(desk).total.on_account == 0
    assert clerk.panel.go.isHidden()
    clerk.panel.setFocus()
    clerk.press(Qt.Key.Key_Escape)
    assert clerk.receivables.panel is None
    assert not clerk.receivables.table.isColumnHidden(9)


def test_a_payment_pays_the_oldest(desk: Desk, at: At) -> None:
    """The sum of the balance stands ready; less is typed, Enter takes it; nothing typed is said there."""
    owe(desk, company(desk), 12_000)
    clerk = at("receivables")
    panel = clerk.open_first()
    panel.pay.click()
    assert panel.form is not None
    assert panel.form.minor == 12_000
    panel.form.first.setText("")
    panel.form.agree()
    panel.form.first.setText("45.50")
    QTest.keyClick(panel.form.first, Qt.Key.Key_Return)
    clerk.settle()
    assert panel.form is None
    assert listed(desk).total.not_due == 7_450
    assert clerk.rows()[0][7] == "74.50"


def test_a_write_off_asks_why(desk: Desk, at: At) -> None:
    """Without a reason it is said beside the field; too much is refused and nothing is lost."""
    owe(desk, company(desk), 12_000)
    clerk = at("receivables")
    panel = clerk.open_first()
    assert panel.view is not None
    panel.open_write_off(panel.view.debts[0])
    assert panel.form is not None
    panel.form.agree()
    assert listed(desk).total.balance == 12_000
    panel.form._text.setText("closed down")
    panel.form.first.setText("999")
    panel.form.agree()
    clerk.settle()
    assert listed(desk).total.balance == 12_000
    assert panel.form is not None
    assert panel.form.text == "closed down"
    panel.form.first.setText("20")
    panel.form.agree()
    clerk.settle()
    assert listed(desk).total.balance == 10_000


def test_nothing_yet(at: At) -> None:
    """No account: a sentence says how one opens."""
    clerk = at("receivables")
    assert clerk.receivables.rows.currentIndex() == 1
    assert not clerk.receivables.grab().isNull()


def test_a_change_elsewhere_shows(desk: Desk, at: At) -> None:
    """Another desk's bill comes into the list."""
    clerk = at("receivables")
    owe(desk, company(desk), 3_000)
    clerk.receivables.ask()
    clerk.settle()
    assert clerk.rows()[0][7] == "30.00"


def test_a_statement_is_issued(desk: Desk, at: At) -> None:
    """Without an issuer it is said what to do; then it has a number, and its pages are shown; in the language
    that is chosen beside it, else in the company's."""
    owe(desk, company(desk), 3_000)
    clerk = at("receivables")
    panel = clerk.open_first()
    panel.statement.click()
    clerk.settle()
    assert clerk.window.findChildren(PrintDialog) == []
    desk.do(
        SetIssuer, property_id=desk.hotel.property_id, name="Miradouro Hotelaria Lda", country="PT",
        street="Rua da Senhora do Monte 41", postcode="1170-358", city="Lisboa", vat_id="501 964 843",
    )  # fmt: skip
    panel.language.choose("fr")
    panel.statement.click()
    clerk.qtbot.waitUntil(lambda: bool(clerk.window.findChildren(PrintDialog)), timeout=10_000)
    (dialog,) = clerk.window.findChildren(PrintDialog)
    assert "EX 2026" in dialog.windowTitle().replace("_", " ")
    assert [row["language"] for row in desk.rows()["document"]] == ["fr"]
    dialog.reject()
    clerk.settle()
