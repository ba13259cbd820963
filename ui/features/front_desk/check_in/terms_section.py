"""The section of the settings about arriving and leaving: fees by hour, extras to guarantee, keys, scans."""

from collections.abc import Sequence
from datetime import time

from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.features.front_desk import Band, DeskTermsOf, DeskTermsView, SetDeskTerms
from app.features.property import Articles, ArticleView, House, HouseView, PropertyView
from app.kernel.errors import AppError
from app.kernel.text import tr
from ui.features.front_desk.check_in.picture_source import FOLDER
from ui.shell.services import ShellServices
from ui.widgets.buttons import KeyedButton
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.form_field import FormField
from ui.widgets.labels import label
from ui.widgets.money_edit import MoneyEdit
from ui.widgets.money_text import amount_text, parse_amount
from ui.widgets.theme import SMALL


class TermsSection(QWidget):
    """Hours are written as "06:00 100 %, 10:00 25.00": each with an amount or a share of the night."""

    def __init__(self, services: ShellServices) -> None:
        super().__init__()
        self.setWindowTitle(tr("Arriving and leaving"))
        self._services = services
        self._hotels: dict[str, PropertyView] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self.hotels = ChoiceBox()
        self.hotels.setAccessibleName(tr("Hotel"))
        self.hotels.activated.connect(lambda _index: self._ask())
        self.hotels.hide()
        column.addWidget(self.hotels)
        self.early, self.late = QLineEdit(), QLineEdit()
        self.early.setPlaceholderText("06:00 100 %, 10:00 50 %")
        self.late.setPlaceholderText("13:00 25.00, 18:00 100 %")
        self.early_article, self.late_article = ChoiceBox(), ChoiceBox()
        self.early_field = FormField(tr("Who arrives before these hours pays"), self.early)
        self.late_field = FormField(tr("Who leaves from these hours on pays"), self.late)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self.early_field, 0, 0)
        grid.addWidget(FormField(tr("Charged as"), self.early_article), 0, 1)
        grid.addWidget(self.late_field, 1, 0)
        grid.addWidget(FormField(tr("Charged as"), self.late_article), 1, 1)
        column.addLayout(grid)
        self.extras = MoneyEdit("EUR")
        self.kind = ChoiceBox()
        for code, word in (
            ("card", tr("Cards")), ("metal", tr("Metal keys")), ("mobile", tr("Mobile keys")),
            ("code", tr("Codes")),
        ):  # fmt: skip
            self.kind.add(code, word)
        row = QHBoxLayout()
        row.setSpacing(12)
        self.extras_field = FormField(tr("Guarantee for extras, a night"), self.extras)
        row.addWidget(self.extras_field)
        row.addWidget(FormField(tr("Keys"), self.kind))
        column.addLayout(row)
        scans = QHBoxLayout()
        self.folder = label("", SMALL, tone="secondary")
        self.choose = KeyedButton(tr("Folder of the scanner…"), icon="folder-open")
        self.choose.clicked.connect(self.choose_folder)
        scans.addWidget(self.choose)
        scans.addWidget(self.folder, 1)
        column.addLayout(scans)
        self.save = KeyedButton(tr("Save"))
        self.save.clicked.connect(self.keep)
        column.addWidget(self.save)
        self._show_folder()
        services.operations.ask(House(), self._house, latest="front_desk.terms.house")

    @property
    def hotel(self) -> PropertyView | None:
        """The hotel whose terms show."""
        return self._hotels.get(str(self.hotels.choice))

    def keep(self) -> None:
        """Write what was typed; a wrong hour is said beside its field."""
        hotel = self.hotel
        if hotel is None:
            return
        bands = {}
        for name, field, edit in (
            ("early", self.early_field, self.early), ("late", self.late_field, self.late),
        ):  # fmt: skip
            field.clear()
            found = bands_of(edit.text(), hotel.currency)
            if found is None:
                field.say_wrong(tr("Write hours such as 06:00 100 %, 10:00 25.00."))
                return
            bands[name] = found
        command = SetDeskTerms(
            id=self._services.app.new_id(), property_id=hotel.id, early=bands["early"], late=bands["late"],
            early_article=str(self.early_article.choice or "") if bands["early"] else "",
            late_article=str(self.late_article.choice or "") if bands["late"] else "",
            extras_minor=self.extras.minor or 0, key_kind=str(self.kind.choice or "card"),
        )  # fmt: skip

        def done(_outcome: object) -> None:
            self._services.did(command.id, tr("How guests arrive and leave is saved"))

        self._services.operations.run_command(command, done, self._refused, initiator=self)

    def choose_folder(self) -> None:
        """Where the scanner puts its pictures; a picture that comes is read when a check-in is open."""
        name = QFileDialog.getExistingDirectory(self, tr("Folder of the scanner"))
        if name:
            self._services.preferences.put(FOLDER, name)
            self._show_folder()

    def _show_folder(self) -> None:
        name = self._services.preferences.text(FOLDER)
        self.folder.setText(name or tr("No folder is watched for pictures of documents."))

    def _refused(self, error: AppError) -> None:
        fields = {"early": self.early_field, "late": self.late_field, "extras_minor": self.extras_field}
        fields.get(error.field, self.early_field).say_wrong(error.sentence)

    def _house(self, house: HouseView) -> None:
        for hotel in house.properties:
            self._hotels[str(hotel.id)] = hotel
            self.hotels.add(str(hotel.id), hotel.name)
        self.hotels.setVisible(len(house.properties) > 1)
        self._ask()

    def _ask(self) -> None:
        hotel = self.hotel
        if hotel is None:
            return
        self.extras.set_currency(hotel.currency)
        ask = self._services.operations.ask
        ask(Articles(property_id=hotel.id), self._show_articles, latest="front_desk.terms.articles")

    def _show_articles(self, articles: Sequence[ArticleView]) -> None:
        for box in (self.early_article, self.late_article):
            box.clear()
            for article in articles:
                if article.active:
                    box.add(article.code, article.name)
        hotel = self.hotel
        if hotel is not None:
            query = DeskTermsOf(property_id=hotel.id)
            self._services.operations.ask(query, self._show, latest="front_desk.terms")

    def _show(self, terms: DeskTermsView) -> None:
        currency = self.extras.currency
        self.early.setText(text_of(terms.early, currency))
        self.late.setText(text_of(terms.late, currency))
        self.early_article.choose(terms.early_article)
        self.late_article.choose(terms.late_article)
        self.extras.set_minor(terms.extras_minor)
        self.kind.choose(terms.key_kind)


def text_of(bands: Sequence[Band], currency: str) -> str:
    """Bands as a person writes them."""
    return ", ".join(
        f"{band.hour:%H:%M} " + (f"{band.percent} %" if band.percent else amount_text(band.minor, currency))
        for band in bands
    )


def bands_of(text: str, currency: str) -> tuple[Band, ...] | None:
    """What was written; None when it cannot be understood."""
    found = []
    for part in (part.strip() for part in text.replace(";", ",").split(", ")):
        if not part:
            continue
        hour, _, worth = part.partition(" ")
        try:
            at = time.fromisoformat(hour if len(hour) > 4 else f"0{hour}")
        except ValueError:
            return None
        worth = worth.strip()
        if worth.endswith("%"):
            share = worth[:-1].strip()
            if not share.isdecimal():
                return None
            found.append(Band(at, percent=int(share)))
            continue
        minor = parse_amount(worth, currency)
        if minor is None:
            return None
        found.append(Band(at, minor=minor))
    return tuple(found)
