"""The ledgers page: five ledgers, every account, the proof, other days, the journal as a file."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.features.finance import Journal
from tests.support.accounts import company, owe
from tests.support.databases import SQLITE
from tests.support.desk import Desk
from tests.ui.finance.conftest import At
from ui.features.finance.journal_dialog import save
from ui.widgets.day_text import short_day

pytestmark = pytest.mark.parametrize("engine_kind", [SQLITE], indirect=True)


def test_the_ledgers_of_a_day(desk: Desk, at: At) -> None:
    """Receivables in their tile, every account that moved, debits equal credits; a day before has less."""
    owe(desk, company(desk), 12_300)
    desk.close_day()
    owe(desk, company(desk, "NOR", "Nordwind"), 700)
    clerk = at("ledgers")
    page = clerk.ledgers
    tile = page.tiles["receivables"]
    assert (tile.figure.text(), tile.cause.text()) == ("€ 130.00", "owed by companies")
    assert page.tiles["guest"].cause.text() == "at zero"
    texts = page.sums.texts()
    assert texts[4] == texts[5]
    assert page.proof.accessibleName() == "Debits equal credits"
    page.show_day(desk.day(0))
    clerk.settle()
    assert tile.figure.text() == "€ 123.00"
    assert "open day" not in page.day_button.text()
    QTest.keyClick(page, Qt.Key.Key_T)
    clerk.settle()
    assert tile.figure.text() == "€ 130.00"


def test_a_day_is_picked(desk: Desk, at: At) -> None:
    """G opens the card; typing or picking takes the day."""
    owe(desk, company(desk), 12_300)
    desk.close_day(3)
    clerk = at("ledgers")
    card = clerk.ledgers.day_button.open_card()
    card.edit.setText(short_day(desk.day(1)))
    card.take(desk.day(1))
    clerk.settle()
    assert clerk.ledgers.shown_day == desk.day(1)
    assert not clerk.ledgers.grab().isNull()


def test_the_journal_is_saved(desk: Desk, at: At, tmp_path: Path) -> None:
    """As a spreadsheet and for DATEV, beside the window."""
    owe(desk, company(desk), 12_300)
    clerk = at("ledgers")
    query = Journal(property="MIR", first=desk.day(0), last=desk.day(0))
    for name, datev in (("journal.csv", False), ("journal.xlsx", False), ("EXTF.csv", True)):
        save(clerk.window.services, query, tmp_path / name, datev=datev)
        clerk.settle()
        clerk.qtbot.waitUntil((tmp_path / name).exists, timeout=5_000)
    clerk.settle()
    assert (tmp_path / "EXTF.csv").read_bytes().startswith(b'"EXTF";700')


def test_nothing_posted(at: At) -> None:
    """A house without postings says so."""
    assert at("ledgers").ledgers.accounts.currentIndex() == 1
