"""The side panel of a room block: why the room cannot be sold, until when, and how it is given free."""

from PySide6.QtCore import Signal

from app.features.reservations import BlockView
from app.kernel.text import tr, trn
from ui.features.rack import words
from ui.widgets.buttons import KeyedButton, Kind, Size
from ui.widgets.labels import label, page_title, rule
from ui.widgets.side_panel import FactRows, SidePanel
from ui.widgets.theme import SMALL


class BlockPanel(SidePanel):
    """`asked(str)`: "release" or "change"."""

    asked = Signal(str)

    def __init__(self, view: BlockView) -> None:
        super().__init__()
        self.view = view
        self.head.insertWidget(0, label(words.block_word(view.kind), SMALL, tone="secondary"))
        self.body.addWidget(page_title(tr("Room {room}", room=view.room)))
        if view.reason:
            self.body.addWidget(label(view.reason, wrap=True))
        self.body.addSpacing(4)
        self.body.addWidget(rule())
        self.body.addSpacing(4)
        rows = FactRows()
        rows.add(tr("From"), words.day_month(view.starts))
        rows.add(tr("Free from"), words.day_month(view.ends))
        rows.add(tr("Length"), trn("{n} day", "{n} days", (view.ends - view.starts).days))
        rows.add(tr("Kind"), words.block_word(view.kind))
        if view.created_by:
            rows.add(tr("By"), view.created_by)
        self.body.addLayout(rows)
        self.body.addStretch(1)
        free = KeyedButton(tr("Give the room free"), Kind.PRIMARY, key="Del", size=Size.LARGE).stretch()
        free.clicked.connect(lambda: self.asked.emit("release"))
        self.foot.addWidget(free)
