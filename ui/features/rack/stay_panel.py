"""The side panel of a stay: who, where, when, what is owed, what stands in the way, the next verb."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout

from app.features.rack import RackHouse
from app.features.reservations import Status, StayView
from app.kernel.errors import AppError, Choice
from app.kernel.text import tr, trn
from ui.features.rack import words
from ui.features.rack.verbs import first_verb
from ui.shell.actions import ActionSpec
from ui.widgets.buttons import IconButton, KeyedButton, Kind, Size
from ui.widgets.labels import IconLabel, label, rule
from ui.widgets.money_text import money_text
from ui.widgets.side_panel import FactRows, SidePanel
from ui.widgets.status_chip import StatusChip
from ui.widgets.strips import NoticeBox
from ui.widgets.theme import BODY, SEMIBOLD, SMALL, TITLE, font

MOST_LENT = 2
# Between buttons; what a panel of 288 leaves its foot.
GAP, FOOT_WIDTH = 8, 256


class StayPanel(SidePanel):
    """`asked(str)`: a verb ("check_in", "move", …); `menu_asked`; `choice_taken(Choice)` of the notice."""

    asked = Signal(str)
    menu_asked = Signal()
    choice_taken = Signal(object)

    def __init__(
        self,
        view: StayView,
        today: date,
        house: RackHouse | None = None,
        lent: Sequence[ActionSpec] = (),
    ) -> None:
        super().__init__()
        self.lent: dict[str, KeyedButton] = {}
        self._lent = lent[:MOST_LENT]
        self.view, self._today, self._house = view, today, house
        self.notice_sentence = ""
        self.notice_choices: Sequence[Choice] = ()
        self.setAccessibleName(tr("Stay of {name}", name=words.guest_name(view)))
        self._fill_head()
        self._fill_name()
        self._fill_facts()
        self._notice = QVBoxLayout()
        self.body.addLayout(self._notice)
        self._fill_money()
        self._fill_notes()
        self.body.addStretch(1)
        self._fill_foot()

    def show_nothing_in_the_way(self, _view: StayView) -> None:
        """The next verb can be done."""
        self.show_notice(None)

    def show_notice(self, error: AppError | None) -> None:
        """Say what stands in the way of the next verb, with the steps that would succeed."""
        while (item := self._notice.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.notice_sentence, self.notice_choices = "", ()
        if error is None:
            return
        self.notice_sentence, self.notice_choices = error.sentence, error.choices
        first, _, rest = error.sentence.partition(". ")
        choices: Sequence[Choice] = error.choices[:2]
        box = NoticeBox(f"{first.rstrip('.')}.", rest, [choice.label for choice in choices])
        for link, choice in zip(box.links, choices, strict=True):
            link.setToolTip(choice.detail)
            link.clicked.connect(lambda _=False, choice=choice: self.choice_taken.emit(choice))
        self._notice.addSpacing(4)
        self._notice.addWidget(box)

    def _fill_head(self) -> None:
        self.head.insertWidget(0, StatusChip(*words.status_of(self.view, self._today)))
        more = IconButton(
            "dots-three", tr("All that can be done with this stay"), Kind.QUIET, size=Size.DENSE
        )
        more.clicked.connect(self.menu_asked)
        self.head.insertWidget(self.head.count() - 1, more)
        self.more = more

    def _fill_name(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        name = label("", TITLE, SEMIBOLD)
        whole = words.guest_name(self.view)
        room = 320 if len(whole) > 24 else 288
        name.setText(
            QFontMetrics(font(TITLE, SEMIBOLD)).elidedText(whole, Qt.TextElideMode.ElideRight, room - 62)
        )
        name.setToolTip(whole)
        row.addWidget(name)
        if self.view.vip:
            row.addWidget(IconLabel("star-fill", "warning", 16))
        row.addStretch(1)
        self.body.addLayout(row)
        line = words.first_line(self.view)
        if line:
            self.body.addWidget(label(line, SMALL, tone="secondary", wrap=True))
        self.body.addSpacing(4)
        self.body.addWidget(rule())
        self.body.addSpacing(4)

    def _fill_facts(self) -> None:
        view = self.view
        rows = FactRows()
        rows.add(tr("Room"), self._room())
        rows.add(tr("Stay"), words.stay_days(view.arrival, view.departure))
        nights = (view.departure - view.arrival).days
        party = words.party_text(view.adults, view.children)
        rows.add(tr("Nights"), f"{words.nights_text(nights)} · {party}")
        if view.arrival_time:
            rows.add(tr("Arrival"), tr("about {time}", time=f"{view.arrival_time:%H:%M}"))
        if view.departure_time:
            rows.add(tr("Departure"), tr("about {time}", time=f"{view.departure_time:%H:%M}"))
        rows.add(tr("Rate"), self._rate())
        for name, value in ((tr("Company"), view.company), (tr("Agent"), view.agent)):
            if value:
                rows.add(name, value)
        source = words.source_text(view.source, view.channel_code)
        tail = f" ·· {view.external_id[-4:]}" if view.external_id else ""
        rows.add(tr("Source"), f"{source}{tail}")
        rows.add(tr("Booking"), view.number)
        self.body.addLayout(rows)
        if view.other_stays > 0:
            more = trn("{n} more room in this booking", "{n} more rooms in this booking", view.other_stays)
            self.body.addWidget(label(more, SMALL, tone="secondary"))

    def _room(self) -> str:
        text = words.rooms_text(self.view)
        if len(self.view.parts) != 1 or self._house is None:
            return f"{text} · {self.view.room_type}" if len(self.view.parts) == 1 else text
        room_id = self.view.parts[0].room_id
        name = next(
            (self._house.types[r.type_index].name for r in self._house.rooms if r.key == room_id),
            self.view.room_type,
        )
        return f"{text} {name}"

    def _rate(self) -> str:
        prices = [night.price_minor for night in self.view.nights]
        currency = self.view.currency
        if not prices:
            return tr("no price")
        if min(prices) == max(prices):
            price = tr("{price} a night", price=money_text(prices[0], currency))
        else:
            price = f"{money_text(min(prices), currency)} – {money_text(max(prices), currency)}"
        return f"{price} · {self.view.meal}" if self.view.meal else price

    def _fill_money(self) -> None:
        view = self.view
        self.body.addSpacing(6)
        nights = (view.departure - view.arrival).days
        self._line(tr("Room, {nights}", nights=words.nights_text(nights)), view.total_minor)
        owed = words.owed_minor(view)
        if view.deposit_paid_minor:
            name = tr("Deposit paid") if owed is not None else tr("Deposit paid, all rooms")
            self._line(name, -view.deposit_paid_minor)
        elif view.deposit_due_minor:
            self.body.addWidget(
                label(tr("A deposit of {amount} is due.",
                         amount=money_text(view.deposit_due_minor, view.currency)), SMALL, tone="warning")
            )  # fmt: skip
        if owed is not None:
            self.body.addWidget(rule())
            self._line(tr("Still to pay"), owed, strong=True, due=owed > 0 and self._due_now())

    def _due_now(self) -> bool:
        status, today = self.view.status, self._today
        if status == Status.CHECKED_IN:
            return self.view.departure <= today
        return status in (Status.CONFIRMED, Status.TENTATIVE) and self.view.arrival <= today

    def _line(self, name: str, minor: int, *, strong: bool = False, due: bool = False) -> None:
        row = QHBoxLayout()
        weight = SEMIBOLD if strong else font().weight()
        row.addWidget(label(name, BODY, weight, "" if strong else "secondary"), 1)
        size = 15 if strong else BODY
        row.addWidget(label(money_text(minor, self.view.currency), size, weight, "danger" if due else ""))
        self.body.addLayout(row)

    def _fill_notes(self) -> None:
        view = self.view
        notes = [("note", view.guest_note), ("note-pencil", view.internal_note)]
        if view.lock_by:
            why = f": {view.lock_reason}" if view.lock_reason else ""
            notes.append(("lock-simple", tr("Do not move{why}. {who}", why=why, who=view.lock_by)))
        if view.tags:
            notes.append(("tag", ", ".join(view.tags)))
        shown = [(icon, text) for icon, text in notes if text.strip()]
        if shown:
            self.body.addSpacing(4)
            self.body.addWidget(rule())
            self.body.addSpacing(4)
        for icon, text in shown:
            self.body.addLayout(_noted(icon, text))

    def _fill_foot(self) -> None:
        verb = first_verb(self.view, self._today)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        move = KeyedButton(tr("Move"), key="F8").stretch()
        move.clicked.connect(lambda: self.asked.emit("move"))
        live = self.view.status in (Status.TENTATIVE, Status.CONFIRMED, Status.CHECKED_IN)
        move.setEnabled(live)
        move.setToolTip("" if live else tr("This stay is over."))
        row.addWidget(move)
        locked = bool(self.view.lock_by)
        lock = KeyedButton(tr("Unlock") if locked else tr("Lock"), key="L").stretch()
        lock.clicked.connect(lambda: self.asked.emit("unlock" if locked else "lock"))
        lock.setEnabled(live)
        lock.setToolTip("" if live else tr("This stay is over."))
        row.addWidget(lock)
        self.foot.addLayout(row)
        self._fill_lent()
        if verb is not None:
            main = KeyedButton(
                verb.title, Kind.PRIMARY, key=verb.key, icon=verb.icon, size=Size.LARGE
            ).stretch()
            main.hold_back(verb.why_not)
            main.setToolTip(verb.why_not)
            name = "why" if verb.why_not else verb.name
            main.clicked.connect(lambda: self.asked.emit(name))
            self.main = main
            self.foot.addWidget(main)

    def _fill_lent(self) -> None:
        """What other capabilities do with a stay; side by side where all words have room."""
        for spec in self._lent:
            button = self.lent[spec.verb] = KeyedButton(spec.title, key=spec.shortcut).stretch()
            button.clicked.connect(spec.run)
        widest = max((button.sizeHint().width() for button in self.lent.values()), default=0)
        beside = len(self.lent) * (widest + GAP) - GAP <= FOOT_WIDTH
        ways = QBoxLayout.Direction
        lines = QBoxLayout(ways.LeftToRight if beside else ways.TopToBottom)
        lines.setSpacing(GAP)
        for button in self.lent.values():
            lines.addWidget(button)
        if self.lent:
            self.foot.addLayout(lines)


def _noted(icon: str, text: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(IconLabel(icon, size=14), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(label(text, SMALL, wrap=True), 1)
    return row
