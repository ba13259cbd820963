"""What the command palette finds of groups: by name, code or company; taking one shows it."""

from collections.abc import Callable, Sequence
from functools import partial

from app.features.property import House, HouseView
from app.features.reservations.groups import GroupRow, Groups
from app.kernel.text import fold, tr, trn
from ui.shell.search import SearchHit, SearchProvider
from ui.shell.services import ShellServices
from ui.widgets.day_text import day_span

MOST, FEWEST_LETTERS = 3, 2


def group_search(services: ShellServices) -> SearchProvider:
    """A provider for a window; groups of all hotels that have not left."""

    def find(words: str, on_hits: Callable[[Sequence[SearchHit]], None]) -> None:
        wanted = fold(words).split()
        if len("".join(wanted)) < FEWEST_LETTERS:
            return
        found: list[SearchHit] = []

        def take(rows: tuple[GroupRow, ...]) -> None:
            for row in rows:
                text = fold(f"{row.name} {row.code} {row.company}")
                if all(word in text for word in wanted) and len(found) < MOST:
                    found.append(_hit(services, row))
            on_hits(found)

        def hotels(house: HouseView) -> None:
            for hotel in house.properties:
                query = Groups(property_id=hotel.id)
                services.operations.ask(query, take, latest=f"groups.search.{hotel.id}")

        services.operations.ask(House(), hotels, latest="groups.search")

    return find


def _hit(services: ShellServices, row: GroupRow) -> SearchHit:
    stays = trn("{n} stay", "{n} stays", row.stays)
    kept = tr("{left} of {n} nights left", left=row.left, n=row.allotted) if row.allotted else ""
    detail = " · ".join(part for part in (day_span(row.arrival, row.departure), stays, kept) if part)
    run = partial(services.navigator.open_page, "groups", group=row.id)
    return SearchHit(title=row.name or row.code, detail=detail, icon="users-three", run=run)
