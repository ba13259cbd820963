"""The commissions page: who earns how much of a month; posted once."""

from pathlib import Path

import pytest

from app.features import finance, folios
from app.features.front_desk import CheckIn, CheckOut
from app.features.invoices import SetIssuer
from tests.support.databases import SQLITE
from tests.support.desk import Desk
from tests.ui.finance.conftest import At
from ui.features.finance.commissions_page import CommissionsPage
from ui.shell.print_dialog import PrintDialog

pytestmark = pytest.mark.parametrize("engine_kind", [SQLITE], indirect=True)


def departed(desk: Desk) -> None:
    """A guest of a channel who stayed a night for 106.00, and paid."""
    stay_id = desk.book("101", 0, 1, channel_code="BDC")
    desk.do(CheckIn, stay_id=stay_id)
    folio_id = desk.app.new_id()
    desk.do(
        folios.OpenFolio, folio_id=folio_id, property_id=desk.hotel.property_id, kind="guest",
        stay_id=stay_id,
    )  # fmt: skip
    desk.do(folios.PostCharge, folio_id=folio_id, article_code="ROOM", unit_minor=10_600, night=desk.day(0))
    desk.do(
        folios.TakePayment, payment_id=desk.app.new_id(), folio_id=folio_id, method="bank_transfer",
        amount_minor=10_600,
    )  # fmt: skip
    desk.close_day()
    desk.do(CheckOut, stay_id=stay_id)


def test_a_month_is_posted(desk: Desk, at: At) -> None:
    """The row says revenue, share and what is to post; after posting there is nothing left to do."""
    desk.do(
        finance.SetCommissionRate, rate_id=desk.app.new_id(), property_id=desk.hotel.property_id, bp=1_500,
        valid_from=desk.day(0), channel_code="BDC",
    )  # fmt: skip
    departed(desk)
    clerk = at("commissions")
    page = clerk.window.page
    assert isinstance(page, CommissionsPage)
    rows = page.table.rows_model.as_table()[1:]
    assert rows == [["BDC", "Channel", "1", "100.00", "15 %", "15.00", "–", "15.00"]]
    assert page.month.text() == "November 2026"
    page.post.click()
    clerk.settle()
    assert page.table.rows_model.as_table()[1][6:] == ["15.00", "–"]
    assert not page.post.isEnabled()
    assert not page.grab().isNull()


def test_a_statement_and_a_table(desk: Desk, at: At, tmp_path: Path) -> None:
    """The chosen channel's statement is issued and shown; the month goes into a spreadsheet."""
    desk.do(
        SetIssuer, property_id=desk.hotel.property_id, name="Miradouro Hotelaria Lda", country="PT",
        city="Lisboa",
    )  # fmt: skip
    departed(desk)
    clerk = at("commissions")
    page = clerk.window.page
    assert isinstance(page, CommissionsPage)
    page.table.select(lambda _line: True)
    page.language.choose("it")
    page.statement.click()
    clerk.qtbot.waitUntil(lambda: bool(clerk.window.findChildren(PrintDialog)), timeout=10_000)
    (dialog,) = clerk.window.findChildren(PrintDialog)
    dialog.reject()
    assert [row["language"] for row in desk.rows()["document"]] == ["it"]
    page.export.click()
    assert page.dialog is not None
    assert page.dialog.selectedFiles()[0].endswith("Commissions 2026-11.csv")
    page.dialog.fileSelected.emit(str(tmp_path / "month.csv"))
    page.dialog.reject()
    clerk.qtbot.waitUntil((tmp_path / "month.csv").exists, timeout=10_000)
    clerk.settle()
    assert "BDC" in (tmp_path / "month.csv").read_text(encoding="utf-8-sig")


def test_a_month_without_earners(at: At) -> None:
    """It says whose stays would stand there."""
    page = at("commissions").window.page
    assert isinstance(page, CommissionsPage)
    assert page.rows.currentIndex() == 1
