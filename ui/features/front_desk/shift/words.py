"""The words of a handover, on the screen and on paper."""

from html import escape

from app.features.front_desk import HandoverView, ShiftTopic, Topic
from app.kernel.text import tr, trn
from ui.shell.paper import Sheet, html_sheet
from ui.widgets.day_text import long_day

KIND = "handover"
_STYLE = "<style>h1 { font-size: 15pt; } h2 { font-size: 11pt; } .sub { color: #555; }</style>"


def title_of(topic: Topic) -> str:
    """The heading of a topic."""
    return {
        Topic.ARRIVALS: tr("Still to arrive"), Topic.DEPARTURES: tr("Still to leave"),
        Topic.OWING: tr("Guests who owe"), Topic.QUEUE: tr("Waiting for a room"),
        Topic.TRACES: tr("To do"), Topic.INCIDENTS: tr("Incidents"),
        Topic.CONFLICTS: tr("Conflicts of rooms"),
        Topic.NOTES: tr("Written down since the last handover"), Topic.DRAWERS: tr("Open drawers"),
    }[topic]  # fmt: skip


def icon_of(topic: Topic) -> str:
    """Its icon."""
    return {
        Topic.ARRIVALS: "sign-in", Topic.DEPARTURES: "sign-out", Topic.OWING: "wallet",
        Topic.QUEUE: "hourglass", Topic.TRACES: "list-bullets", Topic.INCIDENTS: "first-aid",
        Topic.CONFLICTS: "warning",
        Topic.NOTES: "note", Topic.DRAWERS: "money",
    }[topic]  # fmt: skip


def signed(view: HandoverView) -> str:
    """ "Marta Sousa 22:58, taken by Rui Matos 23:04"."""
    given = f"{view.given_name} {view.given_at.astimezone():%H:%M}"
    if view.taken_at is None:
        return tr("{given}, not taken yet", given=given)
    taken = f"{view.taken_name} {view.taken_at.astimezone():%H:%M}"
    return tr("{given}, taken by {taken}", given=given, taken=taken)


def more(topic: ShiftTopic, shown: int) -> str:
    """What does not fit."""
    left = topic.count - shown
    return trn("and {n} more", "and {n} more", left) if left > 0 else ""


def sheet_of(view: HandoverView) -> Sheet:
    """A signed handover as a document to print."""
    title = tr("Shift handover, {day}", day=long_day(view.day))
    note = f"<p>{escape(view.note)}</p>".replace("\n", "<br/>") if view.note else ""
    return html_sheet(
        KIND, title,
        f"{_STYLE}<h1>{escape(title)}</h1><p class='sub'>{escape(signed(view))}</p>{note}"
        + "".join(_topic(topic) for topic in view.topics),
    )  # fmt: skip


def _topic(topic: ShiftTopic) -> str:
    head = f"<h2>{escape(title_of(topic.topic))} ({topic.count})</h2>"
    rows = "".join(
        f"<tr><td>{escape(line.room)}</td><td>{escape(line.what)}</td>"
        f"<td class='sub'>{escape(line.detail)}</td></tr>"
        for line in topic.lines
    )
    left = more(topic, len(topic.lines))
    return f"{head}<table cellpadding='2'>{rows}</table>" + (f"<p>{escape(left)}</p>" if left else "")
