"""The pictures of folios that `keyrack screens` renders: a guest who leaves today, a company that pays."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from PySide6.QtWidgets import QWidget

from app.features.folios import OpenFolio, PaymentView, SellVoucher, Vouchers
from app.features.rack import FindStays
from app.kernel.text import tr
from ui.features.folios.cashier.cashier_page import CashierPage
from ui.features.folios.folio_page import FolioPage
from ui.features.folios.nights_card import NightsCard
from ui.features.folios.panels.deposits import DepositPanel
from ui.features.folios.panels.payment import PaymentPanel
from ui.shell.main_window import MainWindow
from ui.shell.print_dialog import PrintDialog
from ui.shell.screens import ScreenShot, Stage

Prepare = Callable[[Stage, FolioPage], QWidget | None]
# Of the demo hotel: who leaves today with something to pay, and whose company pays the room.
GUEST: Final = "Papadopoulos"
LAST_LINE: Final = 9
DEPOSIT_GUEST: Final = "Okonkwo"


def screens() -> list[ScreenShot]:
    """The pictures, in the order they are taken."""
    shots: dict[str, Prepare] = {
        "folio": _payment,
        "folio-charge": _verb("charge"),
        "folio-split": _verb("split"),
        "folio-transfer": _verb("transfer"),
        "folio-reverse": _verb("reverse"),
        "folio-empty": _empty,
        "folio-list": _list,
        "folio-cash": _cash,
        "folio-more": _more,
        "folio-routing": _routing,
        "folio-invoice": _invoice,
        "folio-print": _print,
        "folio-waiting": _waiting,
        "folio-link": _link,
        "folio-hold": _hold,
        "folio-deposit": _deposit,
        "folio-deposit-due": _schedule,
        "folio-voucher": _voucher,
        "folio-vouchers": _vouchers,
        "folio-cards": _cards,
        "folio-nights": _nights,
        "cashier": _cashier,
    }
    return [ScreenShot(name=name, prepare=_on_page(prepare)) for name, prepare in shots.items()]


def _on_page(prepare: Prepare) -> Callable[[Stage], QWidget | None]:
    def run(stage: Stage) -> QWidget | None:
        window = stage.window
        assert isinstance(window, MainWindow)
        stay = window.services.app.ask(FindStays(text=GUEST)).stays[0].stay_id
        window.open_page("folios", list=True)
        window.open_page("folios", stay=stay)
        stage.settle()
        page = window.page
        assert isinstance(page, FolioPage)
        page.pane.activate(1)
        _mark(page)
        return prepare(stage, page)

    return run


def _mark(page: FolioPage) -> None:
    """The last charge of the guest is marked, and nothing else."""
    for card in page.pane.cards:
        for index, row in enumerate(card.table.lines.rows):
            wanted = card.number == 1 and index == LAST_LINE - 1 and row.can_be_reversed
            card.table.lines.mark(index, marked=wanted)
    page.pane.chosen.emit()


def _payment(_stage: Stage, page: FolioPage) -> None:
    page.run_verb("payment")


def _verb(name: str) -> Prepare:
    def prepare(_stage: Stage, page: FolioPage) -> None:
        page.run_verb(name)
        if name == "charge" and page.panel is not None:
            search = page.panel.fields["article_code"].editor
            search.setFocus()
        if name == "reverse" and page.panel is not None:
            page.panel.fields["reason"].say_wrong(tr("Say why, for those who read the bill."))

    return prepare


def _empty(stage: Stage, page: FolioPage) -> None:
    other = page.services.app.ask(FindStays(text="Okonkwo")).stays[0]
    page.show_one(stay=other.stay_id)
    stage.settle()


def _list(stage: Stage, page: FolioPage) -> None:
    page.show_list()
    stage.settle()


def _cashier(stage: Stage, page: FolioPage) -> None:
    """Three hundred euros are in the drawer, half of them counted."""
    page.services.navigator.open_page("cashier")
    stage.settle()
    window = stage.window
    assert isinstance(window, MainWindow)
    cashier = window.page
    assert isinstance(cashier, CashierPage)
    if cashier.card.grid is not None:
        cashier.card.grid.show_counts({5_000: 2, 2_000: 4, 1_000: 3, 100: 6, 50: 8})


def _cash(_stage: Stage, page: FolioPage) -> None:
    """A hundred and fifty euros are handed over."""
    page.run_verb("payment")
    panel = page.panel
    if isinstance(panel, PaymentPanel):
        panel.tiles.use("cash")
        panel.given.setText("150")
        panel.given.textEdited.emit("150")


def _more(_stage: Stage, page: FolioPage) -> QWidget | None:
    page.opening.open_more()
    return page.opening.menu


def _routing(stage: Stage, page: FolioPage) -> None:
    page.opening.open_routing()
    stage.settle()


def _invoice(stage: Stage, page: FolioPage) -> None:
    page.pane.activate(2)
    page.run_verb("invoice")
    stage.settle()


def _payments(page: FolioPage) -> list[PaymentView]:
    """Card payments of this guest as they look while they are not done."""
    folio = page.data.folio
    assert folio is not None
    at = page.services.app.clock.now()
    common = PaymentView(
        page.desk.new_id(), folio.folio_id, 1, "stripe", "pending", 5_000, folio.currency, 0, "", 0, 0, None,
        0, None, "", "stripe", "plink_1", tr("The guest has not paid by the link yet."), at,
        "https://buy.stripe.com/test_9AQ5kM8wT2fX1Hy4gg", by_link=True,
    )  # fmt: skip
    held = replace(
        common, payment_id=page.desk.new_id(), status="authorised", amount_minor=30_000, note="",
        authorised_minor=30_000, reference="Visa 4417", by_link=False, link="",
    )  # fmt: skip
    failed = replace(
        held, payment_id=page.desk.new_id(), status="failed", amount_minor=11_500,
        note=tr("Your card was declined."),
    )  # fmt: skip
    return [common, held, failed]


def _waiting(_stage: Stage, page: FolioPage) -> None:
    """Under the window's rows: a link, a hold, a card that was declined."""
    if page.pane.card is not None:
        page.pane.card.show_unfinished(_payments(page))


def _link(_stage: Stage, page: FolioPage) -> None:
    page.opening.taking.line(_payments(page)[0], "scan")


def _hold(_stage: Stage, page: FolioPage) -> None:
    page.opening.taking.line(_payments(page)[1], "capture")


def _deposit(stage: Stage, page: FolioPage) -> None:
    other = page.services.app.ask(FindStays(text=DEPOSIT_GUEST)).stays
    if other:
        page.show_one(stay=other[0].stay_id)
        stage.settle()
    page.opening.taking.deposits()
    stage.settle()


def _schedule(stage: Stage, page: FolioPage) -> None:
    _deposit(stage, page)
    if isinstance(page.panel, DepositPanel):
        page.panel.schedule_asked.emit()


def _sell(page: FolioPage) -> None:
    """Two vouchers, so that there is a list."""
    folio = page.data.folio
    if folio is None or page.services.app.ask(Vouchers(property_id=folio.property_id)).vouchers:
        return
    app = page.services.app
    till = app.new_id()
    app.execute(
        OpenFolio(id=app.new_id(), folio_id=till, property_id=folio.property_id, kind="passer_by",
                  name="Desk")
    )  # fmt: skip
    for minor, name in ((10_000, "Ana Brandt"), (5_000, "")):
        app.execute(
            SellVoucher(
                id=app.new_id(), voucher_id=app.new_id(), folio_id=till, amount_minor=minor, name=name
            )
        )


def _voucher(_stage: Stage, page: FolioPage) -> None:
    page.opening.taking.sell_voucher()


def _vouchers(stage: Stage, page: FolioPage) -> None:
    _sell(page)
    page.opening.taking.vouchers()
    stage.settle()


def _cards(_stage: Stage, page: FolioPage) -> None:
    page.opening.taking.cards()


def _nights(stage: Stage, page: FolioPage) -> QWidget | None:
    page.services.actions["folios.post_nights"].run()
    stage.settle()
    window = stage.window
    assert isinstance(window, MainWindow)
    return window.findChildren(NightsCard)[-1]


def _print(stage: Stage, page: FolioPage) -> QWidget | None:
    """The report of the drawer, before it goes to the printer."""
    page.services.navigator.open_page("cashier")
    stage.settle()
    window = stage.window
    assert isinstance(window, MainWindow)
    cashier = window.page
    assert isinstance(cashier, CashierPage)
    cashier.print_drawer()
    stage.settle()
    return window.findChildren(PrintDialog)[-1]
