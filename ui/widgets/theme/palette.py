"""The palette that Qt's own parts use, from the named colours."""

from PySide6.QtGui import QPalette

from ui.widgets.theme.tokens import Colours


def palette(c: Colours) -> QPalette:
    """A QPalette for one mode; disabled text is muted."""
    made = QPalette()
    role = QPalette.ColorRole
    pairs = {
        role.Window: c.window,
        role.WindowText: c.text,
        role.Base: c.surface,
        role.AlternateBase: c.window,
        role.Text: c.text,
        role.Button: c.surface,
        role.ButtonText: c.text,
        role.BrightText: c.danger,
        role.ToolTipBase: c.text,
        role.ToolTipText: c.window,
        role.PlaceholderText: c.text_muted,
        role.Highlight: c.selection,
        role.HighlightedText: c.text,
        role.Link: c.accent,
        role.LinkVisited: c.accent,
        role.Accent: c.accent,
        role.Light: c.raised,
        role.Midlight: c.hover,
        role.Mid: c.line_strong,
        role.Dark: c.field_line,
        role.Shadow: c.line_strong,
    }
    for key, colour in pairs.items():
        made.setColor(key, colour)
    disabled = QPalette.ColorGroup.Disabled
    for key in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        made.setColor(disabled, key, c.text_muted)
    made.setColor(disabled, role.Base, c.sunken)
    return made
