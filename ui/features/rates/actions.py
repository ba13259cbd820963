"""The rates' verbs for shortcuts and the command palette, and what they lend to the shell."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol

from app.kernel.text import tr
from ui.shell.actions import ActionSpec
from ui.shell.pages import Page, PageSpec, ShellRegistry
from ui.shell.screens import ScreenShot
from ui.shell.services import ShellServices

PAGE: Final = "rates"


class Verbs(Protocol):
    """What the actions need of the page."""

    def why_not(self) -> str:
        """Why there is nothing to work with, or ""."""
        ...

    def ask_quote(self) -> object:
        """Open the quotes."""
        ...

    def change_many(self) -> object:
        """Open the bulk change."""
        ...

    def open_plans(self) -> object:
        """Open plans, seasons, packages and agreements."""
        ...

    def go_today(self) -> None:
        """Show today."""
        ...


@dataclass(slots=True)
class RatesOfWindow:
    """The page of each window, found by its services; actions are made before the page is."""

    pages: dict[int, Verbs] = field(default_factory=dict)

    def make(self, services: ShellServices) -> Page:
        """The page of a window."""
        from ui.features.rates.rates_page import RatesPage  # noqa: PLC0415 - loaded when it is first opened

        page = RatesPage(services)
        self.pages[id(services)] = page
        return page

    def page(self, services: ShellServices) -> Verbs | None:
        """The page, once it was opened."""
        return self.pages.get(id(services))


def register(shell: ShellRegistry) -> None:
    """Lend the shell the rates."""
    rates = RatesOfWindow()
    shell.pages.append(PageSpec(id=PAGE, title=tr("Rates"), icon="tag", group=1, factory=rates.make))
    shell.actions.append(lambda services: _actions(services, rates))
    shell.screens.append(_screens)


def _screens() -> Sequence[ScreenShot]:
    from ui.features.rates.screens import screens  # noqa: PLC0415 - loaded when pictures are taken

    return screens()


def _actions(services: ShellServices, rates: RatesOfWindow) -> Iterable[ActionSpec]:
    def on_page(run: Callable[[Verbs], object]) -> Callable[[], None]:
        def act() -> None:
            if rates.page(services) is None:
                services.navigator.open_page(PAGE)
            page = rates.page(services)
            if page is not None:
                run(page)

        return act

    def why_not() -> str:
        page = rates.page(services)
        return page.why_not() if page is not None else tr("Open the rates first.")

    yield ActionSpec(
        verb="rates.quote", title=tr("Quote"), run=on_page(lambda page: page.ask_quote()), icon="receipt",
        shortcut="Ctrl+Shift+Q", page=PAGE, permission="", why_not=why_not,
        words=tr("price offer rate what does it cost"),
    )  # fmt: skip
    yield ActionSpec(
        verb="rates.change_many", title=tr("Change many prices"), icon="stack", page=PAGE,
        run=on_page(lambda page: page.change_many()), shortcut="Ctrl+Shift+M", permission="rates.set_prices",
        why_not=why_not, words=tr("bulk weekdays season restriction minimum stay"),
    )  # fmt: skip
    yield ActionSpec(
        verb="rates.plans", title=tr("Rate plans"), icon="tag", page=PAGE, permission="",
        run=on_page(lambda page: page.open_plans()), shortcut="Ctrl+Shift+P", why_not=why_not,
        words=tr("season package agreement company promotion"),
    )  # fmt: skip
    yield ActionSpec(
        verb="rates.today", title=tr("Show today’s rates"), icon="calendar-blank", page=PAGE, permission="",
        run=on_page(lambda page: page.go_today()), why_not=why_not,
    )  # fmt: skip
