"""The letter that a walked guest gets: where to, what this hotel pays, when the room here is ready again."""

from html import escape

from app.features.front_desk import WalkView
from app.kernel.text import tr, trn
from ui.shell.paper import Sheet, html_sheet
from ui.widgets.day_text import long_day

KIND = "walk_letter"


def letter(walk: WalkView) -> Sheet:
    """On one page of A4."""
    title = tr("Your night at {hotel}", hotel=walk.hotel)
    return html_sheet(KIND, title, as_html(walk))


def as_html(walk: WalkView) -> str:
    """Its text."""
    parts = [
        f"<p style='font-size:15pt;font-weight:600'>{escape(walk.hotel_here)}</p>",
        f"<p>{escape(long_day(walk.walked_on))}<br>",
        f"{tr('Booking {number}', number=escape(walk.number))}</p><br>",
        f"<p>{tr('Dear {name},', name=escape(walk.guest))}</p>",
        _p(tr("we are sorry: more guests have arrived than we have rooms tonight, and we cannot give you the "
              "room that you booked.")),
        _p(tr("We have booked a room for you at {hotel}.", hotel=walk.hotel)),
    ]  # fmt: skip
    if walk.address:
        parts.append(f"<p><b>{escape(walk.hotel)}</b><br>{escape(walk.address)}</p>")
    nights = trn("{n} night", "{n} nights", walk.nights)
    parts.append(
        _p(tr("We pay the room there for {nights}. You owe us nothing for this time.", nights=nights))
    )
    if walk.transport:
        parts.append(_p(tr("We pay your way there too: {transport}.", transport=walk.transport)))
    if walk.return_on is not None:
        parts.append(_p(tr("Your room here is ready for you on {day}.", day=long_day(walk.return_on))))
    parts.append(_p(tr("Thank you for your patience. We hope to welcome you here soon.")))
    parts.append(f"<br><p>{escape(walk.by_name)}<br>{escape(walk.hotel_here)}</p>")
    return "".join(parts)


def _p(text: str) -> str:
    return f"<p>{escape(text)}</p>"
