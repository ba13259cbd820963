"""The occupancy report over a small hotel on both engines, and its files."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest

from app.features import reports
from app.features.reports import Group, Occupancy, OccupancyView
from app.features.reservations import BlockKind, BlockRoom, CancelReservation, Status
from app.infra.database import Location
from app.infra.sheets import FileNotWritten
from app.kernel.errors import InvalidInput, NotFound
from tests.support.desk import Desk, open_desk
from tests.support.houses import OPENED, open_house


@pytest.fixture
def desk(location: Location) -> Iterator[Desk]:
    """A desk in a small hotel: six rooms."""
    app = open_house(location)
    yield open_desk(app)
    app.close()


def ask(desk: Desk, days: int = 5, group: Group = Group.DAY) -> OccupancyView:
    """The report of the next days."""
    last = OPENED + timedelta(days=days - 1)
    return desk.app.ask(Occupancy(property="MIR", first=OPENED, last=last, group=group))


def test_nights_count_where_they_begin(desk: Desk) -> None:
    """A booked night counts on its date with its price; tentative, cancelled and day use do not."""
    desk.book("101", 0, 2)
    desk.book("102", 1, 2)
    lost = desk.book("103", 0, 2)
    desk.do(CancelReservation, reservation_id=desk.view(lost).reservation_id)
    desk.book("104", 0, 2, status=Status.TENTATIVE)
    desk.book("201", 0, 0)
    view = ask(desk)
    assert [row.room_nights for row in view.rows] == [1, 2, 1, 0, 0]
    assert [row.room_revenue_minor for row in view.rows] == [9_000, 18_000, 9_000, 0, 0]
    assert (view.total.adr_minor, view.total.rooms_available) == (9_000, 30)
    assert (view.total.bookings, view.total.cancelled) == (5, 1)
    assert view.last_year is None


def test_rooms_out_of_order_leave_the_stock(desk: Desk) -> None:
    """Out of order takes a room from what is available, out of service does not."""
    for number, kind in (("101", BlockKind.OUT_OF_ORDER), ("102", BlockKind.OUT_OF_SERVICE)):
        desk.do(
            BlockRoom, block_id=desk.app.new_id(), room_id=desk.rooms[number], kind=kind,
            starts=desk.day(1), ends=desk.day(3),
        )  # fmt: skip
    assert [row.rooms_available for row in ask(desk).rows] == [6, 5, 5, 6, 6]


def test_refusals(desk: Desk) -> None:
    """An unknown hotel and days the wrong way round."""
    with pytest.raises(NotFound, match="MIR"):
        desk.app.ask(Occupancy(property="Elsewhere", first=OPENED, last=OPENED))
    with pytest.raises(InvalidInput, match="before"):
        desk.app.ask(Occupancy(property="mir", first=OPENED, last=OPENED - timedelta(days=1)))


def test_files(desk: Desk, tmp_path: Path) -> None:
    """CSV and Excel hold the same rows; a place that cannot be written is refused."""
    desk.book("101", 0, 2)
    view = ask(desk, 2, Group.MONTH)
    reports.save_occupancy(tmp_path / "a.csv", view)
    text = (tmp_path / "a.csv").read_text(encoding="utf-8-sig").splitlines()
    assert text[1] == "2026-11,12,2,0.1667,180.00,90.00,15.00,EUR"
    reports.save_occupancy(tmp_path / "a.xlsx", view)
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert [cell.value for cell in book.worksheets[0][2]][:5] == ["2026-11", 12, 2, 0.1667, 180]
    book.close()
    with pytest.raises(FileNotWritten):
        reports.save_occupancy(tmp_path / "no" / "a.csv", view)
