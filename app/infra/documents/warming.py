"""What the first document would wait for, loaded beforehand: its libraries take a second and 17 MB."""

from importlib import import_module
from typing import Final

from app.infra.documents.sheet import load_fonts

LIBRARIES: Final = (
    "reportlab.pdfgen.canvas", "reportlab.lib.utils", "PIL.Image", "babel.dates", "babel.numbers",
    "lxml.etree", "drafthorse.models.document", "pikepdf", "stdnum.eu.vat",
)  # fmt: skip


def warm() -> None:
    """Load them, and the typeface; in a thread of its own it leaves room for others between the parts."""
    for name in LIBRARIES:
        import_module(name)
    load_fonts()
