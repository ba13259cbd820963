"""What the rack shows, chosen in one popover: elements of header, room, cell and bar; grouping; filters."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from app.features.rack import GroupBy, RackFilter, RackHouse, Source, StayCode
from app.kernel.text import marked, tr
from ui.features.rack.canvas.view import Elements, RackView
from ui.widgets.buttons import KeyedButton, Kind, Size
from ui.widgets.floating import SHADOW, Floating
from ui.widgets.labels import caption, heading, label, rule
from ui.widgets.segmented import SegmentedControl
from ui.widgets.tab_strip import TabStrip
from ui.widgets.theme import SMALL

WIDTH, HEIGHT = 430, 520
LEAST_ROW, MOST_ROW = 8, 56
Entries = Sequence[tuple[str, str]]

_ELEMENTS: Final[Sequence[tuple[str, Entries]]] = (
    (
        marked("Day header"),
        (
            ("occupancy", marked("Occupancy")),
            ("movements", marked("Arriving / leaving")),
            ("free", marked("Free rooms")),
            ("revenue", marked("Room revenue")),
            ("type_free", marked("Free per type")),
        ),
    ),
    (
        marked("Room"),
        (
            ("room_state", marked("Housekeeping state")),
            ("room_features", marked("Beds and features")),
            ("room_type", marked("Room type")),
            ("room_capacity", marked("Capacity")),
            ("room_badge", marked("Hotel")),
        ),
    ),
    (
        marked("Empty cell"),
        (
            ("cell_price", marked("Price")),
            ("cell_free", marked("Free of type")),
            ("cell_state", marked("Room state")),
        ),
    ),
    (
        marked("Bar"),
        (
            ("bar_given", marked("Given name")),
            ("bar_dates", marked("Dates")),
            ("bar_nights", marked("Nights")),
            ("bar_party", marked("Guests")),
            ("bar_source", marked("Source")),
            ("bar_amount", marked("Amount due")),
            ("bar_tags", marked("Tags")),
            ("bar_marks", marked("Note, VIP, lock")),
            ("bar_glyph", marked("Status")),
        ),
    ),
)
_STATUSES: Final = (
    (StayCode.TENTATIVE, marked("Tentative")),
    (StayCode.CONFIRMED, marked("Confirmed")),
    (StayCode.CHECKED_IN, marked("In house")),
    (StayCode.CHECKED_OUT, marked("Left")),
)
_SOURCES: Final = (
    (Source.DIRECT, marked("Direct")),
    (Source.PHONE, marked("Phone")),
    (Source.COMPANY, marked("Company")),
    (Source.BOOKING, marked("Booking.com")),
    (Source.EXPEDIA, marked("Expedia")),
    (Source.AIRBNB, marked("Airbnb")),
    (Source.AGENT, marked("Travel agent")),
    (Source.OTHER, marked("Other")),
)


class ConfigureCard(Floating):
    """`view_changed(RackView)` and `filter_changed(RackFilter)` at once with each choice; `reset` asks for
    the look out of the box."""

    view_changed = Signal(object)
    filter_changed = Signal(object)
    reset = Signal()

    def __init__(
        self,
        view: RackView,
        what: RackFilter,
        house: RackHouse,
        parent: QWidget,
        *,
        popup: bool = True,
        no_revenue: str = "",
    ) -> None:
        super().__init__(parent, popup=popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._view, self._filter, self._house = view, what, house
        self._no_revenue = no_revenue
        column = QVBoxLayout()
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(10)
        column.addWidget(heading(tr("What the rack shows")))
        self.tabs = TabStrip((("elements", tr("Elements")), ("rows", tr("Rows")), ("filter", tr("Filter"))))
        column.addWidget(self.tabs)
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column.addWidget(self._area, 1)
        column.addWidget(rule())
        foot = QHBoxLayout()
        back = KeyedButton(tr("As it comes"), Kind.QUIET, size=Size.DENSE)
        back.setToolTip(tr("Elements, rows and filters as they come out of the box"))
        back.clicked.connect(self.reset)
        foot.addWidget(back)
        foot.addStretch(1)
        done = KeyedButton(tr("Done"), key=tr("Esc"), size=Size.DENSE)
        done.clicked.connect(self.close)
        foot.addWidget(done)
        column.addLayout(foot)
        self.body.addLayout(column)
        self.setFixedSize(WIDTH + 2 * SHADOW, HEIGHT + 2 * SHADOW)
        self.tabs.chosen.connect(self.show_part)
        self.show_part("elements")

    def open_under(self, button: QWidget) -> None:
        """Show under a button, inside the screen."""
        corner = button.mapToGlobal(QPoint(0, button.height() + 4))
        room = self.screen().availableGeometry()
        self.move(min(corner.x(), room.right() - self.width()) - SHADOW, corner.y() - SHADOW)
        self.show()
        self.setFocus()

    def show_part(self, key: str) -> None:
        """Show one of the three parts."""
        parts = {"elements": self._elements, "rows": self._rows, "filter": self._filters}
        inner = QWidget()
        inner.setObjectName("part")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        parts[key](column)
        column.addStretch(1)
        self._area.setWidget(inner)
        inner.setAutoFillBackground(False)
        self._area.viewport().setAutoFillBackground(False)

    def _elements(self, column: QVBoxLayout) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        places = [(0, 0), (0, 1), (1, 0), (1, 1)]
        for (title, entries), (row, col) in zip(_ELEMENTS, places, strict=True):
            part = QVBoxLayout()
            part.setSpacing(3)
            part.addWidget(caption(tr(title)))
            for name, word in entries:
                part.addWidget(self._element(name, word))
            part.addStretch(1)
            grid.addLayout(part, row, col)
        column.addLayout(grid)

    def _element(self, name: str, word: str) -> QCheckBox:
        box = QCheckBox(tr(word))
        box.setChecked(bool(getattr(self._view.elements, name)))
        if name == "revenue" and self._no_revenue:
            box.setText(tr("Room revenue (one currency)"))
            box.setToolTip(self._no_revenue)
            box.setEnabled(box.isChecked())
        box.toggled.connect(lambda on: self._switch(name, on))
        return box

    def _switch(self, name: str, on: bool) -> None:
        elements: Elements = replace(self._view.elements, **{name: on})
        self._change(replace(self._view, elements=elements))

    def _change(self, view: RackView) -> None:
        self._view = view
        self.view_changed.emit(view)

    def _rows(self, column: QVBoxLayout) -> None:
        column.addWidget(caption(tr("Group rooms by")))
        group = SegmentedControl(
            (
                (GroupBy.TYPE, tr("Type")), (GroupBy.FLOOR, tr("Floor")), (GroupBy.BUILDING, tr("Building")),
                (GroupBy.PROPERTY, tr("Hotel")),
            )
        )  # fmt: skip
        group.choose(self._view.group_by)
        group.chosen.connect(
            lambda key: self._change(replace(self._view, group_by=GroupBy(key), collapsed=frozenset()))
        )
        column.addWidget(group)
        column.addSpacing(6)
        column.addWidget(caption(tr("Row height")))
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setRange(LEAST_ROW, MOST_ROW)
        slider.setValue(round(self._view.row_px))
        slider.valueChanged.connect(lambda px: self._change(replace(self._view, row_px=float(px))))
        column.addWidget(slider)
        column.addWidget(
            label(tr("Alt and the wheel do the same. Ctrl+0 fits all rooms into the window."), SMALL,
                  tone="secondary", wrap=True)
        )  # fmt: skip

    def _filters(self, column: QVBoxLayout) -> None:
        text = QLineEdit(self._filter.text)
        text.setPlaceholderText(tr("Guest or reason of a block"))
        text.setClearButtonEnabled(True)
        text.textChanged.connect(lambda typed: self._narrow(text=typed))
        column.addWidget(caption(tr("Name")))
        column.addWidget(text)
        house = self._house
        self._group(column, tr("Hotels"), "properties", [(name, name) for name in house.properties])
        names = dict.fromkeys(kind.name for kind in house.types)
        self._group(column, tr("Room types"), "types", [(name, name) for name in names])
        floors = sorted({room.floor for room in house.rooms if room.floor}, key=lambda f: (len(f), f))
        self._group(column, tr("Floors"), "floors", [(floor, floor) for floor in floors])
        self._group(column, tr("Status"), "statuses", [(code, tr(word)) for code, word in _STATUSES])
        self._group(column, tr("Source"), "sources", [(code, tr(word)) for code, word in _SOURCES])

    def _group(self, column: QVBoxLayout, title: str, part: str, entries: Iterable[tuple[Any, str]]) -> None:
        choices = list(entries)
        if len(choices) < 2:
            return
        column.addWidget(caption(title))
        grid = QGridLayout()
        grid.setVerticalSpacing(2)
        for index, (value, word) in enumerate(choices):
            box = QCheckBox(word)
            held: frozenset[Any] = getattr(self._filter, part)
            box.setChecked(not held or value in held)
            box.toggled.connect(self._toggler(part, value, [v for v, _ in choices]))
            grid.addWidget(box, index // 3, index % 3)
        for column_number in range(3):
            grid.setColumnStretch(column_number, 1)
        column.addLayout(grid)

    def _toggler(self, part: str, value: Any, values: Sequence[Any]) -> Callable[[bool], None]:
        """All ticked is the same as no filter."""

        def toggled(on: bool) -> None:
            held = set(getattr(self._filter, part)) or set(values)
            held = held | {value} if on else held - {value}
            self._narrow(**{part: frozenset(() if held == set(values) else held)})

        return toggled

    def _narrow(self, **parts: Any) -> None:
        self._filter = replace(self._filter, **parts)
        self.filter_changed.emit(self._filter)
