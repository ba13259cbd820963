"""What the reports page shows is what the report says; on both engines."""

from datetime import date

from pytestqt.qtbot import QtBot

from app.features import property as house
from app.features.reports import Group, Occupancy
from app.features.reservations import Status
from app.infra.database import Location
from tests.support.desk import Desk, open_desk
from tests.support.houses import OPENED, open_house
from tests.ui.reports.conftest import AtReports
from ui.features import reports
from ui.features.reports.reports_page import ReportsPage
from ui.features.reports.spans import Span
from ui.shell.main_window import MainWindow
from ui.shell.pages import ShellRegistry
from ui.shell.standard_pages import fill_navigation
from ui.widgets.money_text import amount_text


def test_the_table_says_what_the_report_says(desk: Desk, at_reports: AtReports) -> None:
    """Each night of the month, its sums and tiles; tentative nights are drawn apart and take a room."""
    desk.book("101", 0, 2)
    desk.book("201", 1, 3)
    desk.book("102", 1, 1, status=Status.TENTATIVE)
    reader = at_reports()
    view = desk.app.ask(Occupancy(property="MIR", first=date(2026, 11, 1), last=date(2026, 11, 30)))
    assert len(reader.rows()) == len(view.rows) == 30
    for shown, row in zip(reader.rows(), view.rows, strict=True):
        assert shown[1] == str(row.room_nights)
        assert shown[6] == amount_text(row.room_revenue_minor, "EUR")
    assert reader.rows()[20][0] == "Sat 21 Nov, tonight"
    assert [reader.rows()[day][1:4] for day in (20, 21)] == [["1", "5", "16.7 %"], ["2", "3", "33.3 %"]]
    assert reader.sums()[1] == str(view.total.room_nights) == "5"
    assert reader.tiles()[3][0] == "€ 600"
    assert reader.tiles()[1] == ("€ 120.00", "", "no figures of 2025")
    columns = reader.page.figures.chart.columns
    assert [(c.sold, c.tentative) for c in columns][20:24] == [(1, 0), (2, 1), (1, 0), (1, 0)]
    assert [c.mark for c in columns if c.weekend][:3] == ["1", "7", "8"]
    assert {c.before for c in columns} == {None}


def test_against_the_year_before(desk: Desk, at_reports: AtReports) -> None:
    """Changes are told only where all days a year before have figures; lines begin with the first night."""
    desk.book("101", 0, 2)
    desk.book("101", 365, 2)
    desk.book("201", 365, 1)
    reader = at_reports()
    reader.page.show_span(Span(date(2027, 11, 21), date(2027, 11, 22), Group.DAY))
    reader.settle()
    assert reader.tiles()[0] == ("25.0 %", "↑8.3 points", "on 2026")
    assert reader.tiles()[4] == ("3", "↑50.0 %", "on 2026")
    assert reader.titles()[7:] == ["2026 sold", "2026 rev. €", "Change"]
    assert [row[7:] for row in reader.rows()] == [["1", "90.00", "+155.6 %"], ["1", "90.00", "0.0 %"]]
    assert reader.page.controls.against.text() == "against 2026"
    reader.page.show_span(Span(date(2027, 11, 1), date(2027, 11, 30), Group.DAY))
    reader.settle()
    assert reader.tiles()[0][1] == ""
    before = [c.before for c in reader.page.figures.chart.columns]
    assert before == [None] * 20 + [1, 1] + [0] * 8


def test_by_month_and_year(desk: Desk, at_reports: AtReports) -> None:
    """A year by months, three years by years; a year opens its months and a month its days."""
    desk.book("101", 0, 3)
    reader = at_reports()
    reader.page.use_group(Group.MONTH)
    reader.settle()
    assert [row[0] for row in reader.rows()][10:] == ["November 2026", "December 2026"]
    assert reader.rows()[10][1] == "3"
    reader.page.use_group(Group.YEAR)
    reader.settle()
    assert [row[:2] for row in reader.rows()] == [["2024", "0"], ["2025", "0"], ["2026", "3"]]
    reader.page.figures.chart.opened.emit(2)
    reader.settle()
    assert reader.page.span == Span(date(2026, 1, 1), date(2026, 12, 31), Group.MONTH)
    reader.page.figures.chart.opened.emit(10)
    reader.settle()
    assert reader.page.span == Span(date(2026, 11, 1), date(2026, 11, 30), Group.DAY)


def test_nothing_sold_yet(at_reports: AtReports) -> None:
    """The axes stay, and the page says so."""
    reader = at_reports()
    assert reader.page.figures.empty.isVisible()
    assert len(reader.page.figures.chart.columns) == 30
    assert [tile[0] for tile in reader.tiles()] == ["0.0 %", "–", "€ 0.00", "€ 0", "0"]


def test_a_booking_shows_at_once(desk: Desk, at_reports: AtReports) -> None:
    """What this window or another desk changes is counted without asking for it."""
    reader = at_reports()
    request = desk.reserve(desk.request("101", 0, 1))
    reader.window.operations.run_command(request)
    reader.qtbot.waitUntil(lambda: reader.rows()[20][1] == "1", timeout=5_000)
    assert not reader.page.figures.empty.isVisible()


def test_several_hotels(desk: Desk, at_reports: AtReports) -> None:
    """The choice of hotels is there when there are several, and is remembered."""
    desk.book("101", 0, 1)
    other = open_desk(desk.app, "ALT")
    reader = at_reports()
    assert reader.page.controls.hotels.isVisible()
    assert reader.sums()[1] == "0"
    reader.page.use_hotel(desk.hotel.property_id)
    reader.settle()
    assert reader.sums()[1] == "1"
    assert reader.page.controls.hotels.choice == str(desk.hotel.property_id)
    assert other.hotel.property_id != desk.hotel.property_id


def test_what_is_refused_is_said_and_can_be_tried_again(desk: Desk, at_reports: AtReports) -> None:
    """Too many days: a strip says why; it goes with the next answer."""
    reader = at_reports()
    reader.page.show_span(Span(date(1900, 1, 1), date(2100, 12, 31), Group.DAY))
    reader.settle()
    assert reader.page.trouble.strip is not None
    reader.page.show_span(Span(OPENED, OPENED, Group.DAY))
    reader.settle()
    assert reader.page.trouble.strip is None
    assert len(reader.rows()) == 1
    assert desk.app.ask(house.House()).properties[0].code == "MIR"


def test_a_leap_day_has_no_day_a_year_before(desk: Desk, at_reports: AtReports) -> None:
    """February against February: the 29th stands against nothing, the others against their own date."""
    first = (date(2027, 2, 1) - OPENED).days
    desk.book("101", first, 2)
    desk.book("101", (date(2028, 2, 1) - OPENED).days, 1)
    reader = at_reports()
    reader.page.show_span(Span(date(2028, 2, 1), date(2028, 2, 29), Group.DAY))
    reader.settle()
    assert [c.before for c in reader.page.figures.chart.columns] == [1, 1] + [0] * 26 + [None]
    assert reader.tiles()[4] == ("1", "↓50.0 %", "on 2027")


def test_a_house_without_a_hotel(location: Location, qtbot: QtBot) -> None:
    """There is nothing to report of, and nothing to press."""
    app = open_house(location)
    registry = ShellRegistry()
    reports.register(registry)
    fill_navigation(registry)
    window = MainWindow(app, registry)
    window.show()
    window.open_page("reports")
    page = window.page
    assert isinstance(page, ReportsPage)
    qtbot.waitUntil(page.nothing.isVisible, timeout=5_000)
    assert not page.controls.isEnabled()
    window.close()
    window.deleteLater()
    app.close()
