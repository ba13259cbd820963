"""The report of a drawer as a sheet: who, when, float, in and out, counted, difference, each move."""

from html import escape

from app.features.folios import DrawerReportView
from app.kernel.text import tr
from ui.widgets.money_text import money_text

_MOVES = {
    "float": lambda: tr("Float"), "payment": lambda: tr("Payment"), "refund": lambda: tr("Given back"),
    "change": lambda: tr("Change"), "drop": lambda: tr("To the safe"), "variance": lambda: tr("Difference"),
    "closing": lambda: tr("Closing"),
}  # fmt: skip


def move_word(kind: str) -> str:
    """The kind of a move in words."""
    word = _MOVES.get(kind)
    return word() if word is not None else kind


def facts(report: DrawerReportView) -> list[tuple[str, str]]:
    """What the head of a report says."""
    drawer = report.drawer
    rows = [
        (tr("Drawer of"), drawer.by_name),
        (tr("Workstation"), drawer.workstation),
        (tr("Opened"), f"{drawer.opened_at.astimezone():%d.%m.%Y %H:%M}"),
        (tr("Float"), money_text(drawer.float_minor, drawer.currency)),
    ]
    if drawer.closed_at is not None:
        rows.append((tr("Closed"), f"{drawer.closed_at.astimezone():%d.%m.%Y %H:%M}"))
    if report.handed_to:
        rows.append((tr("Handed to"), report.handed_to))
    for held in report.held:
        if held.expected_minor is not None and held.counted_minor is not None:
            code = held.currency
            rows.append((tr("{code} should be", code=code), money_text(held.expected_minor, code)))
            rows.append((tr("{code} counted", code=code), money_text(held.counted_minor, code)))
            rows.append((tr("{code} difference", code=code), money_text(held.variance_minor or 0, code)))
    if report.reason:
        rows.append((tr("Why"), report.reason))
    return rows


def as_html(report: DrawerReportView, hotel: str) -> str:
    """The sheet for the printer."""
    head = "".join(
        f"<tr><td>{escape(a)}</td><td align='right'><b>{escape(b)}</b></td></tr>" for a, b in facts(report)
    )
    moves = "".join(
        f"<tr><td>{m.at.astimezone():%H:%M}</td><td>{escape(move_word(m.kind))}</td>"
        f"<td>{escape(m.reason)}</td><td>{escape(m.by_name)}</td>"
        f"<td align='right'>{escape(money_text(m.amount_minor, m.currency))}</td></tr>"
        for m in report.moves
    )
    return (
        f"<h2>{escape(tr('Drawer report'))}</h2><p>{escape(hotel)}</p>"
        f"<table cellpadding='3' width='60%'>{head}</table><p></p>"
        f"<table cellpadding='3' width='100%'>{moves}</table>"
    )
