"""The cards at hand: those the guest left, to be forgotten, and those of a channel, to be noted."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from app.features.folios import ForgetCard, RecordVirtualCard, SavedCardView, VirtualCardView
from app.kernel.text import tr
from ui.features.folios.desk import FolioDesk
from ui.features.folios.panels.base import FolioPanel
from ui.features.folios.panels.card_ways import card_name, why_not_chargeable
from ui.features.folios.panels.deposits import typed_day
from ui.widgets.buttons import IconButton, Kind, Size
from ui.widgets.day_text import long_day
from ui.widgets.labels import caption, label, rule
from ui.widgets.money_edit import MoneyEdit
from ui.widgets.money_text import money_text
from ui.widgets.theme import BODY, MEDIUM, SMALL


class CardsPanel(FolioPanel):
    """Its verb notes a channel's card for the booking; there is none without a booking."""

    verbs = (RecordVirtualCard, ForgetCard)

    def __init__(
        self, desk: FolioDesk, reservation_id: UUID | None, currency: str, today: date,
        saved: Sequence[SavedCardView], virtual: Sequence[VirtualCardView],
    ) -> None:  # fmt: skip
        super().__init__(desk, tr("Cards"), tr("Note the card"), "credit-card")
        self._reservation_id, self._currency, self._today = reservation_id, currency, today
        self.body.addWidget(caption(tr("Left by the guest")))
        self._add_saved(saved)
        self.body.addWidget(rule())
        self.body.addWidget(caption(tr("Given by a channel")))
        self._add_virtual(virtual)
        self.channel, self.last_four = QLineEdit(), QLineEdit()
        self.last_four.setMaxLength(4)
        self.limit = MoneyEdit(currency)
        self.first, self.last = QLineEdit(long_day(today)), QLineEdit()
        self.token = QLineEdit()
        self.field("channel", tr("Channel"), self.channel)
        self.field("last_four", tr("Last four digits"), self.last_four)
        self.field("limit_minor", tr("At most"), self.limit)
        self.field("valid_from", tr("Chargeable from"), self.first)
        self.field("valid_until", tr("Until, if it ends"), self.last)
        self.field("provider_ref", tr("Token at Stripe, if it is kept there"), self.token)
        self.go.setEnabled(reservation_id is not None)
        self.body.addStretch(1)
        self.setFocusProxy(self.channel)

    def agree(self) -> None:
        """Note it."""
        self.clear_refusal()
        limit, first = self.limit.minor, typed_day(self.first.text(), self._today)
        last_text = self.last.text().strip()
        last = typed_day(last_text, self._today) if last_text else None
        if not limit:
            self.fields["limit_minor"].say_wrong(tr("Give an amount above zero."))
        elif first is None:
            self.fields["valid_from"].say_wrong(tr("This is no day."))
        elif last_text and last is None:
            self.fields["valid_until"].say_wrong(tr("This is no day."))
        elif self._reservation_id is not None:
            token = self.token.text().strip()
            command = RecordVirtualCard(
                id=self.desk.new_id(), card_id=self.desk.new_id(), reservation_id=self._reservation_id,
                limit_minor=limit, currency=self._currency, valid_from=first, valid_until=last,
                channel=self.channel.text().strip(), last_four=self.last_four.text().strip(),
                provider="stripe" if token else "", provider_ref=token,
            )  # fmt: skip
            self.desk.do(command, tr("The card is noted"), on_done=self.finished, on_refused=self.refuse)

    def _add_saved(self, saved: Sequence[SavedCardView]) -> None:
        if not saved:
            note = tr("None. A card is kept when the guest pays by a link and agrees.")
            self.body.addWidget(label(note, SMALL, tone="secondary", wrap=True))
        for card in saved:
            until = f" · {card.expires:%m/%y}" if card.expires is not None else ""
            row = QHBoxLayout()
            row.addWidget(label(f"{card_name(card.brand, card.last_four)}{until}", BODY, MEDIUM), 1)
            forget = IconButton("x", tr("Forget this card"), Kind.QUIET, size=Size.DENSE)
            forget.clicked.connect(partial(self._forget, card.card_id))
            row.addWidget(forget)
            self.body.addLayout(row)

    def _add_virtual(self, virtual: Sequence[VirtualCardView]) -> None:
        for card in virtual:
            name = card_name(card.channel.title(), card.last_four)
            left = money_text(max(card.left_minor, 0), card.currency)
            self.body.addWidget(label(tr("{card}, {left} left", card=name, left=left), BODY, MEDIUM))
            why = why_not_chargeable(card, 0, self._today)
            if why:
                self.body.addWidget(label(why, SMALL, tone="warning", wrap=True))

    def _forget(self, card_id: UUID, *_pressed: object) -> None:
        command = ForgetCard(id=self.desk.new_id(), card_id=card_id)
        self.desk.do(command, tr("The card is forgotten"), on_done=self.finished, on_refused=self.refuse)
