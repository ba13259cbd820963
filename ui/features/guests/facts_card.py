"""The left side of a guest's page: who he is, what he likes, who became him."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.features.front_desk import MergeView, ProfileView
from app.features.guests import GuestView
from app.kernel.text import tr
from ui.features.guests.words import country_name, language_name, wish_word
from ui.widgets.buttons import LinkButton
from ui.widgets.day_text import long_day
from ui.widgets.labels import heading, label
from ui.widgets.side_panel import FactRows
from ui.widgets.status_chip import StatusChip
from ui.widgets.strips import NoticeBox
from ui.widgets.theme import BODY, SMALL

LABELS = 92


def facts(view: ProfileView, take_out: Callable[[MergeView], None]) -> QWidget:
    """What is known of the guest, on a widget of its own; `take_out` takes a merge back."""
    place = QWidget()
    column = QVBoxLayout(place)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(10)
    guest = view.guest
    if guest.blacklist_reason:
        column.addWidget(NoticeBox(tr("Blacklisted"), guest.blacklist_reason, tone="danger"))
    if guest.vip or guest.tags:
        column.addLayout(_chips(guest))
    rows = FactRows(LABELS)
    for name, value in _lines(guest):
        rows.add(name, value or "–")
    column.addLayout(rows)
    if view.preferences:
        column.addWidget(heading(tr("Likes")))
        likes = FactRows(LABELS)
        for kind, text in view.preferences:
            likes.add(wish_word(kind), text)
        column.addLayout(likes)
    if guest.note:
        column.addWidget(heading(tr("Note")))
        column.addWidget(label(guest.note, BODY, wrap=True))
    if view.merged:
        column.addWidget(heading(tr("Merged into this guest")))
        for merge in view.merged:
            column.addLayout(_merge(merge, take_out))
    return place


def _lines(guest: GuestView) -> list[tuple[str, str]]:
    city = " ".join(part for part in (guest.postcode, guest.city) if part)
    country = country_name(guest.country) if guest.country else ""
    address = ", ".join(part for part in (guest.street, city, country) if part)
    return [
        (tr("E-mail"), guest.email), (tr("Phone"), guest.phone), (tr("Address"), address),
        (tr("Born on"), long_day(guest.birth_date) if guest.birth_date else ""),
        (tr("Nationality"), country_name(guest.nationality) if guest.nationality else ""),
        (tr("Language"), language_name(guest.language) if guest.language else ""),
    ]  # fmt: skip


def _chips(guest: GuestView) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(6)
    if guest.vip:
        row.addWidget(StatusChip("deposit_due", tr("VIP {level}", level=guest.vip)))
    for tag in guest.tags[:3]:
        row.addWidget(StatusChip("future", tag))
    row.addStretch(1)
    return row


def _merge(merge: MergeView, take_out: Callable[[MergeView], None]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    told = tr("{name}, by {who} on {day}", name=merge.name, who=merge.by_name, day=long_day(merge.at.date()))
    row.addWidget(label(told, SMALL, tone="secondary", wrap=True), 1)
    link = LinkButton(tr("Take apart"))
    link.clicked.connect(lambda: take_out(merge))
    row.addWidget(link)
    return row
