"""The verbs of documents and of money's settings, and what they lend to the shell."""

from collections.abc import Iterable, Sequence
from typing import Final

from PySide6.QtWidgets import QWidget

from app.kernel.text import tr
from ui.shell.actions import ActionSpec
from ui.shell.pages import Page, PageSpec, ShellRegistry
from ui.shell.screens import ScreenShot
from ui.shell.services import ShellServices

MONEY: Final = "money_settings"
DOCUMENTS: Final = "documents"


def register(shell: ShellRegistry) -> None:
    """Lend the shell the documents and the settings of money."""
    shell.pages.append(
        PageSpec(id=DOCUMENTS, title=tr("Documents"), icon="files", group=2, factory=_documents)
    )
    shell.pages.append(
        PageSpec(id=MONEY, title=tr("Money settings"), icon="gear-six", factory=_money, in_navigation=False)
    )
    shell.settings.append(_section)
    shell.actions.append(_actions)
    shell.screens.append(_screens)


def _documents(services: ShellServices) -> Page:
    from ui.features.invoices.documents_page import (  # noqa: PLC0415 - loaded when it is first opened
        DocumentsPage,
    )

    return DocumentsPage(services)


def _money(services: ShellServices) -> Page:
    from ui.features.invoices.money_page import MoneyPage  # noqa: PLC0415 - loaded when it is first opened

    return MoneyPage(services)


def _section(services: ShellServices) -> QWidget:
    from ui.features.invoices.settings_card import (  # noqa: PLC0415 - loaded with the settings
        MoneySection,
    )

    return MoneySection(lambda: services.navigator.open_page(MONEY))


def _screens() -> Sequence[ScreenShot]:
    from ui.features.invoices.screens import screens  # noqa: PLC0415 - loaded when pictures are taken

    return screens()


def _actions(services: ShellServices) -> Iterable[ActionSpec]:
    yield ActionSpec(
        verb="invoices.show_documents", title=tr("Documents"), icon="files", permission="",
        run=lambda: services.navigator.open_page(DOCUMENTS),
        words=tr("bills invoices credit notes receipts pdf number"),
    )  # fmt: skip
    yield ActionSpec(
        verb="invoices.show_money_settings", title=tr("Money settings"), icon="gear-six", permission="",
        run=lambda: services.navigator.open_page(MONEY),
        words=tr("taxes VAT city tax accounts chart issuer series exchange rates rounding commission"),
    )  # fmt: skip
