"""The verbs of finance for shortcuts and the command palette, and what it lends to the shell."""

from collections.abc import Iterable, Sequence
from typing import Final

from app.kernel.text import tr
from ui.shell.actions import ActionSpec
from ui.shell.pages import Page, PageSpec, ShellRegistry
from ui.shell.screens import ScreenShot
from ui.shell.services import ShellServices

RECEIVABLES: Final = "receivables"
LEDGERS: Final = "ledgers"
COMMISSIONS: Final = "commissions"


def register(shell: ShellRegistry) -> None:
    """Lend the shell the receivables and the ledgers."""
    shell.pages.append(
        PageSpec(id=RECEIVABLES, title=tr("Receivables"), icon="buildings", group=2, factory=_receivables)
    )
    shell.pages.append(PageSpec(id=LEDGERS, title=tr("Ledgers"), icon="scales", group=2, factory=_ledgers))
    shell.pages.append(
        PageSpec(
            id=COMMISSIONS, title=tr("Commissions"), icon="percent", group=2, factory=_commissions,
            in_navigation=False,
        )
    )  # fmt: skip
    shell.actions.append(_actions)
    shell.screens.append(_screens)


def _receivables(services: ShellServices) -> Page:
    from ui.features.finance.receivables_page import (  # noqa: PLC0415 - loaded when it is first opened
        ReceivablesPage,
    )

    return ReceivablesPage(services)


def _ledgers(services: ShellServices) -> Page:
    from ui.features.finance.ledgers_page import LedgersPage  # noqa: PLC0415 - loaded when it is first opened

    return LedgersPage(services)


def _commissions(services: ShellServices) -> Page:
    from ui.features.finance.commissions_page import (  # noqa: PLC0415 - loaded when it is first opened
        CommissionsPage,
    )

    return CommissionsPage(services)


def _screens() -> Sequence[ScreenShot]:
    from ui.features.finance.screens import screens  # noqa: PLC0415 - loaded when pictures are taken

    return screens()


def _actions(services: ShellServices) -> Iterable[ActionSpec]:
    yield ActionSpec(
        verb="finance.show_receivables", title=tr("Receivables"), icon="buildings", permission="",
        run=lambda: services.navigator.open_page(RECEIVABLES),
        words=tr("companies owe ageing overdue reminder dunning city ledger"),
    )  # fmt: skip
    yield ActionSpec(
        verb="finance.show_ledgers", title=tr("Trial balance"), icon="scales", permission="",
        run=lambda: services.navigator.open_page(LEDGERS),
        words=tr("accounts debit credit bookkeeping journal"),
    )  # fmt: skip
    yield ActionSpec(
        verb="finance.show_commissions", title=tr("Commissions"), icon="percent", permission="",
        run=lambda: services.navigator.open_page(COMMISSIONS),
        words=tr("agents channels share travel month"),
    )  # fmt: skip
