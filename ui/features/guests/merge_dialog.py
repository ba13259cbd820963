"""Two guests side by side: of each field that differs one is chosen; then they are one."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QWidget

from app.features.front_desk import Candidate, DuplicatePair, MergeGuests
from app.kernel.changes import Outcome
from app.kernel.text import tr, trn
from ui.features.guests.names import PROFILE
from ui.features.guests.words import country_name, facts_text, language_name, sure_word, title_of
from ui.shell.services import ShellServices
from ui.shell.small_dialog import SmallDialog
from ui.widgets.day_text import long_day
from ui.widgets.labels import caption, label, rule
from ui.widgets.status_chip import StatusChip
from ui.widgets.theme import BODY, SECTION, SEMIBOLD, SMALL

WIDTH, MOST_SHOWN = 760, 38
LEFT, RIGHT, BOTH = "left", "right", "both"
UNITED: Final = ("tags", "note")
FIELDS: Final = (
    "surname", "given", "email", "phone", "street", "postcode", "city", "country", "birth_date",
    "nationality", "language", "vip", "tags", "blacklist_reason", "note",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """A field that differs: what is chosen, by its buttons."""

    name: str
    group: QButtonGroup
    buttons: dict[str, QRadioButton]

    @property
    def choice(self) -> str:
        """left, right or both."""
        return next(side for side, button in self.buttons.items() if button.isChecked())


class MergeDialog(SmallDialog):
    """The left one stays. Enter merges; the other's bookings, bills and cards go with him."""

    def __init__(self, services: ShellServices, pair: DuplicatePair) -> None:
        about = tr(
            "Bookings, bills, cards and wishes of both are kept under {name}. "
            "It can be taken back at any time.",
            name=title_of(pair.one.name),
        )
        super().__init__(services, tr("Are these one guest?"), about, verb=tr("Merge"), width=WIDTH)
        self.pair = pair
        self.lines: dict[str, Line] = {}
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(16)
        self.grid.setVerticalSpacing(8)
        self.grid.setColumnMinimumWidth(0, 110)
        for column in (1, 2):
            self.grid.setColumnStretch(column, 1)
        self._heads()
        for name in FIELDS:
            self._field(name)
        self.body.addLayout(self.grid)
        if not self.lines:
            self.body.addWidget(label(tr("All that is known of them is the same."), BODY, tone="secondary"))
        self.leave.setText(tr("Not now"))
        self.go.setFocus()

    def choose(self, name: str, side: str) -> None:
        """Choose a side of a field."""
        self.lines[name].buttons[side].setChecked(True)

    def agree(self) -> None:
        """Make one of two and show him."""
        new_id = self.services.app.new_id
        command = MergeGuests(
            id=new_id(), merge_id=new_id(), survivor_id=self.pair.one.guest_id,
            merged_id=self.pair.other.guest_id,
            take=tuple(name for name, line in self.lines.items() if line.choice == RIGHT),
            both=tuple(name for name, line in self.lines.items() if line.choice == BOTH),
        )  # fmt: skip
        self.do(command, tr("{name} is one guest now", name=self.pair.one.name), self._show)

    def _show(self, _outcome: Outcome) -> None:
        self.services.navigator.open_page(PROFILE, guest=self.pair.one.guest_id)

    def _heads(self) -> None:
        word, chip = sure_word(self.pair.percent)
        sure = StatusChip(chip, tr("{word} · {percent} %", word=word, percent=self.pair.percent))
        self.grid.addWidget(sure, 0, 0, Qt.AlignmentFlag.AlignVCenter)
        for column, (guest, does) in enumerate(
            ((self.pair.one, tr("stays")), (self.pair.other, tr("is merged"))), 1
        ):
            head = label(
                tr("{name} – {does}", name=title_of(guest.name), does=does), SECTION, SEMIBOLD, wrap=True
            )
            self.grid.addWidget(head, 0, column)
        for column, guest in enumerate((self.pair.one, self.pair.other), 1):
            self.grid.addWidget(label(_here(guest), SMALL, tone="secondary", wrap=True), 1, column)
        why = facts_text(self.pair.facts, other=False)
        against = facts_text(self.pair.facts, other=True)
        told = tr("For it: {why}. Against it: {against}.", why=why or "–", against=against or "–")
        self.grid.addWidget(label(told, SMALL, tone="secondary", wrap=True), 2, 0, 1, 3)
        self.grid.addWidget(rule(), 3, 0, 1, 3)

    def _field(self, name: str) -> None:
        """A row of buttons where the two differ, and nothing where they do not."""
        own, other = getattr(self.pair.one, name), getattr(self.pair.other, name)
        if own == other:
            return
        place = QWidget(self)
        group, row = QButtonGroup(place), self.grid.rowCount()
        title = field_word(name)
        self.grid.addWidget(caption(title), row, 0, Qt.AlignmentFlag.AlignVCenter)
        buttons = {}
        for column, side, value in ((1, LEFT, own), (2, RIGHT, other)):
            button = buttons[side] = QRadioButton(_text(name, value))
            button.setAccessibleName(f"{title}: {button.text()}")
            button.setToolTip(button.text())
            group.addButton(button)
            self.grid.addWidget(button, row, column, Qt.AlignmentFlag.AlignTop)
        if name in UNITED and own and other:
            both = buttons[BOTH] = QRadioButton(tr("Both"))
            both.setAccessibleName(f"{title}: {both.text()}")
            group.addButton(both)
            self.grid.addWidget(both, row + 1, 1)
        self.lines[name] = Line(name, group, buttons)
        self.choose(name, _better(name, own, other))


def field_word(name: str) -> str:
    """A field of a guest."""
    return {
        "surname": tr("Surname"), "given": tr("Given name"), "email": tr("E-mail"), "phone": tr("Phone"),
        "street": tr("Street"), "postcode": tr("Postcode"), "city": tr("City"), "country": tr("Country"),
        "birth_date": tr("Born on"), "nationality": tr("Nationality"), "language": tr("Language"),
        "vip": tr("VIP"), "tags": tr("Tags"), "blacklist_reason": tr("Blacklisted"), "note": tr("Note"),
    }[name]  # fmt: skip


def _better(name: str, own: object, other: object) -> str:
    """What is chosen at first: whatever is there, both where both may be, the higher VIP."""
    if name in UNITED and own and other:
        return BOTH
    if name == "vip":
        return LEFT if int(str(own)) > int(str(other)) else RIGHT
    return LEFT if own else RIGHT


def _text(name: str, value: object) -> str:
    if not value:
        return "–"
    if isinstance(value, date):
        return long_day(value)
    if name in ("country", "nationality"):
        return country_name(str(value))
    if name == "language":
        return language_name(str(value))
    if isinstance(value, tuple):
        return ", ".join(str(part) for part in value)
    text = " ".join(str(value).split())
    return text if len(text) <= MOST_SHOWN else text[: MOST_SHOWN - 1] + "…"


def _here(guest: Candidate) -> str:
    stays = trn("{n} stay", "{n} stays", guest.stays)
    return tr("{stays}, last {day}", stays=stays, day=long_day(guest.last_stay)) if guest.last_stay else stays
