"""Plans, seasons, packages and agreements of a hotel, in the tabs of one window."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout

from app.features.property import HouseView, PropertyView
from app.features.rates import PlanView, RatePlans
from app.kernel.changes import ChangeSet
from app.kernel.errors import AppError
from app.kernel.text import tr
from ui.features.rates.agreements_tab import AgreementsTab
from ui.features.rates.packages_tab import PackagesTab
from ui.features.rates.plans_tab import PlansTab
from ui.features.rates.seasons_tab import SeasonsTab
from ui.shell.services import ShellServices
from ui.widgets.buttons import KeyedButton
from ui.widgets.labels import page_title
from ui.widgets.strips import ErrorStrip
from ui.widgets.tab_strip import TabStrip

SIZE = (1060, 680)
QUESTION = "rates.plans"
TABLES = ("rate_plan", "rate_season", "package_item", "rate_agreement", "company")


class Part(Protocol):
    """What each tab can do."""

    def show_plans(self, plans: Sequence[PlanView]) -> None:
        """Show these plans."""
        ...

    def do_save(self) -> None:
        """Save what shows."""
        ...


class SetupDialog(QDialog):
    """Asks for the plans at its opening and after every change of them."""

    def __init__(self, services: ShellServices, hotel: PropertyView, house: HouseView) -> None:
        super().__init__(services.navigator.dialog_parent)
        self._services, self._hotel = services, hotel
        self.setWindowTitle(tr("Rate plans"))
        self.resize(*SIZE)
        self.tabs = TabStrip(
            (("plans", tr("Plans")), ("seasons", tr("Seasons")), ("packages", tr("Packages")),
             ("agreements", tr("Agreements")))
        )  # fmt: skip
        self.plans = PlansTab(services, hotel)
        self.seasons = SeasonsTab(services, hotel, house)
        self.packages = PackagesTab(services, hotel)
        self.agreements = AgreementsTab(services, hotel)
        self._parts: dict[str, Part] = {
            "plans": self.plans, "seasons": self.seasons, "packages": self.packages,
            "agreements": self.agreements,
        }  # fmt: skip
        self._stack = QStackedWidget()
        for widget in (self.plans, self.seasons, self.packages, self.agreements):
            self._stack.addWidget(widget)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(20, 16, 20, 16)
        self._column.setSpacing(10)
        head = QHBoxLayout()
        head.addWidget(page_title(tr("Rate plans")))
        head.addStretch(1)
        close = KeyedButton(tr("Close"), key=tr("Esc"))
        close.clicked.connect(self.reject)
        head.addWidget(close)
        self._column.addLayout(head)
        self._column.addWidget(self.tabs)
        self._column.addWidget(self._stack, 1)
        self._strip: ErrorStrip | None = None
        self.tabs.chosen.connect(self.show_part)
        services.hub.changed.connect(self._changed)
        self.plans.table.setFocus()
        self.ask()

    def ask(self) -> None:
        """Ask for the plans."""
        query = RatePlans(property_id=self._hotel.id)
        self._services.operations.ask(query, self._answered, self._refused, latest=QUESTION)

    def open_part(self, key: str) -> None:
        """Go to a tab, as a click on it does."""
        self.tabs.choose(key)
        self.show_part(key)

    def show_part(self, key: str) -> None:
        """Show a tab."""
        self._stack.setCurrentIndex(list(self._parts).index(key))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl Enter saves what shows; Enter alone closes nothing."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._parts[self.tabs.choice].do_save()
        else:
            super().keyPressEvent(event)

    def _answered(self, plans: Sequence[PlanView]) -> None:
        for part in self._parts.values():
            part.show_plans(plans)

    def _refused(self, error: AppError) -> None:
        if self._strip is None:
            self._strip = ErrorStrip(tr("The plans are not there."), error.sentence)
            self._column.insertWidget(2, self._strip)

    def _changed(self, changes: ChangeSet, _initiator: object) -> None:
        if changes.touches(*TABLES):
            self.ask()
