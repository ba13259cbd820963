"""What is inside a plan's price: articles with their number and what of the price is theirs."""

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.features.property import Articles, ArticleView, PropertyView
from app.features.rates import Included, PlanView, SetPackage
from app.kernel.changes import Outcome
from app.kernel.errors import AppError
from app.kernel.text import tr
from ui.features.rates.fields import Spin
from ui.shell.services import ShellServices
from ui.widgets.buttons import KeyedButton, Kind
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.empty_state import EmptyState
from ui.widgets.form_field import FormField
from ui.widgets.labels import caption, label, set_tone
from ui.widgets.money_text import amount_text, parse_amount
from ui.widgets.theme import SMALL

MOST = 100


class PackagesTab(QWidget):
    """A line per article; what is ticked goes with the plan."""

    def __init__(self, services: ShellServices, hotel: PropertyView) -> None:
        super().__init__()
        self._services, self._hotel = services, hotel
        self._plans: Sequence[PlanView] = ()
        self._articles: Sequence[ArticleView] = ()
        self.lines: dict[str, tuple[QCheckBox, Spin, QLineEdit]] = {}
        self.plan_box = ChoiceBox()
        self.said = label("", SMALL, tone="secondary", wrap=True)
        self.save = KeyedButton(tr("Save"), Kind.PRIMARY, key=tr("Ctrl Enter"))
        self.nothing = EmptyState(
            "package", tr("There are no articles yet"),
            tr("Breakfast, parking and the like come with the ledgers of the hotel. They stand here then."),
        )  # fmt: skip
        self._grid = QGridLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(12)
        top = QHBoxLayout()
        top.addWidget(FormField(tr("Plan"), self.plan_box), 1)
        top.addStretch(2)
        column.addLayout(top)
        column.addLayout(self._grid)
        column.addWidget(self.nothing, 1)
        column.addStretch(1)
        foot = QHBoxLayout()
        foot.addWidget(self.said, 1)
        foot.addWidget(self.save)
        column.addLayout(foot)
        self.plan_box.activated.connect(lambda _index: self._show())
        self.save.clicked.connect(self.do_save)
        services.operations.ask(Articles(property_id=hotel.id), self._known)

    def show_plans(self, plans: Sequence[PlanView]) -> None:
        """Show the package of the held plan."""
        held = self.plan_box.choice
        self._plans = plans
        self.plan_box.clear()
        for plan in plans:
            self.plan_box.add(str(plan.id), plan.name)
        self.plan_box.choose(held)
        self._show()

    def do_save(self) -> None:
        """Save what is ticked."""
        plan = self._plan()
        if plan is None:
            return
        items = []
        for article in self._articles:
            if article.code not in self.lines:
                continue
            box, number, amount = self.lines[article.code]
            text = amount.text().strip()
            minor = parse_amount(text, self._hotel.currency) if text else None
            if text and minor is None:
                self._say(tr("“{text}” is no price.", text=text), "danger")
                amount.setFocus()
                return
            if box.isChecked():
                items.append(Included(article.code, number.value(), minor))
        new_id = self._services.app.new_id
        command = SetPackage(
            id=new_id(), plan_id=plan.id, items=tuple(items), item_ids=tuple(new_id() for _ in items)
        )
        title = tr("What {plan} includes is saved", plan=plan.name)

        def done(_outcome: Outcome) -> None:
            self._services.did(command.id, title)

        self._services.operations.run_command(command, done, self._refused)

    def _refused(self, error: AppError) -> None:
        self._say(error.sentence, "danger")

    def _known(self, articles: Sequence[ArticleView]) -> None:
        self._articles = [article for article in articles if article.active]
        self._show()

    def _plan(self) -> PlanView | None:
        return next((p for p in self._plans if str(p.id) == self.plan_box.choice), None)

    def _show(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self.lines = {}
        plan = self._plan()
        self.nothing.setVisible(not self._articles)
        self.save.setEnabled(bool(self._articles) and plan is not None)
        self._say("")
        if plan is None or not self._articles:
            return
        own = {item.article_code: item for item in plan.own_package}
        inherited = {item.article_code: item for item in plan.package}
        for column, word in enumerate((tr("Article"), tr("How many"), tr("Of the price"), tr("Counted"))):
            self._grid.addWidget(caption(word), 0, column)
        for row, article in enumerate(self._articles, 1):
            box, number, amount = QCheckBox(article.name), Spin(), QLineEdit()
            inside = own.get(article.code)
            box.setChecked(inside is not None)
            number.setRange(0, MOST)
            number.setValue(inside.quantity if inside is not None else 1)
            amount.setPlaceholderText(amount_text(article.price_minor, self._hotel.currency))
            if inside is not None and inside.unit_minor != article.price_minor:
                amount.setText(amount_text(inside.unit_minor, self._hotel.currency))
            self.lines[article.code] = (box, number, amount)
            said = _basis(article.basis)
            if inside is None and article.code in inherited:
                said = tr("{basis}; already in the plan it follows", basis=said)
            for column, widget in enumerate((box, number, amount, label(said, SMALL, tone="secondary"))):
                self._grid.addWidget(widget, row, column)
        self._grid.setColumnStretch(0, 2)
        self._grid.setColumnStretch(3, 3)

    def _say(self, sentence: str, tone: str = "secondary") -> None:
        set_tone(self.said, tone)
        self.said.setText(sentence)


def _basis(basis: str) -> str:
    words = {
        "fixed": tr("once a stay"), "night": tr("each night"), "person": tr("each person once"),
        "person_night": tr("each person and night"),
    }  # fmt: skip
    return words.get(basis, basis)
