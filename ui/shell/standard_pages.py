"""The navigation in its order. Capabilities that exist bring their pages; the others say that they come."""

from app.kernel.text import tr
from ui.shell.pages import PageSpec, ShellRegistry


def fill_navigation(shell: ShellRegistry) -> None:
    """Put the pages of capabilities in the desk's order and add the entries that do not exist yet."""
    given = {spec.id: spec for spec in shell.pages}
    ordered = [given.pop(spec.id, spec) for spec in _navigation()]
    shell.pages[:] = ordered + list(given.values())


def _navigation() -> list[PageSpec]:
    missing = tr("Not part of this version yet.")
    entries = (
        ("rack", tr("Rack"), "calendar-blank", 0),
        ("arrivals", tr("Arrivals"), "sign-in", 0),
        ("departures", tr("Departures"), "sign-out", 0),
        ("in_house", tr("In house"), "key", 0),
        ("folios", tr("Folios"), "receipt", 0),
        ("to_place", tr("To place"), "tray", 1),
        ("room_moves", tr("Room moves"), "arrows-left-right", 1),
        ("holds", tr("Holds"), "hand", 1),
        ("waitlist", tr("Waitlist"), "hourglass", 1),
        ("groups", tr("Groups"), "users-three", 1),
        ("traces", tr("Traces"), "list-bullets", 1),
        ("housekeeping", tr("Housekeeping"), "paint-brush-household", 1),
        ("inbox", tr("Inbox"), "envelope-simple", 1),
        ("channels", tr("Channels"), "share-network", 1),
        ("cashier", tr("Cashier"), "wallet", 2),
        ("night_audit", tr("Night audit"), "moon-stars", 2),
        ("reports", tr("Reports"), "chart-bar", 2),
        ("settings", tr("Settings"), "gear-six", 9),
    )
    return [
        PageSpec(id=key, title=title, icon=icon, group=group, missing=missing)
        for key, title, icon, group in entries
    ]
