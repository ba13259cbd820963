"""Who pays: another window of the folio, or another payer and terms for one; and folios without a stay."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtWidgets import QLineEdit

from app.features.folios import AddWindow, ChangeWindow, FolioView, OpenFolio, WindowView
from app.features.guests import CompanyView
from app.features.property import PropertyView
from app.kernel.text import tr
from ui.features.folios.desk import FolioDesk
from ui.features.folios.head import kind_word
from ui.features.folios.panels.base import FolioPanel
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.form_field import FormField
from ui.widgets.labels import label
from ui.widgets.segmented import SegmentedControl
from ui.widgets.theme import SMALL

GUEST, COMPANY, SOMEBODY = "guest", "company", "somebody"


class PayerPanel(FolioPanel):
    """Add a window (`window` None) or say who pays one that is there."""

    verbs = (AddWindow, ChangeWindow)

    def __init__(
        self,
        desk: FolioDesk,
        folio: FolioView,
        number: int,
        window: WindowView | None,
        companies: Sequence[CompanyView],
        guest_id: UUID | None,
    ) -> None:
        new = window is None
        super().__init__(desk, tr("Add window") if new else tr("Payer"), tr("Add") if new else tr("Change"))
        self._folio, self._number, self._window, self._guest_id = folio, number, window, guest_id
        self.show_window(number)
        self.who = SegmentedControl(
            [(GUEST, tr("Guest")), (COMPANY, tr("Company")), (SOMEBODY, tr("Another"))], wide=True
        )
        self.body.addWidget(FormField(tr("Who pays"), self.who))
        self.company = ChoiceBox()
        for company in companies:
            self.company.add(company.id, company.name)
        self.field("company_id", tr("Company"), self.company)
        self.name = QLineEdit()
        self.field("name", tr("Name"), self.name)
        self.terms = QLineEdit()
        self.terms.setPlaceholderText(tr("room, breakfast · invoice, 14 days"))
        self.field("terms", tr("What it pays, and how"), self.terms)
        note = tr("The terms stand beside the name. What goes here by itself is said under Routing.")
        self.body.addWidget(label(note, SMALL, tone="secondary", wrap=True))
        self.body.addStretch(1)
        self.who.chosen.connect(self._use)
        if window is not None:
            self.terms.setText(window.terms)
            self.name.setText(window.name)
            self.who.choose(COMPANY if window.company_id else GUEST)
            self.company.choose(window.company_id)
        else:
            self.who.choose(COMPANY if companies else SOMEBODY)
        self._use(self.who.choice)
        self.setFocusProxy(self.company if companies else self.name)

    def agree(self) -> None:
        """Write it."""
        self.clear_refusal()
        company = self.company.choice if self.who.choice == COMPANY else None
        company_id = company if isinstance(company, UUID) else None
        guest_id = self._guest_id if self.who.choice == GUEST else None
        name = self.name.text().strip() if self.who.choice == SOMEBODY else ""
        if self.who.choice == COMPANY and company_id is None:
            self.fields["company_id"].say_wrong(tr("No company is known yet. Add it under Companies first."))
            return
        if self.who.choice == SOMEBODY and not name:
            self.fields["name"].say_wrong(tr("Say who pays."))
            return
        kind = AddWindow if self._window is None else ChangeWindow
        command = kind(
            id=self.desk.new_id(), folio_id=self._folio.folio_id, number=self._number, name=name,
            guest_id=guest_id, company_id=company_id, terms=self.terms.text().strip(),
        )  # fmt: skip
        sentence = tr("Window {number} is there", number=self._number)
        changed = tr("Window {number} is changed", number=self._number)
        done = sentence if self._window is None else changed
        self.desk.do(command, done, on_done=self.finished, on_refused=self.refuse)

    def _use(self, who: str) -> None:
        self.fields["company_id"].setVisible(who == COMPANY)
        self.fields["name"].setVisible(who == SOMEBODY)


class NewFolioPanel(FolioPanel):
    """A folio for somebody without a room: a passer-by, a company, a group."""

    verbs = (OpenFolio,)

    def __init__(self, desk: FolioDesk, hotel: PropertyView, companies: Sequence[CompanyView]) -> None:
        super().__init__(desk, tr("New folio"), tr("Open folio"), "plus")
        self._hotel = hotel
        self.opened_id: UUID | None = None
        self.kind = ChoiceBox()
        for kind in ("passer_by", "company", "master", "city_ledger"):
            self.kind.add(kind, kind_word(kind))
        self.field("kind", tr("Kind"), self.kind)
        self.name = QLineEdit()
        self.field("name", tr("Name"), self.name)
        self.company = ChoiceBox()
        for company in companies:
            self.company.add(company.id, company.name)
        self.field("company_id", tr("Company"), self.company)
        self.body.addStretch(1)
        self.kind.currentIndexChanged.connect(self._use)
        self._use()
        self.setFocusProxy(self.name)

    def agree(self) -> None:
        """Open it."""
        self.clear_refusal()
        company = self.company.choice if self._of_company else None
        if self._of_company and not isinstance(company, UUID):
            self.fields["company_id"].say_wrong(tr("No company is known yet. Choose another kind."))
            return
        if not self._of_company and not self.name.text().strip():
            self.fields["name"].say_wrong(tr("Say whose folio it is."))
            return
        command = OpenFolio(
            id=self.desk.new_id(), folio_id=self.desk.new_id(), property_id=self._hotel.id,
            kind=str(self.kind.choice), company_id=company if isinstance(company, UUID) else None,
            name="" if self._of_company else self.name.text().strip(),
        )  # fmt: skip
        self.opened_id = command.folio_id
        self.desk.do(command, tr("The folio is open"), on_done=self.finished, on_refused=self.refuse)

    @property
    def _of_company(self) -> bool:
        return self.kind.choice in ("company", "city_ledger")

    def _use(self) -> None:
        self.fields["company_id"].setVisible(self._of_company)
        self.fields["name"].setVisible(not self._of_company)
