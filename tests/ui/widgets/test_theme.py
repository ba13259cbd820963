"""Tokens, fonts, contrast, and files that repeat colours."""

import json
import re

import pytest
from PySide6.QtGui import QColor, QFontInfo, QFontMetrics
from PySide6.QtWidgets import QApplication

from ui.widgets.icons import icon, icon_path
from ui.widgets.resources import resource
from ui.widgets.theme import MEDIUM, SEMIBOLD, Mode, colours, font, mixed, theme
from ui.widgets.theme.stylesheet import stylesheet

PAIRS = (
    ("text", "surface"), ("text", "window"), ("text", "sunken"), ("text", "selection"), ("text", "hover"),
    ("text_secondary", "surface"), ("text_secondary", "window"), ("text_secondary", "sunken"),
    ("text_muted", "surface"), ("text_on_accent", "accent"), ("text_on_accent", "accent_hover"),
    ("accent", "surface"), ("accent", "accent_soft"), ("danger", "surface"), ("warning", "warning_soft"),
    ("success", "surface"), ("text", "warning_soft"), ("text", "danger_soft"), ("text", "today"),
)  # fmt: skip


def luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: QColor, other: QColor) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("mode", list(Mode))
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_meets_wcag_aa(mode: Mode, text: str, ground: str) -> None:
    c = colours(mode)
    assert contrast(c.named(text), c.named(ground)) >= 4.5


@pytest.mark.parametrize("mode", list(Mode))
def test_field_edges_meet_three_to_one(mode: Mode) -> None:
    c = colours(mode)
    assert contrast(c.field_line, c.surface) >= 3.0


@pytest.mark.parametrize("mode", list(Mode))
def test_bars_are_legible(mode: Mode) -> None:
    c = colours(mode)
    for kind in c.bars.__slots__:
        bar = c.bars.named(kind)
        assert contrast(bar.on_solid, bar.solid) >= 4.5, kind
        assert contrast(c.text, bar.fill) >= 4.5, kind


@pytest.mark.parametrize("mode", list(Mode))
def test_pictures_of_sub_controls_use_the_tokens(mode: Mode) -> None:
    known = set(colours(mode).plain().values())
    for path in resource("icons", mode).glob("*.svg"):
        used = {found.lower() for found in re.findall(r"#[0-9A-Fa-f]{6}", path.read_text(encoding="utf-8"))}
        assert used <= known, path.name


@pytest.mark.parametrize("mode", list(Mode))
def test_the_style_sheet_is_complete(mode: Mode) -> None:
    sheet = stylesheet(colours(mode))
    assert "$" not in sheet
    for path in re.findall(r"url\(([^)]*)\)", sheet):
        assert resource(path).exists()


def test_figures_are_tabular() -> None:
    metrics = QFontMetrics(font(13))
    assert metrics.horizontalAdvance("1111") == metrics.horizontalAdvance("8088")
    assert metrics.horizontalAdvance("ii") < metrics.horizontalAdvance("ww")


@pytest.mark.parametrize("weight", [MEDIUM, SEMIBOLD])
def test_weights_come_from_our_files(weight: int) -> None:
    used = font(13)
    used.setWeight(type(MEDIUM)(weight))
    info = QFontInfo(used)
    assert info.family() == "Inter"
    assert info.weight() == weight


def test_unknown_names_are_errors() -> None:
    c = colours(Mode.LIGHT)
    for wrong in ("nothing", "mode", "bars"):
        with pytest.raises(KeyError):
            c.named(wrong)
    with pytest.raises(KeyError):
        icon_path("no-such-icon", 16)


def test_icons_are_painted_in_theme_colours() -> None:
    picture = icon("key", "accent", 32).pixmap(32, 32).toImage()
    painted = {
        picture.pixelColor(x, y).name()
        for x in range(32)
        for y in range(32)
        if picture.pixelColor(x, y).alpha() == 255
    }
    assert painted == {"#2a5bd0"}


def test_mixing() -> None:
    assert mixed(QColor("#000000"), QColor("#ffffff"), 50).name() == "#808080"


def test_switching_tells_once(qapp: QApplication) -> None:
    told: list[Mode] = []
    theme().changed.connect(lambda: told.append(theme().mode))
    theme().use(Mode.DARK)
    theme().use(Mode.DARK)
    assert told == [Mode.DARK]
    assert qapp.palette().window().color() == colours(Mode.DARK).window
    theme().use(Mode.LIGHT)


def test_all_colours_of_the_tokens_are_read() -> None:
    tokens = json.loads(resource("style", "tokens.json").read_text(encoding="utf-8"))
    assert set(colours(Mode.LIGHT).plain()) == set(tokens["light"])
