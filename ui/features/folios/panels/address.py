"""Who issues the house's bills, and to which address a payer's bills go."""

from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from app.features.folios import WindowView
from app.features.invoices import LANGUAGES, BillingAddressView, IssuerView, SetBillingAddress, SetIssuer
from app.features.property import PropertyView
from app.kernel.text import tr
from ui.features.folios.desk import FolioDesk
from ui.features.folios.panels.base import FolioPanel
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.form_field import FormField
from ui.widgets.labels import label
from ui.widgets.theme import SMALL


class _AddressPanel(FolioPanel):
    """Name, street, postcode and city, country, VAT number."""

    def __init__(self, desk: FolioDesk, title: str, name: str, country: str, note: str) -> None:
        super().__init__(desk, title, tr("Save"), "check")
        self.name, self.street = QLineEdit(name), QLineEdit()
        self.postcode, self.city = QLineEdit(), QLineEdit()
        self.country, self.vat_id = QLineEdit(country), QLineEdit()
        self.country.setMaxLength(2)
        self.field("name", tr("Name"), self.name)
        self.field("street", tr("Street"), self.street)
        row = QHBoxLayout()
        row.setSpacing(8)
        for key, head, editor, share in (
            ("postcode", tr("Postcode"), self.postcode, 2), ("city", tr("City"), self.city, 3),
        ):  # fmt: skip
            made = self.fields[key] = FormField(head, editor)
            row.addWidget(made, share)
        self.body.addLayout(row)
        pair = QHBoxLayout()
        pair.setSpacing(8)
        for key, head, editor, share in (
            ("country", tr("Country"), self.country, 2), ("vat_id", tr("VAT number"), self.vat_id, 3),
        ):  # fmt: skip
            made = self.fields[key] = FormField(head, editor)
            pair.addWidget(made, share)
        self.body.addLayout(pair)
        self.more()
        self.body.addWidget(label(note, SMALL, tone="secondary", wrap=True))
        self.body.addStretch(1)
        self.setFocusProxy(self.name)

    def more(self) -> None:
        """Further fields of a kind of address."""


class IssuerPanel(_AddressPanel):
    """The company that issues the bills of a hotel."""

    verbs = (SetIssuer,)

    def __init__(self, desk: FolioDesk, hotel: PropertyView, known: IssuerView | None) -> None:
        self.iban, self.email = QLineEdit(), QLineEdit()
        note = tr("It stands on every bill of {hotel}.", hotel=hotel.name)
        super().__init__(desk, tr("Who issues"), hotel.name, hotel.country, note)
        self._hotel = hotel
        if known is not None:
            for editor, text in (
                (self.name, known.name), (self.street, known.street), (self.postcode, known.postcode),
                (self.city, known.city), (self.country, known.country), (self.vat_id, known.vat_id),
                (self.iban, known.iban), (self.email, known.email),
            ):  # fmt: skip
                editor.setText(text)
        elif not self.city.text():
            self.city.setText(hotel.city)

    def more(self) -> None:
        """Where money is sent, and questions."""
        self.field("iban", tr("IBAN"), self.iban)
        self.field("email", tr("E-mail"), self.email)

    def agree(self) -> None:
        """Save it."""
        self.clear_refusal()
        command = SetIssuer(
            id=self.desk.new_id(), property_id=self._hotel.id, name=self.name.text().strip(),
            country=self.country.text().strip().upper(), street=self.street.text().strip(),
            postcode=self.postcode.text().strip(), city=self.city.text().strip(),
            vat_id=self.vat_id.text().strip(), iban=self.iban.text().strip(), email=self.email.text().strip(),
        )  # fmt: skip
        self.desk.do(command, tr("The issuer is saved"), on_done=self.finished, on_refused=self.refuse)


class BuyerPanel(_AddressPanel):
    """The address on the bills of a guest or company."""

    verbs = (SetBillingAddress,)

    def __init__(
        self,
        desk: FolioDesk,
        window: WindowView,
        guest_id: UUID | None,
        known: BillingAddressView | None,
        country: str,
    ) -> None:
        note = tr("It stands on this payer's bills from now on.")
        self.email, self.language = QLineEdit(), ChoiceBox()
        super().__init__(desk, tr("Billing address"), window.name, country, note)
        self.show_window(window.number, company=window.company_id is not None)
        self._window, self._guest_id, self._known = window, guest_id, known
        if known is not None:
            for editor, text in (
                (self.name, known.name), (self.street, known.street), (self.postcode, known.postcode),
                (self.city, known.city), (self.country, known.country), (self.vat_id, known.vat_id),
                (self.email, known.email),
            ):  # fmt: skip
                editor.setText(text)
            self.language.choose(known.language)

    def more(self) -> None:
        """Where bills are sent by e-mail, and in which language they are written."""
        self.field("email", tr("E-mail"), self.email)
        self.language.add("", tr("The guest's, else English"))
        for code, name in LANGUAGES.items():
            self.language.add(code, name)
        self.field("language", tr("Language"), self.language)

    def agree(self) -> None:
        """Save it."""
        self.clear_refusal()
        company = self._window.company_id
        command = SetBillingAddress(
            id=self.desk.new_id(), address_id=self._known.id if self._known else self.desk.new_id(),
            name=self.name.text().strip(), country=self.country.text().strip().upper(), company_id=company,
            guest_id=None if company else self._window.guest_id or self._guest_id,
            street=self.street.text().strip(), postcode=self.postcode.text().strip(),
            city=self.city.text().strip(), vat_id=self.vat_id.text().strip(),
            email=self.email.text().strip(), language=str(self.language.choice or ""),
            department=self._known.department if self._known else "",
        )  # fmt: skip
        self.desk.do(command, tr("The address is saved"), on_done=self.finished, on_refused=self.refuse)
