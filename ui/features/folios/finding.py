"""Open folios for the command palette, by number or name."""

from collections.abc import Callable, Sequence

from app.features.folios import FolioRow, Folios
from app.features.property import House, HouseView
from app.kernel.text import tr
from ui.shell.search import SearchHit, SearchProvider
from ui.shell.services import ShellServices
from ui.widgets.money_text import money_text

MOST, LEAST_LETTERS = 5, 2
Answer = Callable[[Sequence[SearchHit]], None]


def folio_search(services: ShellServices) -> SearchProvider:
    """The provider of a window."""

    def hit(row: FolioRow) -> SearchHit:
        balance = money_text(row.balance_minor, row.currency)
        return SearchHit(
            title=row.name or row.number, icon="receipt",
            detail=tr("Folio {number} · {balance}", number=row.number, balance=balance),
            run=lambda: services.navigator.open_page("folios", folio=row.folio_id),
        )  # fmt: skip

    def search(words: str, on_hits: Answer) -> None:
        if len(words.strip()) < LEAST_LETTERS:
            on_hits(())
            return

        def found(rows: tuple[FolioRow, ...]) -> None:
            on_hits([hit(row) for row in rows[:MOST]])

        def asked(house: HouseView) -> None:
            if house.properties:
                query = Folios(property_id=house.properties[0].id, text=words.strip())
                services.operations.ask(query, found, latest="folios.search")

        services.operations.ask(House(), asked, latest="folios.search.house")

    return search
