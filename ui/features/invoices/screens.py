"""Pictures of the documents and of money's settings."""

from collections.abc import Callable

from app.kernel.text import tr
from ui.features.invoices.city_form import OwnCityForm
from ui.features.invoices.documents_page import DocumentsPage
from ui.features.invoices.money_page import MoneyPage
from ui.features.invoices.sample import furnish
from ui.features.invoices.taxes_tab import TaxesTab
from ui.shell.main_window import MainWindow
from ui.shell.screens import ScreenShot, Stage


def screens() -> list[ScreenShot]:
    """The pictures, in the order they are taken."""
    return [
        ScreenShot(name="money-taxes", prepare=_money("taxes")),
        ScreenShot(name="money-tax", prepare=_tax),
        ScreenShot(name="money-city-tax", prepare=_city),
        ScreenShot(name="money-own-city-tax", prepare=_own_city),
        ScreenShot(name="money-mail", prepare=_money("mail")),
        ScreenShot(name="documents-mail", prepare=_mail),
        ScreenShot(name="money-issuer", prepare=_money("issuer")),
        ScreenShot(name="money-series", prepare=_money("series")),
        ScreenShot(name="money-chart", prepare=_money("chart")),
        ScreenShot(name="money-cash", prepare=_money("cash")),
        ScreenShot(name="money-commissions", prepare=_money("shares")),
        ScreenShot(name="documents", prepare=_documents(take_back=False)),
        ScreenShot(name="documents-credit-note", prepare=_documents(take_back=True)),
    ]


def _page(stage: Stage, tab: str) -> MoneyPage:
    window = stage.window
    assert isinstance(window, MainWindow)
    furnish(window.services.app)
    window.open_page("money_settings", tab=tab)
    stage.settle()
    page = window.page
    assert isinstance(page, MoneyPage)
    page.tab.close_form()
    return page


def _money(tab: str) -> Callable[[Stage], None]:
    def run(stage: Stage) -> None:
        _page(stage, tab)
        stage.settle()

    return run


def _tax(stage: Stage) -> None:
    tab = _page(stage, "taxes").tab
    assert isinstance(tab, TaxesTab)
    tab.taxes.selectRow(3)
    if tab.taxes.current is not None:
        tab.change(tab.taxes.current.rule)
    stage.settle()


def _city(stage: Stage) -> None:
    tab = _page(stage, "taxes").tab
    assert isinstance(tab, TaxesTab)
    tab.add_city()
    stage.settle()


def _own_city(stage: Stage) -> None:
    tab = _page(stage, "taxes").tab
    assert isinstance(tab, TaxesTab)
    tab.add_own_city()
    form = tab.form
    assert isinstance(form, OwnCityForm)
    form.name.setText(tr("City tax"))
    form.bands.setText("0–12: 0 %; 13–17: 50 %")
    form.seasons.setText("1.4.–31.10.: 4.00")
    form.most.setText("7")
    form.ages.setText("9, 15")
    form.try_it()
    stage.settle()


def _mail(stage: Stage) -> None:
    window = stage.window
    assert isinstance(window, MainWindow)
    furnish(window.services.app)
    window.open_page("documents")
    stage.settle()
    page = window.page
    assert isinstance(page, DocumentsPage)
    page.close_panel()
    page.table.selectAll()
    stage.settle()
    page.ask_mail(page.chosen.rows)
    stage.settle()


def _documents(*, take_back: bool) -> Callable[[Stage], None]:
    def run(stage: Stage) -> None:
        window = stage.window
        assert isinstance(window, MainWindow)
        furnish(window.services.app)
        window.open_page("documents")
        stage.settle()
        page = window.page
        assert isinstance(page, DocumentsPage)
        page.close_panel()
        page.table.selectRow(1)
        if page.table.current is not None and take_back:
            page.correct(page.table.current, anew=True)
        elif page.table.current is not None:
            page.show_document(page.table.current)
        stage.settle()

    return run
