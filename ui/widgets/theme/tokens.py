"""The named design values of `resources/style/tokens.json` as frozen values, light and dark."""

import json
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cache

from PySide6.QtGui import QColor

from ui.widgets.resources import resource


class Mode(StrEnum):
    """The two palettes."""

    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class BarColours:
    """One kind of stay bar: fill behind text, line around, solid for stripe and tab, glyph on solid."""

    fill: QColor
    line: QColor
    solid: QColor
    on_solid: QColor


@dataclass(frozen=True, slots=True)
class Bars:
    """The kinds of stay bars by what needs doing (payment uses the same, see `look.md`)."""

    urgent: BarColours
    due_today: BarColours
    in_house: BarColours
    future: BarColours
    past: BarColours
    tentative: BarColours
    oversold: BarColours
    blocked: BarColours

    def named(self, kind: str) -> BarColours:
        """The colours of a kind by its name in the tokens; KeyError for an unknown one."""
        if kind not in self.__slots__:
            raise KeyError(kind)
        found: BarColours = getattr(self, kind)
        return found


@dataclass(frozen=True, slots=True)
class Colours:
    """Every named colour of one palette. Names are those of the tokens."""

    mode: Mode
    window: QColor
    surface: QColor
    sunken: QColor
    raised: QColor
    line: QColor
    line_strong: QColor
    field_line: QColor
    text: QColor
    text_secondary: QColor
    text_muted: QColor
    text_on_accent: QColor
    accent: QColor
    accent_hover: QColor
    accent_soft: QColor
    focus: QColor
    danger: QColor
    danger_soft: QColor
    warning: QColor
    warning_soft: QColor
    success: QColor
    success_soft: QColor
    info: QColor
    info_soft: QColor
    weekend: QColor
    today: QColor
    selection: QColor
    hover: QColor
    bars: Bars

    @property
    def magenta(self) -> QColor:
        """Oversold or double-booked, and nothing else."""
        return self.bars.oversold.solid

    @property
    def dark(self) -> bool:
        """Whether this is the dark palette."""
        return self.mode is Mode.DARK

    def named(self, name: str) -> QColor:
        """A colour by its token name, such as "text_muted"; KeyError for an unknown one."""
        found = getattr(self, name, None)
        if not isinstance(found, QColor):
            raise KeyError(name)
        return found

    def room_state(self, state: str) -> QColor:
        """The colour of a room state glyph ("clean", "dirty", "out_of_order", …)."""
        return self.named(_ROOM_STATES[state])

    def plain(self) -> dict[str, str]:
        """Token name to "#rrggbb", for the style sheet."""
        found = {f.name: getattr(self, f.name) for f in fields(self)}
        return {name: value.name() for name, value in found.items() if isinstance(value, QColor)}


_ROOM_STATES = {
    "clean": "success",
    "inspected": "success",
    "dirty": "warning",
    "in_progress": "accent",
    "pickup": "warning",
    "out_of_order": "danger",
    "out_of_service": "text_muted",
}


@cache
def colours(mode: Mode) -> Colours:
    """The palette of a mode, read once."""
    tokens = json.loads(resource("style", "tokens.json").read_text(encoding="utf-8"))
    bars = {
        kind: BarColours(**{part: QColor(value) for part, value in parts.items()})
        for kind, parts in tokens["bar"][mode].items()
    }
    values = {name: QColor(value) for name, value in tokens[mode].items()}
    return Colours(mode=mode, bars=Bars(**bars), **values)


def mixed(colour: QColor, ground: QColor, percent: int) -> QColor:
    """`percent` of a colour on a ground, opaque."""
    share = percent / 100
    return QColor.fromRgbF(
        *(
            c * share + g * (1 - share)
            for c, g in zip(colour.getRgbF()[:3], ground.getRgbF()[:3], strict=True)  # type: ignore[index]
        )
    )
