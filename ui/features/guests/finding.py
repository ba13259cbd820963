"""What the command palette finds of guests, by name, e-mail or phone; taking one opens the page."""

from collections.abc import Callable, Sequence
from functools import partial

from app.features.guests import FindGuests, GuestHit
from app.kernel.text import tr
from ui.features.guests.names import PROFILE
from ui.shell.search import SearchHit, SearchProvider
from ui.shell.services import ShellServices

MOST = 3


def guest_search(services: ShellServices) -> SearchProvider:
    """A provider for a window."""

    def find(words: str, on_hits: Callable[[Sequence[SearchHit]], None]) -> None:
        services.operations.ask(
            FindGuests(text=words, limit=MOST), lambda hits: on_hits([_hit(services, hit) for hit in hits]),
            latest="guests.search",
        )  # fmt: skip

    return find


def _hit(services: ShellServices, hit: GuestHit) -> SearchHit:
    standing = tr("not wanted") if hit.blacklisted else tr("VIP {level}", level=hit.vip) if hit.vip else ""
    detail = " · ".join(part for part in (tr("Guest"), standing, hit.email or hit.phone) if part)
    return SearchHit(
        title=hit.name, detail=detail, icon="prohibit" if hit.blacklisted else "user", matched=hit.matched,
        run=partial(services.navigator.open_page, PROFILE, guest=hit.id),
    )  # fmt: skip
