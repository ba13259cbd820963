"""The one style sheet of the product, filled with the named colours of a mode."""

from string import Template

from ui.widgets.resources import resource
from ui.widgets.theme.tokens import Colours, mixed


def stylesheet(c: Colours) -> str:
    """The text of `resources/style/keyrack.qss` with `${name}` replaced by colours and icon paths."""
    template = Template(resource("style", "keyrack.qss").read_text(encoding="utf-8"))
    icons = resource("icons", c.mode).as_posix()
    # Tips and toasts invert: dark on light, light on dark.
    inverted = {
        "tip": c.text.name() if not c.dark else "#E8EBF1",
        "on_tip": "#FFFFFF" if not c.dark else "#11151B",
        "button": c.raised.name(),
        "button_line": c.line_strong.name(),
        "danger_hover": mixed(c.danger, c.text, 82).name(),
        "scroll": c.line_strong.name(),
    }
    return template.substitute(c.plain() | inverted, icons=icons)
