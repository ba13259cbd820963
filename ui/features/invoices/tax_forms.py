"""The forms of taxes: a rate from a day on, the last day of one, and a city's ready tax."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QCheckBox, QLineEdit

from app.features.folios import AccountView, EndTaxRule, SetTaxRule, TaxRulesView, UseCityPreset
from app.features.property import PropertyView
from app.kernel.commands import Command
from app.kernel.text import tr
from ui.features.invoices.fields import (
    DayField,
    no_day,
    no_percent,
    parse_percent,
    percent_text,
    side_by_side,
)
from ui.features.invoices.form_panel import FormPanel
from ui.features.invoices.tax_rows import CityRule, TaxRule, categories
from ui.shell.services import ShellServices
from ui.widgets.buttons import KeyedButton, Size
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.labels import label, rule
from ui.widgets.theme import SMALL


class TaxForm(FormPanel):
    """A tax on charges; without one of the list it is a new one. `anew` keeps the code from another day."""

    def __init__(
        self,
        services: ShellServices,
        hotel: PropertyView,
        accounts: Sequence[AccountView],
        known: TaxRule | None = None,
        *,
        anew: bool = False,
    ) -> None:
        title = tr("Change a tax") if known else tr("Add a tax")
        title = tr("A new rate from a day on") if anew else title
        super().__init__(services, title, tr("Save"), tr("The tax is saved"), command=self.command)
        self._hotel, self._known, self._anew = hotel, known, anew
        self.code, self.name, self.share = QLineEdit(), QLineEdit(), QLineEdit()
        self.category, self.account = ChoiceBox(), ChoiceBox()
        for code, word in categories():
            self.category.add(code, word)
        for account in accounts:
            if account.active and account.kind == "liability":
                self.account.add(account.code, f"{account.code}  {account.name}")
        self.account.choose("2200")
        today = hotel.business_date
        self.first = DayField(today, today)
        self.last = DayField(today, empty=tr("Open"))
        self.inclusive = QCheckBox(tr("Prices have it inside"))
        self.inclusive.setChecked(True)
        self.compound = QCheckBox(tr("Taken of the price with other taxes on it"))
        self._lay_out()
        if known is not None:
            self._show(known)

    def command(self) -> Command | None:
        """The rule; what cannot be read is marked."""
        bp = parse_percent(self.share.text())
        first = self.first.day
        if bp is None:
            self.wrong("bp", no_percent())
        if self.first.is_wrong:
            self.wrong("valid_from", no_day())
        if self.last.is_wrong:
            self.wrong("valid_until", no_day())
        if bp is None or first is None or self.last.is_wrong:
            return None
        app, known = self.services.app, self._known
        return SetTaxRule(
            id=app.new_id(), rule_id=app.new_id() if known is None or self._anew else known.id,
            property_id=self._hotel.id, code=self.code.text(), name=self.name.text(), bp=bp,
            valid_from=first, valid_until=self.last.day, inclusive=self.inclusive.isChecked(),
            compound=self.compound.isChecked(), rank=known.rank if known else 0,
            account=str(self.account.choice), category=str(self.category.choice),
            jurisdiction=known.jurisdiction if known else self._hotel.country,
        )  # fmt: skip

    def _lay_out(self) -> None:
        self.body.addWidget(
            side_by_side((self.make("code", tr("Code"), self.code), 3),
                         (self.make("bp", tr("Rate, %"), self.share), 2))
        )  # fmt: skip
        self.field("name", tr("Name on bills"), self.name)
        self.field("category", tr("Kind"), self.category)
        self.body.addWidget(
            side_by_side((self.make("valid_from", tr("First day"), self.first), 1),
                         (self.make("valid_until", tr("Last day"), self.last), 1))
        )  # fmt: skip
        self.field("account", tr("Account"), self.account)
        self.body.addWidget(self.inclusive)
        self.body.addWidget(self.compound)
        self.note(tr("A rate of the same code that holds on the first day ends the day before."))
        self.body.addStretch(1)

    def _show(self, known: TaxRule) -> None:
        self.code.setText(known.code)
        self.code.setReadOnly(True)
        self.name.setText(known.name)
        self.share.setText(percent_text(known.bp))
        self.category.choose(known.category)
        self.account.choose(known.account)
        self.inclusive.setChecked(known.inclusive)
        self.compound.setChecked(known.compound)
        if not self._anew:
            self.first.show_day(known.valid_from)
            self.last.show_day(known.valid_until)


class EndForm(FormPanel):
    """The last day of a tax."""

    def __init__(self, services: ShellServices, rule: TaxRule | CityRule, today: date) -> None:
        super().__init__(
            services, tr("End {code}", code=rule.code), tr("End it"), tr("The tax ends"), command=self.command
        )
        self._rule_id: UUID = rule.id
        self.last = DayField(today, rule.valid_until or max(today, rule.valid_from))
        self.field("last_day", tr("Last day"), self.last)
        self.note(tr("What was posted stays as it is. Charges of later days are without it."))
        self.body.addStretch(1)

    def command(self) -> Command | None:
        """Its last day."""
        last = self.last.day
        if last is None:
            self.wrong("last_day", no_day())
            return None
        return EndTaxRule(id=self.services.app.new_id(), rule_id=self._rule_id, last_day=last)


class CityForm(FormPanel):
    """A ready city tax to take over: the city, the class of the hotel where it counts, and its source."""

    def __init__(self, services: ShellServices, hotel: PropertyView, view: TaxRulesView) -> None:
        super().__init__(
            services,
            tr("Use a city’s tax"),
            tr("Use it"),
            tr("The city tax is taken over"),
            command=self.command,
        )
        self._hotel = hotel
        self._presets = {preset.code: preset for preset in view.presets}
        self.city, self.category = ChoiceBox(), ChoiceBox()
        for code, preset in self._presets.items():
            self.city.add(code, f"{preset.city}, {preset.country}")
        near = next((c for c, p in self._presets.items() if p.country == hotel.country), None)
        self.city.choose(next((c for c, p in self._presets.items() if p.city == hotel.city), near))
        self.field("preset", tr("City"), self.city)
        self.field("category", tr("Class of the hotel"), self.category)
        self.name = label("", tone="", wrap=True)
        self.comment = label("", SMALL, tone="secondary", wrap=True)
        self.verify = label("", SMALL, tone="warning", wrap=True)
        for text in (self.name, self.comment, self.verify):
            self.body.addWidget(text)
        self.body.addStretch(1)
        self.city.currentIndexChanged.connect(lambda _index: self._show())
        self._show()

    def command(self) -> Command | None:
        """The preset; a class only where the city asks for it."""
        return UseCityPreset(
            id=self.services.app.new_id(), property_id=self._hotel.id, preset=str(self.city.choice),
            category=str(self.category.choice or ""),
        )  # fmt: skip

    def _show(self) -> None:
        self.clear_refusal()
        preset = self._presets[str(self.city.choice)]
        self.category.clear()
        for name in preset.categories:
            self.category.add(name, name)
        self.fields["category"].setVisible(bool(preset.categories))
        self.name.setText(preset.name)
        self.comment.setText(preset.comment)
        self.verify.setText(preset.verify)


class RulePanel(FormPanel):
    """One rule of a city in sentences; its verb ends it."""

    def __init__(
        self, services: ShellServices, city: CityRule, said: Sequence[str], verify: str, today: date
    ) -> None:
        super().__init__(services, city.name, tr("End it"), tr("The city tax ends"), command=self.command)
        self._rule_id, self.said = city.id, tuple(said)
        for sentence in said:
            self.body.addWidget(label(sentence, wrap=True))
        if verify:
            self.body.addWidget(label(verify, SMALL, tone="warning", wrap=True))
        self.body.addWidget(rule())
        self.last = DayField(today, city.valid_until, empty=tr("Open"))
        self.field("last_day", tr("Last day"), self.last)
        self.body.addStretch(1)
        self.change = KeyedButton(tr("Change its terms…"), size=Size.LARGE).stretch()
        self.foot.insertWidget(1, self.change)

    def command(self) -> Command | None:
        """Its last day."""
        last = self.last.day
        if last is None:
            self.wrong("last_day", no_day())
            return None
        return EndTaxRule(id=self.services.app.new_id(), rule_id=self._rule_id, last_day=last)


def with_more(form: TaxForm, *verbs: tuple[str, "partial[None]"]) -> TaxForm:
    """Other verbs of a tax under the filled one."""
    for number, (title, run) in enumerate(verbs):
        button = KeyedButton(title, size=Size.LARGE).stretch()
        button.clicked.connect(lambda _on=False, run=run: run())
        form.foot.insertWidget(1 + number, button)
    return form
