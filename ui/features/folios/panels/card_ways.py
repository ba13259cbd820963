"""By which card: the terminal's, one that is held or kept, a channel's; or the guest's own, by a link."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout, QWidget

from app.features.folios import PaymentView, SavedCardView, VirtualCardView
from app.kernel.text import tr
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.day_text import long_day
from ui.widgets.form_field import FormField
from ui.widgets.labels import label, set_tone
from ui.widgets.money_text import money_text
from ui.widgets.segmented import SegmentedControl
from ui.widgets.theme import SMALL

TAKE, HOLD = "take", "hold"
TERMINAL = ""


@dataclass(frozen=True, slots=True)
class CardsAtHand:
    """Cards that can pay without the guest's card being here. `held` are amounts that wait to be taken."""

    held: Sequence[PaymentView] = ()
    saved: Sequence[SavedCardView] = ()
    virtual: Sequence[VirtualCardView] = ()
    provider: str = ""


Source = PaymentView | SavedCardView | VirtualCardView


def card_name(brand: str, last_four: str) -> str:
    """ "Visa ··4242"."""
    return f"{brand or tr('Card')} ··{last_four}" if last_four else brand or tr("Card")


def why_not_chargeable(card: VirtualCardView, minor: int, today: date) -> str:
    """Why a channel's card cannot be charged so high today, as a sentence; "" when it can."""
    if today < card.valid_from:
        return tr("This card can be charged from {day} on.", day=long_day(card.valid_from))
    if card.valid_until is not None and today > card.valid_until:
        return tr("This card could be charged until {day}.", day=long_day(card.valid_until))
    if minor > card.left_minor:
        left = money_text(max(card.left_minor, 0), card.currency)
        return tr("Only {left} is left on this card.", left=left)
    return ""


class CardFields(QWidget):
    """`changed()` when something else holds."""

    changed = Signal()

    def __init__(self, cards: CardsAtHand, today: date, *, may_hold: bool = True) -> None:
        super().__init__()
        self._today, self._may_hold = today, may_hold
        self._sources: dict[str, Source] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.source = ChoiceBox()
        self.source.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.source.add(TERMINAL, tr("The card at the terminal"))
        self._fill(cards)
        self.source_field = FormField(tr("Which card"), self.source)
        self.mode = SegmentedControl([(TAKE, tr("Take now")), (HOLD, tr("Hold only"))], wide=True)
        self.mode_field = FormField(tr("What to do"), self.mode)
        self.keep = QCheckBox(tr("Keep the card for later, as the guest agreed"))
        self.note = label("", SMALL, tone="secondary", wrap=True)
        for widget in (self.source_field, self.mode_field, self.keep, self.note):
            column.addWidget(widget)
        self.source.currentIndexChanged.connect(self.changed)
        self.mode.chosen.connect(self.changed)

    @property
    def chosen(self) -> Source | None:
        """The card that holds; None for the terminal's."""
        return self._sources.get(str(self.source.choice or TERMINAL))

    @property
    def only_hold(self) -> bool:
        """Whether the amount is only held."""
        return not self.mode_field.isHidden() and self.mode.choice == HOLD

    def use(self, *, by_card: bool, by_link: bool) -> None:
        """Show what the way asks for."""
        kept = by_card and isinstance(self.chosen, SavedCardView)
        self.source_field.setVisible(by_card and bool(self._sources))
        self.mode_field.setVisible(self._may_hold and (kept or by_link))
        self.keep.setVisible(by_link)
        self.setVisible((by_card and bool(self._sources)) or by_link)

    def say(self, minor: int, *, by_link: bool) -> str:
        """Say what will happen; gives why it cannot, or ""."""
        card = self.chosen
        wrong = why_not_chargeable(card, minor, self._today) if isinstance(card, VirtualCardView) else ""
        text = wrong
        if by_link:
            wrong, text = "", tr("The link shows on the folio, to copy or to let the guest scan.")
        elif isinstance(card, PaymentView):
            held = money_text(card.authorised_minor, card.currency)
            text = tr("{held} is held. What is not taken is let go.", held=held)
            if minor > card.authorised_minor:
                wrong = text = tr("Only {held} is held on this card.", held=held)
        elif isinstance(card, SavedCardView) and card.expires is not None and card.expires < self._today:
            text = tr("This card is over since {day}. The bank may refuse it.", day=long_day(card.expires))
        self.note.setText(text)
        set_tone(self.note, "danger" if wrong else "secondary")
        self.note.setVisible(bool(text))
        return wrong

    def _fill(self, cards: CardsAtHand) -> None:
        for payment in cards.held:
            name = payment.reference or tr("a card")
            held = money_text(payment.authorised_minor, payment.currency)
            self._add(payment.payment_id.hex, tr("Held on {card}: {amount}", card=name, amount=held), payment)
        for kept in cards.saved if cards.provider else ():
            self._add(kept.card_id.hex, tr("{card}, kept", card=card_name(kept.brand, kept.last_four)), kept)
        for card in cards.virtual:
            name = card_name(card.channel.title(), card.last_four)
            left = money_text(max(card.left_minor, 0), card.currency)
            self._add(card.card_id.hex, tr("{card}, {left} left", card=name, left=left), card)

    def _add(self, key: str, title: str, source: Source) -> None:
        self._sources[key] = source
        self.source.add(key, title)
