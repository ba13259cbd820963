"""Pictures of finance: what companies owe with one account beside, and the ledgers of the day."""

from collections.abc import Callable

from ui.features.finance.ledgers_page import LedgersPage
from ui.features.finance.receivables_page import ReceivablesPage
from ui.shell.main_window import MainWindow
from ui.shell.screens import ScreenShot, Stage


def screens() -> list[ScreenShot]:
    """The pictures, in the order they are taken."""
    return [
        ScreenShot(name="receivables", prepare=_receivables(with_account=False)),
        ScreenShot(name="receivables-account", prepare=_receivables(with_account=True)),
        ScreenShot(name="ledgers", prepare=_ledgers),
        ScreenShot(name="commissions", prepare=_commissions),
    ]


def _receivables(*, with_account: bool) -> Callable[[Stage], None]:
    def run(stage: Stage) -> None:
        window = stage.window
        assert isinstance(window, MainWindow)
        window.open_page("receivables")
        stage.settle()
        page = window.page
        assert isinstance(page, ReceivablesPage)
        page.close_panel()
        stage.settle()
        page.table.selectRow(1)
        if with_account and page.table.current is not None:
            page.show_account(page.table.current)
        stage.settle()

    return run


def _ledgers(stage: Stage) -> None:
    window = stage.window
    assert isinstance(window, MainWindow)
    window.open_page("ledgers")
    stage.settle()
    page = window.page
    assert isinstance(page, LedgersPage)
    page.table.selectRow(2)
    stage.settle()


def _commissions(stage: Stage) -> None:
    window = stage.window
    assert isinstance(window, MainWindow)
    window.open_page("commissions")
    stage.settle()
