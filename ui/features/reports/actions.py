"""What reports lend to the shell: the page, its verbs, its pictures."""

from collections.abc import Iterable

from app.kernel.text import tr
from ui.features.reports.occupancy_page import PAGE, OccupancyPage
from ui.features.reports.screens import screens
from ui.shell.actions import ActionSpec
from ui.shell.pages import PageSpec, ShellRegistry
from ui.shell.services import ShellServices

EXPORT = "reports.export"


def register(shell: ShellRegistry) -> None:
    """Lend the shell the reports."""
    pages: dict[int, OccupancyPage] = {}

    def make(services: ShellServices) -> OccupancyPage:
        page = OccupancyPage(services)
        pages[id(services)] = page
        return page

    def actions(services: ShellServices) -> Iterable[ActionSpec]:
        def export() -> None:
            services.navigator.open_page(PAGE)
            pages[id(services)].export()

        yield ActionSpec(
            verb=EXPORT, title=tr("Export the report"), run=export, icon="download-simple", shortcut="Ctrl+E",
            permission="", page=PAGE, words=tr("excel csv spreadsheet"),
        )  # fmt: skip
        yield ActionSpec(
            verb="reports.occupancy", title=tr("Occupancy and rate"), icon="chart-bar", permission="",
            run=lambda: services.navigator.open_page(PAGE), words=tr("adr revpar revenue report figures"),
        )  # fmt: skip

    shell.pages.append(PageSpec(id=PAGE, title=tr("Reports"), icon="chart-bar", group=2, factory=make))
    shell.actions.append(actions)
    shell.screens.extend(screens())
