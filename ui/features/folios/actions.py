"""The folio's verbs for shortcuts, the palette and other pages, and what it lends to the shell."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol

from PySide6.QtWidgets import QWidget

from app.kernel.text import tr
from ui.shell.actions import ActionSpec
from ui.shell.pages import Page, PageSpec, ShellRegistry
from ui.shell.screens import ScreenShot
from ui.shell.search import SearchHit, SearchProvider
from ui.shell.services import ShellServices

PAGE: Final = "folios"
CASHIER: Final = "cashier"


class Verbs(Protocol):
    """What the verbs need of the page."""

    @property
    def shows_folio(self) -> bool:
        """Whether a folio is shown."""
        ...

    def run_verb(self, name: str) -> None:
        """A verb on what is shown."""
        ...

    def isVisible(self) -> bool:
        """Whether the page shows."""
        ...


@dataclass(slots=True)
class FoliosOfWindow:
    """The page of each window, found by its services; actions are made before the page is."""

    pages: dict[int, Verbs] = field(default_factory=dict)

    def make(self, services: ShellServices) -> Page:
        """The page of a window."""
        from ui.features.folios.folio_page import FolioPage  # noqa: PLC0415 - loaded when it is first opened

        page = self.pages[id(services)] = FolioPage(services)
        # A bill may be next, and its libraries load slowly; a desk that opens no folio need not hold them.
        services.operations.run_task(lambda here, _progress: here.warm())
        return page

    def page(self, services: ShellServices) -> Verbs | None:
        """The page, once it was opened."""
        return self.pages.get(id(services))


def register(shell: ShellRegistry) -> None:
    """Lend the shell the folios."""
    folios = FoliosOfWindow()
    shell.pages.append(PageSpec(id=PAGE, title=tr("Folios"), icon="receipt", factory=folios.make))
    shell.pages.append(PageSpec(id=CASHIER, title=tr("Cashier"), icon="wallet", group=2, factory=_cashier))
    shell.actions.append(lambda services: _actions(services, folios))
    shell.search.append(_search)
    shell.settings.append(_paying)
    shell.screens.append(_screens)


def _search(services: ShellServices) -> SearchProvider:
    def search(words: str, on_hits: Callable[[Sequence[SearchHit]], None]) -> None:
        from ui.features.folios.finding import folio_search  # noqa: PLC0415 - loaded when first asked

        folio_search(services)(words, on_hits)

    return search


def _cashier(services: ShellServices) -> Page:
    from ui.features.folios.cashier.cashier_page import CashierPage  # noqa: PLC0415 - loaded when first opened

    return CashierPage(services)


def _paying(services: ShellServices) -> QWidget:
    from ui.features.folios.paying_section import PayingSection  # noqa: PLC0415 - loaded with the settings

    return PayingSection(services)


def _screens() -> Sequence[ScreenShot]:
    from ui.features.folios.screens import screens  # noqa: PLC0415 - loaded when pictures are taken

    return screens()


def _nights(services: ShellServices) -> None:
    from ui.features.folios.nights_card import show_nights  # noqa: PLC0415 - loaded when first asked

    show_nights(services)


def _actions(services: ShellServices, folios: FoliosOfWindow) -> Iterable[ActionSpec]:
    def shown() -> Verbs | None:
        page = folios.page(services)
        return page if page is not None and page.shows_folio and page.isVisible() else None

    def run(verb: str) -> Callable[[], None]:
        def act() -> None:
            page = shown()
            if page is not None:
                page.run_verb(verb)
            else:
                services.navigator.open_page(PAGE, stay=services.selection.stay, verb=verb)

        return act

    def needs_stay() -> str:
        return "" if shown() is not None or services.selection.stay else tr("Select a stay first.")

    yield ActionSpec(
        verb="folios.show", title=tr("Folio"), icon="receipt", shortcut="F7", permission="", about="stay",
        run=lambda: services.navigator.open_page(PAGE, stay=services.selection.stay),
        why_not=lambda: "" if services.selection.stay else tr("Select a stay first."),
        words=tr("bill account open balance"),
    )  # fmt: skip
    yield ActionSpec(
        verb="folios.list", title=tr("List of folios"), icon="receipt", permission="",
        run=lambda: services.navigator.open_page(PAGE, list=True), words=tr("bills open accounts balance"),
    )  # fmt: skip
    everywhere = (
        ("folios.take_payment", "payment", tr("Payment"), "credit-card", "F9", tr("pay cash card money")),
        ("folios.post_charge", "charge", tr("Charge"), "plus", "F4", tr("article post minibar extra")),
    )
    for verb, name, title, icon, key, words in everywhere:
        yield ActionSpec(
            verb=verb, title=title, run=run(name), icon=icon, shortcut=key, why_not=needs_stay, words=words,
            about="stay",
        )  # fmt: skip
    yield ActionSpec(
        verb="folios.post_nights", title=tr("Post room and tax of this night"), icon="moon-stars",
        run=lambda: _nights(services), words=tr("night audit room and tax charges post city tax"),
    )  # fmt: skip
    here = (
        ("folios.move_postings", "transfer", tr("Transfer lines"), "arrows-left-right", ""),
        ("folios.split_posting", "split", tr("Split a line"), "git-branch", ""),
        ("folios.reverse_posting", "reverse", tr("Reverse a line"), "arrow-u-up-left", ""),
        ("invoices.issue", "invoice", tr("Invoice"), "receipt", "Ctrl+I"),
    )
    for verb, name, title, icon, key in here:
        yield ActionSpec(verb=verb, title=title, run=run(name), icon=icon, shortcut=key, page=PAGE)
    yield ActionSpec(
        verb="folios.check_out", title=tr("Check out"), run=run("check_out"), icon="sign-out",
        page=PAGE, permission="front_desk.check_out", in_palette=False,
    )  # fmt: skip
