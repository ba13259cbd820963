"""The head of a folio: whose it is, chips, the stay in a line, the balance; and the row of verbs under it."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QLocale, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.features.folios import DepositsView, FolioView
from app.features.reservations import Status, StayView
from app.kernel.text import tr, trn
from ui.widgets.buttons import KeyedButton, Kind
from ui.widgets.day_text import short_day, to_qdate
from ui.widgets.labels import label
from ui.widgets.money_text import money_text
from ui.widgets.status_chip import StatusChip
from ui.widgets.theme import BODY, MEDIUM, SECTION, SEMIBOLD, SMALL, TITLE, font, theme

AVATAR = 40


@dataclass(frozen=True, slots=True)
class HeadText:
    """What the head says."""

    name: str
    line: str
    chips: tuple[tuple[str, str], ...]
    total: str
    total_name: str


def head_text(
    folio: FolioView | None, stay: StayView | None, today: date, deposits: DepositsView | None = None
) -> HeadText:
    """The head of a folio, of a stay that has none yet, or of both."""
    name = f"{stay.given} {stay.surname}".strip() if stay is not None else folio.guest if folio else ""
    chips = []
    if stay is not None:
        chips.append(_state(stay, today))
    if folio is not None:
        if any(window.payer_kind == "company" for window in folio.windows) and folio.kind == "guest":
            chips.append(("company", tr("Company pays a part")))
        if folio.status != "open":
            chips.append(("locked", tr("Closed")))
    currency = folio.currency if folio is not None else stay.currency if stay is not None else "EUR"
    if deposits is not None:
        chips += _deposit_chips(deposits, currency, today)
    count = len(folio.windows) if folio is not None else 1
    names = {1: tr("Balance"), 2: tr("Both windows")}
    total = money_text(folio.balance_minor if folio is not None else 0, currency)
    return HeadText(
        name or tr("Folio"), " · ".join(_facts(folio, stay)), tuple(chips), total,
        names.get(count, tr("All {n} windows", n=count)),
    )  # fmt: skip


def _deposit_chips(deposits: DepositsView, currency: str, today: date) -> list[tuple[str, str]]:
    if deposits.held_minor > 0:
        held = money_text(deposits.held_minor, currency)
        return [("deposit_paid", tr("Deposit held {amount}", amount=held))]
    late = [due for due in deposits.due if not due.settled and due.due_on <= today]
    if late:
        amount = money_text(late[0].amount_minor, currency)
        return [("urgent", tr("Deposit due {amount}", amount=amount))]
    return []


def _facts(folio: FolioView | None, stay: StayView | None) -> list[str]:
    if stay is None:
        return [tr("Folio {number}", number=folio.number), kind_word(folio.kind)] if folio is not None else []
    rooms = list(dict.fromkeys(part.room for part in stay.parts if part.room))
    nights = (stay.departure - stay.arrival).days
    first = QLocale().toString(to_qdate(stay.arrival), "ddd d")
    same = (stay.arrival.year, stay.arrival.month) == (stay.departure.year, stay.departure.month)
    days = f"{first if same else short_day(stay.arrival)} – {short_day(stay.departure)}"
    count = trn("{n} night", "{n} nights", nights) if nights else tr("day use")
    party = trn("{n} adult", "{n} adults", stay.adults)
    if stay.children:
        party += ", " + trn("{n} child", "{n} children", stay.children)
    facts = [
        tr("Room {room}", room=" › ".join(rooms)) if rooms else tr("No room yet"), stay.room_type,
        f"{days}, {count}", party, stay.number,
    ]  # fmt: skip
    if folio is not None:
        facts.append(tr("Folio {number}", number=folio.number))
    return facts


def kind_word(kind: str) -> str:
    """The kind of a folio in words."""
    words = {
        "guest": tr("Guest"), "company": tr("Company"), "master": tr("Group"), "passer_by": tr("Passer-by"),
        "deposit": tr("Deposit"), "city_ledger": tr("City ledger"),
    }  # fmt: skip
    return words.get(kind, kind)


def _state(stay: StayView, today: date) -> tuple[str, str]:
    if stay.status == Status.CHECKED_IN and stay.departure <= today:
        when = f", {stay.departure_time:%H:%M}" if stay.departure_time else ""
        late = stay.departure < today
        return (
            ("urgent", tr("Should have left"))
            if late
            else ("leaves_today", tr("Leaves today{when}", when=when))
        )
    if stay.status == Status.CHECKED_IN:
        return "in_house", tr("In house")
    if stay.status == Status.CHECKED_OUT:
        return "past", tr("Left")
    if stay.status == Status.CANCELLED:
        return "cancelled", tr("Cancelled")
    if stay.status == Status.NO_SHOW:
        return "no_show", tr("Did not come")
    return (
        ("arrives_today", tr("Arrives today")) if stay.arrival == today else ("future", tr("Arrives later"))
    )


class Avatar(QWidget):
    """Initials on a disc."""

    def __init__(self) -> None:
        super().__init__()
        self._text = ""
        self.setFixedSize(QSize(AVATAR, AVATAR))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_name(self, name: str) -> None:
        """Show the initials of a name."""
        words = [word for word in name.split() if word[0].isalpha()]
        self._text = "".join(word[0] for word in (words[0], words[-1])[: len(words)]) if words else ""
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint disc and initials."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        c = theme().colours
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(c.accent_soft)
        painter.drawEllipse(self.rect())
        painter.setFont(font(SECTION, SEMIBOLD))
        painter.setPen(c.accent)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._text.upper())


class FolioHead(QWidget):
    """40 high: disc, name with chips over the facts, the balance of all windows at the right."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(AVATAR)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(13)
        self.avatar = Avatar()
        row.addWidget(self.avatar)
        words = QVBoxLayout()
        words.setSpacing(0)
        self._first = QHBoxLayout()
        self._first.setSpacing(8)
        self.name = label("", TITLE, SEMIBOLD)
        self._first.addWidget(self.name)
        self._first.addStretch(1)
        words.addLayout(self._first)
        self.line = label("", BODY, tone="secondary")
        self.line.setMinimumWidth(0)
        self.line.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        words.addWidget(self.line)
        row.addLayout(words, 1)
        right = QVBoxLayout()
        right.setSpacing(0)
        self.total_name = label("", SMALL, MEDIUM, "secondary")
        self.total = label("", TITLE, SEMIBOLD)
        for each in (self.total_name, self.total):
            each.setAlignment(Qt.AlignmentFlag.AlignRight)
            right.addWidget(each)
        row.addLayout(right)
        self._chips: list[StatusChip] = []

    def show_text(self, text: HeadText) -> None:
        """Show another head."""
        self.avatar.show_name(text.name)
        self.name.setText(text.name)
        self.line.setText(text.line)
        self.line.setToolTip(text.line)
        self.total.setText(text.total)
        self.total_name.setText(text.total_name)
        for chip in self._chips:
            self._first.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = [StatusChip(*chip) for chip in text.chips]
        for number, chip in enumerate(self._chips, 1):
            self._first.insertWidget(number, chip)


VERBS = ("charge", "payment", "split", "transfer", "reverse", "invoice", "check_out")


class VerbRow(QWidget):
    """30 high: what can be done with the folio. `asked(str)`; the one whose panel is open is held."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        looks = (
            ("charge", tr("Charge"), "plus", "F4"),
            ("payment", tr("Payment"), "credit-card", "F9"),
            ("split", tr("Split"), "git-branch", ""),
            ("transfer", tr("Transfer"), "arrows-left-right", ""),
            ("reverse", tr("Reverse"), "arrow-u-up-left", ""),
            ("more", "", "dots-three", ""),
            ("invoice", tr("Invoice"), "receipt", "Ctrl I"),
            ("check_out", tr("Check out"), "sign-out", "F6"),
        )
        self.buttons: dict[str, HeldButton] = {}
        self._tips: dict[str, str] = {}
        for name, title, icon, key in looks:
            if name == "invoice":
                row.addStretch(1)
            button = HeldButton(title, icon=icon, key=key)
            button.clicked.connect(lambda _=False, name=name: self.asked.emit(name))
            self.buttons[name] = button
            self._tips[name] = tr("More that can be done with the folio") if name == "more" else ""
            button.setToolTip(self._tips[name])
            button.setAccessibleName(title or self._tips[name])
            row.addWidget(button)

    def hold(self, name: str) -> None:
        """Mark the verb whose panel is open; "" for none."""
        for key, button in self.buttons.items():
            button.hold(held=key == name)

    def allow(self, reasons: dict[str, str]) -> None:
        """Which verbs cannot run now, and why."""
        for key, button in self.buttons.items():
            button.setEnabled(not reasons.get(key))
            button.setToolTip(reasons.get(key) or self._tips[key])


class HeldButton(KeyedButton):
    """A verb that can be held: accent edge and soft ground while its panel is open."""

    def __init__(self, text: str, *, key: str = "", icon: str = "") -> None:
        super().__init__(text, Kind.NORMAL, key=key, icon=icon)
        self.held = False

    def hold(self, *, held: bool) -> None:
        """Held, or not any more."""
        if held != self.held:
            self.held = held
            self.setProperty("held", "true" if held else "")
            self.style().unpolish(self)
            self.style().polish(self)
            self.update()
