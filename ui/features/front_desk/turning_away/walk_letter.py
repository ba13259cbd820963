"""The letter that a walked guest gets, on one page of A4, in the guest's language."""

from html import escape

from app.features.front_desk import WalkLetterView
from ui.shell.paper import Sheet, html_sheet

KIND = "walk_letter"


def letter(view: WalkLetterView) -> Sheet:
    """On one page of A4."""
    return html_sheet(KIND, view.title, as_html(view))


def as_html(view: WalkLetterView) -> str:
    """Its text."""
    parts = [
        f"<p style='font-size:15pt;font-weight:600'>{escape(view.house)}</p>",
        f"<p>{escape(view.day)}<br>{escape(view.booking)}</p><br>",
        *(_p(text) for text in view.before),
    ]
    if view.address:
        parts.append(f"<p><b>{escape(view.hotel)}</b><br>{escape(view.address)}</p>")
    parts += [_p(text) for text in view.after]
    parts.append(f"<br><p>{escape(view.signed)}<br>{escape(view.house)}</p>")
    return "".join(parts)


def _p(text: str) -> str:
    return f"<p>{escape(text)}</p>"
