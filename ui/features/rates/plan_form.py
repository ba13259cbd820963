"""The form of a rate plan: what it is, what it follows, when it is sold, what cancelling costs."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from app.features.guests import CompanyView
from app.features.rates import AddRatePlan, ChangeRatePlan, Kind, PlanView
from app.kernel.errors import AppError
from app.kernel.text import tr
from ui.features.rates.fields import DayField, Spin
from ui.features.rates.plan_words import (
    FEES,
    KINDS,
    MEALS,
    bands_text,
    parse_bands,
    parse_share,
    roundings,
    share_text,
)
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.form_field import FormField
from ui.widgets.labels import IconLabel, heading, label, rule
from ui.widgets.money_text import amount_text, parse_amount
from ui.widgets.theme import SMALL

MOST = 999


class PlanForm(QWidget):
    """`edited()` with every change. `command` makes what would save it, or marks what is wrong."""

    edited = Signal()

    def __init__(self, currency: str, today: date) -> None:
        super().__init__()
        self.setProperty("ground", "surface")
        self._currency, self._today = currency, today
        self.plan: PlanView | None = None
        self.plan_id: UUID | None = None
        self.name, self.code = QLineEdit(), QLineEdit()
        self.kind, self.meal, self.per, self.parent_plan = ChoiceBox(), ChoiceBox(), ChoiceBox(), ChoiceBox()
        self.share, self.amount, self.rounding = QLineEdit(), QLineEdit(), ChoiceBox()
        self.example = label("", SMALL, tone="secondary", wrap=True)
        self.promo, self.company = QLineEdit(), ChoiceBox()
        self.bands = QLineEdit()
        self.prepaid = _number(100, " %")
        self.min_stay, self.max_stay = _number(MOST), _number(MOST)
        self.min_advance, self.max_advance = _number(MOST), _number(MOST, empty=True)
        none = tr("Open")
        self.sold_from, self.sold_until = DayField(today, empty=none), DayField(today, empty=none)
        self.valid_from, self.valid_until = DayField(today, empty=none), DayField(today, empty=none)
        self.free_days, self.fee, self.fee_nights = _number(MOST, empty=True), ChoiceBox(), _number(30)
        self.fee_share = _number(100, " %")
        self.active = QCheckBox(tr("Sold"))
        self.fields: dict[str, FormField] = {}
        self._fill()
        self._lay_out()
        self._connect()

    def show_plan(self, plan: PlanView | None, plans: Sequence[PlanView], new_id: UUID) -> None:
        """Show a plan, or an empty form for a new one."""
        self.blockSignals(True)
        self.plan, self.plan_id = plan, plan.id if plan is not None else new_id
        self.parent_plan.clear()
        self.parent_plan.add("", tr("Prices of its own"))
        for other in plans:
            if other.active and (plan is None or other.id != plan.id):
                self.parent_plan.add(str(other.id), tr("Follows {plan}", plan=other.name))
        self.name.setText(plan.name if plan else "")
        self.code.setText(plan.code if plan else "")
        self.kind.choose(str(plan.kind) if plan else str(Kind.BEST_AVAILABLE))
        self.meal.choose(plan.meal if plan else "")
        self.per.choose(plan.per if plan else "room")
        self.parent_plan.choose(str(plan.parent_id) if plan and plan.parent_id else "")
        self.share.setText(share_text(plan.derive_bp) if plan and plan.derive_bp else "")
        self.amount.setText(
            amount_text(plan.derive_minor, self._currency) if plan and plan.derive_minor else ""
        )
        self.rounding.choose(plan.round_minor if plan else 1)
        self.promo.setText(plan.promo_code if plan else "")
        self.company.choose(str(plan.company_id) if plan and plan.company_id else "")
        self.bands.setText(bands_text(plan.child_bands) if plan else "")
        self.prepaid.setValue(plan.prepayment_bp // 100 if plan else 0)
        self.active.setChecked(plan.active if plan else True)
        self._show_limits(plan)
        for field in self.fields.values():
            field.clear()
        self.example.setText("")
        self.blockSignals(False)
        self._use_parent()

    def _show_limits(self, plan: PlanView | None) -> None:
        self.min_stay.setValue(plan.min_stay if plan else 0)
        self.max_stay.setValue(plan.max_stay if plan else 0)
        self.min_advance.setValue(plan.min_advance if plan else 0)
        ahead = plan.max_advance if plan else None
        self.max_advance.setValue(-1 if ahead is None else ahead)
        for name in ("sold_from", "sold_until", "valid_from", "valid_until"):
            field: DayField = getattr(self, name)
            field.show_day(getattr(plan, name) if plan else None)
        policy: dict[str, Any] = plan.policy if plan else {}
        free = policy.get("free_until_days")
        self.free_days.setValue(-1 if free is None else int(free))
        self.fee.choose(policy.get("fee", "none"))
        self.fee_nights.setValue(int(policy.get("nights", 1)))
        self.fee_share.setValue(int(policy.get("share_bp", 10_000)) // 100)
        self._use_fee()

    def show_companies(self, companies: Sequence[CompanyView]) -> None:
        """Offer companies."""
        held = self.company.choice
        self.company.clear()
        self.company.add("", tr("For everybody"))
        for view in companies:
            self.company.add(str(view.id), view.name)
        self.company.choose(held)

    def command(self, id_: UUID, property_id: UUID) -> AddRatePlan | ChangeRatePlan | None:
        """What saves the form; None when something is wrong, which is marked then."""
        terms = self._terms()
        if terms is None or self.plan_id is None:
            return None
        if self.plan is None:
            given = {name: value for name, value in terms.items() if name != "active"}
            return AddRatePlan(id=id_, plan_id=self.plan_id, property_id=property_id, **given)
        clear = tuple(name for name, value in terms.items() if value is None)
        return ChangeRatePlan(id=id_, plan_id=self.plan_id, clear=clear, **terms)

    def mark(self, error: AppError) -> bool:
        """Say a refusal at its field; False when it has none here."""
        names = {"derive_bp": "share", "derive_minor": "amount", "child_bands": "bands", "plan_id": "name"}
        field = self.fields.get(names.get(error.field, error.field))
        if field is not None:
            field.say_wrong(error.sentence)
        return field is not None

    def _terms(self) -> dict[str, Any] | None:
        share, bands = parse_share(self.share.text()), parse_bands(self.bands.text())
        typed = self.amount.text().strip()
        amount = parse_amount(typed, self._currency) if typed else 0
        wrong = {
            "share": (share is None, tr("Write a share such as −10 or 7.5.")),
            "amount": (amount is None, tr("This is no amount.")),
            "bands": (bands is None, tr("Write ages such as 0–3, 4–12.")),
            **{
                name: (getattr(self, name).is_wrong, tr("This is no day. Type it like 21.11."))
                for name in ("sold_from", "sold_until", "valid_from", "valid_until")
            },
        }
        for name, (is_wrong, sentence) in wrong.items():
            if is_wrong:
                self.fields[name].say_wrong(sentence)
        if any(is_wrong for is_wrong, _ in wrong.values()):
            return None
        parent, company = str(self.parent_plan.choice or ""), str(self.company.choice or "")
        ahead = self.max_advance.value()
        return {
            "code": self.code.text().strip(),
            "name": self.name.text().strip(),
            "kind": Kind(str(self.kind.choice)),
            "per": str(self.per.choice),
            "meal": str(self.meal.choice),
            "child_bands": bands,
            "parent_id": UUID(parent) if parent else None,
            "derive_bp": share if parent else 0,
            "derive_minor": amount if parent else 0,
            "round_minor": self.rounding.choice if parent else 1,
            "policy": self._policy(),
            "prepayment_bp": self.prepaid.value() * 100,
            "min_stay": self.min_stay.value(),
            "max_stay": self.max_stay.value(),
            "min_advance": self.min_advance.value(),
            "max_advance": None if ahead < 0 else ahead,
            "sold_from": self.sold_from.day,
            "sold_until": self.sold_until.day,
            "valid_from": self.valid_from.day,
            "valid_until": self.valid_until.day,
            "promo_code": self.promo.text().strip(),
            "company_id": UUID(company) if company else None,
            "active": self.active.isChecked(),
        }

    def _policy(self) -> dict[str, Any]:
        fee = str(self.fee.choice)
        # What the form does not show (an hour instead of a day) stays as it is.
        known = dict(self.plan.policy) if self.plan is not None else {}
        policy: dict[str, Any] = {
            k: v for k, v in known.items() if k not in ("free_until_days", "fee", "nights", "share_bp")
        }
        if fee == "none":
            return {}
        policy["fee"] = fee
        if self.free_days.value() >= 0:
            policy["free_until_days"] = self.free_days.value()
        if fee == "nights":
            policy["nights"] = max(self.fee_nights.value(), 1)
        if fee == "share":
            policy["share_bp"] = self.fee_share.value() * 100
        return policy

    def _fill(self) -> None:
        for kind, word in KINDS.items():
            self.kind.add(str(kind), tr(word))
        for code, word in MEALS:
            self.meal.add(code, tr(word))
        for code, word in FEES:
            self.fee.add(code, tr(word))
        self.per.add("room", tr("Per room"))
        self.per.add("person", tr("Per person"))
        self.company.add("", tr("For everybody"))
        for steps, word in roundings(self._currency):
            self.rounding.add(steps, word)
        self.share.setPlaceholderText(tr("Such as −10"))
        self.amount.setPlaceholderText(tr("Such as 18"))
        self.bands.setPlaceholderText(tr("Such as 0–3, 4–12"))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 12, 8)
        column.setSpacing(10)
        column.addLayout(self._row(("name", tr("Name"), self.name), ("code", tr("Short code"), self.code)))
        column.addLayout(self._row(("kind", tr("Kind"), self.kind), ("meal", tr("Meals"), self.meal)))
        column.addWidget(rule())
        column.addWidget(heading(tr("Prices")))
        column.addLayout(
            self._row(
                ("parent_id", tr("Where they come from"), self.parent_plan), ("per", tr("Counted"), self.per)
            )
        )
        column.addLayout(
            self._row(
                ("share", tr("Share, %"), self.share),
                ("amount", tr("Amount"), self.amount),
                ("round_minor", tr("Rounding"), self.rounding),
            )
        )
        sample = QGridLayout()
        sample.setHorizontalSpacing(6)
        self._link = IconLabel("link-simple", size=12)
        sample.addWidget(self._link, 0, 0)
        sample.addWidget(self.example, 0, 1)
        sample.setColumnStretch(1, 1)
        column.addLayout(sample)
        column.addLayout(
            self._row(
                ("bands", tr("Children’s age bands"), self.bands),
                ("prepayment_bp", tr("Paid when booking"), self.prepaid),
            )
        )
        self._lay_out_sale(column)
        column.addWidget(self.active)
        column.addStretch(1)

    def _lay_out_sale(self, column: QVBoxLayout) -> None:
        """When it is sold, and what cancelling costs."""
        column.addWidget(rule())
        column.addWidget(heading(tr("When it is sold")))
        column.addLayout(
            self._row(
                ("promo_code", tr("Promotion code"), self.promo), ("company_id", tr("Company"), self.company)
            )
        )
        column.addLayout(
            self._row(
                ("min_stay", tr("Nights at least"), self.min_stay),
                ("max_stay", tr("Nights at most"), self.max_stay),
                ("min_advance", tr("Days ahead at least"), self.min_advance),
                ("max_advance", tr("Days ahead at most"), self.max_advance),
            )
        )
        column.addLayout(
            self._row(
                ("sold_from", tr("Booked from"), self.sold_from),
                ("sold_until", tr("Booked until"), self.sold_until),
            )
        )
        column.addLayout(
            self._row(
                ("valid_from", tr("Nights from"), self.valid_from),
                ("valid_until", tr("Nights until"), self.valid_until),
            )
        )
        column.addWidget(rule())
        column.addWidget(heading(tr("Cancelling")))
        column.addLayout(
            self._row(
                ("fee", tr("What it costs"), self.fee),
                ("fee_nights", tr("Nights"), self.fee_nights),
                ("fee_share", tr("Share"), self.fee_share),
                ("free_days", tr("Free until days before"), self.free_days),
            )
        )

    def _row(self, *entries: tuple[str, str, QWidget]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        for number, (name, title, editor) in enumerate(entries):
            self.fields[name] = FormField(title, editor)
            grid.addWidget(self.fields[name], 0, number)
            grid.setColumnStretch(number, 1)
        return grid

    def _connect(self) -> None:
        for edit in (self.name, self.code, self.share, self.amount, self.promo, self.bands):
            edit.textEdited.connect(lambda _text: self.edited.emit())
        for box in (self.kind, self.meal, self.per, self.rounding, self.company, self.parent_plan, self.fee):
            box.activated.connect(lambda _index: self._chosen())
        for field in (self.sold_from, self.sold_until, self.valid_from, self.valid_until):
            field.changed.connect(self.edited)
        for number in (self.min_stay, self.max_stay, self.min_advance, self.max_advance):
            number.valueChanged.connect(lambda _value: self.edited.emit())

    def _chosen(self) -> None:
        self.fields["parent_id"].clear()
        self._use_fee()
        self._use_parent()
        self.edited.emit()

    def _use_parent(self) -> None:
        follows = bool(self.parent_plan.choice)
        for name in ("share", "amount", "round_minor"):
            self.fields[name].setVisible(follows)
        self._link.setVisible(follows)
        self.example.setVisible(follows)

    def _use_fee(self) -> None:
        fee = self.fee.choice
        self.fields["fee_nights"].setVisible(fee == "nights")
        self.fields["fee_share"].setVisible(fee == "share")
        self.fields["free_days"].setVisible(fee != "none")


def _number(most: int, suffix: str = "", *, empty: bool = False) -> QSpinBox:
    """A number; with `empty` it may say that there is no limit."""
    made = Spin()
    made.setRange(-1 if empty else 0, most)
    if empty:
        made.setSpecialValueText(tr("Open"))
        made.setValue(-1)
    elif not suffix:
        made.setSpecialValueText(tr("No limit"))
    made.setSuffix(suffix)
    return made
