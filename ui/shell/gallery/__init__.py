"""All components on one sheet, built from the real widgets, to hold beside `components-*.png`."""

from ui.shell.gallery.sheet import Gallery

__all__ = ["Gallery"]
