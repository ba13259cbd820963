"""The five figures at the top of the report, each against the year before where there was one."""

from app.features.reports import OccupancyView, Period
from app.kernel.text import tr
from ui.widgets.money_text import money_text
from ui.widgets.stat_tile import StatRow, StatTile

UP, DOWN = "↑", "↓"


class KeyFigures(StatRow):
    """Occupancy, average rate, RevPAR, rooms revenue, cancelled."""

    def __init__(self) -> None:
        self._occupancy = StatTile(tr("Occupancy"))
        self._rate = StatTile(tr("Average rate"))
        self._revpar = StatTile(tr("RevPAR"))
        self._revenue = StatTile(tr("Rooms revenue"))
        self._cancelled = StatTile(tr("Cancelled"))
        super().__init__(self._occupancy, self._rate, self._revpar, self._revenue, self._cancelled)

    def show_view(self, view: OccupancyView) -> None:
        """Show the sums of a report."""
        now, before = view.total, view.last_year
        year = (
            tr("on {year}", year=view.first.year - 1) if view.first.year == view.last.year else tr("before")
        )
        self._share(self._occupancy, now.occupancy, before.occupancy if before else None, year)
        self._money(self._rate, now.adr_minor, before.adr_minor if before else None, view.currency, year)
        self._money(
            self._revpar, now.revpar_minor, before.revpar_minor if before else None, view.currency, year
        )
        self._relative(self._revenue, now, before, view.currency, year)
        self._share(
            self._cancelled, now.cancelled_share, before.cancelled_share if before else None, year, less=True
        )

    def _share(
        self, tile: StatTile, now: float | None, before: float | None, cause: str, *, less: bool = False
    ) -> None:
        figure = "–" if now is None else f"{now * 100:.1f} %"
        if now is None or before is None:
            tile.show_figure(figure)
            return
        points = round((now - before) * 100, 1)
        change = tr("{arrow} {points} points", arrow=UP if points >= 0 else DOWN, points=abs(points))
        tile.show_figure(figure, change, cause, good=(points <= 0) if less else (points >= 0))

    def _money(self, tile: StatTile, now: int | None, before: int | None, currency: str, cause: str) -> None:
        if now is None:
            tile.show_figure("–")
            return
        figure = money_text(now, currency)
        if before is None:
            tile.show_figure(figure)
            return
        arrow = UP if now >= before else DOWN
        tile.show_figure(
            figure, f"{arrow} {money_text(abs(now - before), currency)}", cause, good=now >= before
        )

    def _relative(
        self, tile: StatTile, now: Period, before: Period | None, currency: str, cause: str
    ) -> None:
        figure = money_text(now.room_revenue_minor, currency, cents=False)
        if before is None or before.room_revenue_minor <= 0:
            tile.show_figure(figure)
            return
        tenths = change_in_tenths(now.room_revenue_minor, before.room_revenue_minor)
        arrow = UP if tenths >= 0 else DOWN
        tile.show_figure(figure, f"{arrow} {abs(tenths) // 10}.{abs(tenths) % 10} %", cause, good=tenths >= 0)


def change_in_tenths(now_minor: int, before_minor: int) -> int:
    """How much more an amount is than another, in tenths of a per cent; the other is above zero."""
    more = now_minor - before_minor
    whole = (2_000 * abs(more) + before_minor) // (2 * before_minor)
    return whole if more >= 0 else -whole
