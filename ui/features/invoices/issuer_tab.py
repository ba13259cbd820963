"""The tab of who writes the bills: the company's name, address, numbers, bank and days to pay."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from app.features.invoices import IssuerOf, IssuerView, SetIssuer
from app.features.property import PropertyView
from app.kernel.commands import Command, Query
from app.kernel.text import tr
from ui.features.invoices.fields import Spin, side_by_side
from ui.features.invoices.form_panel import FormPanel
from ui.features.invoices.money_tab import MoneyTab
from ui.shell.services import ShellServices
from ui.widgets.buttons import IconButton
from ui.widgets.labels import Card

WIDTH, MOST_DAYS = 560, 365


class IssuerForm(FormPanel):
    """All of it in one form, which stays open."""

    def __init__(self, services: ShellServices, hotel: PropertyView, known: IssuerView | None) -> None:
        super().__init__(
            services, tr("The company that writes the bills of {hotel}", hotel=hotel.name), tr("Save"),
            tr("Who writes the bills is saved"),
            command=self.command,
        )  # fmt: skip
        self.setFixedWidth(WIDTH)
        self._hotel, self._known = hotel, known
        names = ("name", "street", "postcode", "city", "country", "vat_id", "phone", "email", "iban", "bic")
        self.edits = {name: QLineEdit(getattr(known, name) if known else "") for name in names}
        if known is None:
            for name in ("name", "city", "country"):
                self.edits[name].setText(getattr(hotel, name))
        self.edits["country"].setMaxLength(2)
        self.days = Spin(0, MOST_DAYS, known.due_days if known else 14, tr(" days"))
        self.cancel.setText(tr("Put back"))
        self.cancel.set_key("")
        for cross in self.findChildren(IconButton):
            cross.hide()
        self._lay_out()

    def command(self) -> Command | None:
        """What was typed; what the form does not show stays."""
        typed = {name: edit.text().strip() for name, edit in self.edits.items()}
        known = self._known
        return SetIssuer(
            id=self.services.app.new_id(), property_id=self._hotel.id,
            **{**typed, "country": typed["country"].upper()}, due_days=self.days.value(),
            place=known.place if known else "", certified=known.certified if known else "",
            notes=known.notes if known else (), logo=known.logo if known else "",
        )  # fmt: skip

    def _lay_out(self) -> None:
        titles = {
            "name": tr("Name"), "street": tr("Street"), "postcode": tr("Postcode"), "city": tr("City"),
            "country": tr("Country"), "vat_id": tr("VAT number"), "phone": tr("Phone"),
            "email": tr("E-mail"), "iban": tr("IBAN"), "bic": tr("BIC"),
        }  # fmt: skip
        rows = (
            (("name", 1),), (("street", 1),), (("postcode", 2), ("city", 3)), (("country", 2), ("vat_id", 3)),
            (("phone", 2), ("email", 3)), (("iban", 3), ("bic", 2)),
        )  # fmt: skip
        for row in rows:
            self.body.addWidget(
                side_by_side(
                    *((self.make(name, titles[name], self.edits[name]), share) for name, share in row)
                )
            )
        self.field("due_days", tr("Bills are due after"), self.days)
        self.note(tr("It stands on every bill from now on. Bills that were issued stay as they are."))
        self.body.addStretch(1)


class IssuerTab(MoneyTab):
    """The form alone, in the middle of the page."""

    concerns = ("issuer",)

    def __init__(self, services: ShellServices) -> None:
        super().__init__(services, self.queries)
        self.form_of_issuer: IssuerForm | None = None
        self._card = Card()
        self._card.body.setContentsMargins(1, 1, 1, 1)
        row = QHBoxLayout()
        row.addWidget(self._card, 0, Qt.AlignmentFlag.AlignLeft)
        row.addStretch(1)
        self.content.addLayout(row, 1)

    def queries(self, hotel: PropertyView) -> tuple[tuple[Query[Any], Callable[[Any], None]], ...]:
        """Who it is."""
        return ((IssuerOf(property_id=hotel.id), self.answered),)

    def answered(self, known: IssuerView | None) -> None:
        """The form with what is known; what is being typed stays."""
        old = self.form_of_issuer
        if self.hotel is None or (old is not None and any(e.isModified() for e in old.edits.values())):
            return
        if old is not None:
            old.hide()
            self._card.body.removeWidget(old)
            old.deleteLater()
        form = self.form_of_issuer = IssuerForm(self.services, self.hotel, known)
        form.done.connect(self._saved)
        form.closed.connect(self._saved)
        self._card.body.addWidget(form)

    def _saved(self) -> None:
        if self.form_of_issuer is not None and self.hotel is not None:
            for edit in self.form_of_issuer.edits.values():
                edit.setModified(False)
            query = IssuerOf(property_id=self.hotel.id)
            self.services.operations.ask(query, self.answered, latest="money.issuer")
