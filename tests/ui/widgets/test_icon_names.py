"""Every icon that the program names is in the fonts; a missing one would show only when it is painted."""

import ast
from pathlib import Path

import pytest

from ui.widgets.icons import icon_path

UI = Path(__file__).resolve().parents[3] / "ui"


def named_icons() -> set[str]:
    """The constants that are given as `icon=` anywhere."""
    return {
        word.value.value
        for path in UI.rglob("*.py")
        for word in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(word, ast.keyword)
        and word.arg == "icon"
        and isinstance(word.value, ast.Constant)
        and isinstance(word.value.value, str)
        and word.value.value
    }


@pytest.mark.usefixtures("qapp")
def test_every_icon_is_there() -> None:
    """Each has an outline, and one that nobody drew has none."""
    names = named_icons()
    assert len(names) > 60
    missing = []
    for name in sorted(names):
        try:
            icon_path(name, 16)
        except KeyError:
            missing.append(name)
    assert missing == []
    with pytest.raises(KeyError):
        icon_path("nobody-drew-this", 16)
