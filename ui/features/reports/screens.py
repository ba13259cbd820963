"""Pictures of the reports: this month by night, with a bar read; and days of which nothing is sold yet."""

from collections.abc import Callable

from app.features.reports import Group
from ui.features.reports.reports_page import ReportsPage
from ui.features.reports.spans import usual_span
from ui.shell.main_window import MainWindow
from ui.shell.screens import ScreenShot, Stage

FAR_YEARS = 4


def screens() -> list[ScreenShot]:
    """The pictures, in the order they are taken."""
    return [
        ScreenShot(name="report-occupancy", prepare=_on_page(_occupancy)),
        ScreenShot(name="report-empty", prepare=_on_page(_empty)),
    ]


def _on_page(prepare: Callable[[Stage, ReportsPage], None]) -> Callable[[Stage], None]:
    def run(stage: Stage) -> None:
        window = stage.window
        assert isinstance(window, MainWindow)
        window.open_page("reports")
        stage.settle()
        page = window.page
        assert isinstance(page, ReportsPage)
        page.use_group(Group.DAY)
        page.go_today()
        stage.settle()
        prepare(stage, page)

    return run


def _occupancy(stage: Stage, page: ReportsPage) -> None:
    if page.hotel is not None:
        page.figures.chart.read_at(page.hotel.business_date.day - 1)
    stage.settle()


def _empty(_stage: Stage, page: ReportsPage) -> None:
    if page.hotel is not None:
        far = page.hotel.business_date.replace(year=page.hotel.business_date.year + FAR_YEARS, day=1)
        page.show_span(usual_span(Group.DAY, far))
