"""The reports' verbs for shortcuts and the command palette, and what they lend to the shell."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol

from app.kernel.text import tr
from ui.shell.actions import ActionSpec
from ui.shell.pages import Page, PageSpec, ShellRegistry
from ui.shell.screens import ScreenShot
from ui.shell.services import ShellServices

PAGE: Final = "reports"


class Exporting(Protocol):
    """What the verbs need of the page."""

    @property
    def view(self) -> object | None:
        """The figures that show, if any."""
        ...

    def export(self) -> object:
        """Take them away as a file."""
        ...


@dataclass(slots=True)
class ReportsOfWindow:
    """The page of each window, found by its services; actions are made before the page is."""

    pages: dict[int, Exporting] = field(default_factory=dict)

    def make(self, services: ShellServices) -> Page:
        """The page of a window."""
        from ui.features.reports.reports_page import ReportsPage  # noqa: PLC0415 - loaded when it is first opened

        page = self.pages[id(services)] = ReportsPage(services)
        return page

    def page(self, services: ShellServices) -> Exporting | None:
        """The page, once it was opened."""
        return self.pages.get(id(services))


def register(shell: ShellRegistry) -> None:
    """Lend the shell the reports."""
    reports = ReportsOfWindow()
    shell.pages.append(
        PageSpec(id=PAGE, title=tr("Reports"), icon="chart-bar", group=2, factory=reports.make)
    )
    shell.actions.append(lambda services: _actions(services, reports))
    shell.screens.append(_screens)


def _screens() -> Sequence[ScreenShot]:
    from ui.features.reports.screens import screens  # noqa: PLC0415 - loaded when pictures are taken

    return screens()


def _actions(services: ShellServices, reports: ReportsOfWindow) -> Iterable[ActionSpec]:
    def on_page(run: Callable[[Exporting], object]) -> Callable[[], None]:
        def act() -> None:
            page = reports.page(services)
            if page is not None:
                run(page)

        return act

    def nothing_to_export() -> str:
        page = reports.page(services)
        return "" if page is not None and page.view is not None else tr("Open a report first.")

    yield ActionSpec(
        verb="reports.export", title=tr("Export the report"), run=on_page(lambda page: page.export()),
        icon="download-simple", shortcut="Ctrl+E", page=PAGE, permission="", why_not=nothing_to_export,
        words=tr("excel csv spreadsheet file save"),
    )  # fmt: skip
